import type pg from 'pg';
import { In, type EntitySchema, type FindOptionsOrder, type FindOptionsWhere } from 'typeorm';
import { conflict } from '@mandataire/application/refusal';
import type { TenantId } from '@mandataire/domain/tenant';
import type { OpenConnection } from './open-connection.js';
import { TableStatements, type RowLock } from './table-statements.js';
import { isUuid } from './values.js';

export interface TenantRow {
  readonly tenantId: TenantId;
  readonly id: string;
}

type Versioned = TenantRow & { readonly version: number };
/** A condition on a company's rows; the company itself is added here and cannot be named. */
export type Condition<T> = Omit<FindOptionsWhere<T>, 'tenantId'>;

const known = new WeakMap<object, TableStatements>();

export function statementsOf(schema: EntitySchema<never>): TableStatements {
  const made = known.get(schema) ?? new TableStatements(schema);
  known.set(schema, made);
  return made;
}

/**
 * One company's part of a table (first belt of house.md): it owns every WHERE, and gives no query builder away.
 * Row-level security says the same again underneath. Calls made together travel together: the connection keeps their order.
 */
export class TenantTable<T extends TenantRow> {
  private readonly statements: TableStatements;

  constructor(
    private readonly connection: OpenConnection,
    private readonly schema: EntitySchema<T>,
    private readonly tenantId: TenantId,
  ) {
    this.statements = statementsOf(schema as EntitySchema<never>);
  }

  /** @throws when the row is another company's: a fault of the program, not of its user. */
  async insert(row: T): Promise<void> {
    this.mustBeOwn(row);
    await this.connection.write(this.statements.insert(row as never));
  }

  async find(id: string): Promise<T | undefined> {
    return isUuid(id) ? this.first({ id } as never) : undefined;
  }

  async first(where: Condition<T>, order?: FindOptionsOrder<T>): Promise<T | undefined> {
    return (await this.rows(where, order, 'LIMIT 1'))[0];
  }

  async all(where: Condition<T>, order: FindOptionsOrder<T>): Promise<readonly T[]> {
    return this.rows(where, order, '');
  }

  /** Rows that nobody can change until this transaction ends; others may read and lock them so too. */
  async allShared(where: Condition<T>, order: FindOptionsOrder<T>): Promise<readonly T[]> {
    return this.rows(where, order, 'FOR SHARE');
  }

  /** Rows that nobody else can lock or change until this transaction ends. */
  async allLocked(where: Condition<T>, order: FindOptionsOrder<T>): Promise<readonly T[]> {
    return this.rows(where, order, 'FOR UPDATE');
  }

  /** Writes version n + 1 over version n. @throws CONFLICT when the row was changed since it was read. */
  async save<V extends T & Versioned>(row: V): Promise<V> {
    this.mustBeOwn(row);
    const { tenantId: _, id, version, ...changes } = row;
    const next = { ...changes, version: version + 1 };
    const written = this.statements.update(this.own({ id, version } as never), next, true);
    if ((await this.connection.write(written)) === 0) throw conflict();
    return { ...row, version: version + 1 };
  }

  /** These properties of the rows, which nobody else can change until this transaction ends. */
  lockAll<K extends keyof T>(
    ids: readonly string[],
    properties: readonly K[],
  ): Promise<readonly Pick<T, K>[]> {
    return this.locked(ids, properties, 'FOR UPDATE');
  }

  /** The same, without the rows that another transaction holds. */
  lockFree<K extends keyof T>(
    ids: readonly string[],
    properties: readonly K[],
  ): Promise<readonly Pick<T, K>[]> {
    return this.locked(ids, properties, 'FOR UPDATE SKIP LOCKED');
  }

  /** The same change of rows that this transaction has locked. @throws CONFLICT when one is not there. */
  async changeAll(ids: readonly string[], changes: Partial<T>): Promise<void> {
    const where = this.own({ id: In([...ids]) } as never);
    const { rowCount } = await this.connection.ask(this.statements.advance(where, changes as never));
    if (rowCount !== ids.length) throw conflict();
  }

  /** Writes columns of a row that has no version. */
  async change(id: string, changes: Partial<T>): Promise<void> {
    await this.connection.write(this.statements.update(this.own({ id } as never), changes as never, false));
  }

  private mustBeOwn(row: TenantRow): void {
    if (row.tenantId !== this.tenantId)
      throw new Error(`A row of another company: ${this.schema.options.name}`);
  }

  private async rows(
    where: Condition<T>,
    order: FindOptionsOrder<T> | undefined,
    end: '' | 'LIMIT 1' | RowLock,
  ): Promise<readonly T[]> {
    const statement = this.statements.select(this.own(where), order as never, end);
    return (await this.connection.ask<T & pg.QueryResultRow>(statement)).rows;
  }

  private async locked<K extends keyof T>(
    ids: readonly string[],
    properties: readonly K[],
    lock: RowLock,
  ): Promise<readonly Pick<T, K>[]> {
    const where = this.own({ id: In([...ids]) } as never);
    const statement = this.statements.select(where, { id: 'ASC' }, lock, properties as readonly string[]);
    return (await this.connection.ask<Pick<T, K> & pg.QueryResultRow>(statement)).rows;
  }

  private own(where: Condition<T>): Readonly<Record<string, unknown>> {
    return { ...where, tenantId: this.tenantId };
  }
}
