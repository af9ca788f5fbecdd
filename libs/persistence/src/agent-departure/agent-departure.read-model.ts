import type { AgentDepartureReader, AgentDepartureRow } from '@mandataire/application/agent-departure';
import type { ReadScope } from '@mandataire/application/reading';
import { settingsOf, type ReadDatabase } from '../database/index.js';

const MOST = 100;

const LIST = `
  SELECT d.tenant_id AS "tenantId", d.id, d.version, d.state, d.leaver, d.account_id AS "accountId",
    to_char(d.known_on, 'YYYY-MM-DD') AS "knownOn", to_char(d.effective_on, 'YYYY-MM-DD') AS "effectiveOn", d.reason,
    d.reported_by AS "reportedBy", d.reported_as AS "reportedAs", d.reported_at AS "reportedAt",
    d.successor_mandate_id AS "successorMandateId", d.carried_out_at AS "carriedOutAt",
    who.display_name AS "leaverName", reporter.display_name AS "reportedByName"
  FROM agent_departure d
  JOIN account who ON who.id = d.account_id
  JOIN account reporter ON reporter.id = d.reported_by
  WHERE d.tenant_id = $1
  ORDER BY (d.state IN ('ANNOUNCED', 'REPORTED')) DESC, d.reported_at DESC, d.id DESC LIMIT ${MOST}`;

export class AgentDepartureReadModel implements AgentDepartureReader {
  constructor(private readonly database: ReadDatabase) {}

  async list(scope: ReadScope): Promise<readonly AgentDepartureRow[]> {
    if (scope.kind !== 'COMPANY') return [];
    return this.database.rows(settingsOf(scope), { text: LIST, values: [scope.tenantId] });
  }
}
