import type { AccountId } from '../account/index.js';
import type { AssuranceLevel, ProductVersion } from '../catalogue/index.js';
import {
  accept,
  refuseByRule,
  refuseInput,
  transition,
  type Decision,
  type Refused,
  type TransitionActor,
} from '../decision/index.js';
import type { Holder, HolderId } from '../holder/index.js';
import { sameName } from '../mandate/index.js';
import type { TenantId } from '../tenant/index.js';
import { addDuration, dateInParis, isCalendarDate, type CalendarDate, type Duration } from '../time/index.js';
import { documentFaults, recordedDocument, type IdentityDocument, type ShownDocument } from './document.js';
import { lowerLevel, METHOD_REACHES, reachesLevel, type VerificationMethod } from './method.data.js';
import { verificationMachine, type VerificationState } from './verification-machine.js';

/** The record of F65: method, place, date, verifier, document type and number (I-6); append-only (I-7). */
export interface IdentityVerification extends IdentityDocument {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly holderId: HolderId;
  /** The identity version that was compared with the document; a later version needs a new verification (F64). */
  readonly identityNumber: number;
  readonly state: VerificationState;
  readonly method: VerificationMethod;
  /** Certificates of this level at most rest on it (F13). */
  readonly level: AssuranceLevel;
  /** What the method rests on beside the document: serial of the signing certificate, reference of the file or register. */
  readonly evidence: string | null;
  readonly place: string;
  readonly verifiedAt: Date | null;
  readonly verifierAccountId: AccountId;
  /** The person verified has verified the verifier too: the officer is told (D25). */
  readonly mutual: boolean;
}

export interface FaceToFace extends ShownDocument {
  readonly place: string;
  /** Day of the meeting; never in the future. */
  readonly verifiedOn: CalendarDate;
}

/** What was done to verify, by any method; face to face when nothing else is said. */
export interface VerificationAct extends FaceToFace {
  readonly method?: VerificationMethod;
  readonly evidence?: string | null;
}

function actFaults(input: VerificationAct, now: Date): Record<string, string> {
  const fields = documentFaults(input, now);
  if (input.place.trim() === '') fields.place = 'REQUIRED';
  else if ([...input.place.trim()].length > 128) fields.place = 'TOO_LONG';
  if (!isCalendarDate(input.verifiedOn)) fields.verifiedOn = 'NOT_A_DATE';
  else if (input.verifiedOn > dateInParis(now)) fields.verifiedOn = 'IN_THE_FUTURE';
  const evidence = input.evidence?.trim() ?? '';
  if (evidence === '' && methodOf(input) !== 'FACE_TO_FACE') fields.evidence = 'REQUIRED';
  else if ([...evidence].length > 128) fields.evidence = 'TOO_LONG';
  return fields;
}

const methodOf = ({ method }: VerificationAct): VerificationMethod => method ?? 'FACE_TO_FACE';

export interface Verifier {
  readonly accountId: AccountId;
  readonly actor: TransitionActor;
  /** A person of the verifier's own name is verified by somebody else, under whatever address he was added. */
  readonly name: string;
  /** First day of the earliest mandate in force that lets him verify (R30); null: the registration office needs none. */
  readonly mandatedSince: CalendarDate | null;
}

/** By his account, or by his name alone, under whatever address he was added (F61). */
export const isHimself = (
  { holder, holderName }: { readonly holder: Holder; readonly holderName: string },
  verifier: Pick<Verifier, 'accountId' | 'name'>,
): boolean =>
  (holder.accountId !== null && holder.accountId === verifier.accountId) ||
  sameName(holderName, verifier.name);

/** A document that has expired since the meeting carries no certificate either: better said now than at the order. */
function documentRefusal(
  { documentExpiresOn }: IdentityDocument,
  input: VerificationAct,
  verifier: Verifier,
  now: Date,
): Refused | undefined {
  if (documentExpiresOn < input.verifiedOn || documentExpiresOn < dateInParis(now)) {
    return refuseByRule('I-6', 'IDENTITY_DOCUMENT_EXPIRED');
  }
  return verifier.mandatedSince !== null && input.verifiedOn < verifier.mandatedSince
    ? refuseByRule('R30', 'MEETING_BEFORE_MANDATE')
    : undefined;
}

export interface VerificationFacts {
  readonly id: string;
  readonly holder: Holder;
  readonly identityNumber: number;
  readonly holderName: string;
  /** Level of the valid certificate of this person that signed the request; null: none did. */
  readonly signedAt: AssuranceLevel | null;
  readonly mutual: boolean;
  readonly acceptsExtendedCni: boolean;
}

/**
 * A verification recorded once it was done, through the whole machine (I-5, I-6, F61, F65). Refuses verifying oneself, also
 * by the name alone, a document that is expired, a meeting of before the mandate (R30), and a request that no valid
 * certificate of the person has signed (F13). What was done today counts from now, an earlier day from its noon.
 */
export function recordFaceToFace(
  at: VerificationFacts,
  verifier: Verifier,
  input: VerificationAct,
  now: Date,
): Decision<IdentityVerification> {
  const { holder } = at;
  const refused = actRefusal(at, verifier, input, now);
  if (refused) return refused;
  const document = recordedDocument(input, at.acceptsExtendedCni);
  const unfit = documentRefusal(document, input, verifier, now);
  if (unfit) return unfit;
  const level = levelOf(methodOf(input), at.signedAt);
  if (level === null) return refuseByRule('F13', 'SIGNATURE_NOT_VALID');
  const state = throughMachine(verifier.actor);
  if (!state.ok) return state;
  return accept({
    tenantId: holder.tenantId,
    id: at.id,
    version: 1,
    holderId: holder.id,
    identityNumber: at.identityNumber,
    state: state.next,
    method: methodOf(input),
    level,
    evidence: input.evidence?.trim() || null,
    ...document,
    place: input.place.trim(),
    verifiedAt: input.verifiedOn === dateInParis(now) ? now : new Date(`${input.verifiedOn}T12:00:00.000Z`),
    verifierAccountId: verifier.accountId,
    mutual: at.mutual,
  });
}

/** Nobody verifies himself, nor somebody who has left; then what is wrong with the fields. */
function actRefusal(
  at: VerificationFacts,
  verifier: Verifier,
  input: VerificationAct,
  now: Date,
): Refused | undefined {
  if (isHimself(at, verifier)) return refuseByRule('F61', 'VERIFIES_HIMSELF');
  if (at.holder.state !== 'ACTIVE') return refuseByRule('I-30', 'HOLDER_DEPARTED');
  const fields = actFaults(input, now);
  return Object.keys(fields).length > 0 ? refuseInput(fields) : undefined;
}

/** A signed request reaches what its certificate does, and nothing without one (F13). */
function levelOf(method: VerificationMethod, signedAt: AssuranceLevel | null): AssuranceLevel | null {
  if (method !== 'SIGNED_REQUEST') return METHOD_REACHES[method];
  return signedAt === null ? null : lowerLevel(METHOD_REACHES[method], signedAt);
}

function throughMachine(actor: TransitionActor): Decision<VerificationState> {
  let state: VerificationState = verificationMachine.initial;
  for (const action of ['schedule', 'start', 'verify'] as const) {
    const decided = transition(verificationMachine, state, action, actor);
    if (!decided.ok) return decided;
    state = decided.next;
  }
  return accept(state);
}

/**
 * Whether this verification carries a first issuance, one after a revocation or after changed data: VERIFIED, of the
 * same identity version, by a method of the product's level, document valid, young enough (D5, F13, F64, I-6).
 */
export function verificationCarriesIssuance(
  verification: IdentityVerification | undefined,
  identityNumber: number,
  product: Pick<ProductVersion, 'level' | 'verificationMaxAge'>,
  now: Date,
): Decision<IdentityVerification> {
  if (verification?.state !== 'VERIFIED' || verification.verifiedAt === null) {
    return refuseByRule('D5', 'HOLDER_NOT_VERIFIED');
  }
  if (verification.identityNumber !== identityNumber)
    return refuseByRule('F64', 'IDENTITY_CHANGED_SINCE_VERIFICATION');
  if (!reachesLevel(verification.level, product.level))
    return refuseByRule('F13', 'VERIFICATION_BELOW_LEVEL');
  if (addDuration(verification.verifiedAt, product.verificationMaxAge) < now)
    return refuseByRule('D5', 'VERIFICATION_TOO_OLD');
  if (verification.documentExpiresOn < dateInParis(now))
    return refuseByRule('I-6', 'IDENTITY_DOCUMENT_EXPIRED');
  return accept(verification);
}

/** VERIFIED, and no longer of use to any product: its document has expired or it is older than `longest` (D5). */
export const isOutdated = (
  { state, verifiedAt, documentExpiresOn }: IdentityVerification,
  longest: Duration,
  now: Date,
): boolean =>
  state === 'VERIFIED' &&
  verifiedAt !== null &&
  (documentExpiresOn < dateInParis(now) || addDuration(verifiedAt, longest) < now);

/**
 * The record after SYS found it outdated or the registration office wrong. It becomes STALE only while no certificate was
 * issued on it (D5); everything else of it stays as it was (I-7).
 */
export function endVerification(
  verification: IdentityVerification,
  action: 'expire' | 'invalidate',
  actor: TransitionActor,
): Decision<IdentityVerification> {
  const decided = transition(verificationMachine, verification.state, action, actor);
  return decided.ok ? accept({ ...verification, state: decided.next }) : decided;
}
