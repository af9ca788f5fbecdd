import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
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
