import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { AgentDepartureRow, ShownPlan } from '@mandataire/application/agent-departure';
import {
  agentDepartureMachine,
  reportDelay,
  reportedLate,
  type AgentDepartureState,
  type Leaver,
  type OrderFate,
} from '@mandataire/domain/agent-departure';
import type { MandateAct } from '@mandataire/domain/mandate';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { MandateActName } from '../mandate/mandate.enums.js';

const LEAVERS: readonly Leaver[] = ['AGENT', 'REPRESENTATIVE'];
const FATES: readonly OrderFate[] = ['TRANSFERRED', 'CANCELLED', 'KEPT', 'RUNS_ON'];
const ACTIONS = ['CARRY_OUT', 'CANCEL'] as const;
export type AgentDepartureActionName = (typeof ACTIONS)[number];

const AgentDepartureStateName = enumOf('AgentDepartureState', agentDepartureMachine.states);
const LeaverName = enumOf('Leaver', LEAVERS);
const OrderFateName = enumOf(
  'OrderFate',
  FATES,
  'CANCELLED: not submitted (D12). KEPT: a replacement that is owed stays a draft (D16). RUNS_ON: submitted.',
);
const AgentDepartureActionEnum = enumOf('AgentDepartureAction', ACTIONS);

@ObjectType('DepartingOrder')
export class DepartingOrderNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  holderName!: string;

  @Field(() => String)
  productCode!: string;

  @Field(() => String)
  state!: string;

  @Field(() => OrderFateName)
  fate!: OrderFate;
}

@ObjectType('DepartingVerification')
export class DepartingVerificationNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  holderName!: string;

  @Field(() => String)
  state!: string;

  @Field(() => Boolean, { description: 'Done: it stays valid. Otherwise somebody else does it.' })
  stays!: boolean;
}

@ObjectType('DepartingRevocation', { description: 'Runs on (D12).' })
export class DepartingRevocationNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  holderName!: string;

  @Field(() => String)
  state!: string;
}

@ObjectType('UncoveredPlace')
export class UncoveredPlaceNode {
  @Field(() => String, { nullable: true, description: 'SIRET; null: no establishment is named.' })
  establishment!: string | null;

  @Field(() => Int)
  holders!: number;
}

@ObjectType('NeededMandate', { description: 'What a successor’s mandate would have to give.' })
export class NeededMandateNode {
  @Field(() => ID)
  mandateId!: string;

  @Field(() => [MandateActName])
  acts!: readonly MandateAct[];

  @Field(() => [String])
  productCodes!: readonly string[];

  @Field(() => [String])
  establishments!: readonly string[];

  @Field(() => String, { nullable: true })
  endsOn!: string | null;
}

@ObjectType('AgentDeparturePlan', { description: 'What happens when this MC leaves (F4, I-29).' })
export class AgentDeparturePlanNode {
  @Field(() => String)
  agentName!: string;

  @Field(() => [ID])
  endingMandateIds!: readonly string[];

  @Field(() => [DepartingOrderNode])
  orders!: readonly DepartingOrderNode[];

  @Field(() => [DepartingVerificationNode])
  verifications!: readonly DepartingVerificationNode[];

  @Field(() => [DepartingRevocationNode])
  revocations!: readonly DepartingRevocationNode[];

  @Field(() => [UncoveredPlaceNode], { description: 'Holders whom no MC would reach, by place of work.' })
  uncovered!: readonly UncoveredPlaceNode[];

  @Field(() => [String], { description: 'Their names, at most 50.' })
  uncoveredNames!: readonly string[];

  @Field(() => [NeededMandateNode])
  neededMandates!: readonly NeededMandateNode[];

  @Field(() => Boolean, { description: 'The representative keeps the right to revoke (I-29).' })
  isLastAgent!: boolean;

  @Field(() => String, { description: 'Give it back with the report: what was read is what happens.' })
  planHash!: string;
}

export const planNode = (plan: ShownPlan): AgentDeparturePlanNode => ({
  ...plan,
  neededMandates: plan.neededMandates.map((needed) => ({ ...needed, acts: needed.acts as MandateAct[] })),
});

@ObjectType('AgentDeparture', { description: 'Reported without delay (F4).' })
export class AgentDepartureNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => AgentDepartureStateName)
  state!: AgentDepartureState;

  @Field(() => LeaverName)
  leaver!: Leaver;

  @Field(() => String)
  leaverName!: string;

  @Field(() => String, { description: 'The day on which the company knew.' })
  knownOn!: string;

  @Field(() => String, { description: 'From this day on he is gone.' })
  effectiveOn!: string;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => String)
  reportedByName!: string;

  @Field(() => DateTime)
  reportedAt!: Date;

  @Field(() => Int, { description: 'Days between knowing and reporting.' })
  delayDays!: number;

  @Field(() => Boolean, { description: 'Later than the day after: F4 says without delay.' })
  late!: boolean;

  @Field(() => DateTime, { nullable: true })
  carriedOutAt!: Date | null;

  @Field(() => [AgentDepartureActionEnum])
  allowedActions!: AgentDepartureActionName[];
}

export const agentDepartureNode = (
  row: AgentDepartureRow,
  allowedActions: AgentDepartureActionName[],
): AgentDepartureNode => ({
  ...row,
  delayDays: reportDelay(row),
  late: reportedLate(row),
  allowedActions,
});

@InputType({ isAbstract: true })
class AgentDepartureFieldsInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => String, { description: 'YYYY-MM-DD: when the company knew.' })
  knownOn!: string;

  @Field(() => String, {
    description: 'YYYY-MM-DD: from this day on he is gone; a day to come announces it.',
  })
  effectiveOn!: string;

  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@InputType()
export class ReportAgentDepartureInput extends AgentDepartureFieldsInput {
  @Field(() => ID, { description: 'Any mandate of the MC.' })
  mandateId!: string;

  @Field(() => ID, { nullable: true, description: 'The mandate in force of whoever takes his work over.' })
  successorMandateId?: string | null;

  @Field(() => String)
  planHash!: string;
}

@InputType()
export class ReportRepresentativeDepartureInput extends AgentDepartureFieldsInput {
  @Field(() => ID)
  memberId!: string;
}

@InputType()
export class CarryOutAgentDepartureInput {
  @Field(() => ID)
  agentDepartureId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ID, { nullable: true })
  successorMandateId?: string | null;

  @Field(() => String, { nullable: true, description: 'Of the plan that was shown; needed for an MC.' })
  planHash?: string | null;
}

@InputType()
export class CancelAgentDepartureInput {
  @Field(() => ID)
  agentDepartureId!: string;

  @Field(() => Int)
  version!: number;
}
