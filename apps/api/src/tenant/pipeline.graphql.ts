import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { PIPELINE_CAP, type PipelineColumn, type PipelineRow } from '@mandataire/application/onboarding';
import {
  actorOfStep,
  ONBOARDING_STEPS,
  type OnboardingActor,
  type OnboardingStep,
} from '@mandataire/domain/onboarding';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { CompanyNode, companyNode } from './company.graphql.js';

export const OnboardingStepName = enumOf('OnboardingStep', ONBOARDING_STEPS, 'Where a company stands (R31).');
const ActorName = enumOf('OnboardingActor', ['SALES', 'REPRESENTATIVE', 'AGENT', 'OFFICER']);

@ObjectType('SalesPerson', { description: 'A member of sales who may look after a company.' })
export class SalesPersonNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  displayName!: string;
}

@ObjectType('PipelineEntry')
export class PipelineEntryNode {
  @Field(() => CompanyNode)
  company!: CompanyNode;

  @Field(() => DateTime, { nullable: true, description: 'Since when it stands at this step.' })
  since!: Date | null;

  @Field(() => ActorName, { nullable: true, description: 'Who must act for the file to go on.' })
  actor!: OnboardingActor | null;

  @Field(() => String, { nullable: true })
  representativeName!: string | null;

  @Field(() => String, { nullable: true })
  agentName!: string | null;

  @Field(() => ID, { nullable: true })
  ownerId!: string | null;

  @Field(() => String, { nullable: true, description: 'Of sales.' })
  ownerName!: string | null;

  @Field(() => String, { nullable: true, description: 'What sales have noted to do next.' })
  nextAction!: string | null;

  @Field(() => String, { nullable: true, description: 'A calendar date.' })
  nextActionOn!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the one who must act was last reminded.' })
  remindedAt!: Date | null;
}

@ObjectType('PipelineColumn')
export class PipelineColumnNode {
  @Field(() => OnboardingStepName)
  step!: OnboardingStep;

  @Field(() => Int, { description: 'Of all that match.' })
  count!: number;

  @Field(() => [PipelineEntryNode], { description: 'Those that have stood here longest first.' })
  entries!: readonly PipelineEntryNode[];
}

@ObjectType('Pipeline')
export class PipelineNode {
  @Field(() => Int, { description: 'Entries given of one step at most; the search finds the others.' })
  cap!: number;

  @Field(() => [PipelineColumnNode])
  columns!: readonly PipelineColumnNode[];
}

const entryNode = (row: PipelineRow): PipelineEntryNode => ({
  ...row,
  company: companyNode(row),
  actor: actorOfStep(row.step),
});

export const pipelineNode = (columns: readonly PipelineColumn[]): PipelineNode => ({
  cap: PIPELINE_CAP,
  columns: columns.map(({ step, count, rows }) => ({ step, count, entries: rows.map(entryNode) })),
});

@ArgsType()
export class PipelineArgs {
  @Field(() => Boolean, { defaultValue: false, description: 'Only the companies that you look after.' })
  mine!: boolean;

  @Field(() => String, { nullable: true, description: 'In the name, or the beginning of the SIREN.' })
  search?: string | null;
}

@InputType()
export class FollowCompanyInput {
  @Field(() => ID)
  companyId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Of the follow-up that you have seen; null: there was none.',
  })
  version!: number | null;

  @Field(() => ID, { nullable: true, description: 'Somebody of sales; null: nobody.' })
  ownerId!: string | null;

  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  nextAction!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A calendar date; a prospect is reminded of on that day.',
  })
  nextActionOn!: string | null;
}
