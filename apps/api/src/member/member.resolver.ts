import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { SIGN_INS_SHOWN, type MemberRow } from '@mandataire/application/member';
import { permit } from '@mandataire/domain/permission';
import { addDuration } from '@mandataire/domain/time';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { CompanySignInsNode, InviteMemberInput, MemberNode, RemoveMemberInput } from './member.graphql.js';

/** Who has which role in the company. Each mutation answers with the list as it is now. */
@Resolver()
export class MemberResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => [MemberNode], { description: 'By role, then name; at most 200.' })
  @Permission('member.read')
  async members(@Api() api: RequestContext): Promise<MemberNode[]> {
    const [rows, standing] = await Promise.all([
      this.platform.members.members(await api.scope('member.read')),
      api.standing(),
    ]);
    const manages = permit('member.manage', standing) !== undefined;
    return rows.map((row) => ({ ...row, allowedActions: manages && leavesHere(row) ? ['REMOVE'] : [] }));
  }

  @Query(() => CompanySignInsNode, {
    description: 'Who came into the company’s space in the last thirty days, and who failed to.',
  })
  @Permission('member.read')
  async companySignIns(@Api() api: RequestContext): Promise<CompanySignInsNode> {
    const since = addDuration(api.now, { days: -SIGN_INS_SHOWN.days });
    return this.platform.members.signIns(await api.scope('member.read'), since);
  }

  @Mutation(() => [MemberNode], {
    description:
      'The representative lets somebody read the fleet (HR_READER); an activation link goes by mail.',
  })
  @Permission('member.manage')
  async inviteMember(
    @Args('input') input: InviteMemberInput,
    @Api() api: RequestContext,
  ): Promise<MemberNode[]> {
    await this.platform.useCases.inviteMember.execute(await api.requester(), input);
    return this.members(api);
  }

  @Mutation(() => [MemberNode], {
    description:
      'Ends a reader’s membership at once. RULE_REFUSED R29: MC and representative leave by their mandates.',
  })
  @Permission('member.manage')
  async removeMember(
    @Args('input') { memberId }: RemoveMemberInput,
    @Api() api: RequestContext,
  ): Promise<MemberNode[]> {
    await this.platform.useCases.removeMember.execute(await api.requester(), memberId);
    return this.members(api);
  }
}

const leavesHere = ({ role }: MemberRow): boolean => role === 'HR_READER';
