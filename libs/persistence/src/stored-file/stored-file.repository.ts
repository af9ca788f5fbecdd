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
const KEY = `SELECT tenant_id AS "tenantId", id, number, master_key_id AS "masterKeyId", wrapped_key AS "wrappedKey",
  made_at AS "madeAt" FROM company_file_key WHERE tenant_id = $1`;
const INSERT_KEY = `
  INSERT INTO company_file_key (tenant_id, id, number, master_key_id, wrapped_key, made_at)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT ON CONSTRAINT company_file_key_number_key DO NOTHING`;

/** A company's files, their sealed octets and its keys, over one transaction. */
export function storedFileRepository(connection: OpenConnection, tenantId: TenantId): StoredFileRepository {
  const files = new TenantTable(connection, storedFileTable, tenantId);
  const key = async (condition: string, values: readonly unknown[]) => {
    const { rows } = await connection.ask<CompanyFileKey>(
      named(`${KEY} AND ${condition}`, [tenantId, ...values]),
    );
    return rows[0];
  };
  return {
    find: (id) => files.find(id),
    lock: async (id) => (isUuid(id) ? (await files.allLocked({ id }, { id: 'ASC' }))[0] : undefined),
    save: (file) => files.save(file),
    async insert(file, { companyKeyId, wrappedKey, sealed }) {
      await files.insert(file);
      await connection.ask(named(INSERT_CONTENT, [tenantId, file.id, companyKeyId, wrappedKey, sealed]));
    },
    of: (objectType, objectId) => files.all({ objectType, objectId }, { attachedAt: 'ASC', id: 'ASC' }),
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
  };
}
