import { EntitySchema } from 'typeorm';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import {
  date,
  fixed,
  instant,
  integer,
  nullable,
  tenantKey,
  text,
  uuid,
  version,
} from '../database/index.js';

export const identityChangeTable = new EntitySchema<IdentityChange>({
  name: 'IdentityChange',
  tableName: 'identity_change',
  columns: {
    ...tenantKey,
    version,
    holderId: fixed(uuid('holder_id')),
    identityNumber: fixed(integer('identity_number')),
    effectiveOn: date('effective_on'),
    state: text('state'),
    requestedBy: fixed(nullable(uuid('requested_by'))),
    requestedAt: fixed(instant('requested_at')),
    doneAt: nullable(instant('done_at')),
  },
});
