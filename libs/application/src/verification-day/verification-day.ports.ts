import type { DayOutcome, FailureReason, VerificationDay } from '@mandataire/domain/verification-day';
import type { ReadScope } from '../reading/index.js';

/** VERIFIED: by a verification of that day and of the identity that is in force now. */
export type DayPersonState = 'WAITING' | 'VERIFIED' | DayOutcome;

export interface DayPersonRow {
  readonly id: string;
  readonly version: number;
  readonly holderId: string;
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly jobTitle: string;
  readonly state: DayPersonState;
  readonly reason: FailureReason | null;
  /** An order of his waits for his consent: that is what the link shown to him opens. */
  readonly consentAwaited: boolean;
  /** When he agreed, by the link of this day or to an order that was placed for him. */
  readonly agreedAt: Date | null;
}

export interface DayRow extends VerificationDay {
  readonly people: number;
  readonly verified: number;
  readonly absent: number;
  readonly failed: number;
}

export interface CandidateRow {
  readonly id: string;
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly jobTitle: string;
}

export interface VerificationDayReader {
  /** Newest first, at most 50. Of its people those that the scope reaches. */
  days(scope: ReadScope): Promise<readonly DayRow[]>;
  day(scope: ReadScope, id: string): Promise<DayRow | undefined>;
  /** In the order of the list. */
  people(scope: ReadScope, dayId: string): Promise<readonly DayPersonRow[]>;
  /** Who has no verification that would carry a first certificate today (D5), by name; not the asker himself. At most 500. */
  candidates(scope: ReadScope, accountId: string, now: Date): Promise<readonly CandidateRow[]>;
}
