import { EntitySchema } from 'typeorm';
import type { IdentityMeeting } from '@mandataire/domain/identity-verification';
import { fixed, instant, integer, nullable, tenantKey, text, uuid, version } from '../database/index.js';

export const identityMeetingTable = new EntitySchema<IdentityMeeting>({
  name: 'IdentityMeeting',
  tableName: 'identity_meeting',
  columns: {
    ...tenantKey,
    version,
    holderId: fixed(uuid('holder_id')),
    state: text('state'),
    requestedBy: fixed(uuid('requested_by')),
    requestedAt: fixed(instant('requested_at')),
    scheduledAt: nullable(instant('scheduled_at')),
    place: nullable(text('place')),
    verifierAccountId: nullable(uuid('verifier_account_id')),
    sequence: integer('sequence'),
    startedAt: nullable(instant('started_at')),
    endedAt: nullable(instant('ended_at')),
    reason: nullable(text('reason')),
  },
});
