import { EntitySchema } from 'typeorm';
import type { Membership } from '@mandataire/domain/account';
import { tenantKey, text, uuid } from '../database/index.js';

export const membershipTable = new EntitySchema<Membership>({
  name: 'Membership',
  tableName: 'membership',
  columns: { ...tenantKey, accountId: uuid('account_id'), role: text('role') },
});
