import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { PlatformRole } from '@mandataire/domain/account';
import { PlatformRoleName } from '../account/account.graphql.js';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';

export const StaffActionName = enumOf('StaffAction', ['GRANT', 'REVOKE'] as const);

@ObjectType('StaffRole')
export class StaffRoleNode {
  @Field(() => PlatformRoleName)
  role!: PlatformRole;

  @Field(() => DateTime)
  since!: Date;

  @Field(() => String, { nullable: true, description: 'Null: given by whoever installed the platform.' })
  grantedBy!: string | null;
}

@ObjectType('RoleIncompatibility', {
  description: 'Two roles that one person does not use together at ***: a decision there is refused (F44).',
})
export class RoleIncompatibilityNode {
  @Field(() => [PlatformRoleName], { description: 'The pair.' })
  roles!: readonly PlatformRole[];
}

@ObjectType('StaffMember', { description: 'Somebody with a role of the platform.' })
export class StaffMemberNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  displayName!: string;

  @Field(() => String)
  email!: string;

  @Field(() => Boolean, { description: 'Whether he has activated his account.' })
  activated!: boolean;

  @Field(() => [StaffRoleNode])
  roles!: readonly StaffRoleNode[];

  @Field(() => [RoleIncompatibilityNode], { description: 'Among the roles he has.' })
  incompatibilities!: readonly RoleIncompatibilityNode[];

  @Field(() => [StaffActionName], {
    description: 'What you may do with his roles now; nothing with your own.',
  })
  allowedActions!: readonly ('GRANT' | 'REVOKE')[];
}

@InputType()
export class InviteStaffInput {
  @Field(() => String)
  displayName!: string;

  @Field(() => String)
  email!: string;

  @Field(() => PlatformRoleName, { description: 'His first role.' })
  role!: PlatformRole;

  @Field(() => String, { description: 'Ten characters at least; the person reads it.' })
  reason!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'You know that the person belongs to a client company; asked for by COMPANY_MEMBER (F61).',
  })
  companyMemberConfirmed?: boolean | null;
}

@InputType()
export class GrantPlatformRoleInput {
  @Field(() => ID)
  accountId!: string;

  @Field(() => PlatformRoleName)
  role!: PlatformRole;

  @Field(() => String, { description: 'Ten characters at least; the person reads it.' })
  reason!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'You know that the person belongs to a client company; asked for by COMPANY_MEMBER (F61).',
  })
  companyMemberConfirmed?: boolean | null;
}

@InputType()
export class RevokePlatformRoleInput {
  @Field(() => ID)
  accountId!: string;

  @Field(() => PlatformRoleName)
  role!: PlatformRole;

  @Field(() => String, { description: 'Ten characters at least; the person reads it.' })
  reason!: string;
}
