/**
 * Collects the keys asked for in one turn of the event loop and reads them together, each once per request: twenty rows
 * with a certificate each cost one query, not twenty.
 */
export class Batch<V> {
  private readonly answers = new Map<string, Promise<V | undefined>>();
  private waiting: {
    key: string;
    resolve: (value: V | undefined) => void;
    reject: (error: unknown) => void;
  }[] = [];

  constructor(private readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) {}

  load(key: string): Promise<V | undefined> {
    const known = this.answers.get(key);
    if (known) return known;
    const answer = new Promise<V | undefined>((resolve, reject) => {
      if (this.waiting.length === 0) this.schedule();
      this.waiting.push({ key, resolve, reject });
    });
    this.answers.set(key, answer);
    return answer;
  }

  /** After the promises that are resolved already: fields of sibling rows ask within the same turn. */
  private schedule(): void {
    void Promise.resolve().then(() => process.nextTick(() => void this.dispatch()));
  }

  private async dispatch(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    try {
      const found = await this.read(batch.map(({ key }) => key));
      for (const { key, resolve } of batch) resolve(found.get(key));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

/** The rows by their key; of several with one key the first. */
export const byKey = <V>(rows: readonly V[], key: (row: V) => string): ReadonlyMap<string, V> =>
  new Map([...rows].reverse().map((row) => [key(row), row]));

/** All rows of each key, in their order. */
export function grouped<V>(rows: readonly V[], key: (row: V) => string): ReadonlyMap<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
