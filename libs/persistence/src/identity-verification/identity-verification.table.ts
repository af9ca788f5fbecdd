import { EntitySchema } from 'typeorm';
import type { IdentityVerification } from '@mandataire/domain/identity-verification';
import {
  date,
  fixed,
  flag,
  instant,
  integer,
  nullable,
  tenantKey,
  text,
  uuid,
  version,
} from '../database/index.js';

/** I-7: of a record only its state ever changes, and whether its two people verified each other. */
export const identityVerificationTable = new EntitySchema<IdentityVerification>({
  name: 'IdentityVerification',
  tableName: 'identity_verification',
  columns: {
    ...tenantKey,
    version,
    holderId: fixed(uuid('holder_id')),
    identityNumber: fixed(integer('identity_number')),
    state: text('state'),
    method: fixed(text('method')),
    documentType: fixed(text('document_type')),
    documentNumber: fixed(text('document_number')),
    documentExpiresOn: fixed(date('document_expires_on')),
    documentCountry: fixed(text('document_country')),
    documentIssuedOn: fixed(nullable(date('document_issued_on'))),
    documentPrintedUntil: fixed(nullable(date('document_printed_until'))),
    level: fixed(text('level')),
    evidence: fixed(nullable(text('evidence'))),
    // The second of two who verified each other marks the first record (D25).
    mutual: flag('mutual'),
    place: fixed(text('place')),
    verifiedAt: fixed(nullable(instant('verified_at'))),
    verifierAccountId: fixed(uuid('verifier_account_id')),
  },
});
