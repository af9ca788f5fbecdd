import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openPkcs12, signCms } from './index.js';

const folder = mkdtempSync(path.join(tmpdir(), 'mandataire-cms-'));
const at = (name: string) => path.join(folder, name);
const openssl = (line: string) => execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
const octets = (name: string): ArrayBuffer => new Uint8Array(readFileSync(at(name))).buffer;

const PASSWORD = 'Tournesol-47!';
const KINDS = { rsa: 'rsa:2048', ec: 'ec -pkeyopt ec_paramgen_curve:P-256' };

beforeAll(() => {
  for (const [kind, key] of Object.entries(KINDS)) {
    openssl(
      `req -x509 -newkey ${key} -nodes -keyout ${kind}.key -out ${kind}.pem -subj /CN=Paul_Dupré -utf8 -days 9`,
    );
    openssl(`pkcs12 -export -inkey ${kind}.key -in ${kind}.pem -out ${kind}.p12 -passout pass:${PASSWORD}`);
  }
  openssl(`pkcs12 -export -legacy -inkey rsa.key -in rsa.pem -out old.p12 -passout pass:${PASSWORD}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a person’s own PKCS#12, opened in the browser (D25)', () => {
  it.each(['rsa', 'ec'])('of a key %s signs a detached CMS that openssl accepts', async (kind) => {
    const opened = await openPkcs12(octets(`${kind}.p12`), PASSWORD);
    expect(opened.commonName).toBe('Paul_Dupré');
    expect(opened.privateKey.extractable).toBe(false);
    const content = new TextEncoder().encode('{"mandat":"à signer"}');
    writeFileSync(at('text'), content);
    writeFileSync(at('made.p7s'), await signCms(content, opened));
    const verify = `cms -verify -binary -cades -inform DER -in made.p7s -content text -CAfile ${kind}.pem`;
    expect(openssl(verify).toString()).toContain('à signer');
    writeFileSync(at('text'), 'autre');
    expect(() => openssl(verify)).toThrow();
  });

  it.each([
    ['rsa.p12', 'autre', 'WRONG_PASSWORD'],
    ['rsa.pem', PASSWORD, 'NOT_PKCS12'],
    ['old.p12', PASSWORD, 'UNSUPPORTED'],
  ])('is refused: %s with %s is %s', async (name, password, fault) => {
    await expect(openPkcs12(octets(name), password)).rejects.toMatchObject({ fault });
  });
});
