import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import { CertificateNode } from '../certificate/certificate.graphql.js';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { OrderNode } from '../order/order.graphql.js';
import { CONFIRMED } from '../holder/holder-acts.graphql.js';

const STATES = ['PLANNED', 'APPLYING', 'DONE', 'CANCELLED'] as const;
export const IdentityChangeStateName = enumOf(
  'IdentityChangeState',
  STATES,
  'PLANNED: the replacements are prepared, the old data still hold. APPLYING: certificates are being revoked.',
);

@ObjectType('IdentityChange', { description: 'A confirmed change of certified data (R23, D16, D17).' })
export class IdentityChangeNode {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  holderId!: string;

  @Field(() => IdentityChangeStateName)
  state!: (typeof STATES)[number];

  @Field(() => String, { description: 'Day in Paris from which it is true, YYYY-MM-DD.' })
  effectiveOn!: string;

  @Field(() => DateTime)
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true })
  doneAt!: Date | null;
}

export const identityChangeNode = (change: IdentityChange): IdentityChangeNode => ({
  id: change.id,
  holderId: change.holderId,
  state: change.state,
  effectiveOn: change.effectiveOn,
  requestedAt: change.requestedAt,
  doneAt: change.doneAt,
});

@ObjectType('AttributeChange')
export class AttributeChangeNode {
  @Field(() => String)
  attribute!: string;

  @Field(() => String)
  before!: string;

  @Field(() => String)
  after!: string;
}

@ObjectType('IdentityChangeImpact', { description: 'What confirming would do (I-15, D15 to D17).' })
export class IdentityChangeImpactNode {
  @Field(() => [AttributeChangeNode])
  changes!: readonly AttributeChangeNode[];

  @Field(() => [CertificateNode])
  certificatesToRevoke!: readonly CertificateNode[];

  @Field(() => [OrderNode])
  ordersToCancel!: readonly OrderNode[];

  @Field(() => Int, { description: 'One REPLACEMENT per revoked certificate.' })
  ordersToCreate!: number;

  @Field(() => Boolean, { description: 'Already true: revokes now (D17).' })
  immediate!: boolean;

  @Field(() => Int, { description: 'As long as this company’s orders usually take.' })
  daysWithoutCertificate!: number;
}

@InputType()
export class IdentityChangeInput {
  @Field(() => ID)
  holderId!: string;

  @Field(() => Int, { description: 'The version that was shown: CONFLICT when the holder changed since.' })
  version!: number;

  @Field(() => String)
  surname!: string;

  @Field(() => [String])
  givenNames!: string[];

  @Field(() => String)
  email!: string;

  @Field(() => String)
  jobTitle!: string;

  @Field(() => [String], { nullable: true, description: CONFIRMED })
  confirmedNames?: string[] | null;

  @Field(() => String, { description: 'YYYY-MM-DD; today or earlier revokes now.' })
  effectiveOn!: string;
}

@InputType()
export class ConfirmIdentityChangeInput extends IdentityChangeInput {
  @Field(() => String, {
    description:
      'One click, one change: the same key again gives the same change, with another input CONFLICT.',
  })
  idempotencyKey!: string;

  @Field(() => [ID], {
    description:
      'The certificates that were shown as to be revoked: RULE_REFUSED I-15 when they are others now.',
  })
  confirmedCertificateIds!: string[];
}
