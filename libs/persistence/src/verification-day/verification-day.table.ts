import { EntitySchema } from 'typeorm';
import type { DayPerson, IdentityAgreement, VerificationDay } from '@mandataire/domain/verification-day';
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

export const verificationDayTable = new EntitySchema<VerificationDay>({
  name: 'VerificationDay',
  tableName: 'verification_day',
  columns: {
    ...tenantKey,
    version,
    heldOn: fixed(date('held_on')),
    place: fixed(text('place')),
    openedBy: fixed(uuid('opened_by')),
    openedAt: fixed(instant('opened_at')),
  },
});

export const dayPersonTable = new EntitySchema<DayPerson>({
  name: 'DayPerson',
  tableName: 'verification_day_person',
  columns: {
    ...tenantKey,
    version,
    dayId: fixed(uuid('day_id')),
    holderId: fixed(uuid('holder_id')),
    position: fixed(integer('position')),
    outcome: nullable(text('outcome')),
    reason: nullable(text('reason')),
    markedAt: nullable(instant('marked_at')),
  },
});

/** I-7: only ever added. */
export const identityAgreementTable = new EntitySchema<IdentityAgreement>({
  name: 'IdentityAgreement',
  tableName: 'identity_agreement',
  columns: {
    ...tenantKey,
    holderId: uuid('holder_id'),
    identityNumber: integer('identity_number'),
    dayPersonId: uuid('day_person_id'),
    textVersion: text('text_version'),
    contentHash: text('content_hash'),
    strength: text('strength'),
    at: instant('at'),
  },
});
