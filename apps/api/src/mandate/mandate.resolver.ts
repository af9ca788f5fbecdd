import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { mandateActions, type MandateActionName } from '@mandataire/application/fleet';
import { notFound } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import { given } from '../graphql/given.js';
import { PageArgs, pageRequest, toConnection } from '../graphql/page.js';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { PLATFORM } from '../platform.token.js';
import { MandateActionEnum } from './mandate.enums.js';
import {
  evidenceNode,
  HandOutEvidenceInput,
  MandateConnection,
  MandateEvidenceNode,
  MandateFilter,
  MandateNode,
  mandateNode,
  SealedEvidenceNode,
} from './mandate.graphql.js';
import { handedOutNode, HandedOutFileNode } from './mandate-file.graphql.js';

@Resolver(() => MandateNode)
export class MandateResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => MandateConnection, {
    description: 'Newest first: sales all companies, the office what was sent out, a company its own.',
  })
  @Permission('mandate.read')
  async mandates(
    @Args() page: PageArgs,
    @Args('filter', { type: () => MandateFilter, nullable: true }) wish: MandateFilter | null,
    @Api() api: RequestContext,
  ): Promise<MandateConnection> {
    const scope = await api.scope('mandate.read');
    return toConnection(
      await this.platform.fleet.mandates(scope, pageRequest(page), given(wish)),
      mandateNode,
    );
  }

  @Query(() => MandateConnection, {
    description: 'Files that wait for the registration office, oldest first.',
  })
  @Permission('mandate.review')
  async mandateQueue(@Args() page: PageArgs, @Api() api: RequestContext): Promise<MandateConnection> {
    const scope = await api.scope('mandate.review');
    return toConnection(await this.platform.fleet.mandateQueue(scope, pageRequest(page)), mandateNode);
  }

  @Query(() => MandateNode, { description: 'NOT_FOUND also for another company’s.' })
  @Permission('mandate.read')
  async mandate(
    @Args('id', { type: () => ID }) id: string,
    @Api() api: RequestContext,
  ): Promise<MandateNode> {
    const row = await api.reading(await api.fileScope('mandate.read', id)).mandates.load(id);
    if (!row) throw notFound();
    await api.opened('mandate.read', { objectType: 'Mandate', id, tenantId: row.tenantId });
    return mandateNode(row);
  }

  @ResolveField(() => [MandateEvidenceNode], { description: 'Oldest first.' })
  async evidence(@Parent() { id }: MandateNode, @Api() api: RequestContext): Promise<MandateEvidenceNode[]> {
    const acts = await api.reading(await api.scope('mandate.read')).evidenceOfMandate.load(id);
    return (acts ?? []).map(evidenceNode);
  }

  @ResolveField(() => [SealedEvidenceNode], {
    description: 'Oldest first; for representative, MC and officer.',
  })
  async sealedEvidence(
    @Parent() { id }: MandateNode,
    @Api() api: RequestContext,
  ): Promise<readonly SealedEvidenceNode[]> {
    return this.platform.fleet.sealedEvidence(await api.scope('mandate.read'), [id]);
  }

  @Mutation(() => HandedOutFileNode, {
    description: 'Sealed evidence to keep; journaled. Officers need their open grant on the mandate.',
  })
  @Permission('mandate.evidence')
  async handOutEvidence(
    @Args('input') input: HandOutEvidenceInput,
    @Api() api: RequestContext,
  ): Promise<HandedOutFileNode> {
    return handedOutNode(await this.platform.useCases.handOutEvidence.execute(await api.requester(), input));
  }

  @ResolveField(() => [MandateActionEnum], { description: 'What you may do with it now.' })
  async allowedActions(
    @Parent() { row }: MandateNode,
    @Api() api: RequestContext,
  ): Promise<MandateActionName[]> {
    return mandateActions(row, await api.standing(), await api.email());
  }
}
