import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isSiren } from '@mandataire/domain/tenant';
import { testDatabase, type DemoLogin, type TestDatabase } from '../../support/system/index.js';

const CLI = path.resolve('migrations', 'dist', 'cli.js');
let database: TestDatabase;
let folder: string;
let superuser: pg.Client;
let first: DemoLogin[];

/** The command line as the start tool runs it, on a database of this file's own. */
function cli(command: string, env: Record<string, string> = {}) {
  const { urls } = database;
  const result = spawnSync(process.execPath, [CLI, command], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH ?? '',
      ...{ OWNER_DATABASE_URL: urls.owner, APP_DATABASE_URL: urls.app, WORKER_DATABASE_URL: urls.worker },
      ...{ DATA_DIR: folder, PKI_BASE_URL: 'http://localhost:3001', DEMO: 'true', NODE_ENV: 'development' },
      ROOT_KEY_SECRET: 'r'.repeat(40),
      ...{ CA_KEY_SECRET: 'c'.repeat(40), OCSP_KEY_SECRET: 'o'.repeat(40), DATA_KEY_SECRET: 'd'.repeat(40) },
      ...env,
    },
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

const loginsOf = (stdout: string): DemoLogin[] => JSON.parse(stdout.trim().split('\n').at(-1) ?? '').logins;
const rows = async <T extends pg.QueryResultRow>(sql: string): Promise<T[]> =>
  (await superuser.query<T>(sql)).rows;

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'mandataire-seed-'));
  superuser = new pg.Client({ connectionString: database.urls.superuser });
  await superuser.connect();
  const authority = cli('authority');
  if (authority.code !== 0) throw new Error(authority.stderr);
  const seed = cli('seed');
  if (seed.code !== 0) throw new Error(seed.stderr);
  first = loginsOf(seed.stdout);
}, 120_000);
afterAll(async () => {
  await superuser.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the demonstration', () => {
  it('announces every role, with a second factor for everyone but holders', () => {
    const roles = new Set(first.map(({ role }) => role));
    expect([...roles].sort()).toEqual([
      ...['ADMINISTRATOR', 'AUDITOR', 'CERTIFICATION_AGENT', 'HOLDER', 'HR_READER', 'LEGAL_REPRESENTATIVE'],
      ...['REGISTRATION_OFFICER', 'SALES'],
    ]);
    for (const { role, totpSecret, password, email } of first) {
      expect(totpSecret === undefined).toBe(role === 'HOLDER');
      expect(password.length).toBeGreaterThanOrEqual(15);
      expect(email).toMatch(/\.example$/);
    }
    const secrets = first.flatMap(({ totpSecret }) => totpSecret ?? []);
    expect(new Set(secrets).size).toBe(secrets.length);
  });

  it('shows certificates in each state that a visitor should see, two of them about to expire', async () => {
    const states = await rows<{ state: string; days: number }>(
      `SELECT state, round(extract(epoch FROM not_after - now()) / 86400)::integer AS days FROM certificate ORDER BY 1, 2`,
    );
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['ACTIVE', 'EXPIRED', 'REVOKED']));
    expect(
      states.filter(({ state, days }) => state === 'ACTIVE' && days < 90).map(({ days }) => days),
    ).toEqual([20, 75]);
    const [revocation] = await rows(
      `SELECT state, confirmed_at, ocsp_seen_at, crl_seen_at FROM revocation_request`,
    );
    expect(revocation).toEqual({
      ...{ state: 'CLOSED', confirmed_at: expect.any(Date), ocsp_seen_at: expect.any(Date) },
      crl_seen_at: expect.any(Date),
    });
  });

  it('leaves an order at each step that waits for somebody, and a file to review in both companies', async () => {
    const waiting = await rows<{ name: string; state: string; consented: boolean }>(
      `SELECT name, state, consented_at IS NOT NULL AS consented
       FROM certificate_order JOIN company_profile USING (tenant_id)
       WHERE state NOT IN ('COMPLETED', 'DOWNLOADED') ORDER BY 1, 2, 3`,
    );
    expect(waiting).toEqual([
      { name: 'Laiterie du Vercors', state: 'UNDER_REVIEW', consented: true },
      { name: 'Menuiserie Dupré & Fils', state: 'APPROVED', consented: true },
      { name: 'Menuiserie Dupré & Fils', state: 'AWAITING_CONSENT', consented: false },
      { name: 'Menuiserie Dupré & Fils', state: 'AWAITING_CONSENT', consented: true },
      { name: 'Menuiserie Dupré & Fils', state: 'UNDER_REVIEW', consented: true },
    ]);
  });

  it('leaves at least three verified holders free for a new order', async () => {
    const free = await rows(
      `SELECT h.id FROM holder h JOIN company_profile p USING (tenant_id)
       JOIN identity_verification v ON v.holder_id = h.id
       WHERE p.city = 'Lyon' AND v.state = 'VERIFIED' AND v.verified_at > now() - interval '60 days'
         AND NOT EXISTS (SELECT 1 FROM certificate_order o WHERE o.holder_id = h.id)`,
    );
    expect(free.length).toBeGreaterThanOrEqual(3);
  });

  it('made every certificate with the authority: signed, registered and journaled', async () => {
    const issued = await rows<{ der: Buffer; serial: string; state: string; entries: number }>(
      `SELECT c.der, c.serial, s.state,
         (SELECT count(*) FROM journal_entry j WHERE j.object_id = c.id)::integer AS entries
       FROM certificate c JOIN issued_serial s USING (issuer_id, serial)`,
    );
    const [issuer] = await rows<{ der: Buffer }>(
      `SELECT der FROM authority_certificate WHERE kind = 'ISSUING' AND name = 'dual'`,
    );
    const authority = new X509Certificate(issuer?.der ?? Buffer.alloc(0));
    expect(issued.length).toBeGreaterThan(5);
    for (const { der, serial, entries } of issued) {
      const certificate = new X509Certificate(der);
      expect(certificate.verify(authority.publicKey)).toBe(true);
      expect(certificate.serialNumber.toLowerCase()).toBe(serial);
      expect(entries).toBeGreaterThan(1);
    }
    expect(issued.filter(({ state }) => state === 'REVOKED')).toHaveLength(1);
  });

  it('leaves to the worker the three letters that somebody should find in the mailbox, and no old one', async () => {
    const waiting = await rows<{ name: string }>(
      `SELECT name FROM outbox WHERE relayed_at IS NULL AND name LIKE 'order.%' ORDER BY name`,
    );
    expect(waiting.map(({ name }) => name)).toEqual(['order.approved', 'order.consented', 'order.placed']);
    // Nor does the worker find any letter of the past that it would have to send again.
    expect(await rows(`SELECT name FROM outbox WHERE relayed_at IS NOT NULL AND settled_at IS NULL`)).toEqual(
      [],
    );
    // Every link that opens something was or will be mailed to somebody.
    expect(await rows(`SELECT 1 FROM certificate WHERE state = 'ISSUED'`)).toEqual([]);
  });

  it('gives its companies true SIREN keys and mandates in force', async () => {
    const companies = await rows<{ siren: string }>('SELECT siren FROM company');
    expect(companies.map(({ siren }) => isSiren(siren))).toEqual([true, true]);
    const mandates = await rows(
      `SELECT DISTINCT tenant_id FROM mandate WHERE state = 'ACTIVE' AND current_date BETWEEN starts_on AND ends_on`,
    );
    expect(mandates).toHaveLength(2);
  });

  it('announces the same and adds nothing when it runs again', async () => {
    const count = () =>
      rows(`SELECT (SELECT count(*) FROM journal_entry) AS entries, (SELECT count(*) FROM account) AS accounts,
        (SELECT count(*) FROM crl) AS lists`);
    const before = await count();
    const again = cli('seed');
    expect(loginsOf(again.stdout)).toEqual(first);
    expect(await count()).toEqual(before);
  });

  it('refuses production, and seeds nothing where no demonstration is wanted', () => {
    const production = cli('seed', { NODE_ENV: 'production' });
    expect([production.code, production.stdout]).toEqual([1, '']);
    expect(production.stderr).toMatch(/never seeded in production/);
    expect(loginsOf(cli('seed', { DEMO: 'false' }).stdout)).toEqual([]);
  });

  it('founds no authority outside a demonstration, and names the ceremony', async () => {
    const lists = await rows('SELECT issuer_id, number FROM crl ORDER BY issuer_id, number');
    const refused = cli('authority', { DEMO: 'false' });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('npm run ca -- init');
    expect(await rows('SELECT issuer_id, number FROM crl ORDER BY issuer_id, number')).toEqual(lists);
  });

  it('has an authority that began before the first certificate, and whose root rests', async () => {
    const [first] = await rows<{ ok: boolean }>(
      `SELECT (SELECT max(not_before) FROM authority_certificate WHERE kind <> 'OCSP_SIGNER')
         < (SELECT min(not_before) FROM certificate) AS ok`,
    );
    expect(first?.ok).toBe(true);
    const again = cli('authority', { ROOT_KEY_SECRET: '' });
    expect(again).toMatchObject({ code: 0, stderr: '' });
    const [root] = await rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM crl JOIN authority_certificate a ON a.id = crl.issuer_id WHERE a.kind = 'ROOT'`,
    );
    expect(root?.count).toBe(1);
  });

  it('names a missing setting, never a value', () => {
    const failed = cli('authority', { CA_KEY_SECRET: '' });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('CA_KEY_SECRET manque');
  });
});
