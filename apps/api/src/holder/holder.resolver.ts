import { Inject } from '@nestjs/common';
import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  holderActions,
  meetingActions,
  shownVerification,
  type HolderActionName as ActionName,
} from '@mandataire/application/fleet';
import { notFound } from '@mandataire/application/refusal';
import { isOpenMeeting } from '@mandataire/domain/identity-verification';
import type { ApiPlatform } from '@mandataire/platform/api';
import { CertificateNode, certificateNode } from '../certificate/certificate.graphql.js';
import { DepartureNode, departureNode } from '../departure/departure.graphql.js';
import { given } from '../graphql/given.js';
import { PageArgs, pageRequest, toConnection, type Counted } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { IdentityChangeNode, identityChangeNode } from '../identity-change/identity-change.graphql.js';
import { OrderNode, orderNode } from '../order/order.graphql.js';
import { PLATFORM } from '../platform.token.js';
import {
  HolderActionName,
  HolderConnection,
  HolderFilter,
  HolderNode,
  holderNode,
} from './holder.graphql.js';
import { MeetingNode, meetingNode, VerificationNode, verificationNode } from './verification.graphql.js';

const HIDDEN = 'Newest first; empty when your role may not read them.';

@Resolver(() => HolderNode)
export class HolderResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => HolderConnection, { description: 'By surname and given names; a holder sees himself.' })
  @Permission('holder.read')
  async holders(
    @Args() page: PageArgs,
    @Args('filter', { type: () => HolderFilter, nullable: true }) wish: HolderFilter | null,
    @Api() api: RequestContext,
  ): Promise<Counted<HolderConnection>> {
    const { fleet } = this.platform;
    const scope = await api.scope('holder.read');
    const filter = given(wish);
    const found = await fleet.holders(scope, pageRequest(page), filter, api.now);
    return { ...toConnection(found, holderNode), count: () => fleet.countHolders(scope, filter) };
  }

  @Query(() => HolderNode, { description: 'NOT_FOUND also for another company’s.' })
  @Permission('holder.read')
  async holder(@Args('id', { type: () => ID }) id: string, @Api() api: RequestContext): Promise<HolderNode> {
    const row = await api.reading(await api.scope('holder.read')).holders.load(id);
    if (!row) throw notFound();
    return holderNode(row);
  }

  @ResolveField(() => VerificationNode, {
    nullable: true,
    description: 'The newest one; STALE when an order can no longer rest on it (D5, F64, I-14).',
  })
  async verification(
    @Parent() holder: HolderNode,
    @Api() api: RequestContext,
  ): Promise<VerificationNode | null> {
    return (await this.verifications(holder, api))[0] ?? null;
  }

  @ResolveField(() => [VerificationNode], { description: 'Every record, newest first (I-7).' })
  async verifications(
    @Parent() { row }: HolderNode,
    @Api() api: RequestContext,
  ): Promise<VerificationNode[]> {
    const all = await api.reading(await api.scope('holder.read')).verificationsOfHolder.load(row.id);
    const [product] = await this.platform.catalogue.current();
    return (all ?? []).map((each) =>
      verificationNode(shownVerification(each, row, product, api.now), product?.verificationMaxAge),
    );
  }

  @ResolveField(() => [MeetingNode], {
    description: 'Verifications on their way and those that ended without a record, newest first.',
  })
  async meetings(@Parent() { id }: HolderNode, @Api() api: RequestContext): Promise<MeetingNode[]> {
    const rows = await api.reading(await api.scope('holder.read')).meetingsOfHolder.load(id);
    const standing = await api.standing();
    return (rows ?? []).map((row) => meetingNode(row, meetingActions(row, standing, api.now)));
  }

  @ResolveField(() => DepartureNode, { nullable: true, description: 'The last one that was not taken back.' })
  async departure(@Parent() { id }: HolderNode, @Api() api: RequestContext): Promise<DepartureNode | null> {
    const [last] = (await this.departures(id, api)) ?? [];
    return last ? departureNode(last) : null;
  }

  @ResolveField(() => [CertificateNode], { description: HIDDEN })
  async certificates(@Parent() { id }: HolderNode, @Api() api: RequestContext): Promise<CertificateNode[]> {
    const scope = await api.scopeIfAny('certificate.read');
    const rows = scope && (await api.reading(scope).certificatesOfHolder.load(id));
    return (rows ?? []).map(certificateNode);
  }

  @ResolveField(() => [OrderNode], { description: HIDDEN })
  async orders(@Parent() { id }: HolderNode, @Api() api: RequestContext): Promise<OrderNode[]> {
    const scope = await api.scopeIfAny('order.read');
    const rows = scope && (await api.reading(scope).ordersOfHolder.load(id));
    return (rows ?? []).map(orderNode);
  }

  @ResolveField(() => [HolderActionName], { description: 'What you may do for this person now.' })
  async allowedActions(@Parent() { row }: HolderNode, @Api() api: RequestContext): Promise<ActionName[]> {
    const [standing, { accountId }] = await Promise.all([api.standing(), api.openSession()]);
    const meetings = await api.reading(await api.scope('holder.read')).meetingsOfHolder.load(row.id);
    return holderActions(row, standing, accountId, {
      change: (await this.openChange(row.id, api))?.state,
      meeting: meetings?.find(isOpenMeeting)?.state,
      departure: (await this.departures(row.id, api))?.[0]?.state,
    });
  }

  @ResolveField(() => IdentityChangeNode, {
    nullable: true,
    description: 'A change of certified data that is planned or runs; one at a time (I-15).',
  })
  async openIdentityChange(
    @Parent() { id }: HolderNode,
    @Api() api: RequestContext,
  ): Promise<IdentityChangeNode | null> {
    const change = await this.openChange(id, api);
    return change ? identityChangeNode(change) : null;
  }

  private async departures(holderId: string, api: RequestContext) {
    return api.reading(await api.scope('holder.read')).departuresOfHolder.load(holderId);
  }

  private async openChange(holderId: string, api: RequestContext) {
    return api.reading(await api.scope('holder.read')).openChangeOfHolder.load(holderId);
  }
}

@Resolver(() => HolderConnection)
export class HolderConnectionResolver {
  @ResolveField(() => Int)
  totalCount(@Parent() { count }: Counted<HolderConnection>): Promise<number> {
    return count();
  }
}
