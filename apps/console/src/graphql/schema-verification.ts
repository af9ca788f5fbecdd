/** Verifications on their way, departures and what is to be revoked (apps/api/schema.graphql). */
import type { DepartureState } from '@mandataire/domain/departure';
import type {
  IdentityDocumentType,
  VerificationMethod,
  VerificationState,
} from '@mandataire/domain/identity-verification';

/** RFC 3339, UTC. */
type DateTime = string;

export type MeetingAction = 'SCHEDULE' | 'START' | 'FAIL' | 'MISS' | 'CANCEL';

export interface VerificationMeeting {
  readonly id: string;
  readonly version: number;
  readonly state: VerificationState;
  readonly requestedAt: DateTime;
  readonly scheduledAt: DateTime | null;
  readonly place: string | null;
  readonly verifierName: string | null;
  readonly startedAt: DateTime | null;
  readonly endedAt: DateTime | null;
  readonly reason: string | null;
  readonly allowedActions: readonly MeetingAction[];
}

export interface Departure {
  readonly id: string;
  readonly version: number;
  readonly state: DepartureState;
  readonly leavesOn: string;
  readonly reportedAt: DateTime;
  readonly closedAt: DateTime | null;
}

export interface RevocationTask {
  readonly id: string;
  readonly cause: 'DEPARTURE' | 'VERIFICATION_INVALIDATED';
  readonly certificateId: string;
  readonly serial: string;
  readonly holderId: string;
  readonly holderName: string;
  readonly ownerName: string;
  readonly dueAt: DateTime;
  readonly overdue: boolean;
  readonly requested: boolean;
  readonly plannedFor: string | null;
}

/** A document as whoever holds it reads it out, or as a reader does. */
export interface DocumentInput {
  readonly documentType: IdentityDocumentType;
  readonly documentNumber: string;
  readonly documentCountry: string | null;
  readonly documentIssuedOn: string | null;
  readonly birthDate: string | null;
  readonly documentExpiresOn: string;
}

export interface VerificationActInput extends DocumentInput {
  readonly idempotencyKey: string;
  readonly method: VerificationMethod;
  readonly evidence: string | null;
  readonly place: string;
  readonly verifiedOn: string;
}
