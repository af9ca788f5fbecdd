import type { Reminder } from '@mandataire/domain/reminder';
import type { ReadScope } from '@mandataire/application/reading';
import { isUuid, settingsOf, Values, where, within, type ReadDatabase } from '../database/index.js';

const SELECT = `
  SELECT r.tenant_id AS "tenantId", r.id, r.version, r.certificate_id AS "certificateId", r.rung, r.recipient, r.email,
    r.state, r.suppressed_because AS "suppressedBecause", r.planned_at AS "plannedAt", r.sent_at AS "sentAt"
  FROM reminder r
  JOIN certificate c ON c.tenant_id = r.tenant_id AND c.id = r.certificate_id
  JOIN holder h ON h.tenant_id = c.tenant_id AND h.id = c.holder_id`;

export class ReminderReadModel {
  constructor(private readonly database: ReadDatabase) {}

  /** The ledger of these certificates, newest first. */
  ofCertificates(scope: ReadScope, certificateIds: readonly string[]): Promise<readonly Reminder[]> {
    const values = new Values();
    const conditions = [
      `r.certificate_id = ANY (${values.add(certificateIds.filter(isUuid))}::uuid[])`,
      ...within(scope, values, { tenant: 'r.tenant_id', holderAccount: 'h.account_id' }),
    ];
    const text = `${SELECT} ${where(conditions)} ORDER BY r.planned_at DESC, r.id DESC`;
    return this.database.rows<Reminder>(settingsOf(scope), values.statement(text));
  }
}
