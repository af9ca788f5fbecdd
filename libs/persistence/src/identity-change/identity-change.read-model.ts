import type { IdentityChange } from '@mandataire/domain/identity-change';
import type { ReadScope } from '@mandataire/application/reading';
import { isUuid, settingsOf, Values, where, within, type ReadDatabase } from '../database/index.js';

const SELECT = `
  SELECT x.tenant_id AS "tenantId", x.id, x.version, x.holder_id AS "holderId", x.identity_number AS "identityNumber",
    x.effective_on AS "effectiveOn", x.state, x.requested_by AS "requestedBy", x.requested_at AS "requestedAt",
    x.done_at AS "doneAt"
  FROM identity_change x
  JOIN holder h ON h.tenant_id = x.tenant_id AND h.id = x.holder_id`;

const COLUMNS = { tenant: 'x.tenant_id', holderAccount: 'h.account_id' } as const;

export class IdentityChangeReadModel {
  constructor(private readonly database: ReadDatabase) {}

  byId(scope: ReadScope, ids: readonly string[]): Promise<readonly IdentityChange[]> {
    return this.among(scope, 'x.id', ids, []);
  }

  /** The change of each holder that is planned or runs; at most one (I-15). */
  openOfHolders(scope: ReadScope, holderIds: readonly string[]): Promise<readonly IdentityChange[]> {
    return this.among(scope, 'x.holder_id', holderIds, [`x.state IN ('PLANNED', 'APPLYING')`]);
  }

  private among(
    scope: ReadScope,
    column: string,
    ids: readonly string[],
    further: readonly string[],
  ): Promise<IdentityChange[]> {
    const values = new Values();
    const conditions = [
      `${column} = ANY (${values.add(ids.filter(isUuid))}::uuid[])`,
      ...within(scope, values, COLUMNS),
      ...further,
    ];
    const text = `${SELECT} ${where(conditions)}`;
    return this.database.rows<IdentityChange>(settingsOf(scope), values.statement(text));
  }
}
