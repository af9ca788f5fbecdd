import type { Mandate, MandateActRecord, MandateState } from '@mandataire/domain/mandate';
import type { EvidenceStage } from '../evidence/index.js';
import type { Page, PageRequest, ReadScope } from '../reading/index.js';

export interface MandateRow extends Mandate {
  readonly companyName: string;
  readonly siren: string;
  readonly city: string;
  /** Until when a new representative confirms or ends it (F2); null where nobody asks. */
  readonly confirmBy: string | null;
}

/** A sealed evidence in a list; its octets are handed out by a use case of their own. */
export interface EvidenceRow {
  readonly id: string;
  readonly mandateId: string;
  readonly stage: EvidenceStage;
  readonly evidenceHash: string;
  readonly builtAt: Date;
  /** Null: not time-stamped, or not yet. */
  readonly stampedAt: Date | null;
}

export interface MandateFilter {
  readonly states?: readonly MandateState[];
}

/** The read side of mandates; scopes as `FleetReader`. */
export interface MandateReader {
  /** Newest first. REGISTRATION scope: what was sent to the office, never a draft. */
  mandates(scope: ReadScope, page: PageRequest, filter: MandateFilter): Promise<Page<MandateRow>>;
  /** Files under review, oldest first. */
  mandateQueue(scope: ReadScope, page: PageRequest): Promise<Page<MandateRow>>;
  mandatesById(scope: ReadScope, ids: readonly string[]): Promise<readonly MandateRow[]>;
  /** Oldest first. */
  sealedEvidence(scope: ReadScope, mandateIds: readonly string[]): Promise<readonly EvidenceRow[]>;
  /** Oldest first. */
  evidenceOfMandates(scope: ReadScope, mandateIds: readonly string[]): Promise<readonly MandateActRecord[]>;
}
