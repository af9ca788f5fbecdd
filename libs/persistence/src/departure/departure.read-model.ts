import type { Departure } from '@mandataire/domain/departure';
import type { ReadScope } from '@mandataire/application/reading';
import { isUuid, settingsOf, Values, where, within, type ReadDatabase } from '../database/index.js';

const SELECT = `
  SELECT d.tenant_id AS "tenantId", d.id, d.version, d.holder_id AS "holderId", d.state, d.leaves_on AS "leavesOn",
    d.reported_by AS "reportedBy", d.reported_at AS "reportedAt", d.closed_at AS "closedAt"
  FROM departure d
  JOIN holder h ON h.tenant_id = d.tenant_id AND h.id = d.holder_id`;

export class DepartureReadModel {
  constructor(private readonly database: ReadDatabase) {}

  /** The newest departure of each holder that was not taken back. */
  latestOfHolders(scope: ReadScope, holderIds: readonly string[]): Promise<readonly Departure[]> {
    const values = new Values();
    const conditions = [
      `d.holder_id = ANY (${values.add(holderIds.filter(isUuid))}::uuid[])`,
      `d.state <> 'CANCELLED'`,
      ...within(scope, values, { tenant: 'd.tenant_id', holderAccount: 'h.account_id' }),
    ];
    const text = `${SELECT} ${where(conditions)} ORDER BY d.holder_id, d.reported_at DESC, d.id DESC`;
    return this.database.rows<Departure>(settingsOf(scope), values.statement(text));
  }
}
