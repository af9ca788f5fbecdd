import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { OrderRow } from '@mandataire/application/fleet';
import type { CertificateUsage } from '@mandataire/domain/catalogue';
import { commonName } from '@mandataire/domain/holder';
import { orderMachine, type OrderKind, type OrderState } from '@mandataire/domain/order';
import { CertificateUsageName } from '../certificate/certificate.enums.js';
import { CertifiedDataNode, certifiedDataNode } from '../certificate/certified-data.graphql.js';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { connectionOf } from '../graphql/page.js';

const DECISIONS = ['APPROVE', 'REJECT'] as const;

export const OrderStateName = enumOf('OrderState', orderMachine.states);
export const OrderKindName = enumOf('OrderKind', ['NEW', 'REPLACEMENT', 'RENEWAL']);
export const OrderActionEnum = enumOf('OrderActionName', [
  'CO_SIGN',
  'CANCEL',
  'APPROVE',
  'REJECT',
  'RESUME',
  'RESEND_LINK',
]);
export const OrderDecisionName = enumOf('OrderDecision', DECISIONS);

@ObjectType('Order')
export class OrderNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => OrderKindName)
  kind!: OrderKind;

  @Field(() => OrderStateName)
  state!: OrderState;

  @Field(() => String)
  productCode!: string;

  @Field(() => String)
  productName!: string;

  @Field(() => ID)
  holderId!: string;

  @Field(() => String)
  holderName!: string;

  @Field(() => String)
  companyName!: string;

  @Field(() => CertifiedDataNode, {
    description: 'Frozen at ordering: what the holder reviews and the CA signs.',
  })
  certifiedData!: CertifiedDataNode;

  @Field(() => [CertificateUsageName])
  usages!: readonly CertificateUsage[];

  @Field(() => String)
  registrationOffice!: string;

  @Field(() => DateTime)
  placedAt!: Date;

  @Field(() => String)
  placedByName!: string;

  @Field(() => DateTime, { nullable: true })
  consentedAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  coSignedAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true })
  decidedByName!: string | null;

  @Field(() => String, { nullable: true })
  decisionReason!: string | null;

  @Field(() => ID, { nullable: true, description: 'The certificate that a REPLACEMENT stands in for (D16).' })
  replacesCertificateId!: string | null;

  /** The row behind it, for the fields that need more. */
  row!: OrderRow;
}

export const orderNode = (row: OrderRow): OrderNode => ({
  id: row.id,
  version: row.version,
  kind: row.kind,
  state: row.state,
  productCode: row.productCode,
  productName: row.productName,
  holderId: row.holderId,
  holderName: commonName(row.certifiedData),
  companyName: row.certifiedData.companyName,
  certifiedData: certifiedDataNode(row.certifiedData),
  usages: row.profile.usages,
  registrationOffice: row.registrationOffice,
  placedAt: row.placedAt,
  placedByName: row.placedByName,
  consentedAt: row.consentedAt,
  coSignedAt: row.coSignedAt,
  decidedAt: row.decidedAt,
  decidedByName: row.decidedByName,
  decisionReason: row.decisionReason,
  replacesCertificateId: row.replacesCertificateId,
  row,
});

@ObjectType('OrderConnection')
export class OrderConnection extends connectionOf('Order', () => OrderNode) {}

@InputType()
export class OrderFilter {
  @Field(() => [OrderStateName], { nullable: true })
  states?: OrderState[] | null;

  @Field(() => ID, { nullable: true })
  holderId?: string | null;
}

@InputType()
export class PlaceOrderInput {
  @Field(() => String, {
    description:
      'One click, one order: the same key again gives the same order, with another input CONFLICT.',
  })
  idempotencyKey!: string;

  @Field(() => ID)
  holderId!: string;

  @Field(() => String)
  productCode!: string;
}

const SEEN = 'The version that was shown: CONFLICT when the order changed since.';

@InputType()
export class OrderActInput {
  @Field(() => ID)
  orderId!: string;

  @Field(() => Int, { description: SEEN })
  version!: number;
}

@InputType()
export class CancelOrderInput extends OrderActInput {
  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@InputType()
export class DecideOrderInput extends OrderActInput {
  @Field(() => OrderDecisionName)
  decision!: (typeof DECISIONS)[number];

  @Field(() => String, { nullable: true, description: 'Required for a rejection: the company reads it.' })
  reason?: string | null;
}
