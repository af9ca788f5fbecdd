/** The store didn't answer in time. */
export class StoreTimeoutError extends Error {
  override readonly name = 'StoreTimeoutError';
}

/** So many readings are under way that another one would only make all of them late. */
export class StoreBusyError extends Error {
  override readonly name = 'StoreBusyError';
}

/** A relying party waits for its answer: better `tryLater` soon than an answer after it has given up. */
const DEADLINE_MILLISECONDS = 2_000;

/** What a store read gives, or StoreTimeoutError after two seconds (a connection may hang without failing). */
export const inTime = <T>(reading: Promise<T>): Promise<T> => within(DEADLINE_MILLISECONDS, reading);

async function within<T>(milliseconds: number, reading: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreTimeoutError('The store did not answer')), milliseconds);
  });
  try {
    return await Promise.race([reading, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** Lets so many readings of the store be under way and no more: whatever anybody asks, memory and waiting stay bounded. */
export class BoundedReadings {
  private underWay = 0;

  constructor(private readonly most: number) {}

  get isFull(): boolean {
    return this.underWay >= this.most;
  }

  /** A reading counts until the store has answered or failed, also when nobody waits for it any more. */
  async read<T>(read: () => Promise<T>): Promise<T> {
    if (this.isFull) throw new StoreBusyError(`${this.most} readings are under way`);
    this.underWay += 1;
    return inTime(read().finally(() => (this.underWay -= 1)));
  }
}

/** One run for all who ask while it lasts and for some time after. */
export function shared<T>(milliseconds: number, run: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | undefined;
  let until = Number.NEGATIVE_INFINITY;
  return () => {
    if (last && performance.now() < until) return last;
    until = Number.POSITIVE_INFINITY;
    last = run().finally(() => (until = performance.now() + milliseconds));
    return last;
  };
}

/** A store that works answers sooner; whoever has a value to give waits no longer. */
const PATIENCE_MILLISECONDS = 250;
/** For how long a store that was late isn't waited for again. */
const LATE_MILLISECONDS = 10_000;

/**
 * A value of the store, read again when it is older than a few seconds, by one reader for all waiting requests. When
 * the store is down the last value goes on being served: certificates don't change, and a list says itself until when
 * it may be used. It is given after a quarter of a second while the store is slow, and at once for some seconds after a
 * reading that was late or failed, until one succeeds behind. The age is elapsed time, not the business clock, which tests
 * and faults may shift.
 */
export class KeptReading<T> {
  private kept: { readonly value: T; readonly at: number } | undefined;
  private reading: Promise<T> | undefined;
  private lateUntil = Number.NEGATIVE_INFINITY;

  constructor(
    /** Gets the value that it gave last. */
    private readonly read: (kept?: T) => Promise<T>,
    private readonly maxAgeMilliseconds: number,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** @throws what the store threw, only while nothing was ever read. */
  async value(): Promise<T> {
    const { kept } = this;
    const now = performance.now();
    if (kept && now - kept.at < this.maxAgeMilliseconds) return kept.value;
    this.reading ??= this.readAgain().finally(() => (this.reading = undefined));
    if (!kept) return this.reading;
    if (now < this.lateUntil) return kept.value;
    try {
      return await within(PATIENCE_MILLISECONDS, this.reading);
    } catch {
      this.beLate();
      return kept.value;
    }
  }

  /** Fails only while nothing was ever read. */
  private async readAgain(): Promise<T> {
    try {
      const value = await inTime(this.read(this.kept?.value));
      this.kept = { value, at: performance.now() };
      this.lateUntil = Number.NEGATIVE_INFINITY;
      return value;
    } catch (error) {
      if (!this.kept) throw error;
      this.onFailure(error);
      this.beLate();
      this.kept = { value: this.kept.value, at: performance.now() };
      return this.kept.value;
    }
  }

  private beLate(): void {
    this.lateUntil = performance.now() + LATE_MILLISECONDS;
  }
}
