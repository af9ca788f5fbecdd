import type { AuthorityCertificate } from '@mandataire/application/certificate';
import type { KeyAlgorithm, KeyStore } from '@mandataire/application/key-store';
import {
  issuerOf,
  signatureAlgorithmOf,
  verifierOf,
  writeSigned,
  type SignatureAlgorithm,
} from '@mandataire/pki';

/** The key store gave a signature that its own public key doesn't verify: hardware or memory is at fault. */
export class FalseSignatureError extends Error {
  override readonly name = 'FalseSignatureError';
  constructor(keyRef: string) {
    super(`The signature made with key ${keyRef} is false; nothing was delivered`);
  }
}

/** The key store has another key under the name of a certificate's: the wrong folder, token or backup. */
export class KeyMismatchError extends Error {
  override readonly name = 'KeyMismatchError';
  constructor(keyRef: string) {
    super(`Key ${keyRef} of the key store is not the one that its certificate names`);
  }
}

/** One authority key: it signs to-be-signed octets and checks each signature before anyone sees it. */
export class AuthorityKey {
  private readonly algorithm: SignatureAlgorithm;
  private readonly verify: (data: Uint8Array, signature: Uint8Array) => boolean;

  constructor(
    private readonly keys: KeyStore,
    readonly keyRef: string,
    readonly publicKey: Uint8Array,
  ) {
    this.algorithm = signatureAlgorithmOf(publicKey);
    this.verify = verifierOf(publicKey);
  }

  /** The key of this name, made at first use; an interrupted start leaves a key without certificate, used again here. */
  static async ensure(keys: KeyStore, keyRef: string, algorithm: KeyAlgorithm): Promise<AuthorityKey> {
    const exists = await keys.has(keyRef);
    const publicKey = exists ? await keys.publicKey(keyRef) : await keys.generate(keyRef, algorithm);
    return new AuthorityKey(keys, keyRef, publicKey);
  }

  /** The key of a certificate, which the store may or may not have. */
  static of(keys: KeyStore, { keyRef, der }: AuthorityCertificate): AuthorityKey {
    return new AuthorityKey(keys, keyRef, issuerOf(der).publicKey);
  }

  /** Opens it and compares it with the certificate's, before anything is made that needs it. @throws KeyMismatchError */
  async opened(): Promise<this> {
    const publicKey = await this.keys.publicKey(this.keyRef);
    if (!Buffer.from(publicKey).equals(this.publicKey)) throw new KeyMismatchError(this.keyRef);
    return this;
  }

  /** A certificate, DER. @throws FalseSignatureError */
  async signed(toBeSigned: Uint8Array): Promise<Uint8Array> {
    return writeSigned(toBeSigned, this.algorithm, await this.signature(toBeSigned));
  }

  /** @throws FalseSignatureError */
  async signature(toBeSigned: Uint8Array): Promise<Uint8Array> {
    const signature = await this.keys.sign(this.keyRef, toBeSigned);
    if (!this.verify(toBeSigned, signature)) throw new FalseSignatureError(this.keyRef);
    return signature;
  }
}
