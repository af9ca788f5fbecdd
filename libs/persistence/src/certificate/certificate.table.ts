import { EntitySchema } from 'typeorm';
import type { Certificate } from '@mandataire/domain/certificate';
import {
  fixed,
  instant,
  integer,
  json,
  nullable,
  octets,
  tenantKey,
  text,
  uuid,
  version,
} from '../database/index.js';

/** R22: what is certified never changes after the reservation; the octets come once, at issuance. */
export const certificateTable = new EntitySchema<Certificate>({
  name: 'Certificate',
  tableName: 'certificate',
  columns: {
    ...tenantKey,
    version,
    orderId: fixed(uuid('order_id')),
    holderId: fixed(uuid('holder_id')),
    productCode: fixed(text('product_code')),
    renewalIndex: fixed(integer('renewal_index')),
    state: text('state'),
    issuerId: fixed(text('issuer_id')),
    serial: fixed(text('serial')),
    publicKeyHash: fixed(text('public_key_hash')),
    certifiedData: fixed(json('certified_data')),
    profile: fixed(json('profile')),
    notBefore: fixed(instant('not_before')),
    notAfter: fixed(instant('not_after')),
    der: nullable(octets('der')),
    issuedAt: nullable(instant('issued_at')),
    acceptedAt: nullable(instant('accepted_at')),
    revokedAt: nullable(instant('revoked_at')),
  },
});
