import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { pem, readCrl } from '@mandataire/pki';
import type { Bench } from './bench.js';
import { OpenSslCa, WITH_REASONS, type OpenSslRun, type Revoked } from './crl/openssl-ca.js';
import { onMigratedDatabase, type BenchDatabase } from './database/bench-database.js';
import { median, rounded } from './load.js';

const MOST_MEMORY_MB = 250;
const LEAST_RATIO = 8;
const MOST_REPUBLICATION = 0.125;
const AGAIN = 9;
const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Publication {
  readonly keySeconds: number;
  readonly seconds: number;
  readonly peakMemoryMb: number;
  readonly again: readonly number[];
}

interface Measured {
  readonly keySeconds: number;
  readonly seconds: number;
  readonly peakMemoryMb: number;
  readonly opensslSeconds: number;
  readonly opensslPeakMemoryMb: number;
  readonly withReasons: OpenSslRun;
  readonly again: readonly number[];
}

const INDEX_DATE = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYMMDDHH24MISS"Z"')`;

/** A register with one issuing authority whose serials are put in by the hundred thousand. */
class CrlRun {
  private issuerId = '';

  private constructor(
    private readonly client: pg.Client,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly openssl: OpenSslCa,
  ) {}

  static async open(database: BenchDatabase, folder: string): Promise<CrlRun> {
    const client = new pg.Client({ connectionString: database.superuserUrl });
    // A bench that fails stops the server under it: what failed is what there is to read.
    client.on('error', () => {});
    await client.connect();
    const own = { WORKER_DATABASE_URL: database.url('WORKER_DATABASE_URL'), DATA_DIR: folder };
    const run = new CrlRun(client, { ...process.env, ...own }, await OpenSslCa.make(folder));
    run.issuerId = (await run.publisher<{ issuerId: string }>('found')).issuerId;
    return run;
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** At so many revoked serials: three whole publications, each in a process of its own; `again` after the last. */
  async measure(count: number, opensslRuns: number, again: number): Promise<Measured> {
    await this.fill(count);
    await this.openssl.index(this.parts());
    const [ours, theirs]: [Publication[], OpenSslRun[]] = [[], []];
    for (let i = 0; i < 3; i += 1) {
      const serials = i === 2 ? await this.issued(again) : [];
      if (i < opensslRuns) theirs.push(await this.openssl.list());
      ours.push(await this.publisher<Publication>('publish', this.issuerId, ...serials));
    }
    const withReasons = await this.openssl.list(WITH_REASONS);
    await this.judge();
    return {
      keySeconds: median(ours.map(({ keySeconds }) => keySeconds)),
      seconds: median(ours.map(({ seconds }) => seconds)),
      peakMemoryMb: Math.max(...ours.map(({ peakMemoryMb }) => peakMemoryMb)),
      opensslSeconds: median(theirs.map(({ seconds }) => seconds)),
      opensslPeakMemoryMb: Math.max(...theirs.map(({ peakMemoryMb }) => peakMemoryMb)),
      withReasons,
      again: ours.flatMap((each) => each.again),
    };
  }

  private async publisher<T>(...args: readonly string[]): Promise<T> {
    const { stdout } = await promisify(execFile)(process.execPath, ['bench/crl/publisher.mjs', ...args], {
      env: this.environment,
    });
    return JSON.parse(stdout) as T;
  }

  /** The table as a year of use leaves it: dates of two years, and autovacuum has been there. */
  private async fill(count: number): Promise<void> {
    await this.client.query('SET session_replication_role = replica');
    await this.client.query(
      `INSERT INTO issued_serial (issuer_id, serial, certificate_id, tenant_id, state, not_after, reserved_at, revoked_at)
       SELECT $1, '4' || substr(md5($2 || '.' || n), 2), $3, $3, 'REVOKED',
         now() + interval '1 year' + n * interval '10 seconds', now() - interval '2 years',
         date_trunc('second', now() - random() * interval '2 years')
       FROM generate_series(1, $2::int - (SELECT count(*) FROM issued_serial WHERE issuer_id = $1 AND state = 'REVOKED')) n
       ORDER BY 2`,
      [this.issuerId, count, NOBODY],
    );
    await this.client.query('SELECT complete_revoked_serials($1)', [this.issuerId]);
    await this.client.query('VACUUM ANALYZE issued_serial, revoked_serial');
  }

  private async issued(count: number): Promise<string[]> {
    const { rows } = await this.client.query<{ serial: string }>(
      `INSERT INTO issued_serial (issuer_id, serial, certificate_id, tenant_id, state, not_after, reserved_at)
       SELECT $1, '4' || substr(md5(random()::text), 2), gen_random_uuid(), gen_random_uuid(), 'ISSUED',
         now() + interval '1 year', now() FROM generate_series(1, $2) RETURNING serial`,
      [this.issuerId, count],
    );
    return rows.map(({ serial }) => serial);
  }

  private async *parts() {
    for (let digit = 0; digit < 256; digit += 1) {
      const { rows } = await this.client.query<Revoked>(
        `SELECT upper(serial) AS serial, ${INDEX_DATE('not_after')} AS "notAfter", ${INDEX_DATE('revoked_at')} AS "revokedAt"
         FROM issued_serial WHERE issuer_id = $1 AND state = 'REVOKED' AND serial >= $2 AND serial < $2 || 'g'`,
        [this.issuerId, `4${digit.toString(16).padStart(2, '0')}`],
      );
      yield rows;
    }
  }

  /** The stored list is what OpenSSL verifies, and it holds every revoked serial. @throws otherwise */
  private async judge(): Promise<void> {
    const { rows } = await this.client.query<{ der: Buffer; issuing: Buffer }>(
      `SELECT crl.der, a.der AS issuing FROM crl JOIN authority_certificate a ON a.id = crl.issuer_id
       WHERE crl.issuer_id = $1 ORDER BY number DESC LIMIT 1`,
      [this.issuerId],
    );
    if (!rows[0]) throw new Error('no list');
    const { der, issuing } = rows[0];
    await this.openssl.verify(der, pem('CERTIFICATE', issuing));
    const listed = serialsOf(Buffer.from(readCrl(der).entries));
    let missing = 0;
    for await (const part of this.parts()) {
      for (const { serial } of part) if (!listed.has(serial)) missing += 1;
    }
    if (missing > 0) throw new Error(`${missing} revoked serials are missing`);
  }
}

/** Upper-case hexadecimal; by the octets alone: SEQUENCE, length, INTEGER, length, serial number. */
function serialsOf(entries: Buffer): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < entries.length; at += 2 + (entries[at + 1] ?? 0)) {
    found.add(entries.toString('hex', at + 4, at + 4 + (entries[at + 3] ?? 0)).toUpperCase());
  }
  return found;
}

/** Complete lists from PostgreSQL to the stored, signed octets, and the next list after one more revocation. */
export const crlBench: Bench = {
  about:
    'complete CRL of 1,000, 100,000 and 1,000,000 entries: read, built, signed, stored; reference: openssl ca -gencrl',
  run: async ({ print }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-crl-'));
    try {
      return await onMigratedDatabase(async (database) => {
        const run = await CrlRun.open(database, folder);
        const at = async (count: number, opensslRuns: number, again: number) => {
          const measured = await run.measure(count, opensslRuns, again);
          print(
            `${count} entries: ${measured.seconds.toFixed(3)} s, ${measured.peakMemoryMb.toFixed(0)} MB; ` +
              `openssl ${measured.opensslSeconds.toFixed(3)} s`,
          );
          return measured;
        };
        try {
          const thousand = await at(1_000, 3, 0);
          const hundred = await at(100_000, 3, AGAIN);
          const million = await at(1_000_000, 3, AGAIN);
          return figures(thousand, hundred, million);
        } finally {
          await run.close();
        }
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function figures(thousand: Measured, hundred: Measured, million: Measured) {
  const ratioToOpenssl = million.opensslSeconds / million.seconds;
  const republication = median(hundred.again);
  const republishRatio = republication / hundred.opensslSeconds;
  const peakMemoryMb = Math.max(thousand.peakMemoryMb, hundred.peakMemoryMb, million.peakMemoryMb);
  return {
    ok:
      ratioToOpenssl >= LEAST_RATIO && peakMemoryMb < MOST_MEMORY_MB && republishRatio <= MOST_REPUBLICATION,
    secondsThousand: rounded(thousand.seconds, 3),
    secondsHundredThousand: rounded(hundred.seconds, 3),
    secondsMillion: rounded(million.seconds, 3),
    /** What a process adds to its first list of an authority: the sealed key is opened (scrypt), then stays open. */
    keySeconds: rounded(median([thousand, hundred, million].map((each) => each.keySeconds)), 3),
    /** Cost of an entry at a million over that at a hundred thousand: 1 is linear. */
    linearity: rounded(million.seconds / 10 / hundred.seconds, 2),
    peakMemoryMb: Math.round(peakMemoryMb),
    ratioToOpenssl: rounded(ratioToOpenssl, 2),
    opensslSecondsMillion: rounded(million.opensslSeconds, 2),
    opensslPeakMemoryMb: Math.round(million.opensslPeakMemoryMb),
    /** Against an index with a reason on each line, which a list of ours never carries (F31): for comparison only. */
    ratioToOpensslWithReasons: rounded(million.withReasons.seconds / million.seconds, 2),
    opensslWithReasonsSecondsMillion: rounded(million.withReasons.seconds, 2),
    opensslWithReasonsPeakMemoryMb: Math.round(million.withReasons.peakMemoryMb),
    opensslSecondsHundredThousand: rounded(hundred.opensslSeconds, 3),
    republishMs: rounded(republication * 1000, 1),
    republishRatio: rounded(republishRatio, 3),
    republishMsMillion: rounded(median(million.again) * 1000, 1),
  };
}
