import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { ViewerNode } from './account.graphql.js';

const STRENGTHS = ['PASSWORD', 'PASSWORD_AND_TOTP'] as const;
const FACTORS = ['PASSWORD', 'TOTP', 'RECOVERY_CODE'] as const;
export const SessionStrengthName = enumOf(
  'SessionStrength',
  STRENGTHS,
  'PASSWORD_AND_TOTP also when a recovery code stood in for the application.',
);
export const FactorName = enumOf('Factor', FACTORS);

@ObjectType('Session', { description: 'An open session of one’s own.' })
export class SessionNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Boolean, { description: 'The one that asks.' })
  current!: boolean;

  @Field(() => String, { description: 'Browser and system, coarse; empty when the browser did not say.' })
  device!: string;

  @Field(() => SessionStrengthName)
  strength!: (typeof STRENGTHS)[number];

  @Field(() => FactorName, { nullable: true, description: 'The factor that was proved last.' })
  factor!: (typeof FACTORS)[number] | null;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { description: 'To the minute.' })
  lastSeenAt!: Date;

  @Field(() => DateTime, { description: 'Whatever is done until then; thirty idle minutes end it before.' })
  expiresAt!: Date;
}

@InputType()
export class EndSessionInput {
  @Field(() => ID)
  sessionId!: string;
}

@ObjectType('AccountFact')
export class AccountFactNode {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  value!: string;
}

@ObjectType('AccountEvent', { description: 'One line of the journal of one’s own account.' })
export class AccountEventNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String, {
    description: 'account.logged-in, account.login-failed, account.password-changed…',
  })
  name!: string;

  @Field(() => DateTime)
  at!: Date;

  @Field(() => [AccountFactNode], { description: 'factor, device, because, left: where they say something.' })
  facts!: readonly AccountFactNode[];
}

@InputType()
export class ChangePasswordInput {
  @Field(() => String, { description: 'The present password.' })
  current!: string;

  @Field(() => String)
  next!: string;
}

@InputType()
export class RequestPasswordResetInput {
  @Field(() => String)
  email!: string;
}

@ObjectType('PasswordReset')
export class PasswordResetNode {
  @Field(() => String)
  email!: string;

  @Field(() => Int, { description: 'Characters; no composition rule (L5).' })
  passwordMinimum!: number;
}

@InputType()
export class ResetPasswordInput {
  @Field(() => String)
  token!: string;

  @Field(() => String)
  password!: string;
}

@InputType()
export class RequestEmailChangeInput {
  @Field(() => String, { description: 'The new address.' })
  email!: string;
}

@InputType()
export class AccountTokenInput {
  @Field(() => String, { description: 'Of the mailed link.' })
  token!: string;
}

@ObjectType('FactorEnrolled')
export class FactorEnrolledNode {
  @Field(() => ViewerNode)
  viewer!: ViewerNode;

  @Field(() => [String], { description: 'Ten, shown this once; those of before open nothing any more.' })
  recoveryCodes!: readonly string[];
}
