import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { CertificateUsage } from '@mandataire/domain/catalogue';
import type { OrderState } from '@mandataire/domain/order';
import { CertificateUsageName } from '../certificate/certificate.enums.js';
import { CertifiedDataNode } from '../certificate/certified-data.graphql.js';
import { DateTime } from '../graphql/date-time.js';
import { OrderStateName } from './order.graphql.js';

@ObjectType('ConsentRequest', {
  description:
    'What the holder is asked by his mailed link: what will be certified, what each use means, the terms.',
})
export class ConsentRequestNode {
  @Field(() => OrderStateName)
  orderState!: OrderState;

  @Field(() => String)
  productName!: string;

  @Field(() => [CertificateUsageName])
  usages!: readonly CertificateUsage[];

  @Field(() => Int)
  validityMonths!: number;

  @Field(() => CertifiedDataNode)
  certifiedData!: CertifiedDataNode;

  @Field(() => String, { description: 'Each use binds the holder (R12).' })
  bindingStatement!: string;

  @Field(() => String)
  termsVersion!: string;

  @Field(() => [String])
  terms!: readonly string[];

  @Field(() => DateTime, { nullable: true })
  consentedAt!: Date | null;

  @Field(() => DateTime)
  expiresAt!: Date;
}

@InputType()
export class GiveConsentInput {
  @Field(() => String)
  token!: string;

  @Field(() => Boolean)
  acceptsBinding!: boolean;

  @Field(() => Boolean)
  acceptsTerms!: boolean;

  @Field(() => String, {
    description: 'The version that was read; refused when a newer one came out meanwhile (I-21).',
  })
  termsVersion!: string;
}

@InputType()
export class DeclineConsentInput {
  @Field(() => String)
  token!: string;
}
