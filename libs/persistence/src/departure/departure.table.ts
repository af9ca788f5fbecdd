import { EntitySchema } from 'typeorm';
import type { Departure } from '@mandataire/domain/departure';
import { date, fixed, instant, nullable, tenantKey, text, uuid, version } from '../database/index.js';

export const departureTable = new EntitySchema<Departure>({
  name: 'Departure',
  tableName: 'departure',
  columns: {
    ...tenantKey,
    version,
    holderId: fixed(uuid('holder_id')),
    state: text('state'),
    leavesOn: fixed(date('leaves_on')),
    reportedBy: fixed(uuid('reported_by')),
    reportedAt: fixed(instant('reported_at')),
    closedAt: nullable(instant('closed_at')),
  },
});
