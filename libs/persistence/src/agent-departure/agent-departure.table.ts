import { EntitySchema } from 'typeorm';
import type { AgentDeparture } from '@mandataire/domain/agent-departure';
import { date, fixed, instant, nullable, tenantKey, text, uuid, version } from '../database/index.js';

export const agentDepartureTable = new EntitySchema<AgentDeparture>({
  name: 'AgentDeparture',
  tableName: 'agent_departure',
  columns: {
    ...tenantKey,
    version,
    state: text('state'),
    leaver: fixed(text('leaver')),
    accountId: fixed(uuid('account_id')),
    knownOn: fixed(date('known_on')),
    effectiveOn: fixed(date('effective_on')),
    reason: nullable(fixed(text('reason'))),
    reportedBy: fixed(uuid('reported_by')),
    reportedAs: fixed(text('reported_as')),
    reportedAt: fixed(instant('reported_at')),
    successorMandateId: nullable(uuid('successor_mandate_id')),
    carriedOutAt: nullable(instant('carried_out_at')),
  },
});
