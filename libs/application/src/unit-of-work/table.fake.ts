import { conflict } from '../refusal/index.js';
import type { SetRepository } from './repository.port.js';

export interface Row {
  readonly tenantId: string;
  readonly id: string;
  readonly version?: number;
}

/** A company's rows in memory, and of these what is reached. */
export class FakeTable<T extends Row> implements SetRepository<T> {
  constructor(
    readonly rows: T[],
    private readonly tenantId: string,
    private readonly reached: (row: T) => boolean = () => true,
  ) {}
  get visible(): T[] {
    return this.rows.filter((row) => row.tenantId === this.tenantId && this.reached(row));
  }
  async find(id: string): Promise<T | undefined> {
    return this.visible.find((row) => row.id === id);
  }
  async insert(row: T): Promise<void> {
    this.rows.push(row);
  }
  async save(row: T): Promise<T> {
    const index = this.rows.findIndex(
      (old) => old.tenantId === this.tenantId && old.id === row.id && old.version === row.version,
    );
    if (index < 0) throw conflict();
    const next = { ...row, version: (row.version ?? 0) + 1 };
    this.rows[index] = next;
    return next;
  }
  async lockAll(ids: readonly string[]): Promise<readonly T[]> {
    return this.visible.filter(({ id }) => ids.includes(id));
  }
  lockFree(ids: readonly string[]): Promise<readonly T[]> {
    return this.lockAll(ids);
  }
  async changeAll(ids: readonly string[], changes: Partial<T>): Promise<void> {
    for (const row of await this.lockAll(ids)) await this.save({ ...row, ...changes });
  }
}
