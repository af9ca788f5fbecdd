import type { Certificate } from '@mandataire/domain/certificate';
import type { CertificateRevocationList } from './crl-register.port.js';

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
  /**
   * The verification that the order rests on was of this holder and identity, done by the time of issuance on a document
   * that was valid, and not too old at the decision (D5); one that was invalidated carries revoked certificates only.
   */
  readonly verified: boolean;
  /**
   * The co-signer had a mandate in force that let him order this product, or was a legal representative: what was
   * submitted outlives its mandate (D12). Where the holder worked then is not kept, so establishments are not compared.
   */
  readonly mandated: boolean;
  readonly keyCompromised: boolean;
}

/** Everything ever reserved, for the check after the fact; over all companies, read by no request of the product. */
export interface IssuedCertificates {
  /** Page by page, in no order that means something. */
  all(): AsyncIterable<readonly StoredCertificate[]>;
  /** The list of an authority with the highest number. */
  currentList(issuerId: string): Promise<CertificateRevocationList | undefined>;
  /** Reserved serials that no certificate has: nothing may be signed without its row. */
  serialsWithoutCertificate(): Promise<readonly string[]>;
}
