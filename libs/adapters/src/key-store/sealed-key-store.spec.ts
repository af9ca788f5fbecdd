import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { keyStoreContract } from './key-store.contract.js';
import { SealedKeyError, SealedKeyStore, UnknownKeyError } from './index.js';

const parent = mkdtempSync(path.join(tmpdir(), 'mandataire-keys-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const secret = 'a secret of the tests';
const folder = (): string => mkdtempSync(path.join(parent, 'store-'));
const store = (at: string, opener = secret): SealedKeyStore =>
  new SealedKeyStore({ folder: at, secret: opener });

describe('sealed key store', () => {
  keyStoreContract(async () => store(folder()));

  it('finds its keys again after a restart, and keys that another process has made since', async () => {
    const at = folder();
    const late = store(at);
    expect(await late.has('root')).toBe(false);
    const spki = await store(at).generate('root', 'P-384');
    expect(await late.has('root')).toBe(true);
    expect(Buffer.from(spki).equals(await late.publicKey('root'))).toBe(true);
  });

  it('says clearly that the secret is wrong, and opens once it is right', async () => {
    const at = folder();
    await store(at).generate('root', 'P-256');
    const wrong = store(at, 'another secret of the tests');
    await expect(wrong.sign('root', Buffer.from('x'))).rejects.toThrow(SealedKeyError);
    await expect(wrong.sign('root', Buffer.from('x'))).rejects.toThrow(/root cannot be opened: wrong secret/);
    await expect(store(at).sign('root', Buffer.from('x'))).resolves.toBeDefined();
  });

  it('makes no key under another secret than that of the keys beside it', async () => {
    const at = folder();
    const first = store(at);
    await first.generate('root', 'P-256');
    await first.generate('second', 'P-256');
    await expect(store(at, 'another secret of the tests').generate('issuing', 'P-256')).rejects.toThrow(
      /opens none of the 2 keys that are there: no key was made/,
    );
    expect(readdirSync(at).sort()).toEqual(['root.sealed', 'second.sealed']);
    // One broken file among good ones holds nothing up.
    writeFileSync(path.join(at, 'broken.sealed'), 'nothing');
    await expect(store(at).generate('issuing', 'P-256')).resolves.toBeDefined();
  });

  it('refuses a file that was changed, renamed or is no sealed key', async () => {
    const at = folder();
    await store(at).generate('root', 'P-256');
    const file = path.join(at, 'root.sealed');
    copyFileSync(file, path.join(at, 'issuing.sealed'));
    await expect(store(at).publicKey('issuing')).rejects.toThrow(SealedKeyError);
    const sealed = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...sealed, tag: Buffer.alloc(16).toString('base64') }));
    await expect(store(at).publicKey('root')).rejects.toThrow(SealedKeyError);
    writeFileSync(file, 'nothing');
    await expect(store(at).publicKey('root')).rejects.toThrow(/not a sealed key file/);
    writeFileSync(file, JSON.stringify({ ...sealed, N: 2 ** 30 }));
    await expect(store(at).publicKey('root')).rejects.toThrow(/not a sealed key file/);
  });

  it('writes files that only their owner reads, without the key in clear and without leftovers', async () => {
    const at = path.join(folder(), 'new');
    const keys = store(at);
    await keys.generate('root', 'P-256');
    await expect(keys.generate('root', 'P-256')).rejects.toThrow('exists already');
    expect(readdirSync(at)).toEqual(['root.sealed']);
    expect(statSync(path.join(at, 'root.sealed')).mode & 0o777).toBe(0o600);
    expect(statSync(at).mode & 0o777).toBe(0o700);
    // The start of every PKCS#8 key of P-256, in base64.
    expect(readFileSync(path.join(at, 'root.sealed'), 'utf8')).not.toContain('MIGHAgEAMBMGByqGSM49');
  });

  it('refuses names that would leave its folder, and short secrets', async () => {
    for (const name of ['../root', 'a/b', '', '.hidden', 'ROOT', 'x'.repeat(65)]) {
      await expect(store(folder()).has(name)).rejects.toThrow(RangeError);
    }
    expect(() => store(folder(), 'short')).toThrow(RangeError);
  });

  it('names an unknown key without telling where it looked', async () => {
    const at = folder();
    const refusal = store(at).sign('none', Buffer.from('x'));
    await expect(refusal).rejects.toThrow(UnknownKeyError);
    await expect(refusal).rejects.not.toThrow(at);
  });
});
