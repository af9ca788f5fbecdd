import type { RevocationRow } from '@mandataire/application/fleet';
import type { ReadScope } from '@mandataire/application/reading';
import { isUuid, settingsOf, Values, where, within, type ReadDatabase } from '../database/index.js';

const SELECT = `
  SELECT DISTINCT ON (r.certificate_id)
    r.tenant_id AS "tenantId", r.id, r.version, r.certificate_id AS "certificateId", r.state, r.reason, r.comment,
    r.requested_by AS "requestedBy", r.requester_role AS "requesterRole", r.received_at AS "receivedAt",
    r.due_at AS "dueAt", r.authenticated_at AS "authenticatedAt", r.sent_to_ca_at AS "sentToCaAt",
    r.confirmed_at AS "confirmedAt", r.ocsp_seen_at AS "ocspSeenAt", r.crl_seen_at AS "crlSeenAt",
    r.closed_at AS "closedAt", requester.display_name AS "requestedByName"
  FROM revocation_request r
  JOIN certificate c ON c.tenant_id = r.tenant_id AND c.id = r.certificate_id
  JOIN holder h ON h.tenant_id = c.tenant_id AND h.id = c.holder_id
  LEFT JOIN account requester ON requester.id = r.requested_by`;

export class RevocationReadModel {
  constructor(private readonly database: ReadDatabase) {}

  /** The newest request of each of these certificates. */
  async ofCertificates(
    scope: ReadScope,
    certificateIds: readonly string[],
  ): Promise<readonly RevocationRow[]> {
    const values = new Values();
    const conditions = [
      `r.certificate_id = ANY (${values.add(certificateIds.filter(isUuid))}::uuid[])`,
      ...within(scope, values, { tenant: 'r.tenant_id', holderAccount: 'h.account_id' }),
    ];
    const text = `${SELECT} ${where(conditions)} ORDER BY r.certificate_id, r.received_at DESC, r.id DESC`;
    return this.database.rows<RevocationRow>(settingsOf(scope), values.statement(text));
  }
}
