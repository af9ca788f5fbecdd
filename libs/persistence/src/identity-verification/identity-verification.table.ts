import { EntitySchema } from 'typeorm';
import type { IdentityVerification } from '@mandataire/domain/identity-verification';
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

/** I-7: of a record only its state ever changes. */
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
    place: fixed(text('place')),
    verifiedAt: fixed(nullable(instant('verified_at'))),
    verifierAccountId: fixed(uuid('verifier_account_id')),
  },
});
