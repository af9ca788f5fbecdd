/** Rows that are only ever added. */
export interface Appender<T> {
  insert(row: T): Promise<void>;
}

/** Rows with a version: `save` of a row read at `version` n writes n + 1, or throws CONFLICT when someone was faster. */
export interface Repository<T> extends Appender<T> {
  find(id: string): Promise<T | undefined>;
  save(row: T): Promise<T>;
}

/** Rows that change together: as many statements for a thousand as for one. */
export interface SetRepository<T> extends Repository<T> {
  /** These properties of each, locked until the commit. */
  lockAll<K extends keyof T>(
    ids: readonly string[],
    properties: readonly K[],
  ): Promise<readonly Pick<T, K>[]>;
  /** The same, without those that somebody else holds: two that carry out one set share it out. */
  lockFree<K extends keyof T>(
    ids: readonly string[],
    properties: readonly K[],
  ): Promise<readonly Pick<T, K>[]>;
  /** The same change of each; they must be locked. @throws CONFLICT when one is not there. */
  changeAll(ids: readonly string[], changes: Partial<T>): Promise<void>;
}
