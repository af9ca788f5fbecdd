import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { checkKeyName, KeyExistsError } from './key-name.js';

const SUFFIX = '.sealed';

/** @throws RangeError on a name that could leave the folder or differ only by case. */
export function keyFilePath(folder: string, keyRef: string): string {
  checkKeyName(keyRef);
  return path.join(folder, `${keyRef}${SUFFIX}`);
}

/** The keys of a folder, sorted; none where there is no folder. */
export async function keyNames(folder: string): Promise<readonly string[]> {
  try {
    const files = await readdir(folder);
    return files
      .filter((file) => file.endsWith(SUFFIX) && !file.startsWith('.'))
      .map((file) => file.slice(0, -SUFFIX.length))
      .sort();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Content of a key file, or undefined when there is none. */
export async function readKeyFile(folder: string, keyRef: string): Promise<string | undefined> {
  try {
    return await readFile(keyFilePath(folder, keyRef), 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Writes a new key file, mode 0600, whole or not at all: temporary file, fsync, then its final name, then fsync of the
 * folder. The name is given by `link` and not by `rename`, which would silently replace a key made at the same time.
 * @throws KeyExistsError when the name is taken.
 */
export async function createKeyFile(folder: string, keyRef: string, content: string): Promise<void> {
  const target = keyFilePath(folder, keyRef);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = path.join(folder, `.${keyRef}.${randomBytes(8).toString('hex')}.tmp`);
  try {
    await writeDurably(temporary, content);
    await link(temporary, target);
  } catch (error) {
    if (isCode(error, 'EEXIST')) throw new KeyExistsError(keyRef);
    throw error;
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
  await syncFolder(folder);
}

async function writeDurably(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** By its code alone: an error of another realm (a test runner's) isn't an instance of this one's Error. */
const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
