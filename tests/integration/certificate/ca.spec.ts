import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenSsl } from '@mandataire/pki/testing';
import { testDatabase, type TestDatabase } from '../../support/system/index.js';

let database: TestDatabase;
let folder: string;

/** The operator's command, outside a demonstration: two people. */
function ca(args: readonly string[], input = '', env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'tools/ca/main.ts', ...args],
    {
      encoding: 'utf8',
      input,
      env: {
        PATH: process.env.PATH ?? '',
        ...{ WORKER_DATABASE_URL: database.urls.worker, DATA_DIR: folder, NODE_ENV: 'development' },
        ...{ PKI_BASE_URL: 'http://pki.example.org' },
        ...{ CA_KEY_SECRET: 'c'.repeat(40), OCSP_KEY_SECRET: 'o'.repeat(40) },
        ...env,
      },
    },
  );
  return { code: status, stdout, stderr };
}

const PERSONS = ['--operator', 'Anne Roche', '--witness', 'Louis Faure'];
const records = () => readdirSync(path.join(folder, 'ceremonies')).sort();
const record = (name: string) => readFileSync(path.join(folder, 'ceremonies', name));

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'mandataire-ca-'));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('npm run ca', () => {
  it('says before the first ceremony that there is no authority, and plans one without making it', () => {
    expect(ca(['status'])).toMatchObject({ code: 1, stdout: expect.stringContaining('n’est pas créée') });
    const planned = ca(['init', '--dry-run']);
    expect(planned.stdout).toContain('• créer root\n• créer authentication');
    expect(planned.stdout).toContain('rien n’a été fait');
    expect(ca(['status']).code).toBe(1);
  });

  it('makes nothing without two people, and nothing that the second does not confirm himself', () => {
    expect(ca(['init'])).toMatchObject({ code: 1, stderr: expect.stringContaining('--operator') });
    expect(ca(['init', '--operator', 'Anne Roche']).stderr).toContain('--witness');
    expect(ca(['init', '--operator', 'Anne Roche', '--witness', 'anne roche ']).stderr).toContain(
      'deux personnes différentes',
    );
    expect(ca(['init', ...PERSONS], 'oui\n')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Confirmation refusée'),
    });
    expect(ca(['status']).code).toBe(1);
  });

  it('founds the hierarchy, rotates signers, rolls a family over, and writes a chain of records', () => {
    expect(ca(['init', ...PERSONS], 'init Louis Faure\n').code).toBe(0);
    const rotated = ca(['rotate-ocsp', ...PERSONS], 'rotate-ocsp Louis Faure\n');
    expect(rotated.stdout).toContain('ocsp-dual-2');
    const rolled = ca(['rollover', 'signature', ...PERSONS], 'rollover signature Louis Faure\n');
    expect(rolled).toMatchObject({ code: 0, stderr: expect.stringContaining('Témoin') });
    expect(records()).toEqual(['0001-init.json', '0002-rotate-ocsp.json', '0003-rollover-signature.json']);
    const last = JSON.parse(record('0003-rollover-signature.json').toString());
    expect(last).toMatchObject({ operator: 'Anne Roche', witness: 'Louis Faure', act: 'rollover signature' });
    expect(last.certificates.map(({ name }: { name: string }) => name)).toEqual([
      'signature-2',
      'ocsp-signature-2-1',
    ]);
    expect(last.previousSha256).toBe(
      createHash('sha256').update(record('0002-rotate-ocsp.json')).digest('hex'),
    );
    const { code, stdout } = ca(['status']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/AC émettrice signature : .*\n.*\(remplacée, signe sa LCR\)\n {2}LCR n° 1/);
    expect(stdout).toMatch(/AC émettrice signature-2 : DÉMO – SANS VALEUR – AC signature 2/);
    expect(stdout).not.toContain('⚠');
  });

  it('exports what the public may have, and OpenSSL verifies it', async () => {
    const out = path.join(folder, 'public');
    expect(ca(['export', out, '--dry-run']).stdout).toContain('rien n’a été écrit');
    expect(ca(['export', out]).code).toBe(0);
    expect(readdirSync(out)).toHaveLength(6 * 4);
    const openssl = new OpenSsl();
    try {
      const file = (name: string) => path.join(out, name);
      const verdict = await openssl.run(
        ...['verify', '-x509_strict', '-CAfile', file('root.pem'), file('signature-2.pem')],
      );
      expect(verdict.output).toContain('signature-2.pem: OK');
      const bundle = await openssl.run(
        ...['pkcs7', '-inform', 'DER', '-in', file('signature-2.p7c'), '-print_certs', '-noout'],
      );
      expect(bundle.output.match(/subject=/g)).toHaveLength(2);
    } finally {
      openssl.dispose();
    }
    expect(new X509Certificate(readFileSync(path.join(out, 'signature-2.cer'))).infoAccess).toContain(
      'http://pki.example.org/ca/root.cer',
    );
  });

  it('lets one person act alone in a demonstration', () => {
    expect(ca(['rollover', 'service'], '', { DEMO: 'true' }).code).toBe(0);
    expect(ca(['rollover', 'nothing'], '', { DEMO: 'true' }).stderr).toContain('Quelle famille');
  });
});
