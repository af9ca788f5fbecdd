import type { TenantId } from '../tenant/index.js';

/** What a mailed link lets its bearer do, once (R4, R34, I-9). */
export interface OneTimeLink {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly purpose: 'CONSENT' | 'RETRIEVAL';
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
