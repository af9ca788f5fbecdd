import type { EntitySchemaColumnOptions } from 'typeorm';

type Column = EntitySchemaColumnOptions;

/** Written once with the row; the login roles have no right to change it either. */
const fixed = (column: Column): Column => ({ ...column, update: false });

/** The columns every company's row begins with: the key is the pair. */
export const tenantKey = {
  tenantId: { name: 'tenant_id', type: 'uuid', primary: true },
  id: { type: 'uuid', primary: true },
} as const satisfies Record<string, Column>;

export const version: Column = { type: 'integer' };

const named = (type: 'uuid' | 'text' | 'integer' | 'date', name: string): Column => ({ type, name });
export const uuid = (name: string): Column => named('uuid', name);
export const text = (name: string): Column => named('text', name);
export const integer = (name: string): Column => named('integer', name);
export const flag = (name: string): Column => ({ type: 'boolean', name });
/** A calendar date: comes and goes as `YYYY-MM-DD`. */
export const date = (name: string): Column => named('date', name);
export const textList = (name: string): Column => ({ type: 'text', name, array: true });
/** Milliseconds, as a Date holds them: a cursor made of one finds its row again. */
export const instant = (name: string): Column => ({ type: 'timestamptz', name, precision: 3 });
export const json = (name: string): Column => ({ type: 'jsonb', name });
export const octets = (name: string): Column => ({ type: 'bytea', name });
export const nullable = (column: Column): Column => ({ ...column, nullable: true });
export { fixed };
