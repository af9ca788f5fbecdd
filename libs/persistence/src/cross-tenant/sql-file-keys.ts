import type pg from 'pg';
import type { FileKeyStore, SealedFile, SealedFor } from '@mandataire/application/stored-file';
import type { CompanyFileKey } from '@mandataire/application/unit-of-work';
import type { TenantId } from '@mandataire/domain/tenant';
import type { ReadDatabase } from '../database/index.js';

const KEYS = `
  SELECT tenant_id AS "tenantId", id, number, master_key_id AS "masterKeyId", wrapped_key AS "wrappedKey",
    made_at AS "madeAt" FROM company_file_key ORDER BY tenant_id, number`;
const REWRAP = `
  UPDATE company_file_key SET master_key_id = $4, wrapped_key = $5
  WHERE tenant_id = $1 AND id = $2 AND wrapped_key = $3`;
const ADD = `
  INSERT INTO company_file_key (tenant_id, id, number, master_key_id, wrapped_key, made_at)
  VALUES ($1, $2, $3, $4, $5, $6)`;
const SEALED = `
  SELECT f.tenant_id AS "tenantId", f.id, f.purpose, c.wrapped_key AS "wrappedKey"
  FROM stored_file_content c JOIN stored_file f ON f.tenant_id = c.tenant_id AND f.id = c.id
  WHERE c.tenant_id = $1 AND c.company_key_id = $2 AND c.sealed IS NOT NULL ORDER BY f.id LIMIT $3`;
const MOVE = `
  UPDATE stored_file_content SET company_key_id = $4, wrapped_key = $5
  WHERE tenant_id = $1 AND id = $2 AND company_key_id = $3 AND sealed IS NOT NULL`;
const HOLD = 'SELECT 1 FROM company_file_key WHERE tenant_id = $1 AND id = $2 FOR UPDATE';
const LEFT = `
  SELECT 1 FROM stored_file_content WHERE tenant_id = $1 AND company_key_id = $2 AND sealed IS NOT NULL LIMIT 1`;
const RETIRE = `
  UPDATE company_file_key SET wrapped_key = NULL, shredded_at = $3
  WHERE tenant_id = $1 AND id = $2 AND wrapped_key IS NOT NULL`;
const COUNTS = `
  SELECT tenant_id AS "tenantId", state, count(*)::integer AS files FROM stored_file GROUP BY tenant_id, state
  ORDER BY tenant_id, state`;

/**
 * Reason to look over companies: the operator changes the keys under which all of their files lie. Login role `worker`;
 * what is changed is changed inside its company.
 */
export class SqlFileKeys implements FileKeyStore {
  constructor(private readonly database: ReadDatabase) {}

  keys(): Promise<readonly CompanyFileKey[]> {
    return this.database.rows<CompanyFileKey>({ platformScope: 'sweep' }, { text: KEYS, values: [] });
  }

  counts() {
    return this.database.rows<{ tenantId: TenantId; state: string; files: number }>(
      { platformScope: 'sweep' },
      { text: COUNTS, values: [] },
    );
  }

  async rewrap(
    { tenantId, id, wrappedKey }: CompanyFileKey,
    next: Pick<CompanyFileKey, 'masterKeyId' | 'wrappedKey'>,
  ): Promise<void> {
    await this.within(tenantId, (client) =>
      client.query(REWRAP, [tenantId, id, wrappedKey, next.masterKeyId, next.wrappedKey]),
    );
  }

  async add({ tenantId, id, number, masterKeyId, wrappedKey, madeAt }: CompanyFileKey): Promise<void> {
    await this.within(tenantId, (client) =>
      client.query(ADD, [tenantId, id, number, masterKeyId, wrappedKey, madeAt]),
    );
  }

  sealedUnder({ tenantId, id }: CompanyFileKey, limit: number): Promise<readonly SealedFile[]> {
    return this.database.rows<SealedFile>({ tenantId }, { text: SEALED, values: [tenantId, id, limit] });
  }

  async move(
    { tenantId, id }: SealedFor,
    from: CompanyFileKey,
    to: CompanyFileKey,
    wrappedKey: Uint8Array,
  ): Promise<void> {
    await this.within(tenantId, (client) => client.query(MOVE, [tenantId, id, from.id, to.id, wrappedKey]));
  }

  /** The key's row is held first: whoever seals under it now is waited for, whoever comes later finds it destroyed. */
  async retire({ tenantId, id }: CompanyFileKey, at: Date): Promise<boolean> {
    return this.within(tenantId, async (client) => {
      await client.query(HOLD, [tenantId, id]);
      const { rowCount } = await client.query(LEFT, [tenantId, id]);
      if (rowCount !== 0) return false;
      await client.query(RETIRE, [tenantId, id, at]);
      return true;
    });
  }

  private within<T>(tenantId: TenantId, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    return this.database.platformTransaction(async (client) => {
      await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenantId]);
      return work(client);
    });
  }
}
