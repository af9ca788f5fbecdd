import { EntitySchema } from 'typeorm';
import type { Departure } from '@mandataire/domain/departure';
import { date, fixed, instant, nullable, tenantKey, text, uuid, version } from '../database/index.js';

export const departureTable = new EntitySchema<Departure>({
  name: 'Departure',
  tableName: 'departure',
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
