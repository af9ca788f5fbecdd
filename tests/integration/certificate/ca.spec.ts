import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenSsl } from '@mandataire/pki/testing';
import { testDatabase, type TestDatabase } from '../../support/system/index.js';

let database: TestDatabase;
let empty: TestDatabase;
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
        ...{
          ROOT_KEY_SECRET: 'r'.repeat(40),
          CA_KEY_SECRET: 'c'.repeat(40),
          OCSP_KEY_SECRET: 'o'.repeat(40),
        },
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
  [database, empty] = await Promise.all([testDatabase(), testDatabase()]);
  folder = mkdtempSync(path.join(os.tmpdir(), 'mandataire-ca-'));
});
afterAll(async () => {
  await Promise.all([database.drop(), empty.drop()]);
  rmSync(folder, { recursive: true, force: true });
});

describe('npm run ca', () => {
  it('says before the first ceremony that there is no authority, and plans one without making it', () => {
    expect(ca(['status'])).toMatchObject({ code: 1, stdout: expect.stringContaining('n’est pas créée') });
    expect(ca(['init', '--dry-run']).stderr).toContain('--operator');
    const planned = ca(['init', '--dry-run', ...PERSONS]);
    expect(planned.stdout).toContain('• créer root\n• créer authentication');
    expect(planned.stdout).toMatch(/signataires OCSP qui manquent.*\n• publier les LCR/);
    expect(planned.stdout).toContain('rien n’a été fait');
    expect(ca(['status']).code).toBe(1);
  });

  it('makes nothing without two people, and nothing that the second does not confirm himself', () => {
    expect(ca(['init'])).toMatchObject({ code: 1, stderr: expect.stringContaining('--operator') });
    expect(ca(['init', '--operator', 'Anne Roche']).stderr).toContain('--witness');
    expect(ca(['init', '--operator', 'Anne Roche', '--witness', 'anne  \u00a0roche ']).stderr).toContain(
      'deux personnes différentes',
    );
    expect(ca(['init', ...PERSONS], 'oui\n')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Confirmation refusée'),
    });
    expect(ca(['init', ...PERSONS])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Confirmation refusée'),
    });
    expect(ca(['status']).code).toBe(1);
  });

  it('does nothing when its record cannot be written', () => {
    const place = path.join(folder, 'ceremonies');
    rmSync(place, { recursive: true, force: true });
    writeFileSync(place, '');
    expect(ca(['init', ...PERSONS], 'init Louis Faure\n').code).toBe(1);
    unlinkSync(place);
    expect(ca(['status']).code).toBe(1);
  });

  it('explains its usage on arguments that it does not know', () => {
    for (const args of [
      ['--bogus'],
      ['rotate-ocsp', '--operator'],
      ['status', 'signature'],
      ['export', 'a', 'b'],
    ]) {
      const { code, stderr } = ca(args);
      expect(code).toBe(1);
      expect(stderr).toContain('npm run ca -- COMMANDE');
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  it('says that PostgreSQL is away', () => {
    const away = { WORKER_DATABASE_URL: 'postgres://worker:x@127.0.0.1:9/none' };
    expect(ca(['status'], '', away)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('PostgreSQL ne répond pas'),
    });
  });

  it('founds the hierarchy, rotates signers, rolls a family over, and writes a chain of records', () => {
    expect(ca(['init', ...PERSONS], 'init Louis Faure\n').code).toBe(0);
    const rotated = ca(['rotate-ocsp', ...PERSONS], 'rotate-ocsp Louis Faure\n');
    expect(rotated.stdout).toContain('ocsp-dual-2');
    const rolled = ca(['rollover', 'signature', ...PERSONS], 'rollover signature Louis Faure\n');
    expect(rolled).toMatchObject({ code: 0, stderr: expect.stringContaining('Témoin') });
    expect(records()).toEqual(['0001-init.json', '0002-rotate-ocsp.json', '0003-rollover-signature.json']);
    const last = JSON.parse(record('0003-rollover-signature.json').toString());
    expect(last).toMatchObject({ operator: 'Anne Roche', witness: 'Louis Faure', state: 'DONE' });
    expect(last.act).toBe('rollover signature');
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

  it('makes nothing with a wrong secret, folder or address, and writes down that it failed', () => {
    const keys = (name: string) => readdirSync(path.join(folder, 'keys', name)).sort();
    const before = [keys('ca'), keys('ocsp')];
    const attempt = (args: string[], env: Record<string, string>) =>
      ca([...args, ...PERSONS], `${args.join(' ')} Louis Faure\n`, env);
    expect(attempt(['rollover', 'service'], { CA_KEY_SECRET: 'x'.repeat(40) }).stderr).toContain(
      'no key was made',
    );
    expect(attempt(['rollover', 'service'], { ROOT_KEY_SECRET: 'x'.repeat(40) }).stderr).toContain(
      'root cannot be opened',
    );
    expect(attempt(['rollover', 'service'], { ROOT_KEY_SECRET: '' }).stderr).toContain('ROOT_KEY_DIR');
    expect(attempt(['rotate-ocsp'], { OCSP_KEY_SECRET: 'x'.repeat(40) }).stderr).toContain('no key was made');
    const elsewhere = attempt(['init'], { PKI_BASE_URL: 'http://pki.wrong.example' });
    expect(elsewhere.stderr).toContain('PKI_BASE_URL=http://pki.wrong.example is not the address');
    const other = mkdtempSync(path.join(os.tmpdir(), 'mandataire-ca-other-'));
    try {
      expect(attempt(['rotate-ocsp'], { DATA_DIR: other }).code).toBe(1);
      expect(existsSync(path.join(other, 'keys'))).toBe(false);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
    expect([keys('ca'), keys('ocsp')]).toEqual(before);
    const failed = records().at(-1) ?? '';
    expect(JSON.parse(record(failed).toString())).toMatchObject({ state: 'FAILED', certificates: [] });
    expect(attempt(['rollover', 'service'], {})).toMatchObject({ code: 0 });
  });

  it('leaves the root in peace when nothing of it is missing, and numbers on when a record is gone', () => {
    const root = path.join(folder, 'keys', 'root');
    renameSync(root, `${root}.away`);
    unlinkSync(path.join(folder, 'ceremonies', '0002-rotate-ocsp.json'));
    const last = Number.parseInt(records().at(-1) ?? '', 10);
    const { code, stderr } = ca(['init', ...PERSONS], 'init Louis Faure\n', { ROOT_KEY_SECRET: '' });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(records().at(-1)).toBe(`${String(last + 1).padStart(4, '0')}-init.json`);
    renameSync(`${root}.away`, root);
  });

  it('lets one person act alone in a demonstration', () => {
    expect(ca(['rollover', 'service'], '', { DEMO: 'true' }).code).toBe(0);
    expect(ca(['rollover', 'nothing'], '', { DEMO: 'true' }).stderr).toContain('Quelle famille');
    // A setting makes no demonstration of an authority with real names.
    const own = { DEMO: 'true', CA_ORGANISATION: 'Exemple SA', CA_COMMON_NAME: 'Exemple' };
    const real = { ...own, WORKER_DATABASE_URL: empty.urls.worker };
    expect(ca(['init'], '', real)).toMatchObject({ code: 1, stderr: expect.stringContaining('--operator') });
  });
});
