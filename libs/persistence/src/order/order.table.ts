import { EntitySchema } from 'typeorm';
import type { Order, OrderAct } from '@mandataire/domain/order';
import {
  fixed,
  instant,
  integer,
  json,
  nullable,
  tenantKey,
  text,
  uuid,
  version,
} from '../database/index.js';

/**
 * What was ordered is frozen with the row (R22, I-32); its way through the machine is not. The certified data of a DRAFT
 * may still follow a change (F64): a trigger freezes them from the next state on.
 */
export const orderTable = new EntitySchema<Order>({
  name: 'Order',
  tableName: 'certificate_order',
  columns: {
    ...tenantKey,
    version,
    kind: fixed(text('kind')),
    state: text('state'),
    holderId: fixed(uuid('holder_id')),
    identityNumber: integer('identity_number'),
    productCode: fixed(text('product_code')),
    productVersion: fixed(integer('product_version')),
    profile: fixed(json('profile')),
    certifiedData: json('certified_data'),
    registrationOffice: fixed(text('registration_office')),
    verificationId: nullable(uuid('verification_id')),
    replacesCertificateId: fixed(nullable(uuid('replaces_certificate_id'))),
    placedBy: fixed(uuid('placed_by')),
    placedAt: fixed(instant('placed_at')),
    consentedAt: nullable(instant('consented_at')),
    coSignedAt: nullable(instant('co_signed_at')),
    decidedBy: nullable(uuid('decided_by')),
    decidedAt: nullable(instant('decided_at')),
    decisionReason: nullable(text('decision_reason')),
  },
});

export const orderActTable = new EntitySchema<OrderAct>({
  name: 'OrderAct',
  tableName: 'order_act',
  columns: {
    ...tenantKey,
    orderId: uuid('order_id'),
    kind: text('kind'),
    accountId: nullable(uuid('account_id')),
    strength: text('strength'),
    contentHash: text('content_hash'),
    termsVersion: nullable(text('terms_version')),
    at: instant('at'),
  },
});
