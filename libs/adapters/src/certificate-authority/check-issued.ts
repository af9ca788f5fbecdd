import type {
  AuthorityCertificate,
  AuthorityRegister,
  IssuedCertificates,
  StoredCertificate,
} from '@mandataire/application/certificate';
import type { CertificateState } from '@mandataire/domain/certificate';
import { readSlug } from '@mandataire/domain/catalogue';
import {
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
import {
  authorityProblems,
  listProblems,
  problem,
  readable,
  serialOf,
  unless,
  type Problem,
} from './check-authorities.js';
import { statusAddresses } from './embedded/settings.js';

/** What is wrong with one stored certificate; never a person's data. */
export interface IssuedFinding {
  /** The name of the authority when the finding is on it or its list; empty when a serial has no certificate. */
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
  readonly register: Pick<AuthorityRegister, 'authorityCertificates' | 'exclusively'>;
  readonly pkiBaseUrl: string;
  readonly now: Date;
  readonly found: (finding: IssuedFinding) => void;
}

/**
 * Reads again everything that was ever reserved: octets by all lints, the signature by the issuer's certificate, what
 * they say against the stored row, the status row against the certificate's state, names and keys against each other
 * (F38, F19), and whether a verification stood at issuance and a mandate at the co-signature (R2, F2). Then the
 * authority's own certificates and the current lists, with every revoked serial in them. Changes nothing.
 */
export async function checkIssued(settings: CheckIssuedSettings): Promise<IssuedSummary> {
  const authorities = await settings.register.authorityCertificates();
  const issuers = readIssuers(authorities, settings.pkiBaseUrl);
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
  for (const authority of authorities) {
    const at = { certificateId: authority.name, serial: serialOf(authority) };
    for (const problem of authorityProblems(authority, authorities)) report(at, problem);
    for (const problem of await currentListProblems(authority, settings)) report(at, problem);
  }
  for (const serial of await settings.issued.serialsWithoutCertificate()) {
    report({ certificateId: '', serial }, problem('D27', 'a reserved serial has no certificate'));
  }
  const findings = Object.values(byClause).reduce((sum, count) => sum + count, 0);
  return { checked, unsigned, findings, byClause };
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

function readIssuers(
  known: readonly AuthorityCertificate[],
  pkiBaseUrl: string,
): ReadonlyMap<string, KnownIssuer> {
  const issuing = known.flatMap(({ id, kind, name, der, notBefore, notAfter }): [string, KnownIssuer][] => {
    const slug = kind === 'ISSUING' ? readSlug(name) : undefined;
    if (!slug) return [];
    const issuer = issuerOf(der);
    const context: KnownIssuer = {
      issuer,
      family: slug.family,
      issuerValidity: { notBefore, notAfter },
      addresses: statusAddresses(pkiBaseUrl.replace(/\/+$/, ''), name),
      demonstration: isDemonstration({ der }),
      verify: verifierOf(issuer.publicKey),
    };
    return [[id, context]];
  });
  return new Map(issuing);
}

/** A revocation is told to relying parties first, and to the certificate's row a moment later. */
const REVOCATION_MS = 60_000;

/** OCSP signers and seals sign no list. */
async function currentListProblems(
  authority: AuthorityCertificate,
  { issued, register, now }: CheckIssuedSettings,
): Promise<Problem[]> {
  if (authority.kind === 'OCSP_SIGNER' || authority.kind === 'SEAL') return [];
  const list = await issued.currentList(authority.id);
  return listProblems(authority, list, { register, now, grace: REVOCATION_MS });
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
    ...unless(stored.mandated, 'F2', 'no mandate covered the co-signature of the order'),
    ...checkCertifiedData(certifiedData),
  ];
  if (!issuer)
    return [...files, problem('RFC 5280 §4.1.2.4', 'the issuing authority is not in the register')];
  // Unreadable octets are a finding of the lints already.
  const view = readable(() => readCertificate(der));
  return [
    ...files,
    ...lintPersonCertificate(der, expectedPerson(certifiedData, profile, issuer)),
    ...(view ? octetProblems(stored, view, issuer) : []),
    ...(view ? uniquenessProblems(stored, view, background.seen) : []),
  ];
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
