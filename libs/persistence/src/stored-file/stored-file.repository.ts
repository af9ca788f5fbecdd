import type { TenantId } from '@mandataire/domain/tenant';
import type {
  CompanyFileKey,
  SealedContent,
  StoredFileRepository,
} from '@mandataire/application/unit-of-work';
import { isUuid, named, TenantTable, type OpenConnection } from '../database/index.js';
import { storedFileTable } from './stored-file.table.js';

const INSERT_CONTENT = `
  INSERT INTO stored_file_content (tenant_id, id, company_key_id, wrapped_key, sealed) VALUES ($1, $2, $3, $4, $5)`;
const CONTENT = `
  SELECT company_key_id AS "companyKeyId", wrapped_key AS "wrappedKey", sealed FROM stored_file_content
  WHERE tenant_id = $1 AND id = $2 AND sealed IS NOT NULL`;
const REMOVE_CONTENT = `
  UPDATE stored_file_content SET wrapped_key = NULL, sealed = NULL WHERE tenant_id = $1 AND id = $2`;
const PRESENT = `
  SELECT id FROM stored_file WHERE tenant_id = $1 AND state IN ('UPLOADED', 'ATTACHED') ORDER BY id LIMIT $2`;
const HOLD_KEYS = 'SELECT 1 FROM company_file_key WHERE tenant_id = $1 FOR UPDATE';
const DESTROY_KEYS = `
  UPDATE company_file_key SET wrapped_key = NULL, shredded_at = $2 WHERE tenant_id = $1 AND wrapped_key IS NOT NULL`;
const KEY = `SELECT tenant_id AS "tenantId", id, number, master_key_id AS "masterKeyId", wrapped_key AS "wrappedKey",
  made_at AS "madeAt" FROM company_file_key WHERE tenant_id = $1`;
const INSERT_KEY = `
  INSERT INTO company_file_key (tenant_id, id, number, master_key_id, wrapped_key, made_at)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT ON CONSTRAINT company_file_key_number_key DO NOTHING`;

/** A company's files, their sealed octets and its keys, over one transaction. */
export function storedFileRepository(connection: OpenConnection, tenantId: TenantId): StoredFileRepository {
  const table = new TenantTable(connection, storedFileTable, tenantId);
  const key = async (condition: string, values: readonly unknown[]) => {
    const { rows } = await connection.ask<CompanyFileKey>(
      named(`${KEY} AND ${condition}`, [tenantId, ...values]),
    );
    return rows[0];
  };
  return {
    find: (id) => table.find(id),
    lock: async (id) => (isUuid(id) ? (await table.allLocked({ id }, { id: 'ASC' }))[0] : undefined),
    save: (file) => table.save(file),
    async insert(file, { companyKeyId, wrappedKey, sealed }) {
      await table.insert(file);
      await connection.ask(named(INSERT_CONTENT, [tenantId, file.id, companyKeyId, wrappedKey, sealed]));
    },
    of: (objectType, objectId) => table.all({ objectType, objectId }, { attachedAt: 'ASC', id: 'ASC' }),
    present: async (limit) => {
      const files = await connection.ask<{ id: string }>(named(PRESENT, [tenantId, limit]));
      const found = await Promise.all(files.rows.map(({ id }) => table.find(id)));
      return found.filter((file) => file !== undefined);
    },
    content: async (id) =>
      (await connection.ask<SealedContent & object>(named(CONTENT, [tenantId, id]))).rows[0],
    async removeContent(id) {
      await connection.ask(named(REMOVE_CONTENT, [tenantId, id]));
    },
    currentKey: () => key('wrapped_key IS NOT NULL ORDER BY number DESC LIMIT 1', []),
    key: (id) => key('id = $2', [id]),
    async addFirstKey(row) {
      const { id, number, masterKeyId, wrappedKey, madeAt } = row;
      await connection.ask(named(INSERT_KEY, [tenantId, id, number, masterKeyId, wrappedKey, madeAt]));
      // Somebody else's, when that was faster: this statement sees what he has committed.
      return key('wrapped_key IS NOT NULL ORDER BY number DESC LIMIT 1', []);
    },
    async destroyKeys(at) {
      await connection.ask(named(HOLD_KEYS, [tenantId]));
      await connection.ask(named(DESTROY_KEYS, [tenantId, at]));
    },
  };
}
