import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { DelegationRow, TakeOverVerdict } from '@mandataire/application/mandate';
import type { MandateAct, MandateKind } from '@mandataire/domain/mandate';
import { DateTime } from '../graphql/date-time.js';
import { MandateFileNode } from './mandate-file.graphql.js';
import {
  CompanyProofTypeName,
  MandateActName,
  MandateKindName,
  type COMPANY_PROOFS,
} from './mandate.enums.js';

/** Who is named, for what and until when: the same words wherever a mandate is opened. */
@InputType({ isAbstract: true })
class NamingInput {
  @Field(() => String)
  agentName!: string;

  @Field(() => String)
  agentEmail!: string;

  @Field(() => [MandateActName])
  acts!: MandateAct[];

  @Field(() => [String])
  productCodes!: string[];

  @Field(() => [String], {
    nullable: true,
    description: 'SIRETs of the company; none: the whole company (D12).',
  })
  establishments?: string[] | null;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  startsOn!: string;

  @Field(() => String, { description: 'YYYY-MM-DD, three years later at most (D12).' })
  endsOn!: string;
}

@InputType()
export class OpenMandateInput extends NamingInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => MandateKindName)
  kind!: MandateKind;

  @Field(() => ID, { nullable: true, description: 'Required for a deputy and for a successor.' })
  predecessorId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The delegation by which somebody else signs (I-4); left out: you sign.',
  })
  delegationId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Signed on the printed form, without links (D25).' })
  onPaper?: boolean | null;
}

@InputType()
export class PreparePaperMandateInput extends NamingInput {
  @Field(() => ID)
  companyId!: string;

  @Field(() => String)
  representativeName!: string;

  @Field(() => String)
  representativeEmail!: string;
}

@InputType()
export class HandInSheetInput {
  @Field(() => ID)
  mandateId!: string;

  @Field(() => Int, { description: 'The version that was shown: CONFLICT when the mandate changed since.' })
  version!: number;

  @Field(() => ID, { nullable: true, description: 'For sales, who have no company of their own.' })
  companyId?: string | null;

  @Field(() => String, { description: 'YYYY-MM-DD, less than three months ago (F6).' })
  representativeSignedOn!: string;

  @Field(() => String, { description: 'YYYY-MM-DD, not before the representative.' })
  agentSignedOn!: string;

  @Field(() => String, { description: 'Where the original is kept.' })
  placeOfOriginal!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The sheet’s scan, sent before by POST /files with purpose MANDATE_SCAN.',
  })
  scanFileId?: string | null;
}

@ObjectType('MandateForm', {
  description: 'The printed form: the text, and the reference that ties it to the file.',
})
export class MandateFormNode extends MandateFileNode {
  @Field(() => String)
  reference!: string;
}

@InputType()
export class TakenOverLineInput extends NamingInput {
  @Field(() => String)
  siren!: string;

  @Field(() => String)
  representativeName!: string;

  @Field(() => String)
  representativeEmail!: string;

  @Field(() => String)
  representativeSignedOn!: string;

  @Field(() => String)
  agentSignedOn!: string;

  @Field(() => String)
  placeOfOriginal!: string;
}

@InputType()
export class TakeOverMandatesInput {
  @Field(() => [TakenOverLineInput], { description: 'At most 500.' })
  lines!: TakenOverLineInput[];

  @Field(() => Boolean, { description: 'Says the same of each line and keeps nothing.' })
  dryRun!: boolean;
}

@ObjectType('TakeOverField')
export class TakeOverFieldNode {
  @Field(() => String)
  field!: string;

  @Field(() => String)
  fault!: string;
}

@ObjectType('TakeOverVerdict', { description: 'Of one line: whole, or not at all.' })
export class TakeOverVerdictNode {
  @Field(() => Int, { description: 'From 1.' })
  line!: number;

  @Field(() => Boolean, { description: 'Under review: an officer checks the sheet.' })
  accepted!: boolean;

  @Field(() => ID, { nullable: true })
  mandateId!: string | null;

  @Field(() => String, { nullable: true, description: 'RULE_REFUSED, INVALID_INPUT…' })
  code!: string | null;

  @Field(() => String, { nullable: true })
  rule!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => [TakeOverFieldNode])
  fields!: readonly TakeOverFieldNode[];
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function verdictNode(verdict: TakeOverVerdict): TakeOverVerdictNode {
  const { line } = verdict;
  if (verdict.ok) {
    const { mandateId } = verdict;
    return { line, accepted: true, mandateId, code: null, rule: null, reason: null, fields: [] };
  }
  const { code, extensions } = verdict.error;
  const faults = Object.entries((extensions.fields ?? {}) as Record<string, string>);
  return {
    ...{ line, accepted: false, mandateId: null, code },
    rule: textOf(extensions.rule),
    reason: textOf(extensions.reason),
    fields: faults.map(([field, fault]) => ({ field, fault })),
  };
}

@InputType()
export class MandateChoiceInput {
  @Field(() => ID)
  mandateId!: string;
}

@InputType()
export class WithdrawMandateInput {
  @Field(() => ID)
  mandateId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@ObjectType('SignatureDelegation', {
  description: 'The representative lets a named person sign mandates, by a written act (I-4).',
})
export class DelegationNode implements Omit<DelegationRow, 'tenantId' | 'version' | 'delegatedBy'> {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  delegateName!: string;

  @Field(() => String)
  delegateEmail!: string;

  @Field(() => String)
  delegatedByName!: string;

  @Field(() => String)
  actReference!: string;

  @Field(() => String)
  actDatedOn!: string;

  @Field(() => [MandateActName], { description: 'Mandates that give at most these may be signed by it.' })
  acts!: readonly MandateAct[];

  @Field(() => String)
  startsOn!: string;

  @Field(() => String)
  endsOn!: string;

  @Field(() => DateTime, { nullable: true })
  endedAt!: Date | null;
}

@InputType()
export class DelegateSignatureInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => String)
  delegateName!: string;

  @Field(() => String)
  delegateEmail!: string;

  @Field(() => String, { description: 'As an auditor finds the act: decision, minutes, decree.' })
  actReference!: string;

  @Field(() => String, { description: 'YYYY-MM-DD, today or before.' })
  actDatedOn!: string;

  @Field(() => [MandateActName])
  acts!: MandateAct[];

  @Field(() => String)
  startsOn!: string;

  @Field(() => String, { description: 'Three years after the start at most.' })
  endsOn!: string;
}

@InputType()
export class EndDelegationInput {
  @Field(() => ID)
  delegationId!: string;
}

@InputType()
export class RecordRepresentativeInput {
  @Field(() => ID, { description: 'Any mandate of the company, opened with an access grant.' })
  mandateId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  email!: string;

  @Field(() => Boolean, { description: 'The one whom this mandate names has left.' })
  formerLeaves!: boolean;

  @Field(() => CompanyProofTypeName)
  companyProofType!: (typeof COMPANY_PROOFS)[number];

  @Field(() => String)
  companyProofReference!: string;

  @Field(() => String)
  companyProofIssuedOn!: string;
}
