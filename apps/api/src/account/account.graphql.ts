import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';

export const PLATFORM_ROLES = [
  'SALES',
  'REGISTRATION_OFFICER',
  'AUDITOR',
  'ADMINISTRATOR',
  'ON_CALL_OFFICER',
] as const;
const MEMBERSHIP_ROLES = ['LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT', 'HOLDER', 'HR_READER'] as const;
const STEPS = ['TOTP_REQUIRED', 'ENROLMENT_REQUIRED', 'SIGNED_IN'] as const;

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

  @Field(() => [String], {
    description:
      'Those of them that ask for a factor proved at most five minutes ago: call stepUp before, or on FORBIDDEN STEP_UP_REQUIRED.',
  })
  stepUpPermissions!: readonly string[];

  @Field(() => DateTime, { nullable: true, description: 'Until when the factor last proved is fresh.' })
  factorFreshUntil!: Date | null;

  @Field(() => Boolean, {
    description:
      'A second factor is enrolled. stepUp then takes a code or a recovery code, otherwise the password.',
  })
  secondFactor!: boolean;

  @Field(() => Int, { description: 'Unused recovery codes; none yet: call renewRecoveryCodes.' })
  recoveryCodesLeft!: number;

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
export class ConfirmRecoveryCodeInput {
  @Field(() => String, { description: 'One of the ten; spaces, dashes and case do not count.' })
  code!: string;
}

@InputType({
  description: 'One of them: the code or a recovery code with a second factor, the password without.',
})
export class StepUpInput {
  @Field(() => String, { nullable: true, description: 'Six digits of the application.' })
  code?: string | null;

  @Field(() => String, { nullable: true })
  recoveryCode?: string | null;

  @Field(() => String, { nullable: true })
  password?: string | null;
}

@InputType()
export class SwitchCompanyInput {
  @Field(() => ID)
  companyId!: string;
}

@ObjectType()
export class LoginResult {
  @Field(() => LoginStep, {
    description:
      'TOTP_REQUIRED: call confirmTotp or confirmRecoveryCode within five minutes. ENROLMENT_REQUIRED: his role asks for a second factor that he has not enrolled; call beginTotpEnrolment and confirmTotpEnrolment within thirty.',
  })
  step!: (typeof STEPS)[number];

  @Field(() => ViewerNode, { nullable: true, description: 'Once signed in.' })
  viewer!: ViewerNode | null;
}
