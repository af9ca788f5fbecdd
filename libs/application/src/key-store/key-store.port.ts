export type KeyAlgorithm = 'P-256' | 'P-384' | 'RSA-3072' | 'RSA-4096';

/** Private keys of the CA and of the OCSP responder. A private key never leaves the store (D14). */
export interface KeyStore {
  /** @returns SubjectPublicKeyInfo, DER. Refuses (throws) a name that exists. */
  generate(keyRef: string, algorithm: KeyAlgorithm): Promise<Uint8Array>;
  has(keyRef: string): Promise<boolean>;
  publicKey(keyRef: string): Promise<Uint8Array>;
  /** ECDSA: DER `Ecdsa-Sig-Value`; RSA: PKCS#1 v1.5. Digest: SHA-384 for P-384, else SHA-256. */
  sign(keyRef: string, data: Uint8Array): Promise<Uint8Array>;
}

/**
 * The store can't be reached now: an HSM that is unplugged, restarting or out of sessions. Nothing was signed, and the
 * same call may be made again: the store logs in anew by itself.
 */
export class KeyStoreUnavailableError extends Error {
  override readonly name = 'KeyStoreUnavailableError';
  readonly retryable = true;
  constructor(reason: string) {
    super(`The key store cannot be reached (${reason}): try again`);
  }
}
