import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { WaitingKind } from '@mandataire/application/fleet';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';

export const WaitingKindName = enumOf<WaitingKind>('WaitingKind', [
  'CO_SIGN_ORDER',
  'WAIT_FOR_CONSENT',
  'WAIT_FOR_OFFICE',
  'WAIT_FOR_RETRIEVAL',
  'WAIT_FOR_ACCEPTANCE',
  'ORDER_INCOMPLETE',
  'REVOCATION_IN_PROGRESS',
]);

@ObjectType('WaitingItem', { description: 'Something that waits for somebody.' })
export class WaitingItemNode {
  @Field(() => WaitingKindName)
  kind!: WaitingKind;

  @Field(() => Boolean, { description: 'It waits for you.' })
  mine!: boolean;

  @Field(() => ID, { nullable: true })
  orderId!: string | null;

  @Field(() => ID, { nullable: true })
  certificateId!: string | null;

  @Field(() => String)
  holderName!: string;

  @Field(() => DateTime)
  since!: Date;
}

@ObjectType('Fleet', { description: 'What the MC sees first: how the fleet stands, and what waits for him.' })
export class FleetNode {
  @Field(() => Int)
  holders!: number;

  @Field(() => Int)
  activeCertificates!: number;

  @Field(() => Int)
  expiringWithin90Days!: number;

  @Field(() => Int)
  revocationsInProgress!: number;

  @Field(() => Int)
  openOrders!: number;
}
