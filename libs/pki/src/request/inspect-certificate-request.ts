import { DerError, decodeBase64, readPem } from '../der/index.js';
import { publicKeyHash, readPublicKey, verifierOf, writePublicKey } from '../public-key/index.js';
import { checkHolderKey, type HolderKeyRefusal } from './holder-key.js';
import { looksLikePrivateKeyDer, looksLikePrivateKeyText } from './private-key-material.js';
import { readRequest, type CertificateRequestView } from './read-request.js';

export type CertificateRequestRefusal =
  HolderKeyRefusal | 'CSR_UNREADABLE' | 'CSR_TOO_LARGE' | 'CSR_SIGNATURE_FALSE' | 'CSR_IS_PRIVATE_KEY';

/** `publicKey` is the canonical SubjectPublicKeyInfo, DER; `publicKeyHash` its SHA-256, hexadecimal. */
export type CertificateRequestInspection =
  | {
      readonly ok: true;
      readonly publicKey: Uint8Array;
      readonly publicKeyHash: string;
      readonly algorithm: 'RSA' | 'EC';
      readonly bits: number;
    }
  | { readonly ok: false; readonly reason: CertificateRequestRefusal };

/** In octets of the text, armour included. */
export const REQUEST_SIZE_LIMIT = 16 * 1024;

/**
 * Reads one PKCS#10 request, PEM or bare base64, and checks in this order: no private key in it (invariant 11, looked
 * for first so that a pasted key is always called one), size, structure, key (D21, F74), proof of possession
 * (RFC 2986 §4.2). Never throws on any text; keeps nothing of it.
 */
export function inspectCertificateRequest(text: string): CertificateRequestInspection {
  if (looksLikePrivateKeyText(text)) return refuse('CSR_IS_PRIVATE_KEY');
  if (Buffer.byteLength(text, 'utf8') > REQUEST_SIZE_LIMIT) return refuse('CSR_TOO_LARGE');
  const der = requestOctets(text);
  if (!der) return refuse('CSR_UNREADABLE');
  if (looksLikePrivateKeyDer(der)) return refuse('CSR_IS_PRIVATE_KEY');
  try {
    return inspectRequest(readRequest(der));
  } catch (error) {
    if (error instanceof DerError) return refuse('CSR_UNREADABLE');
    throw error;
  }
}

function inspectRequest(request: CertificateRequestView): CertificateRequestInspection {
  const key = readPublicKey(request.publicKey);
  const weakness = checkHolderKey(key);
  if (weakness) return refuse(weakness);
  if (key.kind === 'OTHER' || !request.algorithm) return refuse('CSR_KEY_ALGORITHM_REFUSED');
  const publicKey = writePublicKey(key);
  if (!isProven(publicKey, request, request.algorithm.digest)) return refuse('CSR_SIGNATURE_FALSE');
  return {
    ok: true,
    publicKey,
    publicKeyHash: publicKeyHash(publicKey),
    algorithm: key.kind,
    bits: key.bits,
  };
}

function isProven(publicKey: Uint8Array, request: CertificateRequestView, digest: string): boolean {
  try {
    return verifierOf(publicKey)(request.info, request.signature, digest);
  } catch {
    // node:crypto throws on a key it can't load, e.g. a point that isn't on the curve: nothing is proven then.
    return false;
  }
}

/** The one request in the text: a PEM block, or base64 alone. */
function requestOctets(text: string): Uint8Array | undefined {
  if (!text.includes('-----BEGIN ')) return decodeBase64(text);
  const blocks = readPem(text);
  const [block] = blocks;
  return blocks.length === 1 && /^(NEW )?CERTIFICATE REQUEST$/.test(block?.label ?? '')
    ? block?.der
    : undefined;
}

const refuse = (reason: CertificateRequestRefusal): CertificateRequestInspection => ({ ok: false, reason });
