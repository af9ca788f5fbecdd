import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { issuerOf } from '@mandataire/pki';
import { startSystem } from '../tools/start/system.mjs';
import type { Bench } from './bench.js';
import { quantile, rounded } from './load.js';
import { RevocableCertificates, type Revocable } from './revocation/certificates.js';
import { StatusClient } from './revocation/status-client.js';

const AT_ONCE = 10_000;
const SINGLE = 100;
const ASKED_ABOUT = 1_000;
/** Of those asked at once, one in so many is watched at OCSP, and the last ones. */
const WATCHED_EACH = 100;
const WATCHED_LAST = 10;
const SINGLE_BAR_MS = 2_000;
const PATIENCE_MS = 20 * 60_000;
const ANY_PORT = { API_PORT: 0, STATUS_PORT: 0, WORKER_PORT: 0, MAILBOX_PORT: 0, SMTP_PORT: 0 };
/** What would point the system at somebody's servers. */
const POINTING =
  /(_DATABASE_URL|^REDIS_URL|^SMTP_URL|^PUBLIC_URL|^PKI_BASE_URL|_PORT|_SECRET|^DATA_DIR|^NODE_ENV)$/;

interface Place {
  readonly certificates: RevocableCertificates;
  readonly status: StatusClient;
  readonly slug: string;
  readonly print: (line: string) => void;
}

/** Waits until it is so. @returns milliseconds since `start`. */
async function until(
  what: string,
  start: number,
  isSo: () => Promise<boolean>,
  everyMs: number,
): Promise<number> {
  while (!(await isSo())) {
    if (performance.now() - start > PATIENCE_MS) throw new Error(`still waiting for ${what}`);
    await pause(everyMs);
  }
  return performance.now() - start;
}

/** OCSP questions about live certificates; at a given rate, or as many as eight connections carry. */
async function load(
  status: StatusClient,
  asked: readonly Revocable[],
  rate: number | undefined,
  stop: () => boolean,
) {
  const start = performance.now();
  let count = 0;
  const lane = async () => {
    while (!stop()) {
      const due = rate === undefined ? 0 : start + (count / rate) * 1_000 - performance.now();
      if (due > 1) await pause(due);
      await status.isRevoked(asked[count++ % asked.length]?.serial ?? '');
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return (count * 1_000) / (performance.now() - start);
}

/** One revocation after the other, from the request's commit to OCSP, while OCSP runs at half of what it can. */
async function singles({ certificates, status, print }: Place) {
  const asked = certificates.all.slice(-ASKED_ABOUT);
  const end = performance.now() + 4_000;
  const most = await load(status, asked, undefined, () => performance.now() > end);
  let over = false;
  const running = load(status, asked, most / 2, () => over);
  const times: number[] = [];
  for (const certificate of certificates.all.slice(0, SINGLE)) {
    const start = performance.now();
    await certificates.ask([certificate]);
    times.push(await until('one revocation', start, () => status.isRevoked(certificate.serial), 5));
  }
  over = true;
  const background = await running;
  print(`  ${SINGLE} single revocations beside ${background.toFixed(0)} OCSP answers a second`);
  times.sort((a, b) => a - b);
  return { most, background, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

/**
 * All of them at once. OCSP is watched for some of them in the order that they are carried out in, the last ones among
 * them; then each other one is asked about once, and waited for when it was later than those.
 */
async function atOnce({ certificates, status, slug, print }: Place, count: number) {
  const chosen = certificates.all.slice(SINGLE, SINGLE + count);
  const start = performance.now();
  await certificates.ask(chosen);
  const committedMs = performance.now() - start;
  const asked = await certificates.inOrder(chosen);
  const isWatched = (place: number) => place % WATCHED_EACH === 0 || place >= asked.length - WATCHED_LAST;
  const revoked = (every: readonly Revocable[]) =>
    inLanes(every, async ({ serial }) => {
      if (await status.isRevoked(serial)) return performance.now() - start;
      return until(`OCSP about ${serial}`, start, () => status.isRevoked(serial), 20);
    });
  const [watchedMs, lastCrlMs] = await Promise.all([
    revoked(asked.filter((_, place) => isWatched(place))),
    listed({ status, slug }, asked.toReversed(), start),
  ]);
  print(
    `  all at OCSP after ${rounded(watchedMs / 1000)} s, in the list after ${rounded(lastCrlMs / 1000)} s`,
  );
  const late = await notRevoked(
    status,
    asked.filter((_, place) => !isWatched(place)),
  );
  const lastOcspMs = late.length > 0 ? await revoked(late) : watchedMs;
  const lastCertificateMs = await until(
    'the certificates',
    start,
    async () => (await certificates.waiting(asked)) === 0,
    200,
  );
  return { committedMs, lastOcspMs, lastCrlMs, lastCertificateMs };
}

/** @returns the greatest of what eight lanes found. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<number>): Promise<number> {
  const queue = [...items];
  let most = 0;
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) most = Math.max(most, await work(next));
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return most;
}

/** Those that OCSP does not call revoked, each asked about once. */
async function notRevoked(status: StatusClient, asked: readonly Revocable[]): Promise<Revocable[]> {
  const late: Revocable[] = [];
  await inLanes(asked, async (each) => {
    if (!(await status.isRevoked(each.serial))) late.push(each);
    return 0;
  });
  return late;
}

/** When the first list was there that has them all, the last asked for first: it is missing the longest. */
async function listed(
  { status, slug }: Pick<Place, 'status' | 'slug'>,
  asked: readonly Revocable[],
  start: number,
): Promise<number> {
  for (;;) {
    const list = await status.list(slug);
    const at = performance.now() - start;
    if (asked.every(({ serial }) => list.includes(Buffer.from(serial, 'hex')))) return at;
    if (at > PATIENCE_MS) throw new Error('still waiting for the list');
    await pause(100);
  }
}

interface IssuingRow {
  readonly id: string;
  readonly name: string;
  readonly der: Buffer;
}

async function issuing(url: string): Promise<IssuingRow> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<IssuingRow>(
      `SELECT id, name, der FROM authority_certificate WHERE kind = 'ISSUING' ORDER BY name = 'dual' DESC LIMIT 1`,
    );
    if (!rows[0]) throw new Error('no issuing authority');
    return rows[0];
  } finally {
    await client.end();
  }
}

/** `--count=500`: fewer at once. */
function countOf(flags: readonly string[]): number {
  const count = Number(
    flags.find((flag) => flag.startsWith('--count='))?.slice('--count='.length) ?? AT_ONCE,
  );
  if (!Number.isInteger(count) || count < 1 || count > AT_ONCE) throw new Error(`--count: 1 to ${AT_ONCE}`);
  return count;
}

/** A company's end: ten thousand revocations at once; and one at a time while the status service is busy. */
export const revocationBench: Bench = {
  about:
    '10 000 revocations at once through worker, database and status service; and single ones beside OCSP at half its rate',
  run: async ({ print, flags }) => {
    const count = countOf(flags);
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'mandataire-bench-revocation-'));
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !POINTING.test(name)));
    const system = await startSystem({ dataDir, env, ports: ANY_PORT, fast: true });
    try {
      const { urls, databases } = system.run;
      const { id, name, der } = await issuing(databases.status);
      const total = SINGLE + count + ASKED_ABOUT;
      const certificates = await RevocableCertificates.prepare(databases.app, id, total);
      const status = new StatusClient(urls.status.replace(/\/$/, ''), issuerOf(der));
      const place = { certificates, status, slug: name, print };
      const single = await singles(place);
      const mass = await atOnce(place, count);
      status.close();
      await certificates.close();
      return {
        ok: single.p99 < SINGLE_BAR_MS,
        lastOcspMs: Math.round(mass.lastOcspMs),
        lastCrlMs: Math.round(mass.lastCrlMs),
        lastCertificateMs: Math.round(mass.lastCertificateMs),
        singleP99Ms: Math.round(single.p99),
        singleP50Ms: Math.round(single.p50),
        ocspPerSecondBeside: Math.round(single.background),
        ocspPerSecondAtMost: Math.round(single.most),
        askedAtOnce: count,
        committedMs: Math.round(mass.committedMs),
        limitedBy:
          'OCSP: the rows that PostgreSQL writes for each request; the list: how often the status service reads it (2 s)',
      };
    } finally {
      await system.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};
