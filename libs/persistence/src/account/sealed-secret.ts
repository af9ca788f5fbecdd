import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * TOTP secrets at rest: AES-256-GCM under a key derived (HKDF-SHA-256) from DATA_KEY_SECRET. The account is
 * authenticated with the secret, so that a row copied onto another account does not open.
 * Octets: version, nonce, tag, ciphertext.
 */
export class SealedSecrets {
  private readonly key: Buffer;

  constructor(dataKeySecret: string) {
    const input = Buffer.from(dataKeySecret, 'utf8');
    this.key = Buffer.from(hkdfSync('sha256', input, 'mandataire', 'account totp secret 1', 32));
  }

  seal(accountId: string, secret: string): Uint8Array {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(accountId, 'utf8'));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]);
  }

  /** @throws when DATA_KEY_SECRET is another one, or the octets were changed or moved. */
  open(accountId: string, sealed: Uint8Array): string {
    const octets = Buffer.from(sealed);
    if (octets[0] !== VERSION) throw new Error('sealed secret of an unknown version');
    const iv = octets.subarray(1, 1 + IV_BYTES);
    const tag = octets.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key, iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(accountId, 'utf8'))
      .setAuthTag(tag);
    const plain = [decipher.update(octets.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(plain).toString('utf8');
  }
}
