import { DerError, TAG, children, readDer, type DerNode } from '../der/index.js';

/**
 * Text forms of a private key: any PEM label of RFC 7468 §10–11 and OpenSSH, PuTTY's file, a JWK with its secret part,
 * a binary file pasted as if it were text.
 * A key beside a request counts too: its owner must learn that he has just shown it.
 */
export const looksLikePrivateKeyText = (text: string): boolean =>
  /PRIVATE KEY-----|PuTTY-User-Key-File|-----BEGIN (PKCS12|PFX)-----/.test(text) ||
  (/"kty"\s*:/.test(text) && /"d"\s*:/.test(text)) ||
  BINARY_AS_TEXT.test(text);

/**
 * A binary .p12 or .key file whose octets were taken for text, whatever became of those above 127: SEQUENCE, its length,
 * then INTEGER 0, 1 or 3. A request and a certificate have a second SEQUENCE in between.
 */
// eslint-disable-next-line no-control-regex -- these are the octets of the DER header
const BINARY_AS_TEXT = /^0[^]{1,3}\u0002\u0001[\u0000\u0001\u0003]/;

/**
 * Binary forms (invariant 11): PKCS#12, PKCS#8 clear (RFC 5958 §2) and encrypted (§3), PKCS#1 (RFC 8017 A.1.2),
 * SEC 1 (RFC 5915 §3).
 */
export function looksLikePrivateKeyDer(octets: Uint8Array): boolean {
  if (isPkcs12(octets)) return true;
  try {
    const parts = children(readDer(octets));
    return isPlainKey(parts) || isEncryptedKey(parts);
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

/** By its first octets, since PKCS#12 files are often BER with indefinite lengths: SEQUENCE { 3, SEQUENCE { pkcs7 … */
function isPkcs12(octets: Uint8Array): boolean {
  const start = Buffer.from(octets.subarray(0, 32)).toString('hex');
  return /^30(80|[0-7].|81..|82.{4}|83.{6}|84.{8})020103(30).{2,10}06092a864886f70d0107/.test(start);
}

function isPlainKey([version, second, ...rest]: readonly DerNode[]): boolean {
  if (version?.tag !== TAG.INTEGER || version.content.length !== 1) return false;
  if (second?.tag === TAG.OCTET_STRING) return true; // SEC 1
  if (second?.tag === TAG.SEQUENCE) return rest[0]?.tag === TAG.OCTET_STRING; // PKCS#8
  return second?.tag === TAG.INTEGER && rest.length >= 7; // PKCS#1
}

function isEncryptedKey(parts: readonly DerNode[]): boolean {
  const [algorithm, data] = parts;
  if (parts.length !== 2 || algorithm?.tag !== TAG.SEQUENCE || data?.tag !== TAG.OCTET_STRING) return false;
  return children(algorithm)[0]?.tag === TAG.OID;
}
