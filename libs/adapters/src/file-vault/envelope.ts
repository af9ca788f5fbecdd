import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** The key doesn't open it, or the octets were changed or moved: GCM can't tell which. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** AES-256-GCM. Octets: version, nonce, tag, ciphertext. @param boundTo authenticated with it: elsewhere it doesn't open. */
export function seal(key: Uint8Array, boundTo: string, plain: Uint8Array): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(boundTo, 'utf8'));
  const sealed = [cipher.update(plain), cipher.final()];
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), ...sealed]);
}

/** @throws SealBroken */
export function unseal(key: Uint8Array, boundTo: string, sealed: Uint8Array): Uint8Array {
  const octets = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (octets[0] !== VERSION) throw new SealBroken('sealed in an unknown way');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, octets.subarray(1, 1 + IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(boundTo, 'utf8'))
      .setAuthTag(octets.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(octets.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new SealBroken(`cannot be opened: ${boundTo}`, { cause: error });
  }
}

export const freshKey = (): Uint8Array => randomBytes(KEY_BYTES);

interface MasterKey {
  /** Says which secret it came from, and nothing about it. */
  readonly id: string;
  readonly key: Uint8Array;
}

/** The keys that secrets of the settings stand for: the one of now seals, those of before still open. */
export class MasterKeys {
  readonly current: MasterKey;
  private readonly known: ReadonlyMap<string, Uint8Array>;

  /** @param use parts keys of one secret from each other. @param previous secrets that a rotation is leaving. */
  constructor(use: string, secret: string, previous: readonly string[] = []) {
    const derive = (from: string, info: string, length: number) =>
      Buffer.from(hkdfSync('sha256', Buffer.from(from, 'utf8'), 'mandataire', `${use} ${info} 1`, length));
    const master = (from: string): MasterKey => ({
      id: derive(from, 'id', 8).toString('hex'),
      key: derive(from, 'key', KEY_BYTES),
    });
    this.current = master(secret);
    this.known = new Map([secret, ...previous].map(master).map(({ id, key }) => [id, key]));
  }

  /** @throws when no secret of the settings stands for it. */
  of(id: string): Uint8Array {
    const key = this.known.get(id);
    if (!key) throw new SealBroken(`no secret of the settings opens what is under key ${id}`);
    return key;
  }
}
