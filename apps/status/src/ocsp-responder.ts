import type { CertificateStatusReader, SerialStatus } from '@mandataire/application/certificate';
import type { KeyStore } from '@mandataire/application/key-store';
import {
  isPlainOcspRequest,
  ocspToBeSigned,
  readOcspRequest,
  signatureAlgorithmOf,
  wholeSecond,
  writeOcspError,
  writeOcspResponse,
  type OcspAnswer,
  type OcspError,
  type OcspRequest,
  type OcspStatus,
} from '@mandataire/pki';
import type { AuthorityView, IssuingAuthority, OcspSigner } from './authority-view.js';
import { GatheredStatuses } from './gathered-statuses.js';
import type { KeptAnswer, KeptAnswers } from './kept-answers.js';
import type { SparseLog } from './sparse-log.js';
import { BoundedReadings } from './store-reading.js';
import type { UsableSigners } from './usable-signers.js';

/** How long a client may keep an answer; no promise that nothing changes before. */
const NEXT_UPDATE_MILLISECONDS = 3_600_000;

export interface OcspReply {
  readonly der: Uint8Array;
  /** Set when this answer may be given to somebody else: signed, and without a nonce. */
  readonly dates: { readonly thisUpdate: Date; readonly nextUpdate: Date } | undefined;
}

interface OcspResponderDependencies {
  readonly reader: CertificateStatusReader;
  readonly keyStore: KeyStore;
  readonly signers: UsableSigners;
  readonly clock: () => Date;
  readonly authority: () => Promise<AuthorityView>;
  readonly kept: KeptAnswers;
  readonly failures: SparseLog;
}

/** Of a certificate revoked again and again while its answer is signed: the last one read is given. */
const MOST_READINGS = 3;
/** Requests that wait for the store at once, some 50 ms of work; beyond, everybody would wait for longer and longer. */
const MOST_UNDER_WAY = 200;

/**
 * Answers OCSP requests (RFC 6960). It never throws: what goes wrong is said by the protocol, `tryLater` when the store
 * doesn't answer or is asked too much, `internalError` when nothing can be signed, `unauthorized` where no signer of ours speaks for everything
 * that was asked: for certificates of somebody else only, and for those of several of our authorities. An answer has one
 * signature, and each authority has delegated signers of its own (§2.3, §4.2.2.2); `unknown` would be wrong of what is known.
 */
export class OcspResponder {
  /** Answers being signed, by the octets of their requests. */
  private readonly underWay = new Map<string, Promise<OcspReply>>();
  private readonly readings = new BoundedReadings(MOST_UNDER_WAY);
  private readonly gathered: GatheredStatuses;

  constructor(private readonly its: OcspResponderDependencies) {
    this.gathered = new GatheredStatuses(its.reader);
  }

  /** What was answered to these very octets and still holds: signed once, given to everybody. */
  known(request: Buffer): KeptAnswer | undefined {
    return this.its.kept.find(request.toString('latin1'));
  }

  /** Signs the answer to a kept request anew; the kept one stays when that fails. */
  renew(request: string): Promise<OcspReply> {
    return this.respond(Buffer.from(request, 'latin1'));
  }

  async respond(der: Uint8Array): Promise<OcspReply> {
    // Said before the request is looked at: under a flood, looking is most of the work.
    if (this.readings.isFull) return refusal('tryLater');
    const reading = readOcspRequest(der);
    if (!reading.ok) return refusal(reading.status);
    try {
      return await this.answer(der, reading.request);
    } catch (error) {
      this.its.failures.failure('OCSP: the store does not answer', error);
      return refusal('tryLater');
    }
  }

  /** Throws only what the store throws. */
  private async answer(der: Uint8Array, request: OcspRequest): Promise<OcspReply> {
    const view = await this.its.authority();
    if (view.issuing.length === 0) return refusal('internalError');
    const [authority, ...others] = view.issuing.filter(({ matches }) => request.certificates.some(matches));
    if (!authority || others.length > 0) return refusal('unauthorized');
    if (!isPlainOcspRequest(der, request)) return (await this.read(authority, request)).reply;
    return this.signedOnce(authority, request, Buffer.from(der).toString('latin1'));
  }

  /** A burst of the same question is one reading and one signature, but only while every revocation is told in time. */
  private signedOnce(authority: IssuingAuthority, request: OcspRequest, octets: string): Promise<OcspReply> {
    const shared = this.its.kept.isTold() ? this.underWay.get(octets) : undefined;
    if (shared) return shared;
    const making = this.readAndKeep(authority, request, octets).finally(() => {
      if (this.underWay.get(octets) === making) this.underWay.delete(octets);
    });
    this.underWay.set(octets, making);
    return making;
  }

  /** Reads again when the certificate was revoked while its answer was signed. */
  private async readAndKeep(
    authority: IssuingAuthority,
    request: OcspRequest,
    octets: string,
  ): Promise<OcspReply> {
    const { kept } = this.its;
    const serial = request.certificates[0]?.serial ?? '';
    for (let readings = 1; ; readings += 1) {
      const making = kept.begin(authority.certificate.id, serial);
      try {
        const { reply, isKnown } = await this.read(authority, request);
        if (making.isOverdue && readings < MOST_READINGS) continue;
        // An unknown serial may be reserved at any moment, and anybody can ask about any number of them.
        if (isKnown && reply.dates)
          kept.keep(making, octets, { body: Buffer.from(reply.der), ...reply.dates });
        return reply;
      } finally {
        kept.end(making);
      }
    }
  }

  private async read(
    authority: IssuingAuthority,
    request: OcspRequest,
  ): Promise<{ readonly reply: OcspReply; readonly isKnown: boolean }> {
    const now = this.its.clock();
    const ours = request.certificates.filter(authority.matches).map(({ serial }) => serial);
    const { id } = authority.certificate;
    const statuses = await this.readings.read(() => this.gathered.statuses(id, ours));
    const answers = request.certificates.map((certificate): OcspAnswer => ({
      certificate,
      status: ocspStatus(authority.matches(certificate) ? statuses.get(certificate.serial) : undefined),
    }));
    return {
      reply: await this.sign(authority, request, answers, now),
      isKnown: answers.every(({ status }) => status.state !== 'unknown'),
    };
  }

  private async sign(
    authority: IssuingAuthority,
    request: OcspRequest,
    answers: readonly OcspAnswer[],
    now: Date,
  ): Promise<OcspReply> {
    try {
      const { signer } = await this.its.signers.find(authority, now);
      if (!signer) throw new Error('no OCSP signer is valid now and has a key here that it can sign with');
      const thisUpdate = wholeSecond(now);
      const nextUpdate = lastingUntil(thisUpdate, signer);
      const toBeSigned = ocspToBeSigned({
        responderPublicKey: signer.publicKey,
        thisUpdate,
        nextUpdate,
        answers,
        nonce: request.nonce,
      });
      const signature = await this.its.keyStore.sign(signer.certificate.keyRef, toBeSigned);
      const algorithm = signatureAlgorithmOf(signer.publicKey);
      const der = writeOcspResponse(toBeSigned, algorithm, signature, signer.certificate.der);
      return { der, dates: request.nonce ? undefined : { thisUpdate, nextUpdate } };
    } catch (error) {
      this.its.failures.failure('OCSP: no answer can be signed', error);
      return refusal('internalError');
    }
  }
}

/** An answer never outlives the certificate that it is verified with. */
const lastingUntil = (thisUpdate: Date, signer: OcspSigner): Date =>
  new Date(Math.min(thisUpdate.getTime() + NEXT_UPDATE_MILLISECONDS, signer.certificate.notAfter.getTime()));

function ocspStatus(known: SerialStatus | undefined): OcspStatus {
  if (!known) return { state: 'unknown' };
  if (known.state === 'RESERVED' || known.state === 'ISSUED') return { state: 'good' };
  // Epoch is the date RFC 6960 §2.2 gives a certificate that was never issued.
  return { state: 'revoked', revokedAt: known.revokedAt ?? new Date(0) };
}

const refusal = (error: OcspError): OcspReply => ({ der: writeOcspError(error), dates: undefined });
