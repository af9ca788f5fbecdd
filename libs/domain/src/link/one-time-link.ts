import type { TenantId } from '../tenant/index.js';

/**
 * CONSENT, RETRIEVAL: of an order. REPRESENTATIVE, AGENT: of a mandate. ACTIVATION: of an account's membership. Shown as a
 * QR code and never mailed: SHOWN_CONSENT of an order, AGREEMENT of a person of a verification day.
 */
export type LinkPurpose =
  'CONSENT' | 'SHOWN_CONSENT' | 'AGREEMENT' | 'RETRIEVAL' | 'REPRESENTATIVE' | 'AGENT' | 'ACTIVATION';

/** What a mailed link lets its bearer do, once (R4, R34, I-9). */
export interface OneTimeLink {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly purpose: LinkPurpose;
  readonly objectId: string;
  /** Hexadecimal SHA-256 of the token; the token itself is only in the mail. */
  readonly tokenHash: string;
  readonly email: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  /** Set when a newer link for the same purpose was sent. */
  readonly replacedAt: Date | null;
}

/** A code sent to the bearer of a link, to confirm one act on one text (D25): eight digits, ten minutes, five tries. */
export interface ActCode {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly linkId: string;
  readonly channel: 'MAIL' | 'SMS';
  /** E.164; null of a mailed one. */
  readonly phone: string | null;
  readonly phoneGivenBy: 'REPRESENTATIVE' | 'SIGNER' | null;
  /** SHA-256 of the file that was shown when it was asked for; null: of before this was kept, and good for nothing. */
  readonly contentHash: string | null;
  readonly codeHash: string | null;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly failedAttempts: number;
  readonly usedAt: Date | null;
}

export const ACT_CODE_VALIDITY = { minutes: 10 } as const;
export const ACT_CODE_TRIES = 5;
