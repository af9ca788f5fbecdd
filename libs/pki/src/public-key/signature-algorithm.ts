import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { nul, objectIdentifier, sequence } from '../der/index.js';
import { readPublicKey, type PublicKey } from './public-key.js';

/** How a key signs: the digest and the AlgorithmIdentifier that goes into what it signs. */
export interface SignatureAlgorithm {
  readonly oid: string;
  /** AlgorithmIdentifier, DER: parameters absent for ECDSA (RFC 5758 §3.2), NULL for RSA (RFC 4055 §5). */
  readonly der: Uint8Array;
  readonly digest: 'sha256' | 'sha384' | 'sha512';
}

const ecdsa = (oid: string, digest: SignatureAlgorithm['digest']): SignatureAlgorithm => ({
  oid,
  digest,
  der: sequence(objectIdentifier(oid)),
});

const rsa = (oid: string, digest: SignatureAlgorithm['digest']): SignatureAlgorithm => ({
  oid,
  digest,
  der: sequence(objectIdentifier(oid), nul()),
});

export const ECDSA_SHA256 = ecdsa('1.2.840.10045.4.3.2', 'sha256');
export const ECDSA_SHA384 = ecdsa('1.2.840.10045.4.3.3', 'sha384');
export const ECDSA_SHA512 = ecdsa('1.2.840.10045.4.3.4', 'sha512');
export const RSA_SHA256 = rsa('1.2.840.113549.1.1.11', 'sha256');
export const RSA_SHA384 = rsa('1.2.840.113549.1.1.12', 'sha384');
export const RSA_SHA512 = rsa('1.2.840.113549.1.1.13', 'sha512');

/** How the CA's own keys sign (port KeyStore): SHA-384 with P-384, else SHA-256. @throws RangeError on another algorithm. */
export function signatureAlgorithmOf(spki: Uint8Array): SignatureAlgorithm {
  const key = readPublicKey(spki);
  if (key.kind === 'RSA') return RSA_SHA256;
  if (key.kind === 'EC') return key.curve === 'P-384' ? ECDSA_SHA384 : ECDSA_SHA256;
  throw new RangeError(`no signature algorithm for a key of ${key.oid}`);
}

/** Verifier of one key, which is parsed once. A signature that can't even be read is false. */
export function verifierOf(
  spki: Uint8Array,
): (data: Uint8Array, signature: Uint8Array, digest?: string) => boolean {
  const key = createPublicKey({ key: jsonWebKey(readPublicKey(spki)), format: 'jwk' });
  const own = signatureAlgorithmOf(spki).digest;
  return (data, signature, digest = own) => verify(digest, data, key, signature);
}

/** Already read here: OpenSSL takes the numbers in half the time that its own decoders need for the same octets. */
function jsonWebKey(key: PublicKey): JsonWebKey {
  if (key.kind === 'OTHER') throw new RangeError(`no verifier for a key of ${key.oid}`);
  if (key.kind === 'RSA') return { kty: 'RSA', n: base64url(key.modulus), e: base64url(key.exponent) };
  const [x, y] = [key.point.subarray(1, 1 + key.bits / 8), key.point.subarray(1 + key.bits / 8)];
  return { kty: 'EC', crv: key.curve, x: octetsText(x), y: octetsText(y) };
}

const octetsText = (octets: Uint8Array): string => Buffer.from(octets).toString('base64url');

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').toString('base64url');
}
