import { createHash } from 'node:crypto';
import type { KeyAlgorithm, KeyStore } from '@mandataire/application/key-store';
import { readPublicKey, signatureAlgorithmOf } from '@mandataire/pki';
import { checkKeyName, KeyExistsError, UnknownKeyError } from '../key-name.js';
import { CK } from './cryptoki.js';
import { digestInfo, ecdsaSignature } from './token-key.js';
import { TokenSessions, type TokenSettings } from './token-sessions.js';
import type { TokenSession } from './token-session.js';

/**
 * Key store in an HSM through PKCS#11 (ADR 0045). A key's label is its name; its private half is sensitive and not
 * extractable. Data are digested here and signed there, off the event loop, one signature at a time per session. While
 * the token is away calls fail with KeyStoreUnavailableError; once it is back, the next call logs in again.
 * PKCS#11 knows no unique names: among processes, whoever makes keys holds the register's lock (`exclusively`).
 */
export class Pkcs11KeyStore implements KeyStore {
  private readonly sessions: TokenSessions;
  /** Public keys never change: read once. */
  private readonly publicKeys = new Map<string, Uint8Array>();
  private making: Promise<unknown> = Promise.resolve();

  constructor(settings: TokenSettings) {
    this.sessions = new TokenSessions(settings);
  }

  /** @throws KeyExistsError on a name that is taken, RangeError on one that isn't a key name. */
  generate(keyRef: string, algorithm: KeyAlgorithm): Promise<Uint8Array> {
    const made = this.making.then(() => this.generateAlone(keyRef, algorithm));
    this.making = made.catch(() => undefined);
    return made;
  }

  async has(keyRef: string): Promise<boolean> {
    checkKeyName(keyRef);
    return this.sessions.use(async (session) => session.has(keyRef));
  }

  /** @throws UnknownKeyError */
  async publicKey(keyRef: string): Promise<Uint8Array> {
    checkKeyName(keyRef);
    const known = this.publicKeys.get(keyRef);
    if (known) return known;
    const publicKey = await this.sessions.use(async (session) => session.publicKey(keyRef));
    return this.remember(keyRef, publicKey);
  }

  /** @throws UnknownKeyError */
  async sign(keyRef: string, data: Uint8Array): Promise<Uint8Array> {
    const publicKey = await this.publicKey(keyRef);
    const isRsa = readPublicKey(publicKey).kind === 'RSA';
    const digest = createHash(signatureAlgorithmOf(publicKey).digest).update(data).digest();
    const mechanism = { mechanism: isRsa ? CK.RSA_PKCS : CK.ECDSA };
    const input = isRsa ? digestInfo(digest) : digest;
    const signature = await this.sessions.use((session) => session.sign(keyRef, mechanism, input));
    if (!signature) throw new UnknownKeyError(keyRef);
    return isRsa ? signature : ecdsaSignature(signature);
  }

  /** Gives back the sessions that nobody uses. */
  close(): void {
    this.sessions.close();
  }

  private async generateAlone(keyRef: string, algorithm: KeyAlgorithm): Promise<Uint8Array> {
    checkKeyName(keyRef);
    const make = async (session: TokenSession): Promise<Uint8Array | undefined> => {
      if (session.has(keyRef)) throw new KeyExistsError(keyRef);
      await session.generate(keyRef, algorithm);
      return session.publicKey(keyRef);
    };
    return this.remember(keyRef, await this.sessions.use(make, 'write'));
  }

  private remember(keyRef: string, publicKey: Uint8Array | undefined): Uint8Array {
    if (!publicKey) throw new UnknownKeyError(keyRef);
    this.publicKeys.set(keyRef, publicKey);
    return publicKey;
  }
}
