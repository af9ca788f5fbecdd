import type { AgentDeparture, AgentWork, Leaver } from '@mandataire/domain/agent-departure';
import type { Mandate, MandateConfirmation, SignatureDelegation } from '@mandataire/domain/mandate';
import type { CompanyFollowUp, CompanyPaper, MandateReminder } from '@mandataire/domain/onboarding';
import type { CompanyRegistration, Establishment, Siret } from '@mandataire/domain/tenant';
import type { Appender, Repository } from './repository.port.js';

export interface MandateRepository extends Repository<Mandate> {
  /** Every mandate of the company, newest first. */
  all(): Promise<readonly Mandate[]>;
  /** Mandates of this MC in state ACTIVE, whatever their dates, locked against ending until the commit (I-2). */
  activeOf(accountId: string): Promise<readonly Mandate[]>;
  /** Mandates of the company in state ACTIVE, whatever their dates, locked until the commit: one ends after the other. */
  lockActive(): Promise<readonly Mandate[]>;
}

export interface AgentDepartureRepository extends Repository<AgentDeparture> {
  /** The one that is ANNOUNCED or REPORTED; a unique index keeps it one. */
  openOf(leaver: Leaver, accountId: string): Promise<AgentDeparture | undefined>;
  /** Everything in the company that depends on this MC (F4). */
  workOf(accountId: string): Promise<AgentWork>;
  /** Names of active holders who work in one of these places, by surname. */
  holdersAt(establishments: readonly (Siret | null)[], limit: number): Promise<readonly string[]>;
}

export interface ConfirmationRepository extends Repository<MandateConfirmation> {
  /** The one without an answer; a unique index keeps it one. */
  openFor(mandateId: string): Promise<MandateConfirmation | undefined>;
  allOpen(): Promise<readonly MandateConfirmation[]>;
}

export interface DelegationRepository extends Repository<SignatureDelegation> {
  /** Of this representative, those not ended before their day. */
  openOf(accountId: string): Promise<readonly SignatureDelegation[]>;
}

/** What sales keep of a company on its way to an MC. */
export interface OnboardingRepositories {
  readonly registrations: Repository<CompanyRegistration>;
  /** Append-only. */
  readonly papers: Appender<CompanyPaper>;
  readonly followUps: Repository<CompanyFollowUp>;
  readonly establishments: Repository<Establishment> & { all(): Promise<readonly Establishment[]> };
  /** By mandate. */
  readonly reminders: Repository<MandateReminder>;
  /** When a mandate was last taken a step, as the journal has it. */
  lastStepAt(mandateId: string): Promise<Date | undefined>;
}
