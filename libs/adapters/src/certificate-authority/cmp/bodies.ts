import { createHash } from 'node:crypto';
import {
  ECDSA_SHA256,
  ECDSA_SHA384,
  ECDSA_SHA512,
  RSA_SHA256,
  RSA_SHA384,
  RSA_SHA512,
  TAG,
  childrenOf,
  constructed,
  extension,
  integer,
  octetString,
  primitive,
  readDer,
  readIntegerOctets,
  readNamedBits,
  readOid,
  readUnsigned,
  sequence,
  time,
  unsignedInteger,
  utf8String,
  type CertificateView,
  type DerNode,
} from '@mandataire/pki';
import { tagged } from './pki-message.js';

/** PKIStatus and bits of PKIFailureInfo (RFC 9810 §5.2.3) that the adapter tells apart. */
export const STATUS = { ACCEPTED: 0, GRANTED_WITH_CHANGES: 1, REJECTION: 2, WAITING: 3 } as const;
export const FAILURE = { ALREADY_REVOKED: 10, SYSTEM_UNAVAILABLE: 24, SYSTEM_FAILURE: 25 } as const;

const REQUEST_NUMBER = 0;

/** The authority makes these of its own keys. */
const OWN_EXTENSIONS: ReadonlySet<string> = new Set(['2.5.29.35', '2.5.29.14']);

/** What the authority must copy octet for octet: each one an Extension, DER. */
export const requestedExtensions = (certificate: CertificateView): Uint8Array[] =>
  certificate.extensions
    .filter(({ oid }) => !OWN_EXTENSIONS.has(oid))
    .map(({ oid, value, critical }) => extension(oid, value, critical));

/**
 * CertReqMessages (RFC 4211 §3) of one certificate as it was rehearsed. The serial was reserved here, so the template has
 * it, although RFC 4211 §5 leaves serials to the authority: it must be told to take ours. Possession of the key was
 * proven to us (raVerified).
 */
export function certificationRequest(rehearsed: CertificateView): Uint8Array {
  const template = sequence(
    primitive(1, rehearsed.serial),
    constructed(3, rehearsed.issuerName),
    constructed(
      4,
      constructed(0, time(rehearsed.validity.notBefore)),
      constructed(1, time(rehearsed.validity.notAfter)),
    ),
    constructed(5, rehearsed.subjectName),
    constructed(6, readDer(rehearsed.publicKey).content),
    constructed(9, ...requestedExtensions(rehearsed)),
  );
  const request = sequence(integer(REQUEST_NUMBER), template);
  return sequence(sequence(request, primitive(0, new Uint8Array())));
}

/** RevReqContent (RFC 9810 §5.3.9): issuer and serial, and no reason, which a list must not show (F31). */
export const revocationRequest = (issuerName: Uint8Array, serial: Uint8Array): Uint8Array =>
  sequence(
    sequence(
      sequence(primitive(1, readIntegerOctets(readDer(unsignedInteger(serial)))), constructed(3, issuerName)),
    ),
  );

export const pollRequest = (): Uint8Array => sequence(sequence(integer(REQUEST_NUMBER)));

const DIGESTS = new Map(
  [ECDSA_SHA256, ECDSA_SHA384, ECDSA_SHA512, RSA_SHA256, RSA_SHA384, RSA_SHA512].map(({ oid, digest }) => [
    oid,
    digest,
  ]),
);

/** Digest of the algorithm that signed this certificate; undefined for one that isn't accepted. */
export const digestOf = ({ signatureAlgorithm }: CertificateView): string | undefined =>
  DIGESTS.get(readOid(childrenOf(readDer(signatureAlgorithm), TAG.SEQUENCE)[0]));

/** CertConfirmContent (RFC 9810 §5.3.18): the certificate is what was asked for, or why it is sent back. */
export function certificateConfirm(der: Uint8Array, digest: string, fault?: string): Uint8Array {
  const hash = octetString(createHash(digest).update(der).digest());
  const rejection = sequence(integer(STATUS.REJECTION), sequence(utf8String(fault ?? '')));
  return sequence(sequence(hash, integer(REQUEST_NUMBER), ...(fault === undefined ? [] : [rejection])));
}

/** PKIStatusInfo. */
export interface Status {
  readonly status: number;
  readonly text: string;
  readonly failures: readonly number[];
}

function readStatus(node: DerNode | undefined): Status {
  const [status, ...rest] = childrenOf(node, TAG.SEQUENCE);
  const texts = rest.find(({ tag }) => tag === TAG.SEQUENCE);
  const failures = rest.find(({ tag }) => tag === TAG.BIT_STRING);
  const text = texts
    ? childrenOf(texts, TAG.SEQUENCE).map(({ content }) => Buffer.from(content).toString('utf8'))
    : [];
  return {
    status: Number(readUnsigned(status)),
    // From outside and on its way to a log: bounded, on one line.
    text: text
      .join('; ')
      .replace(/\p{C}+/gu, ' ')
      .slice(0, 200),
    failures: failures ? readNamedBits(failures) : [],
  };
}

/** Where a request for a certificate stands; `wait`: not decided, ask again after so many seconds. */
export interface CertificationAnswer {
  readonly status: Status;
  readonly certificate?: Uint8Array;
  readonly wait?: number;
}

/** CertRepMessage (RFC 9810 §5.3.4): the answer to our one request, with its certificate when there is one. */
export function readCertificationAnswer(content: DerNode): CertificationAnswer {
  const answers = childrenOf(content, TAG.SEQUENCE).find(({ tag }) => tag === TAG.SEQUENCE);
  const [, statusNode, pair] = childrenOf(childrenOf(answers, TAG.SEQUENCE)[0], TAG.SEQUENCE);
  const status = readStatus(statusNode);
  if (status.status === STATUS.WAITING) return { status, wait: 0 };
  if (pair?.tag !== TAG.SEQUENCE) return { status };
  const certificate = tagged(childrenOf(pair, TAG.SEQUENCE), 0);
  return certificate ? { status, certificate: certificate.raw } : { status };
}

/** RevRepContent (RFC 9810 §5.3.10): status of our one request. */
export function readRevocationAnswer(content: DerNode): Status {
  const [statuses] = childrenOf(content, TAG.SEQUENCE);
  return readStatus(childrenOf(statuses, TAG.SEQUENCE)[0]);
}

/** ErrorMsgContent (RFC 9810 §5.3.21). */
export const readError = (content: DerNode): Status => readStatus(childrenOf(content, TAG.SEQUENCE)[0]);

/** PollRepContent (RFC 9810 §5.3.22). */
export function readPollAnswer(content: DerNode): CertificationAnswer {
  const [answer] = childrenOf(content, TAG.SEQUENCE);
  const wait = Number(readUnsigned(childrenOf(answer, TAG.SEQUENCE)[1]));
  return { status: { status: STATUS.WAITING, text: '', failures: [] }, wait };
}
