import type { KeyAlgorithm } from '@mandataire/application/key-store';
import {
  bitString,
  nul,
  objectIdentifier,
  octetString,
  readDer,
  readOctets,
  sequence,
  unsignedInteger,
} from '@mandataire/pki';
import { CK, type Attribute, type Mechanism } from './cryptoki.js';

const CURVES: Partial<Record<KeyAlgorithm, string>> = {
  'P-256': '1.2.840.10045.3.1.7',
  'P-384': '1.3.132.0.34',
};
const MODULUS_BITS: Partial<Record<KeyAlgorithm, number>> = { 'RSA-3072': 3072, 'RSA-4096': 4096 };

/** How a pair is made: it stays in the token, its private key signs and never leaves, not even wrapped. */
export function keyPairTemplate(
  keyRef: string,
  algorithm: KeyAlgorithm,
): { mechanism: Mechanism; publicTemplate: Attribute[]; privateTemplate: Attribute[] } {
  const named: Attribute[] = [
    { type: CK.TOKEN, value: true },
    { type: CK.LABEL, value: keyRef },
    { type: CK.ID, value: Buffer.from(keyRef, 'utf8') },
  ];
  const privateTemplate = [
    ...named,
    { type: CK.PRIVATE, value: true },
    { type: CK.SENSITIVE, value: true },
    { type: CK.EXTRACTABLE, value: false },
    { type: CK.SIGN, value: true },
  ];
  const publicTemplate = [...named, { type: CK.PRIVATE, value: false }, { type: CK.VERIFY, value: true }];
  const curve = CURVES[algorithm];
  if (curve !== undefined) {
    publicTemplate.push({ type: CK.EC_PARAMS, value: Buffer.from(objectIdentifier(curve)) });
    return { mechanism: { mechanism: CK.EC_KEY_PAIR_GEN }, publicTemplate, privateTemplate };
  }
  publicTemplate.push(
    { type: CK.MODULUS_BITS, value: MODULUS_BITS[algorithm] ?? 0 },
    { type: CK.PUBLIC_EXPONENT, value: Buffer.from('010001', 'hex') },
  );
  return { mechanism: { mechanism: CK.RSA_PKCS_KEY_PAIR_GEN }, publicTemplate, privateTemplate };
}

export const PUBLIC_KEY_ATTRIBUTES = {
  EC: [CK.EC_PARAMS, CK.EC_POINT],
  RSA: [CK.MODULUS, CK.PUBLIC_EXPONENT],
} as const;

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';

/** SubjectPublicKeyInfo, DER, from the two attributes of a public key. */
export function publicKeyOf(isRsa: boolean, [first, second]: readonly Buffer[]): Uint8Array {
  const [one, two] = [first ?? Buffer.alloc(0), second ?? Buffer.alloc(0)];
  if (isRsa) {
    const key = sequence(unsignedInteger(one), unsignedInteger(two));
    return sequence(sequence(objectIdentifier(RSA_ENCRYPTION), nul()), bitString(key));
  }
  return sequence(sequence(objectIdentifier(EC_PUBLIC_KEY), one), bitString(pointOf(two)));
}

/** The standard wraps the point in an OCTET STRING; some tokens give it bare, two coordinates after their 0x04. */
const pointOf = (value: Buffer): Uint8Array =>
  value.length === 65 || value.length === 97 ? value : readOctets(readDer(value));

/** Ecdsa-Sig-Value (RFC 3279 §2.2.3) of the token's r and s, which stand side by side at full length. */
export function ecdsaSignature(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  return sequence(unsignedInteger(raw.subarray(0, half)), unsignedInteger(raw.subarray(half)));
}

const SHA256 = '2.16.840.1.101.3.4.2.1';

/** DigestInfo (RFC 8017 §9.2) of a SHA-256 digest, which the token pads and signs. */
export const digestInfo = (digest: Uint8Array): Buffer =>
  Buffer.from(sequence(sequence(objectIdentifier(SHA256), nul()), octetString(digest)));
