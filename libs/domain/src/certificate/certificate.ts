import type { CertificateProfile } from '../catalogue/index.js';
import {
  accept,
  transition,
  type Decision,
  type StateMachine,
  type TransitionActor,
} from '../decision/index.js';
import type { CertifiedData, HolderId } from '../holder/index.js';
import type { TenantId } from '../tenant/index.js';

export type CertificateState =
  'REQUESTED' | 'ISSUED' | 'ACTIVE' | 'REFUSED' | 'REVOKED' | 'EXPIRED' | 'ABANDONED';
export type CertificateAction = 'issue' | 'accept' | 'refuse' | 'revoke' | 'expire' | 'abandon';

/** Certificate, docs/rules.md (b), D27. No suspension exists (F33, I-18); REVOKED never comes back (F55). */
export const certificateMachine: StateMachine<CertificateState, CertificateAction> = {
  name: 'Certificate',
  initial: 'REQUESTED',
  states: ['REQUESTED', 'ISSUED', 'ACTIVE', 'REFUSED', 'REVOKED', 'EXPIRED', 'ABANDONED'],
  terminal: ['REVOKED', 'EXPIRED', 'ABANDONED'],
  transitions: [
    { from: ['REQUESTED'], action: 'issue', to: 'ISSUED', actors: ['CERTIFICATION_AUTHORITY'] },
    { from: ['REQUESTED'], action: 'abandon', to: 'ABANDONED', actors: ['SYSTEM'] },
    { from: ['ISSUED'], action: 'accept', to: 'ACTIVE', actors: ['HOLDER'] },
    { from: ['ISSUED'], action: 'refuse', to: 'REFUSED', actors: ['HOLDER'] },
    {
      from: ['ISSUED', 'ACTIVE', 'REFUSED'],
      action: 'revoke',
      to: 'REVOKED',
      actors: ['CERTIFICATION_AUTHORITY'],
    },
    { from: ['ACTIVE', 'ISSUED'], action: 'expire', to: 'EXPIRED', actors: ['SYSTEM'] },
  ],
};

export interface Certificate {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
  readonly holderId: HolderId;
  readonly productCode: string;
  /** How many renewals lie behind it: 0 for a first one (R14). */
  readonly renewalIndex: number;
  readonly state: CertificateState;
  readonly issuerId: string;
  /** Lower-case hexadecimal, 32 digits. */
  readonly serial: string;
  /** Hexadecimal SHA-256 of the SubjectPublicKeyInfo (F19: a key is certified once). */
  readonly publicKeyHash: string;
  readonly certifiedData: CertifiedData;
  readonly profile: CertificateProfile;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly der: Uint8Array | null;
  readonly issuedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

export function advanceCertificate<T extends Pick<Certificate, 'state'>>(
  certificate: T,
  action: CertificateAction,
  actor: TransitionActor,
): Decision<T> {
  const decided = transition(certificateMachine, certificate.state, action, actor);
  return decided.ok ? accept({ ...certificate, state: decided.next }) : decided;
}

/**
 * The status to show: REVOKED wins, then expiry by the clock, whatever a late sweeper has not written yet (I-25, R25).
 */
export function shownState(
  certificate: Pick<Certificate, 'state' | 'notAfter'>,
  now: Date,
): CertificateState {
  const live = certificate.state === 'ACTIVE' || certificate.state === 'ISSUED';
  return live && certificate.notAfter <= now ? 'EXPIRED' : certificate.state;
}
