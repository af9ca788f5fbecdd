import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('Activation')
export class ActivationNode {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  displayName!: string;

  @Field(() => String)
  companyName!: string;

  @Field(() => Boolean, { description: 'Everyone but holders has a second factor.' })
  secondFactorRequired!: boolean;

  @Field(() => Boolean, { description: 'He has a password already: he accepts (acceptInvitation).' })
  known!: boolean;

  @Field(() => Int, { description: 'Characters; no composition rule (L5).' })
  passwordMinimum!: number;
}

@InputType()
export class BeginActivationInput {
  @Field(() => String)
  token!: string;
}

@InputType()
export class AcceptInvitationInput {
  @Field(() => String)
  token!: string;
}

@ObjectType('TotpEnrolment', {
  description: 'Shown once, to its owner; the only answer that ever carries the secret of a second factor.',
})
export class TotpEnrolmentNode {
  @Field(() => String, { description: 'Base32, to type where nothing can be scanned.' })
  secret!: string;

  @Field(() => String, { description: 'otpauth address of RFC 6238 applications.' })
  uri!: string;

  @Field(() => String, { description: 'The address as a QR code, SVG.' })
  qrCodeSvg!: string;
}

@InputType()
export class ActivateAccountInput {
  @Field(() => String)
  token!: string;

  @Field(() => String)
  password!: string;

  @Field(() => String, { nullable: true, description: 'Of the factor just enrolled, where one is required.' })
  code?: string | null;
}
