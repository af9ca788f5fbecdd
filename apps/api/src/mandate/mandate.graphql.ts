import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { EvidenceRow, MandateRow } from '@mandataire/application/fleet';
import {
  signatureGoodThrough,
  type MandateAct,
  type MandateActRecord,
  type MandateKind,
  type MandateState,
} from '@mandataire/domain/mandate';
import { DateTime } from '../graphql/date-time.js';
import { connectionOf } from '../graphql/page.js';
import {
  EvidenceFormName,
  EvidenceStageName,
  MandateActName,
  MandateKindName,
  MandateStateName,
} from './mandate.enums.js';

@ObjectType({ isAbstract: true })
export class MandateScopeNode {
  @Field(() => MandateStateName)
  state!: MandateState;

  @Field(() => String)
  companyName!: string;

  @Field(() => String)
  siren!: string;

  @Field(() => String)
  city!: string;

  @Field(() => String, { nullable: true })
  representativeName!: string | null;

  @Field(() => String, { nullable: true })
  representativeEmail!: string | null;

  @Field(() => String, { nullable: true })
  agentName!: string | null;

  @Field(() => String, { nullable: true })
  agentEmail!: string | null;

  @Field(() => [MandateActName])
  acts!: readonly MandateAct[];

  @Field(() => [String])
  productCodes!: readonly string[];

  @Field(() => [String], { description: 'SIRETs; none: the whole company (D12).' })
  establishments!: readonly string[];

  @Field(() => String, { nullable: true, description: 'First day, YYYY-MM-DD.' })
  startsOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Last day, through 23:59:59 in Paris.' })
  endsOn!: string | null;

  @Field(() => DateTime, { nullable: true })
  representativeSignedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Acceptance and both commitments (F6).' })
  agentSignedAt!: Date | null;
}

@ObjectType('Mandate')
export class MandateNode extends MandateScopeNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Last day on which the representative’s signature may still be completed (F6, D12).',
  })
  signatureGoodThrough!: string | null;

  @Field(() => DateTime, { nullable: true })
  endedAt!: Date | null;

  @Field(() => MandateKindName, {
    description: 'A deputy stands in for a time, a successor takes over (D12).',
  })
  kind!: MandateKind;

  @Field(() => ID, { nullable: true, description: 'The mandate that it stands in for, or takes over from.' })
  predecessorId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Signed on paper: the reference on the printed form (D25).',
  })
  paperReference!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the signed original is kept.' })
  placeOfOriginal!: string | null;

  @Field(() => ID, { nullable: true, description: 'The scan of the signed sheet: GET /files/:id.' })
  scanFileId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The new representative confirms or ends it by this day (F2); null where nobody asks.',
  })
  confirmBy!: string | null;

  @Field(() => Boolean, { description: 'Signed by the holder of a signature delegation (I-4).' })
  signedByDelegation!: boolean;

  /** The row behind it, for the fields that need more. */
  row!: MandateRow;
}

export const mandateNode = (row: MandateRow): MandateNode => ({
  ...row,
  signatureGoodThrough:
    row.state === 'AWAITING_SIGNATURES' && row.representativeSignedAt
      ? signatureGoodThrough(row.representativeSignedAt)
      : null,
  paperReference: row.paper?.reference ?? null,
  placeOfOriginal: row.paper?.placeOfOriginal ?? null,
  scanFileId: row.paper?.scanFileId ?? null,
  signedByDelegation: row.delegationId !== null,
  row,
});

@ObjectType('EvidenceReference')
export class EvidenceReferenceNode {
  @Field(() => String)
  label!: string;

  @Field(() => String)
  value!: string;
}

@ObjectType('MandateEvidence', { description: 'A wilful act, kept (D25, I-4, I-7).' })
export class MandateEvidenceNode {
  @Field(() => String)
  kind!: string;

  @Field(() => String)
  email!: string;

  @Field(() => String, { nullable: true, description: 'As it was typed.' })
  typedName!: string | null;

  @Field(() => String, { description: 'MAILED_LINK_AND_CODE is the weakest.' })
  strength!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The telephone (masked) or the certificate that the act is bound by.',
  })
  boundBy!: string | null;

  @Field(() => String, { description: 'SHA-256 of the file that was shown.' })
  contentHash!: string;

  @Field(() => DateTime)
  at!: Date;

  @Field(() => [EvidenceReferenceNode], { description: 'What an officer saw; for officers.' })
  references!: readonly EvidenceReferenceNode[];
}

export const evidenceNode = (act: MandateActRecord): MandateEvidenceNode => ({
  ...act,
  boundBy: act.proof && (act.proof.means === 'SMS' ? act.proof.phone : act.proof.subject),
  references: Object.entries(act.references ?? {}).map(([label, value]) => ({ label, value })),
});

@ObjectType('SealedEvidence', {
  description:
    'Evidence of the mandate, sealed: when the file was complete, and when the office had decided (R20).',
})
export class SealedEvidenceNode {
  @Field(() => ID)
  id!: string;

  @Field(() => EvidenceStageName)
  stage!: EvidenceRow['stage'];

  @Field(() => String, { description: 'SHA-256 of the sealed canonical JSON.' })
  evidenceHash!: string;

  @Field(() => DateTime)
  builtAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'By the time-stamping authority; null: not time-stamped, or not yet.',
  })
  stampedAt!: Date | null;
}

@InputType()
export class HandOutEvidenceInput {
  @Field(() => ID)
  mandateId!: string;

  @Field(() => ID)
  evidenceId!: string;

  @Field(() => EvidenceFormName, { description: 'JSON: the package with seal and time-stamp.' })
  form!: 'PDF' | 'JSON';
}

@ObjectType('MandateConnection')
export class MandateConnection extends connectionOf('Mandate', () => MandateNode) {}

@InputType()
export class MandateFilter {
  @Field(() => [MandateStateName], { nullable: true })
  states?: MandateState[] | null;
}
