import type { EntityManager, EntitySchema, FindOptionsOrder, FindOptionsWhere } from 'typeorm';
import type { TenantId } from '@mandataire/domain/tenant';
import { conflict } from '@mandataire/application/refusal';
import { isUuid } from './values.js';

export interface TenantRow {
  readonly tenantId: TenantId;
  readonly id: string;
}

type Versioned = TenantRow & { readonly version: number };
/** A condition on a company's rows; the company itself is added here and cannot be named. */
export type Condition<T> = Omit<FindOptionsWhere<T>, 'tenantId'>;

/**
 * One company's part of a table (first belt of house.md): it owns every WHERE, and gives no query builder away.
 * Row-level security says the same again underneath.
 */
export class TenantTable<T extends TenantRow> {
  constructor(
    private readonly manager: EntityManager,
    private readonly schema: EntitySchema<T>,
    private readonly tenantId: TenantId,
  ) {}

  /** @throws when the row is another company's: a fault of the program, not of its user. */
  async insert(row: T): Promise<void> {
    if (row.tenantId !== this.tenantId)
      throw new Error(`A row of another company: ${this.schema.options.name}`);
    await this.manager.insert(this.schema, row as never);
  }

  async find(id: string): Promise<T | undefined> {
    return isUuid(id) ? this.first({ id } as never) : undefined;
  }

  async first(where: Condition<T>, order?: FindOptionsOrder<T>): Promise<T | undefined> {
    const found = await this.manager.findOne(this.schema, {
      where: this.own(where),
      ...(order ? { order } : {}),
    });
    return found ?? undefined;
  }

  async all(where: Condition<T>, order: FindOptionsOrder<T>): Promise<readonly T[]> {
    return this.manager.find(this.schema, { where: this.own(where), order });
  }

  /** Rows that nobody can change until this transaction ends; others may read and lock them so too. */
  async allShared(where: Condition<T>, order: FindOptionsOrder<T>): Promise<readonly T[]> {
    return this.manager.find(this.schema, {
      where: this.own(where),
      order,
      lock: { mode: 'pessimistic_read' },
    });
  }

  /** Rows that nobody else can lock or change until this transaction ends. */
  async allLocked(where: Condition<T>, order: FindOptionsOrder<T>): Promise<readonly T[]> {
    return this.manager.find(this.schema, {
      where: this.own(where),
      order,
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Writes version n + 1 over version n. @throws CONFLICT when the row was changed since it was read. */
  async save<V extends T & Versioned>(row: V): Promise<V> {
    const { tenantId, id, version, ...changes } = row;
    if (tenantId !== this.tenantId) throw new Error(`A row of another company: ${this.schema.options.name}`);
    const next = { ...changes, version: version + 1 };
    const seen = this.own({ id, version } as never);
    const { affected } = await this.manager.update(this.schema, seen, next as never);
    if (affected === 0) throw conflict();
    return { ...row, version: version + 1 };
  }

  /** Writes columns of a row that has no version. */
  async change(id: string, changes: Partial<T>): Promise<void> {
    await this.manager.update(this.schema, this.own({ id } as never), changes as never);
  }

  private own(where: Condition<T>): FindOptionsWhere<T> {
    return { ...where, tenantId: this.tenantId } as never;
  }
}
