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
import { DIGESTS } from './digests.js';

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
/** Clients ask about a certificate or its chain; more only makes one small request dear for us. */
const MOST_CERTIFICATES = 20;
/** RFC 9654 §2.1. */
const MOST_NONCE_OCTETS = 128;

/** Reads an OCSPRequest (RFC 6960 §4.1). A requester's signature isn't looked at: status is public. */
export function readOcspRequest(der: Uint8Array): OcspRequestReading {
  try {
    if (der.length > OCSP_REQUEST_LIMIT) throw new DerError('request too long');
    const [toBeSigned] = fieldsOf(readDer(der), [TAG.SEQUENCE, context(0)]);
    return { ok: true, request: readToBeSigned(toBeSigned) };
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

const context = (tag: number): number => 0xa0 | tag;

/**
 * The elements of a SEQUENCE whose fields are told apart by their tags, each where it may stand; undefined where it is left
 * out. @throws DerError on any other element: what nobody reads must not make two requests of one.
 */
function fieldsOf(node: DerNode | undefined, tags: readonly number[]): (DerNode | undefined)[] {
  const left = childrenOf(node, TAG.SEQUENCE);
  const fields = tags.map((tag) => (left[0]?.tag === tag ? left.shift() : undefined));
  if (left.length > 0) throw new DerError('an element too many, or out of place');
  return fields;
}

function readToBeSigned(node: DerNode | undefined): OcspRequest {
  const [version, , list, extensions] = fieldsOf(node, [context(0), context(1), TAG.SEQUENCE, context(2)]);
  if (version && readUnsigned(readDer(version.content)) !== 0n) throw new DerError('version');
  const requests = childrenOf(list, TAG.SEQUENCE);
  if (requests.length === 0 || requests.length > MOST_CERTIFICATES)
    throw new DerError('number of certificates');
  return { certificates: requests.map(readRequest), nonce: readNonce(extensions) };
}

function readRequest(node: DerNode): CertificateId {
  const [certificate, extensions] = fieldsOf(node, [TAG.SEQUENCE, context(0)]);
  readKnownExtensions(extensions);
  return readCertificateId(certificate);
}

/** Nothing of a CertID is free but its serial: a request for one certificate has a few forms only, and can be kept. */
function readCertificateId(node: DerNode | undefined): CertificateId {
  const tags = [TAG.SEQUENCE, TAG.OCTET_STRING, TAG.OCTET_STRING, TAG.INTEGER];
  const [algorithm, nameHash, keyHash, serial] = fieldsOf(node, tags);
  const [oid, parameters] = fieldsOf(algorithm, [TAG.OID, TAG.NULL]);
  if (parameters && parameters.content.length > 0) throw new DerError('parameters of a digest');
  const hashAlgorithm = readOid(oid);
  const [issuerNameHash, issuerKeyHash] = [readOctets(nameHash), readOctets(keyHash)];
  const length = DIGESTS.get(hashAlgorithm)?.length ?? issuerNameHash.length;
  if (issuerNameHash.length !== length || issuerKeyHash.length !== length) throw new DerError('hash length');
  return {
    raw: node?.raw ?? new Uint8Array(),
    hashAlgorithm,
    issuerNameHash,
    issuerKeyHash,
    serial: serialToHex(readIntegerOctets(serial)),
  };
}

/**
 * Values by object identifier. Unknown extensions are ignored unless critical (RFC 6960 §4.4); one that is there twice says
 * two things.
 */
function readKnownExtensions(
  tagged: DerNode | undefined,
  known: readonly string[] = [],
): ReadonlyMap<string, Uint8Array> {
  const values = new Map<string, Uint8Array>();
  for (const { oid, critical, value } of readExtensions(tagged)) {
    if (values.has(oid)) throw new DerError('extension given twice');
    if (critical && !known.includes(oid)) throw new DerError('critical extension');
    values.set(oid, value);
  }
  return values;
}

/** A nonce has 1 to 128 octets (RFC 9654 §2.1). */
function readNonce(tagged: DerNode | undefined): Uint8Array | undefined {
  const nonce = readKnownExtensions(tagged, [OCSP_NONCE]).get(OCSP_NONCE);
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
