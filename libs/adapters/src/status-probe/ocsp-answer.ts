import type { PublishedOcsp } from '@mandataire/application/certificate';
import {
  childrenOf,
  children,
  DerError,
  EXTENSION,
  expectTag,
  extensionOf,
  OCSP_NONCE,
  PURPOSE_OCSP_SIGNING,
  readBitString,
  readCertificate,
  readDer,
  readExtensions,
  readOctets,
  readOid,
  readTime,
  TAG,
  verifierOf,
  type DerNode,
  type Issuer,
} from '@mandataire/pki';
import { InvalidStatusError } from './invalid-status-error.js';
import type { OcspQuestion } from './ocsp-question.js';

export type OcspState = PublishedOcsp['state'];

/** Clocks of strangers differ by some minutes. */
const SKEW_MS = 5 * 60_000;

/**
 * What a response says, once everything holds (RFC 6960 §3.2): about our certificate, signed by a responder
 * that our issuer has certified for it, current, and for our nonce when it has one.
 * @throws InvalidStatusError
 */
export function readOcspAnswer(
  der: Uint8Array,
  question: OcspQuestion,
  issuer: Issuer,
  now: Date,
): PublishedOcsp {
  try {
    return readResponse(der, question, issuer, now);
  } catch (error) {
    if (error instanceof DerError) throw new InvalidStatusError(`OCSP response unreadable: ${error.message}`);
    throw error;
  }
}

function readResponse(der: Uint8Array, question: OcspQuestion, issuer: Issuer, now: Date): PublishedOcsp {
  const [status, bytes] = childrenOf(readDer(der), TAG.SEQUENCE);
  const code = expectTag(status, TAG.ENUMERATED).content[0];
  if (code !== 0) throw new InvalidStatusError(`OCSP answers with error ${code}`);
  const [, basic] = childrenOf(children(expectTag(bytes, 0xa0))[0], TAG.SEQUENCE);
  const [data, , signature, certificates] = childrenOf(readDer(readOctets(basic)), TAG.SEQUENCE);
  const responder = children(expectTag(children(expectTag(certificates, 0xa0))[0], TAG.SEQUENCE))[0];
  const key = responderKey(responder?.raw ?? new Uint8Array(), issuer, now);
  const signed = expectTag(data, TAG.SEQUENCE);
  if (!verifierOf(key)(signed.raw, readBitString(signature))) {
    throw new InvalidStatusError('OCSP signature is false');
  }
  return stateIn(children(signed), question, now);
}

/** The key of a responder whose certificate the issuer signed for OCSP and which is valid (RFC 6960 §4.2.2.2). */
function responderKey(der: Uint8Array, issuer: Issuer, now: Date): Uint8Array {
  const view = readCertificate(der);
  if (!verifierOf(issuer.publicKey)(view.toBeSigned, view.signature)) {
    throw new InvalidStatusError('OCSP responder is not certified by the issuer');
  }
  const purposes = extensionOf(view, EXTENSION.extendedKeyUsage);
  const allowed =
    purposes && childrenOf(readDer(purposes.value), TAG.SEQUENCE).map(readOid).includes(PURPOSE_OCSP_SIGNING);
  if (!allowed) throw new InvalidStatusError('OCSP responder is not certified for OCSP');
  if (view.validity.notAfter < now || view.validity.notBefore.getTime() > now.getTime() + SKEW_MS) {
    throw new InvalidStatusError('OCSP responder is out of its validity');
  }
  return view.publicKey;
}

function stateIn(fields: readonly DerNode[], question: OcspQuestion, now: Date): PublishedOcsp {
  const responses = fields.find(({ tag }) => tag === TAG.SEQUENCE);
  checkNonce(
    fields.find(({ tag }) => tag === 0xa1),
    question,
  );
  for (const response of childrenOf(responses, TAG.SEQUENCE)) {
    const [id, status, thisUpdate, nextUpdate] = childrenOf(response, TAG.SEQUENCE);
    if (!id || !status || !thisUpdate || !Buffer.from(id.raw).equals(question.certificateId)) continue;
    checkCurrent(thisUpdate, nextUpdate, now);
    return { state: stateOf(status.tag), thisUpdate: readTime(thisUpdate) };
  }
  throw new InvalidStatusError('OCSP response is about another certificate');
}

function checkNonce(extensions: DerNode | undefined, question: OcspQuestion): void {
  const nonce = readExtensions(extensions).find(({ oid }) => oid === OCSP_NONCE);
  if (nonce && !Buffer.from(nonce.value).equals(question.nonce)) {
    throw new InvalidStatusError('OCSP response is for another question');
  }
}

function checkCurrent(thisUpdate: DerNode, nextUpdate: DerNode | undefined, now: Date): void {
  if (readTime(thisUpdate).getTime() > now.getTime() + SKEW_MS)
    throw new InvalidStatusError('OCSP is ahead of time');
  const end = nextUpdate?.tag === 0xa0 ? children(nextUpdate)[0] : undefined;
  if (end && readTime(end) < now) throw new InvalidStatusError('OCSP response is stale');
}

function stateOf(tag: number): OcspState {
  if (tag === 0x80) return 'GOOD';
  if (tag === 0xa1) return 'REVOKED';
  if (tag === 0x82) return 'UNKNOWN';
  throw new InvalidStatusError('OCSP status is none of three');
}
