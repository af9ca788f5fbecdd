import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { DepartureRow } from '@mandataire/application/departure';
import { departureMachine } from '@mandataire/domain/departure';
import { permit, type Standing } from '@mandataire/domain/permission';
import type { ApiPlatform } from '@mandataire/platform/api';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { requireDates } from '../mandate/mandate-life.resolver.js';
import { PLATFORM } from '../platform.token.js';
import {
  CancelDepartureInput,
  CarryOutDepartureInput,
  DepartureNode,
  departureNode,
  DeparturePlanNode,
  planNode,
  ReportAgentDepartureInput,
  ReportRepresentativeDepartureInput,
  type DepartureActionName,
} from './departure.graphql.js';

/** "What if this MC leaves?", and the report of it (F4). Each mutation answers with the departures as they are now. */
@Resolver()
export class DepartureResolver {
  constructor(@Inject(PLATFORM) private readonly platform: ApiPlatform) {}

  @Query(() => DeparturePlanNode, {
    description:
      'What would move, end and be left behind; with a successor, what he would take over. Changes nothing; the act computes the same.',
  })
  @Permission('departure.read')
  async departurePlan(
    @Args('mandateId', { type: () => ID }) mandateId: string,
    @Args('successorMandateId', { type: () => ID, nullable: true }) successorMandateId: string | null,
    @Api() api: RequestContext,
  ): Promise<DeparturePlanNode> {
    const question = { mandateId, successorMandateId: successorMandateId ?? null };
    return planNode(await this.platform.useCases.previewDeparture.execute(await api.requester(), question));
  }

  @Query(() => [DepartureNode], { description: 'Open ones first, newest first; at most a hundred.' })
  @Permission('departure.read')
  async departures(@Api() api: RequestContext): Promise<DepartureNode[]> {
    const [scope, standing, { accountId }] = await Promise.all([
      api.scope('departure.read'),
      api.standing(),
      api.requester(),
    ]);
    const rows = await this.platform.departures.list(scope);
    return rows.map((row) => departureNode(row, actions(row, standing, accountId)));
  }

  @Mutation(() => [DepartureNode], {
    description:
      'An MC leaves: orders are taken over, mandates end, at once or on the announced day, in one act. CONFLICT PLAN_CHANGED when it would not be what was shown. Anybody but himself and a representative only reports.',
  })
  @Permission('departure.report')
  async reportAgentDeparture(
    @Args('input') input: ReportAgentDepartureInput,
    @Api() api: RequestContext,
  ): Promise<DepartureNode[]> {
    requireDates({ knownOn: input.knownOn, effectiveOn: input.effectiveOn });
    await this.platform.useCases.reportDeparture.ofAgent(await api.requester(), {
      ...input,
      reason: input.reason ?? null,
      successorMandateId: input.successorMandateId ?? null,
    });
    return this.departures(api);
  }

  @Mutation(() => [DepartureNode], {
    description: 'A representative leaves: the mandates stay in force (I-29); the office is told.',
  })
  @Permission('departure.report')
  async reportRepresentativeDeparture(
    @Args('input') input: ReportRepresentativeDepartureInput,
    @Api() api: RequestContext,
  ): Promise<DepartureNode[]> {
    requireDates({ knownOn: input.knownOn, effectiveOn: input.effectiveOn });
    const { memberId, ...fields } = input;
    const act = { ...fields, membershipId: memberId, reason: input.reason ?? null };
    await this.platform.useCases.reportDeparture.ofRepresentative(await api.requester(), act);
    return this.departures(api);
  }

  @Mutation(() => [DepartureNode], {
    description: 'A representative carries out what was reported or announced, now.',
  })
  @Permission('departure.report')
  async carryOutDeparture(
    @Args('input') input: CarryOutDepartureInput,
    @Api() api: RequestContext,
  ): Promise<DepartureNode[]> {
    await this.platform.useCases.decideDeparture.carryOut(await api.requester(), {
      ...input,
      successorMandateId: input.successorMandateId ?? null,
      planHash: input.planHash ?? null,
    });
    return this.departures(api);
  }

  @Mutation(() => [DepartureNode], {
    description: 'Whoever reported it, or a representative, takes it back before it is carried out.',
  })
  @Permission('departure.report')
  async cancelDeparture(
    @Args('input') input: CancelDepartureInput,
    @Api() api: RequestContext,
  ): Promise<DepartureNode[]> {
    await this.platform.useCases.decideDeparture.cancel(await api.requester(), input);
    return this.departures(api);
  }
}

function actions(row: DepartureRow, standing: Standing, accountId: string): DepartureActionName[] {
  if (departureMachine.terminal.includes(row.state)) return [];
  const represents = permit('departure.report', standing)?.role === 'LEGAL_REPRESENTATIVE';
  return [
    ...(represents || row.accountId === accountId ? (['CARRY_OUT'] as const) : []),
    ...(represents || row.reportedBy === accountId ? (['CANCEL'] as const) : []),
  ];
}
