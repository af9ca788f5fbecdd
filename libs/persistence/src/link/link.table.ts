import { EntitySchema } from 'typeorm';
import type { ActCode, OneTimeLink } from '@mandataire/domain/link';
import { fixed, instant, integer, nullable, tenantKey, text, uuid, version } from '../database/index.js';

export const linkTable = new EntitySchema<OneTimeLink>({
  name: 'OneTimeLink',
  tableName: 'one_time_link',
  columns: {
    ...tenantKey,
    version,
    purpose: fixed(text('purpose')),
    objectId: fixed(uuid('object_id')),
    tokenHash: fixed(text('token_hash')),
    email: fixed(text('email')),
    createdAt: fixed(instant('created_at')),
    expiresAt: fixed(instant('expires_at')),
    usedAt: nullable(instant('used_at')),
    replacedAt: nullable(instant('replaced_at')),
  },
});

export const actCodeTable = new EntitySchema<ActCode>({
  name: 'ActCode',
  tableName: 'act_code',
  columns: {
    ...tenantKey,
    version,
    linkId: fixed(uuid('link_id')),
    channel: fixed(text('channel')),
    phone: fixed(nullable(text('phone'))),
    phoneGivenBy: fixed(nullable(text('phone_given_by'))),
    contentHash: fixed(nullable(text('content_hash'))),
    codeHash: nullable(text('code_hash')),
    requestedAt: fixed(instant('requested_at')),
    expiresAt: fixed(instant('expires_at')),
    failedAttempts: integer('failed_attempts'),
    usedAt: nullable(instant('used_at')),
  },
});
