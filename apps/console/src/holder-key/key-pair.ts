import type { WebCrypto } from './engine.js';

/** What a holder may choose (D21); RSA-3072 is the default because every program reads it. */
export type KeyAlgorithm = 'RSA-3072' | 'P-256';

export const DEFAULT_KEY_ALGORITHM: KeyAlgorithm = 'RSA-3072';

const PARAMETERS: Readonly<
  Record<KeyAlgorithm, RsaHashedKeyGenParams | (EcKeyGenParams & { hash: 'SHA-256' })>
> = {
  'RSA-3072': {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 3072,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
};

/** A new pair, extractable: the private key must enter the holder's PKCS#12, and nothing else (F5, R39). */
export const makeKeyPair = (
  algorithm: KeyAlgorithm = DEFAULT_KEY_ALGORITHM,
  crypto: WebCrypto = globalThis.crypto,
): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(PARAMETERS[algorithm], true, ['sign', 'verify']) as Promise<CryptoKeyPair>;

/** The private key again, from the PKCS#8 that the browser kept. */
export const readPrivateKey = (
  pkcs8: BufferSource,
  algorithm: KeyAlgorithm,
  crypto: WebCrypto = globalThis.crypto,
): Promise<CryptoKey> => crypto.subtle.importKey('pkcs8', pkcs8, PARAMETERS[algorithm], true, ['sign']);
