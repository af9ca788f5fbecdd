import type { StoredFile } from '@mandataire/domain/stored-file';
import type { ReadScope } from '@mandataire/application/reading';
import { isUuid, settingsOf, Values, where, within, type ReadDatabase } from '../database/index.js';

const SELECT = `
  SELECT f.tenant_id AS "tenantId", f.id, f.version, f.purpose, f.name, f.media_type AS "mediaType", f.size, f.sha256,
    f.state, f.uploaded_by AS "uploadedBy", f.uploaded_at AS "uploadedAt", f.object_type AS "objectType",
    f.object_id AS "objectId", f.attached_at AS "attachedAt", f.removed_at AS "removedAt"
  FROM stored_file f`;

export class StoredFileReadModel {
  constructor(private readonly database: ReadDatabase) {}

  /** Copies of documents by the verification that they belong to; nothing that is only one's own. */
  async documentCopies(scope: ReadScope, verificationIds: readonly string[]): Promise<readonly StoredFile[]> {
    const values = new Values();
    const conditions = [
      `f.object_type = 'IdentityVerification'`,
      `f.object_id = ANY (${values.add(verificationIds.filter(isUuid))}::uuid[])`,
      ...within(scope, values, { tenant: 'f.tenant_id', holderAccount: 'NULL::uuid' }),
    ];
    const text = `${SELECT} ${where(conditions)} ORDER BY f.object_id, f.attached_at, f.id`;
    return this.database.rows<StoredFile>(settingsOf(scope), values.statement(text));
  }
}
