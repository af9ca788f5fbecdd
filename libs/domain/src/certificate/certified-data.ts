/**
 * What a person certificate says of its holder (R21): the snapshot that the holder reviews, consents to, and that is
 * immutable once issued (R22). Any change of one of these attributes revokes and reorders (R23, D15).
 */
export interface CertifiedData {
  readonly surname: string;
  /** In the order of the identity document; the first one enters the common name (F37). */
  readonly givenNames: readonly string[];
  readonly email: string;
  /** Function (fonction) in the company, the subject's `title`. */
  readonly jobTitle: string;
  /** Official full name of the company, the subject's `O` (F37). */
  readonly companyName: string;
  readonly siren: string;
  /** Opaque and random per holder, the same at renewal; tells homonyms apart (D23, F38). */
  readonly subjectSerialNumber: string;
}

/** `keyUsage` settings of F36: authentication, signature, or both (double use, never at three stars: F35). */
export type CertificateUsage = 'AUTHENTICATION' | 'SIGNATURE';

/** The frozen profile version an order carries: what the CA puts around the certified data (invariant 32). */
export interface CertificateProfile {
  readonly code: string;
  readonly version: number;
  readonly usages: readonly CertificateUsage[];
  /** Test policy OIDs of the demonstration CA; no ETSI or RGS OID (D14). */
  readonly policyOids: readonly string[];
  readonly validityMonths: number;
  readonly extendedKeyUsageOids: readonly string[];
}
