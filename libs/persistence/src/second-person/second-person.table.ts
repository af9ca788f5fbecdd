import { EntitySchema } from 'typeorm';
import type { SecondPersonRequest } from '@mandataire/domain/second-person';
import { instant, integer, nullable, tenantKey, text, uuid, version } from '../database/index.js';

export const secondPersonTable = new EntitySchema<SecondPersonRequest>({
  name: 'SecondPersonRequest',
  tableName: 'second_person_request',
  columns: {
    ...tenantKey,
    version,
    act: { ...text('act'), update: false },
    objectType: { ...text('object_type'), update: false },
    objectId: { ...uuid('object_id'), update: false },
    inputHash: { ...text('input_hash'), update: false },
    objectVersion: { ...integer('object_version'), update: false },
    reason: { ...text('reason'), update: false },
    state: text('state'),
    requestedBy: { ...uuid('requested_by'), update: false },
    requestedAt: { ...instant('requested_at'), update: false },
    expiresAt: { ...instant('expires_at'), update: false },
    escalatedAt: nullable(instant('escalated_at')),
    decidedBy: nullable(uuid('decided_by')),
    decidedAt: nullable(instant('decided_at')),
    decisionReason: nullable(text('decision_reason')),
  },
});
