import { EntitySchema } from 'typeorm';
import type { RevocationRequest } from '@mandataire/domain/revocation';
import { fixed, instant, nullable, tenantKey, text, uuid, version } from '../database/index.js';

/** I-17: `receivedAt` and what was asked never move. */
export const revocationTable = new EntitySchema<RevocationRequest>({
  name: 'RevocationRequest',
  tableName: 'revocation_request',
  columns: {
    ...tenantKey,
    version,
    certificateId: fixed(uuid('certificate_id')),
    state: text('state'),
    reason: fixed(text('reason')),
    comment: fixed(nullable(text('comment'))),
    requestedBy: fixed(nullable(uuid('requested_by'))),
    requesterRole: fixed(text('requester_role')),
    receivedAt: fixed(instant('received_at')),
    dueAt: fixed(instant('due_at')),
    authenticatedAt: nullable(instant('authenticated_at')),
    sentToCaAt: nullable(instant('sent_to_ca_at')),
    confirmedAt: nullable(instant('confirmed_at')),
    ocspSeenAt: nullable(instant('ocsp_seen_at')),
    crlSeenAt: nullable(instant('crl_seen_at')),
    closedAt: nullable(instant('closed_at')),
  },
});
