import type { AccountId } from '../account/index.js';
import {
  accept,
  refuseByRule,
  refuseInput,
  transition,
  type Decision,
  type Refused,
  type StateMachine,
  type TransitionActor,
} from '../decision/index.js';
import type { Holder, HolderId } from '../holder/index.js';
import type { IdentityDocumentType } from '../identity-document/index.js';
import { sameName } from '../mandate/index.js';
import type { TenantId } from '../tenant/index.js';
import { addDuration, dateInParis, isCalendarDate, type CalendarDate, type Duration } from '../time/index.js';

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

export type { IdentityDocumentType };

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

export interface FaceToFace {
  readonly documentType: IdentityDocumentType;
  readonly documentNumber: string;
  readonly documentExpiresOn: CalendarDate;
  readonly place: string;
  /** Day of the meeting; never in the future. */
  readonly verifiedOn: CalendarDate;
}

const DOCUMENT_NUMBER = /^[A-Z0-9]{6,14}$/;

function faceToFaceFaults(input: FaceToFace, now: Date): Record<string, string> {
  const today = dateInParis(now);
  const fields: Record<string, string> = {};
  if (!DOCUMENT_NUMBER.test(input.documentNumber)) fields.documentNumber = 'DOCUMENT_NUMBER_FORMAT';
  if (input.place.trim() === '') fields.place = 'REQUIRED';
  else if ([...input.place].length > 128) fields.place = 'TOO_LONG';
  if (!isCalendarDate(input.verifiedOn)) fields.verifiedOn = 'NOT_A_DATE';
  else if (input.verifiedOn > today) fields.verifiedOn = 'IN_THE_FUTURE';
  if (!isCalendarDate(input.documentExpiresOn)) fields.documentExpiresOn = 'NOT_A_DATE';
  return fields;
}

export interface Verifier {
  readonly accountId: AccountId;
  readonly actor: TransitionActor;
  /** A person of the verifier's own name is verified by somebody else, under whatever address he was added. */
  readonly name: string;
  /** First day of the earliest mandate in force that lets him verify (R30). */
  readonly mandatedSince: CalendarDate;
}

/** By his account, or by his name alone, under whatever address he was added (F61). */
const isHimself = (
  { holder, holderName }: { readonly holder: Holder; readonly holderName: string },
  verifier: Verifier,
): boolean =>
  (holder.accountId !== null && holder.accountId === verifier.accountId) ||
  sameName(holderName, verifier.name);

/** A document that has expired since the meeting carries no certificate either: better said now than at the order. */
function meetingRefusal(input: FaceToFace, verifier: Verifier, now: Date): Refused | undefined {
  if (input.documentExpiresOn < input.verifiedOn || input.documentExpiresOn < dateInParis(now)) {
    return refuseByRule('I-6', 'IDENTITY_DOCUMENT_EXPIRED');
  }
  return input.verifiedOn < verifier.mandatedSince
    ? refuseByRule('R30', 'MEETING_BEFORE_MANDATE')
    : undefined;
}

/**
 * A face-to-face meeting recorded afterwards, through the whole machine (I-5, I-6, F61, F65). Refuses verifying oneself,
 * also by the name alone, a document that is expired, and a meeting of before the mandate (R30). A meeting of today counts from now, an earlier one from noon of its day.
 */
export function recordFaceToFace(
  at: {
    readonly id: string;
    readonly holder: Holder;
    readonly identityNumber: number;
    readonly holderName: string;
  },
  verifier: Verifier,
  input: FaceToFace,
  now: Date,
): Decision<IdentityVerification> {
  const { holder } = at;
  if (isHimself(at, verifier)) {
    return refuseByRule('F61', 'VERIFIES_HIMSELF');
  }
  if (holder.state !== 'ACTIVE') return refuseByRule('I-30', 'HOLDER_DEPARTED');
  const tidy = {
    ...input,
    documentNumber: input.documentNumber.replace(/\s/gu, '').toUpperCase(),
    place: input.place.trim(),
  };
  const fields = faceToFaceFaults(tidy, now);
  if (Object.keys(fields).length > 0) return refuseInput(fields);
  const refused = meetingRefusal(tidy, verifier, now);
  if (refused) return refused;
  let state: VerificationState = verificationMachine.initial;
  for (const action of ['schedule', 'start', 'verify'] as const) {
    const decided = transition(verificationMachine, state, action, verifier.actor);
    if (!decided.ok) return decided;
    state = decided.next;
  }
  const { verifiedOn, ...document } = tidy;
  return accept({
    tenantId: holder.tenantId,
    id: at.id,
    version: 1,
    holderId: holder.id,
    identityNumber: at.identityNumber,
    state,
    method: 'FACE_TO_FACE',
    ...document,
    verifiedAt: verifiedOn === dateInParis(now) ? now : new Date(`${verifiedOn}T12:00:00.000Z`),
    verifierAccountId: verifier.accountId,
  });
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
