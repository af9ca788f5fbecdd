import type { MeetingRow } from '@mandataire/application/fleet';
import type { ReadScope } from '@mandataire/application/reading';
import { isUuid, settingsOf, Values, where, within, type ReadDatabase } from '../database/index.js';

const SELECT = `
  SELECT m.tenant_id AS "tenantId", m.id, m.version, m.holder_id AS "holderId", m.state,
    m.requested_by AS "requestedBy", m.requested_at AS "requestedAt", m.scheduled_at AS "scheduledAt", m.place,
    m.verifier_account_id AS "verifierAccountId", m.sequence, m.started_at AS "startedAt",
    m.ended_at AS "endedAt", m.reason, a.display_name AS "verifierName"
  FROM identity_meeting m
  JOIN holder h ON h.tenant_id = m.tenant_id AND h.id = m.holder_id
  LEFT JOIN account a ON a.id = m.verifier_account_id`;

export class IdentityMeetingReadModel {
  constructor(private readonly database: ReadDatabase) {}

  /** Every verification of these holders on its way or past it, newest first. */
  ofHolders(scope: ReadScope, holderIds: readonly string[]): Promise<readonly MeetingRow[]> {
    const values = new Values();
    const conditions = [
      `m.holder_id = ANY (${values.add(holderIds.filter(isUuid))}::uuid[])`,
      ...within(scope, values, { tenant: 'm.tenant_id', holderAccount: 'h.account_id' }),
    ];
    const text = `${SELECT} ${where(conditions)} ORDER BY m.holder_id, m.requested_at DESC, m.id DESC`;
    return this.database.rows<MeetingRow>(settingsOf(scope), values.statement(text));
  }
}
