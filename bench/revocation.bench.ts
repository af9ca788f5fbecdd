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

async function atOnce({ certificates, status, slug, print }: Place) {
  const asked = certificates.all.slice(SINGLE, SINGLE + AT_ONCE);
  const start = performance.now();
  await certificates.ask(asked);
  const committedMs = performance.now() - start;
  await until('the authority', start, async () => (await certificates.waiting(asked)) === 0, 200);
  print(`  all revoked at the authority after ${rounded((performance.now() - start) / 1000)} s`);
  const queue = [...asked];
  const lane = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { serial } = next;
      await until(`OCSP about ${serial}`, start, () => status.isRevoked(serial), 20);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  const lastOcspMs = performance.now() - start;
  const isListed = async () => {
    const list = await status.list(slug);
    return asked.every(({ serial }) => list.includes(Buffer.from(serial, 'hex')));
  };
  const lastCrlMs = await until('the list', start, isListed, 200);
  return { committedMs, lastOcspMs, lastCrlMs };
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

/** A company's end: ten thousand revocations at once; and one at a time while the status service is busy. */
export const revocationBench: Bench = {
  about:
    '10 000 revocations at once through worker, database and status service; and single ones beside OCSP at half its rate',
  run: async ({ print }) => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'mandataire-bench-revocation-'));
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !POINTING.test(name)));
    const system = await startSystem({ dataDir, env, ports: ANY_PORT, fast: true });
    try {
      const { urls, databases } = system.run;
      const { id, name, der } = await issuing(databases.status);
      const total = SINGLE + AT_ONCE + ASKED_ABOUT;
      const certificates = await RevocableCertificates.prepare(databases.app, id, total);
      const status = new StatusClient(urls.status.replace(/\/$/, ''), issuerOf(der));
      const place = { certificates, status, slug: name, print };
      const single = await singles(place);
      const mass = await atOnce(place);
      status.close();
      await certificates.close();
      return {
        ok: single.p99 < SINGLE_BAR_MS,
        lastOcspMs: Math.round(mass.lastOcspMs),
        lastCrlMs: Math.round(mass.lastCrlMs),
        singleP99Ms: Math.round(single.p99),
        singleP50Ms: Math.round(single.p50),
        ocspPerSecondBeside: Math.round(single.background),
        ocspPerSecondAtMost: Math.round(single.most),
        askedAtOnce: AT_ONCE,
        committedMs: Math.round(mass.committedMs),
        limitedBy:
          'the transactions of each single request in the worker; lists are shared by all that wait for one',
      };
    } finally {
      await system.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};
