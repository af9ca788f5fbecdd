import type { Mandate, MandateActRecord, MandateState } from '@mandataire/domain/mandate';
import type { Page, PageRequest, ReadScope } from '../reading/index.js';

export interface MandateRow extends Mandate {
  readonly companyName: string;
  readonly siren: string;
  readonly city: string;
  /** Until when a new representative confirms or ends it (F2); null where nobody asks. */
  readonly confirmBy: string | null;
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
  evidenceOfMandates(scope: ReadScope, mandateIds: readonly string[]): Promise<readonly MandateActRecord[]>;
}
