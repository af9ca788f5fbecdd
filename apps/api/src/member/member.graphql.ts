import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { MembershipRole } from '@mandataire/domain/account';
import { MembershipRoleName } from '../account/account.graphql.js';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';

export const MemberActionName = enumOf('MemberAction', ['REMOVE'] as const);

@ObjectType('Member', {
  description: 'Somebody with a role in the company; holders have a list of their own.',
})
export class MemberNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  displayName!: string;

  @Field(() => String)
  email!: string;

  @Field(() => MembershipRoleName)
  role!: MembershipRole;

  @Field(() => Boolean, {
    description: 'Whether he has accepted, with an account; before, the name is what the company typed.',
  })
  joined!: boolean;

  @Field(() => DateTime)
  since!: Date;

  @Field(() => [MemberActionName], { description: 'What you may do with it now.' })
  allowedActions!: readonly 'REMOVE'[];
}

@ObjectType('SignIn', { description: 'Somebody who came into the company’s space.' })
export class SignInNode {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTime)
  at!: Date;

  @Field(() => String)
  displayName!: string;

  @Field(() => String, { description: 'Browser and system, coarse; empty when the browser did not say.' })
  device!: string;

  @Field(() => Boolean, { description: 'From a browser that he had not signed in from before.' })
  newDevice!: boolean;
}

@ObjectType('FailedTries', { description: 'Tries to sign in at a member’s account that failed.' })
export class FailedTriesNode {
  @Field(() => String)
  displayName!: string;

  @Field(() => Int)
  count!: number;

  @Field(() => DateTime)
  lastAt!: Date;
}

@ObjectType('CompanySignIns')
export class CompanySignInsNode {
  @Field(() => DateTime, { description: 'Thirty days ago.' })
  since!: Date;

  @Field(() => [SignInNode], { description: 'Newest first; at most 100.' })
  signIns!: readonly SignInNode[];

  @Field(() => [FailedTriesNode], { description: 'Most first.' })
  failedTries!: readonly FailedTriesNode[];
}

@InputType()
export class InviteMemberInput {
  @Field(() => String)
  displayName!: string;

  @Field(() => String)
  email!: string;
}

@InputType()
export class RemoveMemberInput {
  @Field(() => ID)
  memberId!: string;
}
