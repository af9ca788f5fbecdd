import type { Duration } from '../time/index.js';

/** `keyUsage` settings of F36: authentication, signature, or both (double use, never at three stars: F35). */
export type CertificateUsage = 'AUTHENTICATION' | 'SIGNATURE';

export type AssuranceLevel = 'NONE' | 'ONE_STAR' | 'TWO_STARS' | 'THREE_STARS';

/** The frozen profile version an order carries: what the CA puts around the certified data (invariant 32). */
export interface CertificateProfile {
  readonly code: string;
  readonly version: number;
  readonly usages: readonly CertificateUsage[];
  /** Test policy OIDs of the demonstration CA; no ETSI or RGS OID (D14). */
  readonly policyOids: readonly string[];
  readonly validityMonths: number;
  readonly extendedKeyUsageOids: readonly string[];
  /** Only where an audited authority may claim it; the demonstration's profiles never do (D14). */
  readonly qualified?: QualifiedStatements;
}

/** What the certificate says of itself as a qualified one (F72, EN 319 412-5); QcCompliance is said with it. */
export interface QualifiedStatements {
  /** The private key is in a qualified device (QcSSCD). */
  readonly qscd: boolean;
  readonly type: 'ESIGN' | 'ESEAL';
  /** PKI disclosure statements (QcPDS): https addresses, each with its language in two small letters. */
  readonly disclosures: readonly { readonly url: string; readonly language: string }[];
}

/** One version of a catalogue entry (R1, R17, invariant 32). An order keeps the version it was made with. */
export interface ProductVersion {
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly level: AssuranceLevel;
  readonly medium: 'SOFTWARE' | 'HARDWARE';
  readonly maxRenewals: number;
  readonly handover: 'EMAIL_LINK' | 'CCI' | 'CCI_OR_MC';
  readonly paymentTrigger: 'AFTER_DOWNLOAD' | 'AT_HANDOVER';
  readonly profile: CertificateProfile;
  /** How long an identity verification serves a first issuance (D5). */
  readonly verificationMaxAge: Duration;
  /** How long a download link stays open. */
  readonly linkValidity: Duration;
  readonly orderable: boolean;
}

/** Lifetime never exceeds three years (R13, F34, invariant 12). */
export const MAX_VALIDITY_MONTHS = 36;

/**
 * What every reader of certificates must take of an object identifier (RFC 5280 appendix B): elements below 2^28, twenty
 * of them, a hundred characters.
 */
export const isReadableOid = (oid: string): boolean =>
  oid.length <= 100 && oid.split('.').length <= 20 && oid.split('.').every((arc) => Number(arc) < 2 ** 28);

/** Product facts that no rule allows, as clauses; an empty list means the version may be published. */
export function productFindings(product: ProductVersion): string[] {
  const findings: string[] = [];
  if (product.profile.validityMonths > MAX_VALIDITY_MONTHS) findings.push('R13');
  if (product.level === 'THREE_STARS' && product.profile.usages.length > 1) findings.push('F35');
  if (product.profile.usages.length === 0) findings.push('R17');
  if (product.medium === 'SOFTWARE' && product.handover !== 'EMAIL_LINK') findings.push('R35');
  if (product.level === 'THREE_STARS' && product.maxRenewals > 0) findings.push('R15');
  const { policyOids, extendedKeyUsageOids } = product.profile;
  if (![...policyOids, ...extendedKeyUsageOids].every(isReadableOid)) findings.push('RFC 5280 §B');
  return findings;
}
