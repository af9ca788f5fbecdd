import {
  DerError,
  TAG,
  childrenOf,
  expectTag,
  readBitString,
  readDer,
  readOid,
  readUnsigned,
} from '../der/index.js';
import {
  ECDSA_SHA256,
  ECDSA_SHA384,
  ECDSA_SHA512,
  RSA_SHA256,
  RSA_SHA384,
  RSA_SHA512,
  type SignatureAlgorithm,
} from '../public-key/index.js';

/** A PKCS#10 request taken apart (RFC 2986 §4); its subject and attributes aren't read, nobody uses them. */
export interface CertificateRequestView {
  /** CertificationRequestInfo, DER: what the requester signed. */
  readonly info: Uint8Array;
  readonly publicKey: Uint8Array;
  /** Undefined for an algorithm below SHA-256 or unknown here (D21). */
  readonly algorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
}

const ALGORITHMS = new Map(
  [ECDSA_SHA256, ECDSA_SHA384, ECDSA_SHA512, RSA_SHA256, RSA_SHA384, RSA_SHA512].map((known) => [
    known.oid,
    known,
  ]),
);

/** @throws DerError when the octets aren't a version 1 request. */
export function readRequest(der: Uint8Array): CertificateRequestView {
  const parts = childrenOf(readDer(der), TAG.SEQUENCE);
  const [info, algorithm, signature] = parts;
  const [version, subject, publicKey] = childrenOf(info, TAG.SEQUENCE);
  if (parts.length !== 3 || readUnsigned(version) !== 0n) throw new DerError('not a certificate request');
  expectTag(subject, TAG.SEQUENCE);
  return {
    info: expectTag(info, TAG.SEQUENCE).raw,
    publicKey: expectTag(publicKey, TAG.SEQUENCE).raw,
    algorithm: ALGORITHMS.get(readOid(childrenOf(algorithm, TAG.SEQUENCE)[0])),
    signature: readBitString(signature),
  };
}
