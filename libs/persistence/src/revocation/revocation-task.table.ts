import { EntitySchema } from 'typeorm';
import type { RevocationTask } from '@mandataire/domain/revocation';
import { fixed, instant, tenantKey, text, uuid } from '../database/index.js';

export const revocationTaskTable = new EntitySchema<RevocationTask>({
  name: 'RevocationTask',
  tableName: 'revocation_task',
  columns: {
    ...tenantKey,
    certificateId: fixed(uuid('certificate_id')),
    cause: fixed(text('cause')),
    originId: fixed(uuid('origin_id')),
    ownerAccountId: fixed(uuid('owner_account_id')),
    createdAt: fixed(instant('created_at')),
    dueAt: fixed(instant('due_at')),
  },
});
