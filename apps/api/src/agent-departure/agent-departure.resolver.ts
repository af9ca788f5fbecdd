import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { AgentDepartureRow } from '@mandataire/application/agent-departure';
import { agentDepartureMachine } from '@mandataire/domain/agent-departure';
import { permit, type Standing } from '@mandataire/domain/permission';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { requireDates } from '../mandate/mandate-life.resolver.js';
import { PLATFORM } from '../platform.token.js';
import {
  CancelAgentDepartureInput,
  CarryOutAgentDepartureInput,
  AgentDepartureNode,
  agentDepartureNode,
  AgentDeparturePlanNode,
  planNode,
  ReportAgentDepartureInput,
  ReportRepresentativeDepartureInput,
  type AgentDepartureActionName,
} from './agent-departure.graphql.js';

/** "What if this MC leaves?", and the report of it (F4). Each mutation answers with the departures as they are now. */
@Resolver()
export class AgentDepartureResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => AgentDeparturePlanNode, {
    description:
      'What would move, end and be left behind; with a successor, what he would take over. Changes nothing; the act computes the same.',
  })
  @Permission('agent-departure.read')
  async agentDeparturePlan(
    @Args('mandateId', { type: () => ID }) mandateId: string,
    @Args('successorMandateId', { type: () => ID, nullable: true }) successorMandateId: string | null,
    @Api() api: RequestContext,
  ): Promise<AgentDeparturePlanNode> {
    const question = { mandateId, successorMandateId: successorMandateId ?? null };
    return planNode(
      await this.platform.useCases.previewAgentDeparture.execute(await api.requester(), question),
    );
  }

  @Query(() => [AgentDepartureNode], { description: 'Open ones first, newest first; at most a hundred.' })
  @Permission('agent-departure.read')
  async agentDepartures(@Api() api: RequestContext): Promise<AgentDepartureNode[]> {
    const [scope, standing, { accountId }] = await Promise.all([
      api.scope('agent-departure.read'),
      api.standing(),
      api.requester(),
    ]);
    const rows = await this.platform.agentDepartures.list(scope);
    return rows.map((row) => agentDepartureNode(row, actions(row, standing, accountId)));
  }

  @Mutation(() => [AgentDepartureNode], {
    description:
      'An MC leaves: orders are taken over, mandates end, at once or on the announced day, in one act. CONFLICT PLAN_CHANGED when it would not be what was shown. Anybody but himself and a representative only reports.',
  })
  @Permission('agent-departure.report')
  async reportAgentDeparture(
    @Args('input') input: ReportAgentDepartureInput,
    @Api() api: RequestContext,
  ): Promise<AgentDepartureNode[]> {
    requireDates({ knownOn: input.knownOn, effectiveOn: input.effectiveOn });
    await this.platform.useCases.reportAgentDeparture.ofAgent(await api.requester(), {
      ...input,
      reason: input.reason ?? null,
      successorMandateId: input.successorMandateId ?? null,
    });
    return this.agentDepartures(api);
  }

  @Mutation(() => [AgentDepartureNode], {
    description: 'A representative leaves: the mandates stay in force (I-29); the office is told.',
  })
  @Permission('agent-departure.report')
  async reportRepresentativeDeparture(
    @Args('input') input: ReportRepresentativeDepartureInput,
    @Api() api: RequestContext,
  ): Promise<AgentDepartureNode[]> {
    requireDates({ knownOn: input.knownOn, effectiveOn: input.effectiveOn });
    const { memberId, ...fields } = input;
    const act = { ...fields, membershipId: memberId, reason: input.reason ?? null };
    await this.platform.useCases.reportAgentDeparture.ofRepresentative(await api.requester(), act);
    return this.agentDepartures(api);
  }

  @Mutation(() => [AgentDepartureNode], {
    description: 'A representative carries out what was reported or announced, now.',
  })
  @Permission('agent-departure.report')
  async carryOutAgentDeparture(
    @Args('input') input: CarryOutAgentDepartureInput,
    @Api() api: RequestContext,
  ): Promise<AgentDepartureNode[]> {
    await this.platform.useCases.decideAgentDeparture.carryOut(await api.requester(), {
      ...input,
      successorMandateId: input.successorMandateId ?? null,
      planHash: input.planHash ?? null,
    });
    return this.agentDepartures(api);
  }

  @Mutation(() => [AgentDepartureNode], {
    description: 'Whoever reported it, or a representative, takes it back before it is carried out.',
  })
  @Permission('agent-departure.report')
  async cancelAgentDeparture(
    @Args('input') input: CancelAgentDepartureInput,
    @Api() api: RequestContext,
  ): Promise<AgentDepartureNode[]> {
    await this.platform.useCases.decideAgentDeparture.cancel(await api.requester(), input);
    return this.agentDepartures(api);
  }
}

function actions(row: AgentDepartureRow, standing: Standing, accountId: string): AgentDepartureActionName[] {
  if (agentDepartureMachine.terminal.includes(row.state)) return [];
  const represents = permit('agent-departure.report', standing)?.role === 'LEGAL_REPRESENTATIVE';
  return [
    ...(represents || row.accountId === accountId ? (['CARRY_OUT'] as const) : []),
    ...(represents || row.reportedBy === accountId ? (['CANCEL'] as const) : []),
  ];
}
