import type { AuthorityFamily } from '@mandataire/domain/catalogue';
import type {
  CertificateProfile,
  CertificateUsage,
  CertifiedData,
  QualifiedStatements,
} from '@mandataire/domain/certificate';
import type { CertificateView, Issuer, StatusAddresses, Validity } from '../certificate/index.js';

/** The authority that signs, as far as its certificates show it. */
export interface IssuingContext {
  readonly issuer: Issuer;
  readonly family: AuthorityFamily;
  /** Of the issuing authority's own certificate. */
  readonly issuerValidity: Validity;
  readonly addresses: StatusAddresses;
  /** An authority without value claims nothing: no qcStatements, no policy of ETSI or RGS (D14). */
  readonly demonstration: boolean;
}

/** What the caller meant the certificate to be; lints compare the octets with it. */
export interface ExpectedPerson extends IssuingContext {
  readonly usages: readonly CertificateUsage[];
  readonly policyOids: readonly string[];
  readonly extendedKeyUsageOids: readonly string[];
  readonly siren: string;
  readonly email: string;
  readonly validityMonths: number;
  readonly qualified: QualifiedStatements | undefined;
}

export const expectedPerson = (
  data: CertifiedData,
  profile: CertificateProfile,
  context: IssuingContext,
): ExpectedPerson => ({
  ...context,
  usages: profile.usages,
  policyOids: profile.policyOids,
  extendedKeyUsageOids: profile.extendedKeyUsageOids,
  siren: data.siren,
  email: data.email,
  validityMonths: profile.validityMonths,
  qualified: profile.qualified,
});

/** One clause, checked on the octets. A lint is a pure function; it may throw DerError on an extension it can't read. */
export interface Lint {
  readonly clause: string;
  /** What is wrong, in words; nothing when the clause is kept. Never a person's data. */
  check(certificate: CertificateView, expected: ExpectedPerson): string[];
}

/** The message when `kept` is false. */
export const unless = (kept: boolean, message: string): string[] => (kept ? [] : [message]);

export const sameMembers = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((member) => b.includes(member));
