/** The store didn't answer in time. */
export class StoreTimeoutError extends Error {
  override readonly name = 'StoreTimeoutError';
}

/** A relying party waits for its answer: better `tryLater` soon than an answer after it has given up. */
const DEADLINE_MILLISECONDS = 2_000;

/** What a store read gives, or StoreTimeoutError after two seconds (a connection may hang without failing). */
export async function inTime<T>(reading: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreTimeoutError('The store did not answer')),
      DEADLINE_MILLISECONDS,
    );
  });
  try {
    return await Promise.race([reading, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A value of the store, read again when it is older than a few seconds, by one reader for all waiting requests. When
 * the store is down the last value goes on being served: certificates don't change, and a list says itself until when
 * it may be used. The age is elapsed time, not the business clock, which tests and faults may shift.
 */
export class KeptReading<T> {
  private kept: { readonly value: T; readonly at: number } | undefined;
  private reading: Promise<T> | undefined;

  constructor(
    /** Gets the value that it gave last. */
    private readonly read: (kept?: T) => Promise<T>,
    private readonly maxAgeMilliseconds: number,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** @throws what the store threw, only while nothing was ever read. */
  async value(): Promise<T> {
    if (this.kept && performance.now() - this.kept.at < this.maxAgeMilliseconds) return this.kept.value;
    this.reading ??= inTime(this.read(this.kept?.value)).finally(() => (this.reading = undefined));
    try {
      const value = await this.reading;
      this.kept = { value, at: performance.now() };
      return value;
    } catch (error) {
      if (!this.kept) throw error;
      this.onFailure(error);
      this.kept = { value: this.kept.value, at: performance.now() };
      return this.kept.value;
    }
  }
}
