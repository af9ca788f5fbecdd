import { FindOperator, type EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import type pg from 'pg';
import type { Write } from './open-connection.js';
import { named } from './read-database.js';

type Row = Readonly<Record<string, unknown>>;
export type RowLock = 'FOR SHARE' | 'FOR UPDATE' | 'FOR UPDATE SKIP LOCKED';

const quoted = (name: string): string => `"${name}"`;

/**
 * The statements of one table, from the mapper's own description of it: few texts, so that each connection prepares them
 * once. What the mapper builds for each call costs several times what PostgreSQL takes for a row by its key.
 */
export class TableStatements {
  private readonly columns: ReadonlyMap<string, EntitySchemaColumnOptions>;
  private readonly table: string;
  private readonly name: string;
  /** What the columns are called in the domain, in the order of `selectedFrom`. */
  readonly properties: readonly string[];
  private readonly selected: string;

  constructor(schema: EntitySchema<never>) {
    const { tableName, name, columns } = schema.options;
    this.name = tableName ?? name;
    this.table = quoted(this.name);
    this.columns = new Map(
      Object.entries(columns as Readonly<Record<string, EntitySchemaColumnOptions | undefined>>).flatMap(
        ([property, column]) => (column ? [[property, column] as const] : []),
      ),
    );
    this.properties = [...this.columns.keys()];
    this.selected = this.listed(this.properties);
  }

  /** Every column, of a table that a statement calls so. */
  selectedFrom(alias: string): string {
    return this.properties.map((property) => `${alias}.${this.column(property)}`).join(', ');
  }

  insert(row: Row): Write {
    const properties = this.given(row);
    const places = properties.map((_, i) => `$${i + 1}`);
    return {
      table: this.name,
      text: `INSERT INTO ${this.table} (${properties.map((each) => this.column(each)).join(', ')}) VALUES (${places.join(', ')})`,
      values: properties.map((each) => this.value(each, row[each])),
    };
  }

  /** Only what may change: columns written once are left out. */
  update(where: Row, changes: Row, mustHit: boolean): Write {
    const { text, values } = this.change(where, changes, []);
    return { table: this.name, text: mustHit ? `${text} RETURNING 1` : text, values, mustHit };
  }

  /** The same, to the next version, whichever each row has. */
  advance(where: Row, changes: Row): pg.QueryConfig {
    const { text, values } = this.change(where, changes, ['"version" = "version" + 1']);
    return named(text, values);
  }

  private change(where: Row, changes: Row, further: readonly string[]): { text: string; values: unknown[] } {
    const properties = this.given(changes).filter((each) => this.columns.get(each)?.update !== false);
    const set = properties.map((each, i) => `${this.column(each)} = $${i + 1}`);
    const condition = this.condition(where, properties.length);
    return {
      text: `UPDATE ${this.table} SET ${[...set, ...further].join(', ')} WHERE ${condition.text}`,
      values: [...properties.map((each) => this.value(each, changes[each])), ...condition.values],
    };
  }

  select(
    where: Row,
    order: Row | undefined,
    end: '' | 'LIMIT 1' | RowLock,
    properties?: readonly string[],
  ): pg.QueryConfig {
    const condition = this.condition(where, 0);
    const by = Object.entries(order ?? {}).map(([each, way]) => `${this.column(each)} ${String(way)}`);
    const sorted = by.length > 0 ? ` ORDER BY ${by.join(', ')}` : '';
    return named(
      `SELECT ${properties ? this.listed(properties) : this.selected} FROM ${this.table} WHERE ${condition.text}${sorted} ${end}`.trimEnd(),
      condition.values,
    );
  }

  private listed(properties: readonly string[]): string {
    return properties.map((property) => `${this.column(property)} AS ${quoted(property)}`).join(', ');
  }

  private given(row: Row): string[] {
    return Object.keys(row).filter((property) => this.columns.has(property) && row[property] !== undefined);
  }

  private condition(where: Row, after: number): { text: string; values: unknown[] } {
    const values: unknown[] = [];
    const add = (value: unknown): string => `$${after + values.push(value)}`;
    const parts = Object.entries(where).map(([property, value]) =>
      comparison(this.column(property), value, add),
    );
    return { text: parts.join(' AND '), values };
  }

  /** @throws on a property that the table does not have: a condition is never left out. */
  private column(property: string): string {
    const column = this.columns.get(property);
    if (!column) throw new Error(`${this.table} has no ${property}`);
    return quoted(column.name ?? property);
  }

  private value(property: string, value: unknown): unknown {
    const isDocument = this.columns.get(property)?.type === 'jsonb';
    return isDocument && value !== null ? JSON.stringify(value) : value;
  }
}

/** @throws on null, undefined and operators that nobody needs: a forgotten identifier is an error, never a missing WHERE. */
function comparison(column: string, value: unknown, add: (value: unknown) => string, not = ''): string {
  if (value instanceof FindOperator) return operation(column, value as FindOperator<unknown>, add, not);
  if (value === null || value === undefined)
    throw new Error(`${column} cannot be compared with ${String(value)}`);
  return `${column} ${not ? '<>' : '='} ${add(value)}`;
}

function operation(
  column: string,
  operator: FindOperator<unknown>,
  add: (value: unknown) => string,
  not: string,
): string {
  if (operator.type === 'isNull') return `${column} IS ${not}NULL`;
  if (operator.type === 'in') return `${column} ${not ? '<> ALL' : '= ANY'} (${add(operator.value)})`;
  if (operator.type === 'not' && not === '')
    return comparison(column, operator.child ?? operator.value, add, 'NOT ');
  throw new Error(`no operator ${operator.type} for ${column}`);
}
