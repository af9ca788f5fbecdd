import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

/** The secret doesn't open the file, or the file was changed or renamed: GCM can't tell which. */
export class SealedKeyError extends Error {
  override readonly name = 'SealedKeyError';
}

/** Cost of scrypt: 32 MiB and about 0.1 s a file (OWASP's least is N = 2^15 with r = 8, p = 3). */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const FORMAT = 'mandataire-sealed-key-1';

/** What stands in a `.sealed` file, as JSON; binary fields in base64. */
interface SealedFile {
  readonly format: typeof FORMAT;
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
  readonly iv: string;
  readonly tag: string;
  readonly ciphertext: string;
}

/**
 * Seals octets with AES-256-GCM under a key that scrypt derives from the secret with a salt of the file's own. The name
 * is authenticated with them: a file renamed to another key doesn't open.
 */
export async function seal(content: Uint8Array, keyRef: string, secret: string): Promise<string> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await deriveKey(secret, salt, COST), iv);
  cipher.setAAD(associatedData(keyRef));
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  const file: SealedFile = {
    format: FORMAT,
    ...COST,
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    ciphertext: ciphertext.toString('base64'),
  };
  return `${JSON.stringify(file)}\n`;
}

/** @throws SealedKeyError on a wrong secret, another name, or a file that isn't a sealed key. */
export async function unseal(text: string, keyRef: string, secret: string): Promise<Buffer> {
  const file = parse(text, keyRef);
  const key = await deriveKey(secret, Buffer.from(file.salt, 'base64'), file);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.iv, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(associatedData(keyRef));
    decipher.setAuthTag(Buffer.from(file.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(file.ciphertext, 'base64')), decipher.final()]);
  } catch {
    throw new SealedKeyError(`Key ${keyRef} cannot be opened: wrong secret, or the file was changed`);
  }
}

function parse(text: string, keyRef: string): SealedFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    file = undefined;
  }
  if (!isSealedFile(file)) throw new SealedKeyError(`Key ${keyRef} cannot be opened: not a sealed key file`);
  return file;
}

function isSealedFile(file: unknown): file is SealedFile {
  if (typeof file !== 'object' || file === null) return false;
  const fields = file as Record<string, unknown>;
  const isText = (name: string): boolean => typeof fields[name] === 'string';
  // A file may have been sealed at another cost, but not at one that would exhaust memory.
  const isCost = (name: string, most: number): boolean =>
    Number.isInteger(fields[name]) && Number(fields[name]) >= 1 && Number(fields[name]) <= most;
  return (
    fields['format'] === FORMAT &&
    ['salt', 'iv', 'tag', 'ciphertext'].every(isText) &&
    isCost('N', 2 ** 20) &&
    isCost('r', 16) &&
    isCost('p', 16)
  );
}

const associatedData = (keyRef: string): Buffer => Buffer.from(`${FORMAT}:${keyRef}`, 'utf8');

function deriveKey(
  secret: string,
  salt: Uint8Array,
  { N, r, p }: { readonly N: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r };
    scrypt(secret, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
