import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { OnboardingStep } from '@mandataire/domain/onboarding';
import { OnboardingStepName } from './pipeline.graphql.js';

@ObjectType('QuarterExpiries', {
  description: 'Certificates that end in a quarter of the calendar in Paris.',
})
export class QuarterExpiriesNode {
  @Field(() => String, { description: '2026-T4' })
  quarter!: string;

  @Field(() => Int, { description: 'May be renewed once more, data unchanged (R14, I-13).' })
  renewable!: number;

  @Field(() => Int, { description: 'Need a new order (R15, I-31).' })
  newOrder!: number;
}

@ObjectType('FunnelLine', { description: 'Drop-off at one step.' })
export class FunnelLineNode {
  @Field(() => OnboardingStepName)
  step!: OnboardingStep;

  @Field(() => Int, { description: 'Companies that ever got here.' })
  reached!: number;

  @Field(() => Int, { description: 'Here now.' })
  waiting!: number;

  @Field(() => Int, { description: 'Ended here; at ACTIVE: a mandate that was in force.' })
  dropped!: number;
}

@ObjectType('PortfolioLine', { description: 'A company’s fleet in counts; nobody’s name.' })
export class PortfolioLineNode {
  @Field(() => ID)
  companyId!: string;

  @Field(() => String)
  siren!: string;

  @Field(() => String)
  name!: string;

  @Field(() => OnboardingStepName)
  step!: OnboardingStep;

  @Field(() => String, { nullable: true, description: 'Of sales.' })
  ownerName!: string | null;

  @Field(() => Int)
  activeCertificates!: number;

  @Field(() => [QuarterExpiriesNode])
  expiries!: readonly QuarterExpiriesNode[];

  @Field(() => Int, { description: 'Within 90 days.' })
  mandatesEnding!: number;

  @Field(() => Int, { description: 'MCs in force who have not been here for 60 days.' })
  inactiveAgents!: number;
}

@ObjectType('Portfolio')
export class PortfolioNode {
  @Field(() => [QuarterExpiriesNode], {
    description: 'This quarter and the seven after it, over all companies.',
  })
  quarters!: readonly QuarterExpiriesNode[];

  @Field(() => [FunnelLineNode])
  funnel!: readonly FunnelLineNode[];

  @Field(() => [PortfolioLineNode], { description: 'By name.' })
  lines!: readonly PortfolioLineNode[];

  @Field(() => String, {
    description:
      'For the CRM: UTF-8 with its mark, semicolons, cells that no spreadsheet takes for a formula.',
  })
  csv!: string;
}
