import type { ReadScope } from '@mandataire/application/reading';
import type { SecondPersonReader, SecondPersonRow } from '@mandataire/application/second-person';
import type { TenantId } from '@mandataire/domain/tenant';
import { isUuid, settingsOf, type ReadDatabase } from '../database/index.js';

const MOST = 100;

const LIST = `
  SELECT r.tenant_id AS "tenantId", r.id, r.version, r.act, r.object_type AS "objectType", r.object_id AS "objectId",
    r.input_hash AS "inputHash", r.object_version AS "objectVersion", r.reason, r.state,
    r.requested_by AS "requestedBy", r.requested_at AS "requestedAt", r.expires_at AS "expiresAt",
    r.escalated_at AS "escalatedAt", r.decided_by AS "decidedBy", r.decided_at AS "decidedAt",
    r.decision_reason AS "decisionReason", asker.display_name AS "requestedByName",
    decider.display_name AS "decidedByName", p.name AS "companyName"
  FROM second_person_request r
  JOIN account asker ON asker.id = r.requested_by
  LEFT JOIN account decider ON decider.id = r.decided_by
  JOIN company_profile p ON p.tenant_id = r.tenant_id
  WHERE ($1::uuid IS NULL OR r.tenant_id = $1)
  ORDER BY (r.state = 'REQUESTED') DESC, r.requested_at DESC, r.id DESC LIMIT ${MOST}`;

const COMPANY_OF = 'SELECT tenant_id AS "tenantId" FROM second_person_request WHERE id = $1';

/** A company's own; the office sees those that are open, over all companies (policy `registration_read`). */
export class SecondPersonReadModel implements SecondPersonReader {
  constructor(private readonly database: ReadDatabase) {}

  list(scope: ReadScope): Promise<readonly SecondPersonRow[]> {
    const tenantId = scope.kind === 'COMPANY' || scope.kind === 'OWN' ? scope.tenantId : null;
    return this.database.rows(settingsOf(scope), { text: LIST, values: [tenantId] });
  }

  async companyOf(requestId: string): Promise<TenantId | undefined> {
    if (!isUuid(requestId)) return undefined;
    const row = await this.database.first<{ tenantId: TenantId }>(
      { platformScope: 'registration' },
      { text: COMPANY_OF, values: [requestId] },
    );
    return row?.tenantId;
  }
}
