import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { CertificateUsage } from '@mandataire/domain/catalogue';
import { CertificateUsageName } from '../certificate/certificate.enums.js';

@ObjectType('Product', { description: 'Newest version of a product of the catalogue.' })
export class ProductNode {
  @Field(() => String)
  code!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  level!: string;

  @Field(() => String)
  medium!: string;

  @Field(() => [CertificateUsageName])
  usages!: readonly CertificateUsage[];

  @Field(() => Int)
  validityMonths!: number;

  @Field(() => Boolean)
  orderable!: boolean;
}
