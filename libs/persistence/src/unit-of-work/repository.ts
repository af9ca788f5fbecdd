import type { EntitySchema } from 'typeorm';
import type { Repository, SetRepository } from '@mandataire/application/unit-of-work';
import type { TenantRow, TenantTable } from '../database/index.js';

/** Opens a table of the company. */
export type Open = <T extends TenantRow>(schema: EntitySchema<T>) => TenantTable<T>;

export const repository = <T extends TenantRow & { readonly version: number }>(
  table: TenantTable<T>,
): Repository<T> => ({
  find: (id) => table.find(id),
  insert: (row) => table.insert(row),
  save: (row) => table.save(row),
});

export const setRepository = <T extends TenantRow & { readonly version: number }>(
  table: TenantTable<T>,
): SetRepository<T> => ({
  ...repository(table),
  lockAll: (ids, properties) => table.lockAll(ids, properties),
  lockFree: (ids, properties) => table.lockFree(ids, properties),
  changeAll: (ids, changes) => table.changeAll(ids, changes),
});
