import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { CompanyFile } from '@mandataire/application/onboarding';
import {
  documentChecklist,
  onboardingStep,
  PAPER_KINDS,
  type Checklist,
  type ChecklistItem,
  type ChecklistPaper,
  type OnboardingStep,
  type PaperRefusal,
} from '@mandataire/domain/onboarding';
import { isAdministration, vatNumberOfCompany, type RegistrationSource } from '@mandataire/domain/tenant';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { OnboardingStepName } from './pipeline.graphql.js';

const SourceName = enumOf('RegistrationSource', ['REGISTRY', 'MANUAL'] as const);
const ChecklistPaperName = enumOf('ChecklistPaper', [
  ...PAPER_KINDS,
  'MANDATE_SIGNATURE',
  'AGENT_COMMITMENTS',
]);
const FromName = enumOf('ChecklistFrom', ['COMPANY', 'REPRESENTATIVE', 'AGENT']);
export const LookupOutcome = enumOf('CompanyLookupOutcome', [
  'FOUND',
  'UNKNOWN',
  'NOT_CONFIGURED',
  'UNAVAILABLE',
]);
const RefusalName = enumOf('PaperRefusal', [
  'PAPER_MISSING',
  'COMPANY_PROOF_TOO_OLD',
  'SIGNATURE_LAPSED',
  'DOCUMENT_EXPIRED',
  'NOT_SIGNED',
]);

@ObjectType('CompanyRegistration', { description: 'What the registers say of the company.' })
export class CompanyRegistrationNode {
  @Field(() => Int)
  version!: number;

  @Field(() => String, { description: 'Four digits (catégorie juridique, INSEE).' })
  legalForm!: string;

  @Field(() => String)
  address!: string;

  @Field(() => String)
  postalCode!: string;

  @Field(() => String)
  city!: string;

  @Field(() => String, {
    nullable: true,
    description: 'As the company gave it; null: the derived one serves.',
  })
  vatNumber!: string | null;

  @Field(() => SourceName)
  source!: RegistrationSource;

  @Field(() => String, { nullable: true, description: 'As the public register writes it.' })
  registeredName!: string | null;

  @Field(() => Boolean, { description: 'Ceased, says the register.' })
  closed!: boolean;

  @Field(() => DateTime)
  recordedAt!: Date;
}

@ObjectType('Establishment')
export class EstablishmentNode {
  @Field(() => Int)
  version!: number;

  @Field(() => String)
  siret!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  address!: string;

  @Field(() => String)
  postalCode!: string;

  @Field(() => String)
  city!: string;

  @Field(() => Boolean)
  headOffice!: boolean;

  @Field(() => Boolean)
  closed!: boolean;

  @Field(() => SourceName)
  source!: RegistrationSource;
}

@ObjectType('ChecklistItem', {
  description: 'A paper that the office looks at, and whether it would be refused (F6).',
})
export class ChecklistItemNode {
  @Field(() => ChecklistPaperName)
  paper!: ChecklistPaper;

  @Field(() => FromName, { description: 'Who can put it right.' })
  from!: ChecklistItem['from'];

  @Field(() => String, { nullable: true })
  type!: string | null;

  @Field(() => RefusalName, { nullable: true, description: 'Null: fit for submission.' })
  refusal!: PaperRefusal | null;

  @Field(() => String, { nullable: true, description: 'Calendar date: the last day on which it serves.' })
  goodThrough!: string | null;

  @Field(() => Int, { nullable: true, description: 'Today: 0; negative: stale since.' })
  daysLeft!: number | null;
}

@ObjectType('Checklist', {
  description: 'What would be refused of the file, before it is submitted (F6, D12, I-3).',
})
export class ChecklistNode {
  @Field(() => Boolean, { description: 'An act of delegation or appointment stands for the Kbis.' })
  administration!: boolean;

  @Field(() => String, { description: 'Calendar date: the day of the submission, before it today.' })
  judgedOn!: string;

  @Field(() => Boolean)
  submitted!: boolean;

  @Field(() => [ChecklistItemNode])
  items!: readonly ChecklistItemNode[];

  @Field(() => Boolean)
  complete!: boolean;

  @Field(() => String, { nullable: true, description: 'Calendar date: when the first paper goes stale.' })
  goodThrough!: string | null;
}

@ObjectType('CompanyFollowUp')
export class CompanyFollowUpNode {
  @Field(() => Int)
  version!: number;

  @Field(() => ID, { nullable: true })
  ownerId!: string | null;

  @Field(() => String, { nullable: true })
  ownerName!: string | null;

  @Field(() => String, { nullable: true })
  nextAction!: string | null;

  @Field(() => String, { nullable: true })
  nextActionOn!: string | null;
}

@ObjectType('CompanyFile', {
  description: 'A company on one page, for sales and for its own representative and MC.',
})
export class CompanyFileNode {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  siren!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  city!: string;

  @Field(() => String, { description: 'The one it gave, else the one that its SIREN derives (V2).' })
  vatNumber!: string;

  @Field(() => OnboardingStepName)
  step!: OnboardingStep;

  @Field(() => CompanyRegistrationNode, { nullable: true })
  registration!: CompanyRegistrationNode | null;

  @Field(() => [EstablishmentNode])
  establishments!: readonly EstablishmentNode[];

  @Field(() => ChecklistNode)
  checklist!: Checklist;

  @Field(() => CompanyFollowUpNode, { nullable: true, description: 'For sales alone.' })
  followUp!: CompanyFollowUpNode | null;
}

export const companyFileNode = (file: CompanyFile, now: Date, forSales: boolean): CompanyFileNode => {
  const { company, registration, papers, mandate } = file;
  const { id, siren, name, city } = company;
  const administration = isAdministration(registration?.legalForm ?? null);
  return {
    ...{ id, siren, name, city, registration },
    vatNumber: vatNumberOfCompany(registration, siren),
    step: onboardingStep(mandate),
    establishments: file.establishments,
    checklist: documentChecklist({ administration, mandate, papers }, now),
    followUp: forSales ? file.followUp : null,
  };
};

@ObjectType('CompanyLookup')
export class CompanyLookupNode {
  @Field(() => LookupOutcome)
  outcome!: keyof typeof LookupOutcome;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true })
  city!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Ceased, says the register.' })
  closed!: boolean | null;
}

@ObjectType('RefreshedCompany')
export class RefreshedCompanyNode {
  @Field(() => CompanyFileNode)
  company!: CompanyFileNode;

  @Field(() => Int, { description: 'Taken over.' })
  establishments!: number;

  @Field(() => Int, { description: 'Given, but without an address or a name that we accept.' })
  leftOut!: number;

  @Field(() => Int, { description: 'That the company has in all; the register gives a thousand.' })
  establishmentCount!: number;
}
