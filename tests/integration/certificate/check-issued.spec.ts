import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  checkIssued,
  type IssuedFinding,
  type IssuedSummary,
} from '@mandataire/adapters/certificate-authority';
import { NodeRandomness, SystemClock } from '@mandataire/adapters/clock';
import { createWorkerPersistence, type WorkerPersistence } from '@mandataire/persistence';
import { testDatabase, type TestDatabase } from '../../support/system/index.js';

interface Summary extends IssuedSummary {
  readonly ok: boolean;
}

let database: TestDatabase;
let folder: string;
let superuser: pg.Client;
let worker: WorkerPersistence;

const environment = () => ({
  PATH: process.env.PATH ?? '',
  ...{
    OWNER_DATABASE_URL: database.urls.owner,
    APP_DATABASE_URL: database.urls.app,
    WORKER_DATABASE_URL: database.urls.worker,
  },
  ...{ DATA_DIR: folder, PKI_BASE_URL: 'http://pki.example.org', DEMO: 'true', NODE_ENV: 'development' },
  ROOT_KEY_SECRET: 'r'.repeat(40),
  ...{ CA_KEY_SECRET: 'c'.repeat(40), OCSP_KEY_SECRET: 'o'.repeat(40), DATA_KEY_SECRET: 'd'.repeat(40) },
});

function node(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: environment(),
  });
  return { code: status, stdout, stderr };
}

/** As `npm run check-issued` does it. */
function command(): { code: number | null; lines: string[]; summary: Summary } {
  const { code, stdout, stderr } = node('--import', 'tsx', 'tools/check-issued/main.ts');
  if (code === 2) throw new Error(stderr);
  const lines = stdout.trim().split('\n');
  return { code, lines, summary: JSON.parse(lines.at(-1) ?? '') as Summary };
}

async function check(): Promise<{ findings: IssuedFinding[]; summary: IssuedSummary }> {
  const findings: IssuedFinding[] = [];
  const { issued, register } = worker;
  const pkiBaseUrl = environment().PKI_BASE_URL;
  const found = (finding: IssuedFinding) => void findings.push(finding);
  return { findings, summary: await checkIssued({ issued, register, pkiBaseUrl, now: new Date(), found }) };
}

/** What no process of the product could do: past the triggers, the grants and row-level security. */
async function plant(sql: string, values: unknown[] = []): Promise<void> {
  await superuser.query('SET session_replication_role = replica');
  try {
    await superuser.query(sql, values);
  } finally {
    await superuser.query('RESET session_replication_role');
  }
}

/** Plants a fault, checks, and takes the fault back. */
async function withFault<T>(
  table: string,
  id: string,
  change: string,
  look: () => T | Promise<T>,
): Promise<T> {
  await plant(`CREATE TABLE kept AS SELECT * FROM ${table} WHERE ${id}`);
  await plant(`UPDATE ${table} SET ${change} WHERE ${id}`);
  try {
    return await look();
  } finally {
    await plant(`DELETE FROM ${table} WHERE ${id}`);
    await plant(`INSERT INTO ${table} SELECT * FROM kept; DROP TABLE kept`);
  }
}

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'mandataire-check-'));
  superuser = new pg.Client({ connectionString: database.urls.superuser });
  await superuser.connect();
  worker = createWorkerPersistence({
    workerUrl: database.urls.worker,
    clock: new SystemClock(),
    randomness: new NodeRandomness(),
  });
  for (const command of ['authority', 'seed']) {
    const { code, stderr } = node(path.resolve('migrations', 'dist', 'cli.js'), command);
    if (code !== 0) throw new Error(stderr);
  }
}, 120_000);
afterAll(async () => {
  await worker.close();
  await superuser.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const oneOf = async (sql: string): Promise<{ id: string; serial: string }> => {
  const { rows } = await superuser.query<{ id: string; serial: string }>(sql);
  if (!rows[0]) throw new Error(sql);
  return rows[0];
};
const anActive = () => oneOf(`SELECT id, serial FROM certificate WHERE state = 'ACTIVE' ORDER BY id LIMIT 1`);
const CHANGED_SIGNATURE = `der = set_byte(der, length(der) - 1, get_byte(der, length(der) - 1) # 1)`;

describe('npm run check-issued', () => {
  it('finds nothing in what the product itself issued, and ends with 0', () => {
    const { code, lines, summary } = command();
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
    expect(summary).toMatchObject({ ok: true, findings: 0, byClause: {} });
    expect(summary.checked).toBeGreaterThan(5);
    expect(code).toBe(0);
  });

  it('tells a finding by its serial and clause, and ends with 1', async () => {
    const { id, serial } = await anActive();
    const { code, lines, summary } = await withFault(
      'certificate',
      `id = '${id}'`,
      CHANGED_SIGNATURE,
      command,
    );
    expect(code).toBe(1);
    expect(summary).toMatchObject({ ok: false, findings: 1, byClause: { 'RFC 5280 §4.1.1.3': 1 } });
    expect(lines).toContainEqual(expect.stringMatching(`^✗ ${serial} .*RFC 5280 §4.1.1.3`));
  });
});

describe('the check of what was issued', () => {
  it.each([
    [
      'octets of another certificate',
      `der = (SELECT der FROM certificate WHERE state = 'REVOKED' LIMIT 1)`,
      ['F38', 'F19', 'R22'],
    ],
    ['a signature that was changed', CHANGED_SIGNATURE, ['RFC 5280 §4.1.1.3']],
    [
      'certified data changed after issuance (R22)',
      `certified_data = jsonb_set(certified_data, '{surname}', '"Autre"')`,
      ['R22'],
    ],
    [
      'a profile changed after issuance (I-32)',
      `profile = jsonb_set(profile, '{usages}', '["SIGNATURE"]')`,
      ['F35', 'F36'],
    ],
  ])('finds %s', async (_, change, clauses) => {
    const { id, serial } = await anActive();
    const { findings } = await withFault('certificate', `id = '${id}'`, change, check);
    expect(findings.map(({ clause }) => clause)).toEqual(expect.arrayContaining(clauses));
    // What is compared with it may be told too; the fault is told at its own serial.
    expect(findings.map((finding) => finding.serial)).toContain(serial);
  });

  it('finds a revoked certificate whose status says that it is good (F55)', async () => {
    const { serial } = await oneOf(`SELECT serial FROM issued_serial WHERE state = 'REVOKED' LIMIT 1`);
    const { findings } = await withFault(
      'issued_serial',
      `serial = '${serial}'`,
      `state = 'ISSUED', revoked_at = NULL`,
      check,
    );
    expect(findings).toMatchObject([
      { serial, clause: 'D27', message: 'the certificate is REVOKED and its status ISSUED' },
    ]);
  });

  it('finds certificates that no mandate and no verification carried (F2, F11)', async () => {
    const mandates = await withFault('mandate', 'true', `starts_on = ends_on - 1, ended_at = NULL`, check);
    expect(mandates.summary.byClause).toEqual({ F2: expect.any(Number) });
    const done = await withFault('identity_verification', 'true', `verified_at = 'infinity'`, check);
    expect(done.summary.byClause).toEqual({ F11: expect.any(Number) });
  });

  it('finds a verification that was invalidated, while its certificate is not revoked (F11)', async () => {
    const active = `id IN (SELECT o.verification_id FROM certificate_order o
      JOIN certificate c ON c.order_id = o.id WHERE c.state = 'ACTIVE')`;
    const { findings } = await withFault('identity_verification', active, `state = 'INVALIDATED'`, check);
    expect(findings.length).toBeGreaterThan(0);
    expect(new Set(findings.map(({ clause }) => clause))).toEqual(new Set(['F11']));
  });

  it.each([
    ['too old at the decision (D5)', `verified_at = verified_at - interval '91 days'`],
    ['made on a document that had expired (I-6)', `document_expires_on = '2001-01-01'`],
  ])('finds a verification that was %s', async (_, change) => {
    const { summary } = await withFault('identity_verification', 'true', change, check);
    expect(summary.byClause).toEqual({ F11: expect.any(Number) });
  });

  it.each([
    ['for another product', `product_codes = '{AUDACIO}'`],
    ['without the act', `acts = '{VERIFY}'`],
    ['of another person', `agent_account_id = representative_account_id`],
  ])('finds certificates whose co-signer had a mandate %s (F2, D12)', async (_, change) => {
    const { summary } = await withFault('mandate', 'true', change, check);
    expect(summary.byClause).toEqual({ F2: expect.any(Number) });
  });

  it('finds nothing in mandates that ended between the co-signature and the issuance (D12)', async () => {
    const last = `SELECT max(a.at) FROM order_act a JOIN certificate c ON c.order_id = a.order_id
      WHERE a.tenant_id = mandate.tenant_id AND a.kind = 'CO_SIGNATURE'`;
    const end = `ended_at = CASE state WHEN 'ACTIVE' THEN (${last}) + interval '1 millisecond' ELSE ended_at END`;
    const { summary } = await withFault('mandate', 'true', end, check);
    expect(summary.findings).toBe(0);
  });

  it.each([
    [
      'a signature of an authority that was changed',
      `kind = 'ISSUING'`,
      CHANGED_SIGNATURE,
      'RFC 5280 §4.1.1.3',
    ],
    [
      'an OCSP signer that outlives its row',
      `kind = 'OCSP_SIGNER'`,
      `not_after = not_after - interval '1 day'`,
      'R22',
    ],
    ['an authority of another issuer', `name = 'dual'`, `issuer_id = repeat('0', 64)`, 'RFC 5280 §4.1.2.4'],
  ])('finds %s', async (_, which, change, clause) => {
    const { findings } = await withFault('authority_certificate', which, change, check);
    expect(findings.map((finding) => finding.clause)).toContain(clause);
  });

  it.each([
    ['a list with another signature', CHANGED_SIGNATURE, 'RFC 5280 §5.1.1.3'],
    ['a list of another number', 'number = number + 1', 'RFC 5280 §5.2.3'],
    ['a list that has ended', `this_update = '2001-01-01', next_update = '2001-01-02'`, 'F29'],
  ])('finds %s', async (_, change, clause) => {
    const newest = `(issuer_id, number) IN (SELECT issuer_id, max(number) FROM crl GROUP BY issuer_id)`;
    await plant(`CREATE TABLE kept_lists AS SELECT * FROM crl`);
    await plant(`UPDATE crl SET ${change} WHERE ${newest}`);
    const { findings } = await check();
    await plant(`DELETE FROM crl; INSERT INTO crl SELECT * FROM kept_lists; DROP TABLE kept_lists`);
    expect(findings.map((finding) => finding.clause)).toContain(clause);
    expect((await check()).findings).toEqual([]);
  });

  it('finds a revoked serial that the current list lacks (F50)', async () => {
    const { id, serial } = await anActive();
    await plant(`UPDATE certificate SET state = 'REVOKED', revoked_at = now() WHERE id = '${id}'`);
    const { findings } = await withFault(
      'issued_serial',
      `serial = '${serial}'`,
      `state = 'REVOKED', revoked_at = now() - interval '1 hour'`,
      check,
    );
    await plant(`UPDATE certificate SET state = 'ACTIVE', revoked_at = NULL WHERE id = '${id}'`);
    await plant(`DELETE FROM revoked_serial WHERE serial = '${serial}'`);
    expect(findings).toMatchObject([{ clause: 'F50', certificateId: 'dual' }]);
    expect(findings[0]?.message).toMatch(/^the list lacks 1 of \d+ revoked serials$/);
  });

  it('finds a living certificate of a key that is known to be compromised (F57)', async () => {
    const { id, serial } = await anActive();
    await plant('INSERT INTO compromised_key SELECT public_key_hash, now() FROM certificate WHERE id = $1', [
      id,
    ]);
    expect((await check()).findings).toMatchObject([{ serial, clause: 'F57' }]);
    await plant('TRUNCATE compromised_key');
  });

  it('finds a serial that was reserved and has no certificate (D27)', async () => {
    const serial = '4'.repeat(32);
    await plant(
      `INSERT INTO issued_serial SELECT issuer_id, $1, gen_random_uuid(), tenant_id, 'RESERVED', not_after, reserved_at
       FROM issued_serial LIMIT 1`,
      [serial],
    );
    expect((await check()).findings).toMatchObject([{ serial, clause: 'D27' }]);
    await plant('DELETE FROM issued_serial WHERE serial = $1', [serial]);
  });
});
