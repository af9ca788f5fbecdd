import type { TenantId } from '../tenant/index.js';

/**
 * A wilful act on an order, kept as evidence (F11, F15, F63, I-7): who, when, on what exactly (SHA-256 of the text or
 * data shown), by which means. Append-only.
 */
export interface OrderAct {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly orderId: string;
  readonly kind:
    'CONSENT' | 'CO_SIGNATURE' | 'DECISION' | 'ACCEPTANCE' | 'REFUSAL' | 'BACKUP_ACKNOWLEDGEMENT';
  /** Account, or null when the act was done by a mailed link. */
  readonly accountId: string | null;
  /** How the person was recognised: weaker first. SHOWN_LINK: a QR code that an MC showed him. */
  readonly strength: 'SHOWN_LINK' | 'MAILED_LINK' | 'PASSWORD' | 'PASSWORD_AND_TOTP';
  readonly contentHash: string;
  readonly termsVersion: string | null;
  readonly at: Date;
}
