import type { CertificateUsage } from '@mandataire/domain/certificate';
import type { CertificateView } from '../certificate/index.js';

/** What the caller meant the certificate to be; lints compare the octets with it. */
export interface ExpectedPerson {
  readonly usages: readonly CertificateUsage[];
  readonly policyOids: readonly string[];
  readonly extendedKeyUsageOids: readonly string[];
  readonly siren: string;
  readonly email: string;
  readonly validityMonths: number;
  /** End of the issuing authority's own certificate. */
  readonly issuerNotAfter: Date;
}

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
