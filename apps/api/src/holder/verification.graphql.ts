import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { IdentityVerification } from '@mandataire/domain/identity-verification';
import { addDuration, type Duration } from '@mandataire/domain/time';
import { DateTime } from '../graphql/date-time.js';

@ObjectType('Verification', {
  description: 'An identity verification, face to face (F65); its document number stays inside.',
})
export class VerificationNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  state!: string;

  @Field(() => DateTime, { nullable: true })
  verifiedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'A first issuance may rest on it until then (D5).' })
  validUntil!: Date | null;

  @Field(() => String)
  documentType!: string;

  @Field(() => String)
  place!: string;
}

export const verificationNode = (
  { id, state, verifiedAt, documentType, place }: IdentityVerification,
  maxAge: Duration | undefined,
): VerificationNode => ({
  ...{ id, state, verifiedAt, documentType, place },
  validUntil: verifiedAt && maxAge ? addDuration(verifiedAt, maxAge) : null,
});
