import { EntitySchema } from 'typeorm';
import type { EvidenceStamp, KeptContent, SealedEvidence } from '@mandataire/application/evidence';
import type { SignerPhone } from '@mandataire/domain/mandate';
import { fixed, instant, nullable, octets, tenantKey, text, uuid, version } from '../database/index.js';

export const contentTable = new EntitySchema<KeptContent>({
  name: 'MandateContent',
  tableName: 'mandate_content',
  columns: {
    ...tenantKey,
    mandateId: uuid('mandate_id'),
    contentHash: text('content_hash'),
    content: text('content'),
    at: instant('at'),
  },
});

export const evidenceTable = new EntitySchema<SealedEvidence>({
  name: 'MandateEvidence',
  tableName: 'mandate_evidence',
  columns: {
    ...tenantKey,
    mandateId: uuid('mandate_id'),
    eventId: uuid('event_id'),
    stage: text('stage'),
    evidence: text('evidence'),
    evidenceHash: text('evidence_hash'),
    seal: octets('seal'),
    pdf: octets('pdf'),
    builtAt: instant('built_at'),
  },
});

export const evidenceStampTable = new EntitySchema<EvidenceStamp>({
  name: 'MandateEvidenceStamp',
  tableName: 'mandate_evidence_stamp',
  columns: {
    ...tenantKey,
    token: octets('token'),
    tokenHash: text('token_hash'),
    stampedAt: instant('stamped_at'),
    keptAt: instant('kept_at'),
  },
});

export const signerPhoneTable = new EntitySchema<SignerPhone>({
  name: 'SignerPhone',
  tableName: 'signer_phone',
  columns: {
    ...tenantKey,
    version,
    email: fixed(text('email')),
    phone: text('phone'),
    givenBy: text('given_by'),
    givenAt: instant('given_at'),
    confirmedAt: nullable(instant('confirmed_at')),
  },
});
