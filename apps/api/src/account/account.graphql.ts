import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../graphql/enum-of.js';

const PLATFORM_ROLES = [
  'SALES',
  'REGISTRATION_OFFICER',
  'AUDITOR',
  'ADMINISTRATOR',
  'ON_CALL_OFFICER',
] as const;
const MEMBERSHIP_ROLES = ['LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT', 'HOLDER', 'HR_READER'] as const;
const STEPS = ['TOTP_REQUIRED', 'SIGNED_IN'] as const;

export const PlatformRoleName = enumOf('PlatformRole', PLATFORM_ROLES);
export const MembershipRoleName = enumOf('MembershipRole', MEMBERSHIP_ROLES);
export const LoginStep = enumOf('LoginStep', STEPS);

@ObjectType('ViewerCompany')
export class ViewerCompanyNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  siren!: string;

  @Field(() => [MembershipRoleName])
  roles!: readonly (typeof MEMBERSHIP_ROLES)[number][];
}

@ObjectType('Viewer', { description: 'Who is signed in, and what he may do in the active company.' })
export class ViewerNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  email!: string;

  @Field(() => String)
  displayName!: string;

  @Field(() => [PlatformRoleName])
  platformRoles!: readonly (typeof PLATFORM_ROLES)[number][];

  @Field(() => [ViewerCompanyNode])
  companies!: readonly ViewerCompanyNode[];

  @Field(() => ViewerCompanyNode, { nullable: true })
  activeCompany!: ViewerCompanyNode | null;

  @Field(() => [String], { description: 'Acts of the permission table that are open to him now.' })
  permissions!: readonly string[];

  @Field(() => Boolean, { description: 'A demonstration: nothing here has any value.' })
  demo!: boolean;
}

@InputType()
export class LoginInput {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  password!: string;
}

@InputType()
export class ConfirmTotpInput {
  @Field(() => String, { description: 'Six digits; each code is accepted once.' })
  code!: string;
}

@InputType()
export class SwitchCompanyInput {
  @Field(() => ID)
  companyId!: string;
}

@ObjectType()
export class LoginResult {
  @Field(() => LoginStep, { description: 'TOTP_REQUIRED: call confirmTotp within five minutes.' })
  step!: (typeof STEPS)[number];

  @Field(() => ViewerNode, { nullable: true, description: 'Once signed in.' })
  viewer!: ViewerNode | null;
}
