import { setTimeout as pause } from 'node:timers/promises';
import {
  AuthorityRefusedError,
  AuthorityUnavailableError,
  type CertificateAuthority,
  type IssuedCertificate,
  type IssueRequest,
} from '@mandataire/application/certificate';
import type { CertificateProfile } from '@mandataire/domain/certificate';
import { familyOf, type AuthorityFamily } from '@mandataire/domain/catalogue';
import {
  DerError,
  issuerOf,
  publicKeyHash,
  readCertificate,
  serialOctets,
  verifierOf,
  type CertificateView,
  type IssuingContext,
  type StatusAddresses,
} from '@mandataire/pki';
import { rehearsePerson } from '../embedded/issue-person.js';
import {
  FAILURE,
  STATUS,
  certificateConfirm,
  certificationRequest,
  digestOf,
  pollRequest,
  readCertificationAnswer,
  readPollAnswer,
  readRevocationAnswer,
  requestedExtensions,
  revocationRequest,
} from './bodies.js';
import { CmpTransaction, refusalOf, type Peer } from './cmp-transaction.js';
import { BODY } from './pki-message.js';

/** An issuing authority behind the CMP server. */
export interface CmpIssuer {
  readonly family: AuthorityFamily;
  /** Its certificate first, the root last, DER: known beforehand, never learnt from an answer. */
  readonly chain: readonly [Uint8Array, ...Uint8Array[]];
  /** Where relying parties find its certificate and its status. */
  readonly addresses: StatusAddresses;
}

export interface CmpSettings extends Omit<Peer, 'url'> {
  readonly url: string;
  readonly issuers: readonly CmpIssuer[];
  /** How long an authority that says "wait" is asked again. */
  readonly patienceMs: number;
  /** Whether the authority is a demonstration, as its names must then say (D14). */
  readonly demonstration: boolean;
}

const SHORTEST_PAUSE_MS = 100;

/** What may follow a request for a certificate, or a question whether it is ready. */
const CERTIFICATION = {
  [BODY.CERTIFICATION_ANSWER]: readCertificationAnswer,
  [BODY.POLL_ANSWER]: readPollAnswer,
};
const REVOCATION = { [BODY.REVOCATION_ANSWER]: readRevocationAnswer };
const CONFIRMATION = { [BODY.CONFIRMED]: () => undefined };

/**
 * An authority of somebody else's, spoken to by CMP (RFC 9810, over HTTP: RFC 9811; ADR 0046). Certificates are written and
 * linted here as for our own authority, then asked for by name, key, serial and extensions; one that comes back
 * different is rejected in its confirmation, which obliges the authority to revoke it. Messages both ways are
 * protected by a shared secret. It publishes its own lists.
 */
export class CmpCertificateAuthority implements CertificateAuthority {
  readonly capabilities = { publish: false };
  private readonly peer: Peer;

  constructor(private readonly settings: CmpSettings) {
    this.peer = { ...settings, url: new URL(settings.url) };
  }

  async issuerId(profile: CertificateProfile): Promise<string> {
    const family = familyOf(profile.usages);
    const issuer = this.settings.issuers.find((candidate) => candidate.family === family);
    if (!issuer) throw new AuthorityRefusedError(`The authority has no issuer for ${family}`);
    return idOf(issuer);
  }

  /**
   * @throws CertificateLintError before anything is asked, AuthorityUnavailableError when no answer came (the same
   * request may be sent again), AuthorityRefusedError
   */
  async issue(request: IssueRequest): Promise<IssuedCertificate> {
    const issuer = this.issuer(request.issuerId);
    const rehearsed = readCertificate(rehearsePerson(this.contextOf(issuer), request).rehearsal);
    const transaction = new CmpTransaction(this.peer, rehearsed.issuerName);
    const der = await this.certificateOf(transaction, rehearsed);
    const { digest, fault } = judge(der, rehearsed, issuerOf(issuer.chain[0]).publicKey);
    const confirmation = certificateConfirm(der, digest, fault);
    await transaction.ask(BODY.CERTIFICATE_CONFIRM, confirmation, CONFIRMATION);
    if (fault !== undefined)
      throw new AuthorityRefusedError(`The authority's certificate was sent back: ${fault}`);
    return { der, chain: issuer.chain };
  }

  /** Without a reason, which the list must not show (F31). One that is revoked already is revoked. */
  async revoke(issuerId: string, serial: string): Promise<void> {
    const { name } = issuerOf(this.issuer(issuerId).chain[0]);
    const transaction = new CmpTransaction(this.peer, name);
    const content = revocationRequest(name, serialOctets(serial));
    const status = await transaction.ask(BODY.REVOCATION_REQUEST, content, REVOCATION);
    const revoked = isGranted(status.status) || status.failures.includes(FAILURE.ALREADY_REVOKED);
    if (!revoked) throw refusalOf(status);
  }

  async publish(): Promise<never> {
    throw new AuthorityRefusedError('The authority publishes its own lists');
  }

  private issuer(id: string): CmpIssuer {
    const found = this.settings.issuers.find((issuer) => idOf(issuer) === id);
    if (!found) throw new AuthorityRefusedError(`No issuing authority ${id} is known`);
    return found;
  }

  private contextOf({ family, chain, addresses }: CmpIssuer): IssuingContext {
    return {
      issuer: issuerOf(chain[0]),
      family,
      addresses,
      issuerValidity: readCertificate(chain[0]).validity,
      demonstration: this.settings.demonstration,
    };
  }

  /** The certificate that the authority made, asked for again as long as it says "wait". */
  private async certificateOf(transaction: CmpTransaction, rehearsed: CertificateView): Promise<Uint8Array> {
    const deadline = performance.now() + this.settings.patienceMs;
    const content = certificationRequest(rehearsed);
    let answer = await transaction.ask(BODY.CERTIFICATION_REQUEST, content, CERTIFICATION);
    while (answer.wait !== undefined) {
      const wait = Math.max(answer.wait * 1000, SHORTEST_PAUSE_MS);
      if (performance.now() + wait > deadline) throw new AuthorityUnavailableError('it has not decided yet');
      await pause(wait);
      answer = await transaction.ask(BODY.POLL_REQUEST, pollRequest(), CERTIFICATION);
    }
    if (!isGranted(answer.status.status) || !answer.certificate) throw refusalOf(answer.status);
    return answer.certificate;
  }
}

const idOf = ({ chain }: CmpIssuer): string => publicKeyHash(issuerOf(chain[0]).publicKey);

const isGranted = (status: number): boolean =>
  status === STATUS.ACCEPTED || status === STATUS.GRANTED_WITH_CHANGES;

/** What is wrong with a certificate that came back, if anything, and the digest by which it is confirmed. */
function judge(
  der: Uint8Array,
  rehearsed: CertificateView,
  issuerKey: Uint8Array,
): { digest: string; fault?: string } {
  try {
    const certificate = readCertificate(der);
    const digest = digestOf(certificate);
    if (!digest) return { digest: 'sha256', fault: 'signature algorithm' };
    const signed = verifierOf(issuerKey)(certificate.toBeSigned, certificate.signature, digest);
    const fault = signed ? differenceOf(certificate, rehearsed) : 'signature';
    return fault === undefined ? { digest } : { digest, fault };
  } catch (error) {
    if (error instanceof DerError) return { digest: 'sha256', fault: 'encoding' };
    throw error;
  }
}

function differenceOf(certificate: CertificateView, rehearsed: CertificateView): string | undefined {
  const same = (part: 'publicKey' | 'serial' | 'issuerName' | 'subjectName'): boolean =>
    Buffer.from(certificate[part]).equals(rehearsed[part]);
  const part = (['publicKey', 'serial', 'issuerName', 'subjectName'] as const).find((each) => !same(each));
  if (part) return part;
  const { notBefore, notAfter } = certificate.validity;
  const { validity } = rehearsed;
  if (
    notBefore.getTime() !== validity.notBefore.getTime() ||
    notAfter.getTime() !== validity.notAfter.getTime()
  ) {
    return 'validity';
  }
  return extensionsOf(certificate) === extensionsOf(rehearsed) ? undefined : 'extensions';
}

/** In an order that doesn't depend on who wrote them. */
const extensionsOf = (certificate: CertificateView): string =>
  requestedExtensions(certificate)
    .map((each) => Buffer.from(each).toString('hex'))
    .sort()
    .join(' ');
