import { EntitySchema } from 'typeorm';
import type { AccessGrant } from '@mandataire/domain/access';
import { fixed, instant, nullable, tenantKey, text, uuid, version } from '../database/index.js';

export const accessGrantTable = new EntitySchema<AccessGrant>({
  name: 'AccessGrant',
  tableName: 'access_grant',
  columns: {
    ...tenantKey,
    version,
    accountId: fixed(uuid('account_id')),
    role: fixed(text('role')),
    objectType: fixed(text('object_type')),
    objectId: fixed(uuid('object_id')),
    holderId: nullable(fixed(uuid('holder_id'))),
    reason: fixed(text('reason')),
    openedAt: fixed(instant('opened_at')),
    expiresAt: fixed(instant('expires_at')),
    endedAt: nullable(instant('ended_at')),
  },
});
