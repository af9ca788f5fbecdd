import { EntitySchema } from 'typeorm';
import type { Reminder } from '@mandataire/domain/reminder';
import { fixed, instant, integer, nullable, tenantKey, text, uuid, version } from '../database/index.js';

export const reminderTable = new EntitySchema<Reminder>({
  name: 'Reminder',
  tableName: 'reminder',
  columns: {
    ...tenantKey,
    version,
    certificateId: fixed(uuid('certificate_id')),
    rung: fixed(integer('rung')),
    recipient: fixed(text('recipient')),
    email: fixed(text('email')),
    state: text('state'),
    suppressedBecause: nullable(text('suppressed_because')),
    plannedAt: fixed(instant('planned_at')),
    sentAt: nullable(instant('sent_at')),
  },
});
