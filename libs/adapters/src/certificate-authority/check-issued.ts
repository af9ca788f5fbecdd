import type {
  AuthorityRegister,
  IssuedCertificates,
  StoredCertificate,
} from '@mandataire/application/certificate';
import type { CertificateState } from '@mandataire/domain/certificate';
import { readSlug } from '@mandataire/domain/catalogue';
import {
  DerError,
  checkCertifiedData,
  expectedPerson,
  holderName,
  issuerOf,
  lintPersonCertificate,
  publicKeyHash,
  readCertificate,
  serialToHex,
  verifierOf,
  writeName,
  type CertificateView,
  type IssuingContext,
} from '@mandataire/pki';
import { isDemonstration } from './embedded/authority-names.js';
import { statusAddresses } from './embedded/settings.js';

/** What is wrong with one stored certificate; never a person's data. */
export interface IssuedFinding {
  readonly certificateId: string;
  readonly serial: string;
  readonly clause: string;
  readonly message: string;
}

export interface IssuedSummary {
  readonly checked: number;
  /** Without octets: reserved and not yet signed, or abandoned. */
  readonly unsigned: number;
  readonly findings: number;
  readonly byClause: Readonly<Record<string, number>>;
}

export interface CheckIssuedSettings {
  readonly issued: IssuedCertificates;
  readonly register: Pick<AuthorityRegister, 'authorityCertificates'>;
  readonly pkiBaseUrl: string;
  readonly now: Date;
  readonly found: (finding: IssuedFinding) => void;
}

/**
 * Reads again everything that was ever reserved: octets by all lints, the signature by the issuer's certificate, what
 * they say against the stored row, the status row against the certificate's state, names and keys against each other
 * (F38, F19), and whether a verification and a mandate stood at issuance (R2, F2). Changes nothing.
 */
export async function checkIssued(settings: CheckIssuedSettings): Promise<IssuedSummary> {
  const issuers = await readIssuers(settings);
  const seen: Seen = { names: new Map(), keys: new Set() };
  const byClause: Record<string, number> = {};
  let [checked, unsigned] = [0, 0];
  const report = (
    at: Pick<IssuedFinding, 'certificateId' | 'serial'>,
    { clause, message }: Problem,
  ): void => {
    byClause[clause] = (byClause[clause] ?? 0) + 1;
    settings.found({ ...at, clause, message });
  };
  for await (const page of settings.issued.all()) {
    for (const stored of page) {
      checked += 1;
      if (!stored.der) unsigned += 1;
      for (const problem of problemsOf(stored, { issuers, seen, now: settings.now })) {
        report({ certificateId: stored.id, serial: stored.serial }, problem);
      }
    }
  }
  for (const serial of await settings.issued.serialsWithoutCertificate()) {
    report({ certificateId: '', serial }, problem('D27', 'a reserved serial has no certificate'));
  }
  const findings = Object.values(byClause).reduce((sum, count) => sum + count, 0);
  return { checked, unsigned, findings, byClause };
}

interface Problem {
  readonly clause: string;
  readonly message: string;
}

interface KnownIssuer extends IssuingContext {
  readonly verify: (data: Uint8Array, signature: Uint8Array) => boolean;
}

interface Seen {
  readonly names: Map<string, string>;
  readonly keys: Set<string>;
}

interface Background {
  readonly issuers: ReadonlyMap<string, KnownIssuer>;
  readonly seen: Seen;
  readonly now: Date;
}

const problem = (clause: string, message: string): Problem => ({ clause, message });
const unless = (kept: boolean, clause: string, message: string): Problem[] =>
  kept ? [] : [problem(clause, message)];

async function readIssuers({
  register,
  pkiBaseUrl,
}: CheckIssuedSettings): Promise<ReadonlyMap<string, KnownIssuer>> {
  const known = await register.authorityCertificates();
  const issuing = known.flatMap(({ id, kind, name, der }): [string, KnownIssuer][] => {
    const slug = kind === 'ISSUING' ? readSlug(name) : undefined;
    if (!slug) return [];
    const issuer = issuerOf(der);
    const context: KnownIssuer = {
      issuer,
      family: slug.family,
      issuerValidity: readCertificate(der).validity,
      addresses: statusAddresses(pkiBaseUrl.replace(/\/+$/, ''), name),
      demonstration: isDemonstration({ der }),
      verify: verifierOf(issuer.publicKey),
    };
    return [[id, context]];
  });
  return new Map(issuing);
}

function problemsOf(stored: StoredCertificate, background: Background): Problem[] {
  return [
    ...statusProblems(stored, background.now),
    ...(stored.der ? signedProblems(stored, stored.der, background) : []),
    ...unless(
      !stored.keyCompromised || !['ISSUED', 'ACTIVE', 'REFUSED'].includes(stored.state),
      'F57',
      'the key is known to be compromised and the certificate is not revoked',
    ),
  ];
}

const STATUS: Readonly<Record<CertificateState, StoredCertificate['status']>> = {
  REQUESTED: 'RESERVED',
  ISSUED: 'ISSUED',
  ACTIVE: 'ISSUED',
  REFUSED: 'ISSUED',
  EXPIRED: 'ISSUED',
  REVOKED: 'REVOKED',
  ABANDONED: 'ABANDONED',
};

/** A revocation is told to relying parties first, and to the certificate's row a moment later. */
const REVOCATION_MS = 60_000;

function statusProblems(stored: StoredCertificate, now: Date): Problem[] {
  const { state, status, revokedAt } = stored;
  const isUnderWay =
    status === 'REVOKED' && revokedAt !== null && now.getTime() - revokedAt.getTime() < REVOCATION_MS;
  const hasOctets = stored.der !== null;
  return [
    ...unless(
      status === STATUS[state] || isUnderWay,
      'D27',
      `the certificate is ${state} and its status ${status}`,
    ),
    ...unless(
      hasOctets || ['REQUESTED', 'ABANDONED'].includes(state),
      'D27',
      `the certificate is ${state} and has no octets`,
    ),
    ...unless(
      stored.statusNotAfter.getTime() === stored.notAfter.getTime(),
      'RFC 5280 §3.3',
      'the status ends on another day than the certificate',
    ),
  ];
}

function signedProblems(stored: StoredCertificate, der: Uint8Array, background: Background): Problem[] {
  const { certifiedData, profile } = stored;
  const issuer = background.issuers.get(stored.issuerId);
  const files = [
    ...unless(stored.verified, 'F11', 'no verification of this identity stood at issuance'),
    ...unless(stored.mandated, 'F2', 'no mandate stood at issuance'),
    ...checkCertifiedData(certifiedData),
  ];
  if (!issuer)
    return [...files, problem('RFC 5280 §4.1.2.4', 'the issuing authority is not in the register')];
  const view = readable(der);
  return [
    ...files,
    ...lintPersonCertificate(der, expectedPerson(certifiedData, profile, issuer)),
    ...(view ? octetProblems(stored, view, issuer) : []),
    ...(view ? uniquenessProblems(stored, view, background.seen) : []),
  ];
}

/** Unreadable octets are a finding of the lints already. */
function readable(der: Uint8Array): CertificateView | undefined {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

function octetProblems(stored: StoredCertificate, view: CertificateView, issuer: KnownIssuer): Problem[] {
  const { notBefore, notAfter } = view.validity;
  return [
    ...unless(
      issuer.verify(view.toBeSigned, view.signature),
      'RFC 5280 §4.1.1.3',
      'the signature is not that of the issuing authority',
    ),
    ...unless(serialToHex(view.serial) === stored.serial, 'F38', 'the serial is not that of the row'),
    ...unless(
      publicKeyHash(view.publicKey) === stored.publicKeyHash,
      'F19',
      'the key is not that of the row',
    ),
    ...unless(
      notBefore.getTime() === stored.notBefore.getTime() && notAfter.getTime() === stored.notAfter.getTime(),
      'R22',
      'the validity is not that of the row',
    ),
    ...unless(
      Buffer.from(view.subjectName).equals(writeName(holderName(stored.certifiedData))),
      'R22',
      'the subject is not made of the certified data',
    ),
  ];
}

function uniquenessProblems(
  stored: StoredCertificate,
  view: CertificateView,
  { names, keys }: Seen,
): Problem[] {
  const name = Buffer.from(view.subjectName).toString('base64');
  const owner = names.get(name) ?? stored.holderId;
  names.set(name, owner);
  const key = publicKeyHash(view.publicKey);
  const isNew = !keys.has(key);
  keys.add(key);
  return [
    ...unless(owner === stored.holderId, 'F38', 'the name was given to another holder'),
    ...unless(isNew, 'F19', 'the key was certified before'),
  ];
}
