import type { TenantId } from '../tenant/index.js';

export type ActStrength = 'MAILED_LINK_AND_CODE' | 'PASSWORD_AND_TOTP' | 'SMS_CODE' | 'CMS' | 'PAPER';

/** Who said that this telephone is the signer's. */
export type PhoneSource = 'REPRESENTATIVE' | 'SIGNER';

/** A code that went to a telephone, of which evidence keeps no more than what a person recognises. */
export interface SmsProof {
  readonly means: 'SMS';
  readonly phone: string;
  readonly phoneGivenBy: PhoneSource;
  readonly requestedAt: string;
}

/** A signature made with the signer's own certificate, and what was known of it then. */
export interface CmsProof {
  readonly means: 'CMS';
  /** The CMS over the canonical file, base64. */
  readonly cms: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notAfter: string;
  /** From the certificate to the trusted authority, base64 DER. */
  readonly path: readonly string[];
  /** GOOD: ours, and not revoked then. NOT_CHECKED: of another trusted authority, whose list is not read. */
  readonly status: 'GOOD' | 'NOT_CHECKED';
  readonly checkedAt: string;
}

export type ActProof = SmsProof | CmsProof;

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
  readonly strength: ActStrength;
  readonly contentHash: string;
  readonly textVersion: string | null;
  /** References of what an officer saw (F6, F65): types, numbers, dates; never an image. */
  readonly references: Readonly<Record<string, string>> | null;
  /** By what the act is bound to the file, beyond the strength; null for means that leave nothing to keep. */
  readonly proof: ActProof | null;
  readonly at: Date;
}
