import type { TenantId } from '../tenant/index.js';

/**
 * A wilful act on a mandate, kept as evidence (D25, F6, F63, I-4, I-7): who, on what exactly (SHA-256 of the canonical
 * file shown), by which means. Append-only; representative and MC act apart.
 */
export interface MandateActRecord {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly mandateId: string;
  readonly kind:
    'REPRESENTATIVE_SIGNATURE' | 'AGENT_ACCEPTANCE' | 'AGENT_COMMITMENTS' | 'OFFICER_DECISION' | 'END';
  readonly accountId: string | null;
  readonly email: string;
  /** The name that was typed, as it was typed. */
  readonly typedName: string | null;
  /** MAILED_LINK_AND_CODE is weak: accepted until the signer has enrolled a factor (D25). */
  readonly strength: 'MAILED_LINK_AND_CODE' | 'PASSWORD_AND_TOTP' | 'PAPER';
  readonly contentHash: string;
  readonly textVersion: string | null;
  /** References of what an officer saw (F6, F65): types, numbers, dates; never an image. */
  readonly references: Readonly<Record<string, string>> | null;
  readonly at: Date;
}
