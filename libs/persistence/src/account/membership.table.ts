import { EntitySchema } from 'typeorm';
import type { Membership } from '@mandataire/domain/account';
import { fixed, instant, nullable, tenantKey, text, uuid } from '../database/index.js';

export const membershipTable = new EntitySchema<Membership>({
  name: 'Membership',
  tableName: 'membership',
  columns: {
    ...tenantKey,
    accountId: fixed(uuid('account_id')),
    role: fixed(text('role')),
    invitedAs: fixed(nullable(text('invited_as'))),
    acceptedAt: nullable(instant('accepted_at')),
    endedAt: nullable(instant('ended_at')),
  },
});
