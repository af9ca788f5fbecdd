import type { AccountId } from '../account/index.js';
import type { Certificate } from '../certificate/index.js';
import { shownState } from '../certificate/index.js';
import {
  accept,
  refuseByRule,
  transition,
  type Decision,
  type StateMachine,
  type TransitionActor,
} from '../decision/index.js';
import type { TenantId } from '../tenant/index.js';

export type RevocationState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'SCHEDULED'
  | 'CANCELLED'
  | 'REJECTED'
  | 'AUTHENTICATED'
  | 'SENT_TO_CA'
  | 'CONFIRMED'
  | 'PUBLISHED'
  | 'CLOSED';

export type RevocationAction =
  | 'submit'
  | 'schedule'
  | 'fallDue'
  | 'cancel'
  | 'reject'
  | 'authenticate'
  | 'sendToCa'
  | 'confirm'
  | 'publish'
  | 'close';

const REQUESTERS: readonly TransitionActor[] = [
  'HOLDER',
  'CERTIFICATION_AGENT',
  'LEGAL_REPRESENTATIVE',
  'AUTHORISED_PERSON',
  'REGISTRATION_OFFICER',
  'CERTIFICATION_AUTHORITY',
  'SYSTEM',
];

/** RevocationRequest, docs/rules.md (b). Once submitted it is never cancelled; a rejection lets a new one follow. */
export const revocationMachine: StateMachine<RevocationState, RevocationAction> = {
  name: 'RevocationRequest',
  initial: 'DRAFT',
  states: [
    'DRAFT',
    'SUBMITTED',
    'SCHEDULED',
    'CANCELLED',
    'REJECTED',
    'AUTHENTICATED',
    'SENT_TO_CA',
    'CONFIRMED',
    'PUBLISHED',
    'CLOSED',
  ],
  terminal: ['CANCELLED', 'REJECTED', 'CLOSED'],
  transitions: [
    { from: ['DRAFT'], action: 'submit', to: 'SUBMITTED', actors: REQUESTERS },
    { from: ['DRAFT'], action: 'schedule', to: 'SCHEDULED', actors: REQUESTERS },
    { from: ['SCHEDULED'], action: 'fallDue', to: 'SUBMITTED', actors: ['SYSTEM'] },
    { from: ['DRAFT', 'SCHEDULED'], action: 'cancel', to: 'CANCELLED', actors: REQUESTERS },
    {
      from: ['SUBMITTED'],
      action: 'authenticate',
      to: 'AUTHENTICATED',
      actors: ['SYSTEM', 'REGISTRATION_OFFICER'],
    },
    { from: ['SUBMITTED'], action: 'reject', to: 'REJECTED', actors: ['SYSTEM', 'REGISTRATION_OFFICER'] },
    { from: ['AUTHENTICATED'], action: 'sendToCa', to: 'SENT_TO_CA', actors: ['SYSTEM'] },
    { from: ['SENT_TO_CA'], action: 'confirm', to: 'CONFIRMED', actors: ['CERTIFICATION_AUTHORITY'] },
    { from: ['CONFIRMED'], action: 'publish', to: 'PUBLISHED', actors: ['CERTIFICATION_AUTHORITY'] },
    { from: ['PUBLISHED'], action: 'close', to: 'CLOSED', actors: ['SYSTEM'] },
  ],
};

/** Causes of F23 as people say them; confidential, never published (F31, I-19). RFC 5280 codes are kept inside only. */
export type RevocationReason =
  | 'KEY_COMPROMISED'
  | 'KEY_LOST'
  | 'DATA_CHANGED'
  | 'HOLDER_LEFT'
  | 'REGISTRATION_ERROR'
  | 'TERMS_BROKEN'
  | 'CERTIFICATE_REFUSED'
  | 'COMPANY_CEASED'
  | 'REQUESTED_WITHOUT_CAUSE';

/** RFC 5280 §5.3.1 CRLReason of each cause (F74). */
export const CRL_REASON: Readonly<Record<RevocationReason, number>> = {
  KEY_COMPROMISED: 1,
  KEY_LOST: 1,
  DATA_CHANGED: 3,
  HOLDER_LEFT: 3,
  REGISTRATION_ERROR: 0,
  TERMS_BROKEN: 9,
  CERTIFICATE_REFUSED: 0,
  COMPANY_CEASED: 5,
  REQUESTED_WITHOUT_CAUSE: 0,
};

/** Reasons a person may choose; the others are set by the process that they belong to. */
export const CHOOSABLE_REASONS: readonly RevocationReason[] = [
  'KEY_COMPROMISED',
  'KEY_LOST',
  'HOLDER_LEFT',
  'DATA_CHANGED',
  'REGISTRATION_ERROR',
  'TERMS_BROKEN',
  'REQUESTED_WITHOUT_CAUSE',
];

export interface RevocationRequest {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly certificateId: string;
  readonly state: RevocationState;
  readonly reason: RevocationReason;
  readonly comment: string | null;
  readonly requestedBy: AccountId | null;
  readonly requesterRole: TransitionActor;
  /** Immutable (I-17); for a scheduled request the scheduled date counts as receipt (F53). */
  readonly receivedAt: Date;
  /** receivedAt + 24 h elapsed (F50, I-17). */
  readonly dueAt: Date;
  readonly authenticatedAt: Date | null;
  readonly sentToCaAt: Date | null;
  readonly confirmedAt: Date | null;
  /** When a stranger's OCSP question was first answered `revoked`. */
  readonly ocspSeenAt: Date | null;
  /** When the published CRL was first seen to list the serial. */
  readonly crlSeenAt: Date | null;
  readonly closedAt: Date | null;
}

/** The legal bound (F50) in elapsed time. */
export const REVOCATION_BOUND = { hours: 24 } as const;

/** A certificate that can still be revoked: issued, not expired, not revoked already (I-18). */
export function checkRevocable(
  certificate: Certificate,
  openRequestId: string | undefined,
  now: Date,
): Decision<Certificate> {
  if (openRequestId !== undefined) return refuseByRule('I-17', 'REVOCATION_ALREADY_OPEN');
  const state = shownState(certificate, now);
  if (state === 'ISSUED' || state === 'ACTIVE' || state === 'REFUSED') return accept(certificate);
  return refuseByRule('I-18', state === 'REVOKED' ? 'ALREADY_REVOKED' : 'NOT_REVOCABLE', { state });
}

export function advanceRevocation<T extends Pick<RevocationRequest, 'state'>>(
  request: T,
  action: RevocationAction,
  actor: TransitionActor,
): Decision<T> {
  const decided = transition(revocationMachine, request.state, action, actor);
  return decided.ok ? accept({ ...request, state: decided.next }) : decided;
}
