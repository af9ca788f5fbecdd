import type { MandateState } from '@mandataire/domain/mandate';
import type { Company } from '../../graphql/schema.js';
import type { Mandate } from '../../graphql/schema-mandate.js';

/** Where a company stands on its way to an MC, in the order of the way; `stopped`: its mandate ended before or after. */
export const PIPELINE_STEPS = ['opened', 'invited', 'signed', 'review', 'active', 'stopped'] as const;
export type PipelineStep = (typeof PIPELINE_STEPS)[number];

const STEP_OF: Readonly<Record<MandateState, PipelineStep>> = {
  DRAFT: 'opened',
  AWAITING_SIGNATURES: 'invited',
  SIGNED: 'review',
  UNDER_RA_REVIEW: 'review',
  ACTIVE: 'active',
  REJECTED: 'stopped',
  LAPSED: 'stopped',
  CANCELLED: 'stopped',
  REVOKED: 'stopped',
  ENDED: 'stopped',
  EXPIRED: 'stopped',
};

/** AWAITING_SIGNATURES covers two waits: the representative's signature, then the MC's. */
export function stepOf(
  company: Pick<Company, 'mandateState'>,
  mandate: SignedMandate | undefined,
): PipelineStep {
  if (company.mandateState === null) return 'opened';
  if (company.mandateState === 'AWAITING_SIGNATURES' && mandate?.representativeSignedAt) return 'signed';
  return STEP_OF[company.mandateState];
}

export type SignedMandate = Pick<
  Mandate,
  'id' | 'representativeSignedAt' | 'representativeName' | 'agentName'
>;

export interface PipelineRow extends Company {
  readonly step: PipelineStep;
  readonly mandate: SignedMandate | undefined;
}

/** Companies by step, those that have waited longest first. */
export function pipelineOf(
  companies: readonly Company[],
  mandates: readonly SignedMandate[],
): Readonly<Record<PipelineStep, readonly PipelineRow[]>> {
  const byId = new Map(mandates.map((mandate) => [mandate.id, mandate]));
  const rows = companies.map((company): PipelineRow => {
    const mandate = company.mandateId ? byId.get(company.mandateId) : undefined;
    return { ...company, mandate, step: stepOf(company, mandate) };
  });
  rows.sort((a, b) => (a.since ?? '').localeCompare(b.since ?? ''));
  return Object.fromEntries(
    PIPELINE_STEPS.map((step) => [step, rows.filter((row) => row.step === step)]),
  ) as unknown as Readonly<Record<PipelineStep, readonly PipelineRow[]>>;
}
