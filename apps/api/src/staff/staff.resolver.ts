import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffRow } from '@mandataire/application/staff';
import { cumulated } from '@mandataire/domain/permission';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import {
  GrantPlatformRoleInput,
  InviteStaffInput,
  RevokePlatformRoleInput,
  StaffMemberNode,
} from './staff.graphql.js';

const WHEN_ROLES_CHANGE =
  'Asked twice is once. The person’s sessions end, he is told by mail, and the platform’s journal has the line.';

/** The platform's staff and their roles. Each mutation answers with the list as it is now. */
@Resolver()
export class StaffResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => [StaffMemberNode], { description: 'Everybody with a role of the platform, by name.' })
  @Permission('staff.read')
  async staff(@Api() api: RequestContext): Promise<StaffMemberNode[]> {
    const [rows, { accountId }] = await Promise.all([this.platform.staff.staff(), api.requester()]);
    return rows.map((row) => ({
      ...row,
      incompatibilities: cumulated(rolesOf(row), 'THREE_STARS').map(({ roles }) => ({ roles })),
      allowedActions: row.id === accountId ? [] : ['GRANT', 'REVOKE'],
    }));
  }

  @Mutation(() => [StaffMemberNode], {
    description:
      'Somebody new, or without a role, joins the staff; an activation link goes by mail until he has used one. RULE_REFUSED: OWN_ROLES, COMPANY_MEMBER, ALREADY_STAFF.',
  })
  @Permission('staff.manage')
  async inviteStaff(
    @Args('input') input: InviteStaffInput,
    @Api() api: RequestContext,
  ): Promise<StaffMemberNode[]> {
    await this.platform.useCases.inviteStaff.execute(await api.requester(), confirmed(input));
    return this.staff(api);
  }

  @Mutation(() => [StaffMemberNode], {
    description: `One more role. ${WHEN_ROLES_CHANGE} RULE_REFUSED: OWN_ROLES, COMPANY_MEMBER.`,
  })
  @Permission('staff.manage')
  async grantPlatformRole(
    @Args('input') input: GrantPlatformRoleInput,
    @Api() api: RequestContext,
  ): Promise<StaffMemberNode[]> {
    await this.platform.useCases.grantPlatformRole.execute(await api.requester(), confirmed(input));
    return this.staff(api);
  }

  @Mutation(() => [StaffMemberNode], {
    description: `The role is gone at his next request. ${WHEN_ROLES_CHANGE} RULE_REFUSED: LAST_ADMINISTRATOR, OWN_ROLES.`,
  })
  @Permission('staff.manage')
  async revokePlatformRole(
    @Args('input') input: RevokePlatformRoleInput,
    @Api() api: RequestContext,
  ): Promise<StaffMemberNode[]> {
    await this.platform.useCases.revokePlatformRole.execute(await api.requester(), input);
    return this.staff(api);
  }
}

const rolesOf = ({ roles }: StaffRow) => roles.map(({ role }) => role);

const confirmed = <T extends { companyMemberConfirmed?: boolean | null }>(input: T) => ({
  ...input,
  companyMemberConfirmed: input.companyMemberConfirmed === true,
});
