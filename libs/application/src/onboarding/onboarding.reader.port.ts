import type { CompanyFollowUp, CompanyPaper, OnboardingStep, Portfolio } from '@mandataire/domain/onboarding';
import type { Mandate } from '@mandataire/domain/mandate';
import type { Company, CompanyRegistration, Establishment } from '@mandataire/domain/tenant';
import type { CompanyRow } from '../fleet/index.js';
import type { ReadScope } from '../reading/index.js';

/** A company in the pipeline of sales. */
export interface PipelineRow extends CompanyRow {
  readonly step: OnboardingStep;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly nextAction: string | null;
  readonly nextActionOn: string | null;
  readonly remindedAt: Date | null;
  readonly representativeName: string | null;
  readonly agentName: string | null;
}

export interface PipelineColumn {
  readonly step: OnboardingStep;
  /** Of all that match. */
  readonly count: number;
  /** Those that have stood here longest, at most `PIPELINE_CAP`. */
  readonly rows: readonly PipelineRow[];
}

/** Companies shown at one step; the rest is found by the search. */
export const PIPELINE_CAP = 50;

export interface PipelineFilter {
  /** Of this sales person. */
  readonly ownerId?: string;
  readonly search?: string;
}

/** What the page of a company shows. */
export interface CompanyFile {
  readonly company: Company;
  readonly registration: CompanyRegistration | null;
  readonly followUp: (CompanyFollowUp & { readonly ownerName: string | null }) | null;
  readonly papers: readonly CompanyPaper[];
  /** The one in force, else the newest. */
  readonly mandate: Pick<
    Mandate,
    'id' | 'state' | 'agentEmail' | 'representativeSignedAt' | 'agentSignedAt'
  > | null;
  readonly establishments: readonly Establishment[];
}

export interface SalesPerson {
  readonly id: string;
  readonly displayName: string;
}

/** The read side of sales' work. Each method takes the scope that `readScope` gave; what is outside is not there. */
export interface OnboardingReader {
  pipeline(scope: ReadScope, filter: PipelineFilter): Promise<readonly PipelineColumn[]>;
  file(scope: ReadScope, companyId: string): Promise<CompanyFile | undefined>;
  /** Who may look after a company, by name. */
  salesPeople(): Promise<readonly SalesPerson[]>;
  /** Counts over companies, of one sales person or of all; no personal data of the companies' people. */
  portfolio(scope: ReadScope, filter: { readonly ownerId?: string }, now: Date): Promise<Portfolio>;
}
