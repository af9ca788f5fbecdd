import { createHash } from 'node:crypto';
import {
  TAG,
  bitString,
  childrenOf,
  expectTag,
  integer,
  nul,
  objectIdentifier,
  readBitString,
  readDer,
  readOid,
  readUnsigned,
  sequence,
} from '../der/index.js';

export type EllipticCurve = 'P-256' | 'P-384';

/** What a SubjectPublicKeyInfo holds. `OTHER`: an algorithm, curve or point form that this CA doesn't use. */
export type PublicKey =
  | { readonly kind: 'RSA'; readonly bits: number; readonly modulus: bigint; readonly exponent: bigint }
  | {
      readonly kind: 'EC';
      readonly bits: 256 | 384;
      readonly curve: EllipticCurve;
      readonly point: Uint8Array;
    }
  | { readonly kind: 'OTHER'; readonly oid: string };

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const CURVE = { 'P-256': '1.2.840.10045.3.1.7', 'P-384': '1.3.132.0.34' } as const;

/** Reads a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). @throws DerError when it isn't one. */
export function readPublicKey(spki: Uint8Array): PublicKey {
  const [algorithm, key] = childrenOf(readDer(spki), TAG.SEQUENCE);
  const [type, parameters] = childrenOf(algorithm, TAG.SEQUENCE);
  const oid = readOid(type);
  const bits = readBitString(key);
  if (oid === RSA_ENCRYPTION) {
    const [modulus, exponent] = childrenOf(readDer(bits), TAG.SEQUENCE).map(readUnsigned);
    return {
      kind: 'RSA',
      bits: modulus === undefined ? 0 : modulus.toString(2).length,
      modulus: modulus ?? 0n,
      exponent: exponent ?? 0n,
    };
  }
  if (oid !== EC_PUBLIC_KEY || parameters?.tag !== TAG.OID) return { kind: 'OTHER', oid };
  return readPoint(readOid(parameters), bits);
}

function readPoint(curveOid: string, point: Uint8Array): PublicKey {
  const curve: EllipticCurve | undefined =
    curveOid === CURVE['P-256'] ? 'P-256' : curveOid === CURVE['P-384'] ? 'P-384' : undefined;
  const size = curve === 'P-256' ? 32 : 48;
  // Compressed points are legal but would give one key two encodings, and so two hashes in the register of keys.
  if (!curve || point[0] !== 0x04 || point.length !== 1 + 2 * size) return { kind: 'OTHER', oid: curveOid };
  return { kind: 'EC', bits: curve === 'P-256' ? 256 : 384, curve, point };
}

/** The one encoding of a key, so that equal keys have equal hashes: RSA parameters NULL (RFC 3279 §2.3.1), named curves. */
export function writePublicKey(key: Exclude<PublicKey, { kind: 'OTHER' }>): Uint8Array {
  return key.kind === 'RSA'
    ? sequence(
        sequence(objectIdentifier(RSA_ENCRYPTION), nul()),
        bitString(sequence(integer(key.modulus), integer(key.exponent))),
      )
    : sequence(
        sequence(objectIdentifier(EC_PUBLIC_KEY), objectIdentifier(CURVE[key.curve])),
        bitString(key.point),
      );
}

/** Hexadecimal SHA-256 of the SubjectPublicKeyInfo: name of a key in the registers. */
export const publicKeyHash = (spki: Uint8Array): string => createHash('sha256').update(spki).digest('hex');

/** Key identifier: leftmost 160 bits of SHA-256 over the key's bits (RFC 7093 §2, method 1; no SHA-1). */
export const keyIdentifier = (spki: Uint8Array): Uint8Array =>
  createHash('sha256').update(keyBits(spki)).digest().subarray(0, 20);

/** The key's bits without algorithm, tag and length: what OCSP hashes (RFC 6960 §4.1.1, §4.2.1). */
export function keyBits(spki: Uint8Array): Uint8Array {
  const [, key] = childrenOf(readDer(spki), TAG.SEQUENCE);
  return readBitString(expectTag(key, TAG.BIT_STRING));
}
