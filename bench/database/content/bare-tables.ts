import type pg from 'pg';

/** Says what took how long. */
export type Step = (title: string, work: () => Promise<unknown>) => Promise<void>;

interface Definition {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

const CONSTRAINTS = `
  SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint
  WHERE conrelid = ANY ($1::regclass[]) AND contype = ANY ($2::"char"[])`;

/** Foreign keys of others that rest on a key of these tables. */
const POINTING = `
  SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint WHERE contype = 'f' AND confrelid = ANY ($1::regclass[]) AND conrelid <> ALL ($1::regclass[])`;

const INDEXES = `
  SELECT i.indrelid::regclass::text AS "table", i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i
  WHERE i.indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)`;

/**
 * Fills large tables without their indexes and keys, then makes them again: PostgreSQL checks every row against every
 * constraint of the schema, set by set instead of row by row.
 */
export async function withBareTables(
  client: pg.Client,
  tables: readonly string[],
  step: Step,
  fill: () => Promise<void>,
): Promise<void> {
  const found = async (sql: string, ...values: unknown[]) =>
    (await client.query<Definition>(sql, [tables, ...values])).rows;
  await client.query('BEGIN');
  const foreign = [...(await found(CONSTRAINTS, ['f'])), ...(await found(POINTING))];
  const keys = await found(CONSTRAINTS, ['p', 'u', 'x']);
  const indexes = await found(INDEXES);
  for (const { table, name } of [...foreign, ...keys]) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  // Emptied in this transaction: PostgreSQL writes the rows without logging them first.
  await client.query(`TRUNCATE ${tables.join(', ')}`);
  await fill();
  const commands = [
    ...indexes.map(({ name, definition }) => [name, definition] as const),
    ...[...keys, ...foreign].map(
      ({ table, name, definition }) =>
        [name, `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`] as const,
    ),
  ];
  for (const [name, command] of commands) await step(name, () => client.query(command));
  await client.query('COMMIT');
}
