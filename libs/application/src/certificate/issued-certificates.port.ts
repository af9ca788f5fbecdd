import type { Certificate } from '@mandataire/domain/certificate';

/** A certificate as it was stored, with what the registers and the file say of it. */
export interface StoredCertificate extends Pick<
  Certificate,
  | 'tenantId'
  | 'id'
  | 'holderId'
  | 'state'
  | 'issuerId'
  | 'serial'
  | 'publicKeyHash'
  | 'certifiedData'
  | 'profile'
  | 'notBefore'
  | 'notAfter'
  | 'der'
> {
  /** What OCSP and CRL go by. */
  readonly status: 'RESERVED' | 'ISSUED' | 'REVOKED' | 'ABANDONED';
  readonly statusNotAfter: Date;
  readonly revokedAt: Date | null;
  /** The verification that the order rests on was of this holder and identity, and done by the time of issuance. */
  readonly verified: boolean;
  /** A mandate of the company was in force at the time of issuance. */
  readonly mandated: boolean;
  readonly keyCompromised: boolean;
}

/** Everything ever reserved, for the check after the fact; over all companies, read by no request of the product. */
export interface IssuedCertificates {
  /** Page by page, in no order that means something. */
  all(): AsyncIterable<readonly StoredCertificate[]>;
  /** Reserved serials that no certificate has: nothing may be signed without its row. */
  serialsWithoutCertificate(): Promise<readonly string[]>;
}
