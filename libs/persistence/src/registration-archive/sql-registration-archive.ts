import type pg from 'pg';
import type { DueRow } from '@mandataire/application/queue';
import type {
  ArchivedDocument,
  ArchiveSeal,
  ArchiveVault,
  RegistrationArchive,
} from '@mandataire/application/stored-file';
import type { TenantId } from '@mandataire/domain/tenant';
import type { CalendarDate } from '@mandataire/domain/time';
import { isUuid, ReadDatabase } from '../database/index.js';

const KEEP = `
  INSERT INTO archive.document (tenant_id, id, object_type, object_id, name, media_type, size, sha256,
    archived_at, keep_until, dated_at, master_key_id, wrapped_key, sealed)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9, $11, $12, $13)
  ON CONFLICT ON CONSTRAINT document_pkey DO NOTHING`;
const KEPT = 'SELECT sha256 FROM archive.document WHERE tenant_id = $1 AND id = $2';
const OPEN = `
  SELECT tenant_id AS "tenantId", id, object_type AS "objectType", object_id AS "objectId", name,
    media_type AS "mediaType", size, sha256, archived_at AS "archivedAt", keep_until AS "keepUntil",
    master_key_id AS "masterKeyId", wrapped_key AS "wrappedKey", sealed
  FROM archive.document WHERE tenant_id = $1 AND id = $2`;
/** The trigger keeps a day that was later. */
const DATE = `
  UPDATE archive.document SET keep_until = coalesce($3::date, keep_until), dated_at = $4
  WHERE tenant_id = $1 AND object_id = $2`;
const DATED_BEFORE = `
  SELECT tenant_id AS "tenantId", object_id AS "objectId" FROM archive.document
  WHERE dated_at < $1 GROUP BY tenant_id, object_id ORDER BY min(dated_at) LIMIT $2`;

const UNDER_OTHERS = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM archive.document WHERE master_key_id <> $1
  ORDER BY tenant_id, id LIMIT $2`;
const ENVELOPE = `
  SELECT master_key_id AS "masterKeyId", wrapped_key AS "wrappedKey" FROM archive.document
  WHERE tenant_id = $1 AND id = $2 FOR UPDATE`;
const REWRAP = `
  UPDATE archive.document SET master_key_id = $3, wrapped_key = $4 WHERE tenant_id = $1 AND id = $2`;

/** Over connections of the role `registration_archive`, which sees nothing but the archive. */
export class SqlRegistrationArchive implements RegistrationArchive {
  private readonly database: ReadDatabase;

  constructor(
    pool: pg.Pool,
    private readonly vault: ArchiveVault,
  ) {
    this.database = new ReadDatabase(pool);
  }

  async keep(document: ArchivedDocument, content: Uint8Array): Promise<void> {
    const { tenantId, id, objectType, objectId, name, mediaType, size, sha256 } = document;
    const { masterKeyId, wrappedKey, sealed } = this.vault.seal(document, content);
    await this.within(tenantId, async (client) => {
      await client.query(KEEP, [
        ...[tenantId, id, objectType, objectId, name, mediaType, size, sha256],
        ...[document.archivedAt, document.keepUntil, masterKeyId, wrappedKey, sealed],
      ]);
      const { rows } = await client.query<{ sha256: string }>(KEPT, [tenantId, id]);
      if (rows[0]?.sha256 !== sha256) throw new Error(`another document is archived as ${id}`);
    });
  }

  async open(tenantId: TenantId, id: string) {
    if (!isUuid(id)) return undefined;
    const found = await this.database.first<ArchivedDocument & ArchiveSeal>(
      { tenantId },
      { text: OPEN, values: [tenantId, id] },
    );
    if (!found) return undefined;
    const { masterKeyId, wrappedKey, sealed, ...document } = found;
    return { document, content: this.vault.open(document, { masterKeyId, wrappedKey, sealed }) };
  }

  async date(tenantId: TenantId, objectId: string, keepUntil: CalendarDate | null, now: Date): Promise<void> {
    await this.within(tenantId, (client) => client.query(DATE, [tenantId, objectId, keepUntil, now]));
  }

  datedBefore(before: Date, limit: number): Promise<readonly DueRow[]> {
    return this.database.rows<DueRow>(
      { platformScope: 'sweep' },
      { text: DATED_BEFORE, values: [before, limit] },
    );
  }

  underOtherKeys(limit: number): Promise<readonly DueRow[]> {
    return this.database.rows<DueRow>(
      { platformScope: 'sweep' },
      { text: UNDER_OTHERS, values: [this.vault.masterKeyId, limit] },
    );
  }

  async rewrap(tenantId: TenantId, id: string): Promise<void> {
    await this.within(tenantId, async (client) => {
      const { rows } = await client.query<Omit<ArchiveSeal, 'sealed'>>(ENVELOPE, [tenantId, id]);
      const [before] = rows;
      if (!before || before.masterKeyId === this.vault.masterKeyId) return;
      const { masterKeyId, wrappedKey } = this.vault.rewrap({ tenantId, id }, before);
      await client.query(REWRAP, [tenantId, id, masterKeyId, wrappedKey]);
    });
  }

  async count(): Promise<number> {
    const found = await this.database.first<{ count: number }>(
      { platformScope: 'sweep' },
      { text: 'SELECT count(*)::integer AS count FROM archive.document', values: [] },
    );
    return found?.count ?? 0;
  }

  private async within(tenantId: TenantId, work: (client: pg.ClientBase) => Promise<unknown>): Promise<void> {
    await this.database.platformTransaction(async (client) => {
      await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenantId]);
      await work(client);
    });
  }
}
