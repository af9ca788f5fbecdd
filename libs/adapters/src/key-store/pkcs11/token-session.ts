import type { KeyAlgorithm } from '@mandataire/application/key-store';
import { CK, CryptokiError, type Attribute, type Cryptoki, type Handle, type Mechanism } from './cryptoki.js';
import { keyPairTemplate, publicKeyOf, PUBLIC_KEY_ATTRIBUTES } from './token-key.js';

/** Two private keys of one name: nobody could say which one would sign. */
export class AmbiguousKeyError extends Error {
  override readonly name = 'AmbiguousKeyError';
  constructor(keyRef: string) {
    super(`The token has several keys named ${keyRef}: remove the one that no certificate names`);
  }
}

/** Octets of the longest signature: RSA-4096. */
const LONGEST_SIGNATURE = 512;

/** One session of the logged-in user. It makes one call at a time: whoever holds it is alone with it. */
export class TokenSession {
  private readonly privateKeys = new Map<string, Handle>();

  constructor(
    private readonly cryptoki: Cryptoki,
    private readonly handle: Handle,
    /** The module's, when the session was opened. */
    readonly epoch: number,
  ) {}

  has(keyRef: string): boolean {
    return this.privateKey(keyRef) !== undefined;
  }

  /** SubjectPublicKeyInfo, DER; undefined when the token has no key of this name. */
  publicKey(keyRef: string): Uint8Array | undefined {
    if (!this.has(keyRef)) return undefined;
    const [found] = this.find(CK.PUBLIC_KEY_CLASS, keyRef);
    if (!found) return undefined;
    const [type] = this.read(found, [CK.KEY_TYPE]);
    const isRsa = type?.readUInt32LE(0) === CK.RSA_KEY_TYPE;
    return publicKeyOf(isRsa, this.read(found, PUBLIC_KEY_ATTRIBUTES[isRsa ? 'RSA' : 'EC']));
  }

  /** Undefined when the token has no key of this name. The signature is made off the event loop. */
  async sign(keyRef: string, mechanism: Mechanism, input: Buffer): Promise<Buffer | undefined> {
    const key = this.privateKey(keyRef);
    if (!key) return undefined;
    this.cryptoki.C_SignInit(this.handle, mechanism, key);
    return this.cryptoki.C_SignAsync(this.handle, input, Buffer.alloc(LONGEST_SIGNATURE));
  }

  /** Needs a session that writes. */
  async generate(keyRef: string, algorithm: KeyAlgorithm): Promise<void> {
    const { mechanism, publicTemplate, privateTemplate } = keyPairTemplate(keyRef, algorithm);
    await this.cryptoki.C_GenerateKeyPairAsync(this.handle, mechanism, publicTemplate, privateTemplate);
  }

  close(): void {
    try {
      this.cryptoki.C_CloseSession(this.handle);
    } catch {
      // It was closed with its token.
    }
  }

  private privateKey(keyRef: string): Handle | undefined {
    const known = this.privateKeys.get(keyRef);
    if (known) return known;
    const [found, another] = this.find(CK.PRIVATE_KEY_CLASS, keyRef);
    if (another) throw new AmbiguousKeyError(keyRef);
    if (found) this.privateKeys.set(keyRef, found);
    else this.mustBeThere();
    return found;
  }

  /** A session that was logged out, or whose token is gone, finds nothing and says nothing: that isn't "no such key". */
  private mustBeThere(): void {
    const { slotID, state } = this.cryptoki.C_GetSessionInfo(this.handle);
    if (!CK.USER_STATES.includes(state)) throw new CryptokiError('CKR_USER_NOT_LOGGED_IN');
    this.cryptoki.C_GetTokenInfo(slotID);
  }

  private find(objectClass: number, keyRef: string): Handle[] {
    const template: Attribute[] = [
      { type: CK.CLASS, value: objectClass },
      { type: CK.LABEL, value: keyRef },
    ];
    this.cryptoki.C_FindObjectsInit(this.handle, template);
    try {
      return this.cryptoki.C_FindObjects(this.handle, 2);
    } finally {
      this.cryptoki.C_FindObjectsFinal(this.handle);
    }
  }

  private read(object: Handle, types: readonly number[]): Buffer[] {
    const template = types.map((type) => ({ type }));
    return this.cryptoki.C_GetAttributeValue(this.handle, object, template).map(({ value }) => value);
  }
}
