import type { VerificationRow } from '@mandataire/application/fleet';
import type { ReadScope } from '@mandataire/application/reading';
import { isUuid, settingsOf, Values, where, within, type ReadDatabase } from '../database/index.js';

const SELECT = `
  SELECT v.tenant_id AS "tenantId", v.id, v.version, v.holder_id AS "holderId",
    v.identity_number AS "identityNumber", v.state, v.method, v.document_type AS "documentType",
    v.document_number AS "documentNumber", v.document_expires_on AS "documentExpiresOn",
    v.document_country AS "documentCountry", v.document_issued_on AS "documentIssuedOn",
    v.document_printed_until AS "documentPrintedUntil", v.level, v.evidence, v.mutual, v.place,
    v.verified_at AS "verifiedAt", v.verifier_account_id AS "verifierAccountId",
    a.display_name AS "verifierName"
  FROM identity_verification v
  JOIN account a ON a.id = v.verifier_account_id
  JOIN holder h ON h.tenant_id = v.tenant_id AND h.id = v.holder_id`;

export class IdentityVerificationReadModel {
  constructor(private readonly database: ReadDatabase) {}

  /** All records of these holders, newest first: the one an order rests on is among them. */
  async ofHolders(scope: ReadScope, holderIds: readonly string[]): Promise<readonly VerificationRow[]> {
    const values = new Values();
    const conditions = [
      `v.holder_id = ANY (${values.add(holderIds.filter(isUuid))}::uuid[])`,
      ...within(scope, values, { tenant: 'v.tenant_id', holderAccount: 'h.account_id' }),
    ];
    const text = `${SELECT} ${where(conditions)} ORDER BY v.holder_id, v.verified_at DESC NULLS LAST, v.id DESC`;
    return this.database.rows<VerificationRow>(settingsOf(scope), values.statement(text));
  }
}
