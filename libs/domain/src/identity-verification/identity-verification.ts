import type { AccountId } from '../account/index.js';
import { accept, refuseByRule, type Decision, type StateMachine } from '../decision/index.js';
import type { HolderId } from '../holder/index.js';
import type { TenantId } from '../tenant/index.js';
import { addDuration, dateInParis, type CalendarDate, type Duration } from '../time/index.js';

export type VerificationState =
  | 'REQUESTED'
  | 'SCHEDULED'
  | 'IN_PROGRESS'
  | 'VERIFIED'
  | 'FAILED'
  | 'NO_SHOW'
  | 'CANCELLED'
  | 'STALE'
  | 'INVALIDATED';

export type VerificationAction =
  'schedule' | 'start' | 'verify' | 'fail' | 'miss' | 'cancel' | 'expire' | 'invalidate';

/** IdentityVerification (vérification d'identité), docs/rules.md (b). */
export const verificationMachine: StateMachine<VerificationState, VerificationAction> = {
  name: 'IdentityVerification',
  initial: 'REQUESTED',
  states: [
    'REQUESTED',
    'SCHEDULED',
    'IN_PROGRESS',
    'VERIFIED',
    'FAILED',
    'NO_SHOW',
    'CANCELLED',
    'STALE',
    'INVALIDATED',
  ],
  terminal: ['FAILED', 'CANCELLED', 'STALE', 'INVALIDATED'],
  transitions: [
    {
      from: ['REQUESTED', 'NO_SHOW'],
      action: 'schedule',
      to: 'SCHEDULED',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    },
    {
      from: ['SCHEDULED'],
      action: 'start',
      to: 'IN_PROGRESS',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    },
    {
      from: ['IN_PROGRESS'],
      action: 'verify',
      to: 'VERIFIED',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    },
    {
      from: ['IN_PROGRESS'],
      action: 'fail',
      to: 'FAILED',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    },
    {
      from: ['SCHEDULED'],
      action: 'miss',
      to: 'NO_SHOW',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    },
    {
      from: ['REQUESTED', 'SCHEDULED'],
      action: 'cancel',
      to: 'CANCELLED',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER', 'HOLDER'],
    },
    { from: ['VERIFIED'], action: 'expire', to: 'STALE', actors: ['SYSTEM'] },
    { from: ['VERIFIED'], action: 'invalidate', to: 'INVALIDATED', actors: ['REGISTRATION_OFFICER'] },
  ],
};

export type IdentityDocumentType = 'CNI' | 'PASSPORT' | 'RESIDENCE_PERMIT';

/** The record of F65: method, place, date, verifier, document type and number (I-6); append-only (I-7). */
export interface IdentityVerification {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly holderId: HolderId;
  /** The identity version that was compared with the document; a later version needs a new verification (F64). */
  readonly identityNumber: number;
  readonly state: VerificationState;
  readonly method: 'FACE_TO_FACE';
  readonly documentType: IdentityDocumentType;
  readonly documentNumber: string;
  readonly documentExpiresOn: CalendarDate;
  readonly place: string;
  readonly verifiedAt: Date | null;
  readonly verifierAccountId: AccountId;
}

/**
 * Whether this verification carries a first issuance, one after a revocation or after changed data: VERIFIED, of the
 * same identity version, document valid, at most `maxAge` old (D5, F64, I-6).
 */
export function verificationCarriesIssuance(
  verification: IdentityVerification | undefined,
  identityNumber: number,
  maxAge: Duration,
  now: Date,
): Decision<IdentityVerification> {
  if (verification?.state !== 'VERIFIED' || verification.verifiedAt === null) {
    return refuseByRule('D5', 'HOLDER_NOT_VERIFIED');
  }
  if (verification.identityNumber !== identityNumber)
    return refuseByRule('F64', 'IDENTITY_CHANGED_SINCE_VERIFICATION');
  if (addDuration(verification.verifiedAt, maxAge) < now) return refuseByRule('D5', 'VERIFICATION_TOO_OLD');
  if (verification.documentExpiresOn < dateInParis(now))
    return refuseByRule('I-6', 'IDENTITY_DOCUMENT_EXPIRED');
  return accept(verification);
}
