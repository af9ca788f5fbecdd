import { readExtensions, serialToHex } from '../certificate/index.js';
import {
  DerError,
  TAG,
  childrenOf,
  readDer,
  readIntegerOctets,
  readOctets,
  readOid,
  readUnsigned,
  sequence,
  type DerNode,
} from '../der/index.js';

/** One certificate asked about (RFC 6960 §4.1.1). */
export interface CertificateId {
  /** The CertID, DER: echoed octet for octet in the answer. */
  readonly raw: Uint8Array;
  readonly hashAlgorithm: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  /** In the form of the registers (`serialToHex`). */
  readonly serial: string;
}

export interface OcspRequest {
  readonly certificates: readonly CertificateId[];
  /** Content of the nonce extension, to be echoed; undefined when there is none. */
  readonly nonce: Uint8Array | undefined;
}

export type OcspRequestReading =
  | { readonly ok: true; readonly request: OcspRequest }
  | { readonly ok: false; readonly status: 'malformedRequest' };

export const OCSP_NONCE = '1.3.6.1.5.5.7.48.1.2';

/** In octets, DER; more is malformed. */
export const OCSP_REQUEST_LIMIT = 10 * 1024;
const MOST_CERTIFICATES = 50;
/** RFC 9654 §2.1. */
const MOST_NONCE_OCTETS = 128;

/** Reads an OCSPRequest (RFC 6960 §4.1). A requester's signature isn't looked at: status is public. */
export function readOcspRequest(der: Uint8Array): OcspRequestReading {
  try {
    if (der.length > OCSP_REQUEST_LIMIT) throw new DerError('request too long');
    const [toBeSigned] = childrenOf(readDer(der), TAG.SEQUENCE);
    return { ok: true, request: readToBeSigned(childrenOf(toBeSigned, TAG.SEQUENCE)) };
  } catch (error) {
    if (error instanceof DerError) return { ok: false, status: 'malformedRequest' };
    throw error;
  }
}

/**
 * Whether the request is the shortest one for its certificate: one CertID, no version, name, extension or signature, DER.
 * Its octets alone then decide what the answer says (RFC 5019 §2.1.1), so that an answer may be kept for the next client.
 */
export function isPlainOcspRequest(der: Uint8Array, { certificates }: OcspRequest): boolean {
  const [certificate] = certificates;
  if (!certificate || certificates.length !== 1) return false;
  return Buffer.from(sequence(sequence(sequence(sequence(certificate.raw))))).equals(der);
}

function readToBeSigned(fields: readonly DerNode[]): OcspRequest {
  const version = fields.find((field) => field.tag === 0xa0);
  if (version && readUnsigned(readDer(version.content)) !== 0n) throw new DerError('version');
  const list = childrenOf(
    fields.find((field) => field.tag === TAG.SEQUENCE),
    TAG.SEQUENCE,
  );
  if (list.length === 0 || list.length > MOST_CERTIFICATES) throw new DerError('number of certificates');
  return {
    certificates: list.map((request) => readCertificateId(childrenOf(request, TAG.SEQUENCE)[0])),
    nonce: readNonce(fields.find((field) => field.tag === 0xa2)),
  };
}

function readCertificateId(node: DerNode | undefined): CertificateId {
  const [algorithm, nameHash, keyHash, serial] = childrenOf(node, TAG.SEQUENCE);
  return {
    raw: node?.raw ?? new Uint8Array(),
    hashAlgorithm: readOid(childrenOf(algorithm, TAG.SEQUENCE)[0]),
    issuerNameHash: readOctets(nameHash),
    issuerKeyHash: readOctets(keyHash),
    serial: serialToHex(readIntegerOctets(serial)),
  };
}

/** Unknown extensions are ignored unless critical (RFC 6960 §4.4); a nonce has 1 to 128 octets (RFC 9654 §2.1). */
function readNonce(tagged: DerNode | undefined): Uint8Array | undefined {
  let nonce: Uint8Array | undefined;
  for (const candidate of readExtensions(tagged)) {
    if (candidate.oid === OCSP_NONCE) nonce = candidate.value;
    else if (candidate.critical) throw new DerError('critical extension');
  }
  if (!nonce) return undefined;
  const { length } = readOctets(readDer(nonce));
  if (length < 1 || length > MOST_NONCE_OCTETS) throw new DerError('nonce');
  return nonce;
}

/**
 * The request in the path of a GET (RFC 6960 appendix A.1): what follows `/ocsp/`, as received. Takes base64 as it is
 * or percent-encoded, a space where a client meant `+`, the base64url alphabet, and slashes doubled at the front.
 * @returns undefined when it isn't base64.
 */
export function decodeOcspPath(path: string): Buffer | undefined {
  let text: string;
  try {
    text = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  // A DER SEQUENCE starts with M in base64, so a leading slash never belongs to the request.
  const base64 = text.replace(/^\/+/, '').replaceAll(' ', '+').replaceAll('-', '+').replaceAll('_', '/');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined;
}
