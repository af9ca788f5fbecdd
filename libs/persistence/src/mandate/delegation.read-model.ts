import type { DelegationReader, DelegationRow } from '@mandataire/application/mandate';
import type { ReadScope } from '@mandataire/application/reading';
import { settingsOf, type ReadDatabase } from '../database/index.js';

const MOST = 100;

const LIST = `
  SELECT d.tenant_id AS "tenantId", d.id, d.version, d.delegated_by AS "delegatedBy",
    d.delegate_name AS "delegateName", d.delegate_email AS "delegateEmail", d.act_reference AS "actReference",
    to_char(d.act_dated_on, 'YYYY-MM-DD') AS "actDatedOn", d.acts, to_char(d.starts_on, 'YYYY-MM-DD') AS "startsOn",
    to_char(d.ends_on, 'YYYY-MM-DD') AS "endsOn", d.ended_at AS "endedAt", a.display_name AS "delegatedByName"
  FROM signature_delegation d
  JOIN account a ON a.id = d.delegated_by
  WHERE d.tenant_id = $1
  ORDER BY (d.ended_at IS NULL) DESC, d.ends_on DESC, d.id DESC LIMIT ${MOST}`;

export class DelegationReadModel implements DelegationReader {
  constructor(private readonly database: ReadDatabase) {}

  async list(scope: ReadScope): Promise<readonly DelegationRow[]> {
    if (scope.kind !== 'COMPANY') return [];
    return this.database.rows(settingsOf(scope), { text: LIST, values: [scope.tenantId] });
  }
}
