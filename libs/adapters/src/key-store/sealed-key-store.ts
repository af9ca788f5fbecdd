import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign as signWith,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyAlgorithm, KeyStore } from '@mandataire/application/key-store';
import { createKeyFile, keyNames, readKeyFile } from './key-file.js';
import { KeyExistsError, UnknownKeyError } from './key-name.js';
import { SealedKeyError, seal, unseal } from './sealed-file.js';

export interface SealedKeyStoreSettings {
  /** Folder of the `<keyRef>.sealed` files; made with mode 0700 when missing. */
  readonly folder: string;
  /** Opens every file of the folder; at least 16 characters. */
  readonly secret: string;
}

interface OpenKey {
  readonly privateKey: KeyObject;
  readonly publicKey: Uint8Array;
  readonly digest: 'sha256' | 'sha384';
}

const LEAST_SECRET = 16;
/** From so many octets on, hashing takes long enough that it is left to another thread. */
const LARGE = 1 << 18;
const signApart = promisify(signWith);

/**
 * Key store in software: one sealed file per key, opened once and then kept in memory. A key made by another process is
 * found at its first use. Two folders with two secrets keep the OCSP keys apart from the authority's.
 */
export class SealedKeyStore implements KeyStore {
  private readonly opened = new Map<string, Promise<OpenKey>>();
  private isSecretProven = false;

  /** @throws RangeError on a secret of fewer than 16 characters. */
  constructor(private readonly settings: SealedKeyStoreSettings) {
    if (settings.secret.length < LEAST_SECRET) {
      throw new RangeError(`The secret of a key store has at least ${LEAST_SECRET} characters`);
    }
  }

  /**
   * @throws KeyExistsError on a name that is taken, RangeError on one that isn't a key name, SealedKeyError when the folder
   * has keys and the secret opens none of them: whoever opens those could never open the new one.
   */
  async generate(keyRef: string, algorithm: KeyAlgorithm): Promise<Uint8Array> {
    if (await this.has(keyRef)) throw new KeyExistsError(keyRef);
    await this.proveSecret();
    const privateKey = await newPrivateKey(algorithm);
    const content = privateKey.export({ type: 'pkcs8', format: 'der' });
    const { folder, secret } = this.settings;
    await createKeyFile(folder, keyRef, await seal(content, keyRef, secret));
    content.fill(0);
    const key = openKey(privateKey);
    this.opened.set(keyRef, Promise.resolve(key));
    this.isSecretProven = true;
    return key.publicKey;
  }

  async has(keyRef: string): Promise<boolean> {
    return this.opened.has(keyRef) || (await readKeyFile(this.settings.folder, keyRef)) !== undefined;
  }

  /** @throws UnknownKeyError, or SealedKeyError when the secret is wrong. */
  async publicKey(keyRef: string): Promise<Uint8Array> {
    return (await this.open(keyRef)).publicKey;
  }

  /** @throws UnknownKeyError, or SealedKeyError when the secret is wrong. */
  async sign(keyRef: string, data: Uint8Array): Promise<Uint8Array> {
    const { privateKey, digest } = await this.open(keyRef);
    return data.length < LARGE ? signWith(digest, data, privateKey) : signApart(digest, data, privateKey);
  }

  /** Opened once, also by callers at the same time; a failure isn't kept, so that a file restored later is found. */
  private open(keyRef: string): Promise<OpenKey> {
    const known = this.opened.get(keyRef);
    if (known) return known;
    const opening = this.load(keyRef);
    this.opened.set(keyRef, opening);
    opening.catch(() => this.opened.delete(keyRef));
    return opening;
  }

  private async proveSecret(): Promise<void> {
    const names = this.isSecretProven ? [] : await keyNames(this.settings.folder);
    for (const name of names) {
      await this.open(name).catch(() => undefined);
      if (this.isSecretProven) return;
    }
    if (names.length > 0)
      throw new SealedKeyError(
        `The secret opens none of the ${names.length} keys that are there: no key was made`,
      );
  }

  private async load(keyRef: string): Promise<OpenKey> {
    const { folder, secret } = this.settings;
    const text = await readKeyFile(folder, keyRef);
    if (text === undefined) throw new UnknownKeyError(keyRef);
    const content = await unseal(text, keyRef, secret);
    const key = openKey(createPrivateKey({ key: content, format: 'der', type: 'pkcs8' }));
    content.fill(0);
    this.isSecretProven = true;
    return key;
  }
}

function openKey(privateKey: KeyObject): OpenKey {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const isP384 = privateKey.asymmetricKeyDetails?.namedCurve === 'secp384r1';
  return { privateKey, publicKey, digest: isP384 ? 'sha384' : 'sha256' };
}

function newPrivateKey(algorithm: KeyAlgorithm): Promise<KeyObject> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, _publicKey: KeyObject, privateKey: KeyObject): void =>
      error ? reject(error) : resolve(privateKey);
    if (algorithm === 'P-256' || algorithm === 'P-384')
      generateKeyPair('ec', { namedCurve: algorithm }, done);
    else generateKeyPair('rsa', { modulusLength: algorithm === 'RSA-3072' ? 3072 : 4096 }, done);
  });
}
