import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { BENCH_PARTS, ensureParts } from '../tools/test/parts.mjs';
import type { Bench } from './bench.js';
import { onBenchDatabase, type BenchDatabase } from './database/bench-database.js';
import { CERTIFICATES } from './database/content/companies.js';
import { median, rounded } from './load.js';
import { foundAuthority, type BenchAuthority } from './ocsp/authority.js';
import { post, wrk, type WrkRound } from './ocsp/client.js';
import { Revocations } from './ocsp/revocations.js';
import { processorSeconds, startBare, startCfssl, type Server } from './ocsp/servers.js';

const CONNECTIONS = 8;
const ROUNDS = 16;
const ROUND_SECONDS = 1;
const BAR_BARE = 0.85;
const BAR_CFSSL = 1.6;
const BAR_VISIBLE_MS = 1_000;

const SIDES = ['status', 'bare', 'cfssl'] as const;
type Side = (typeof SIDES)[number];

/** @throws naming the packages: a ratio without its other side is no figure. */
async function needParts(print: (line: string) => void): Promise<void> {
  const { missing } = await ensureParts({ say: print }, undefined, BENCH_PARTS);
  if (missing.length === 0) return;
  const cures = missing.map(({ name, cure }) => `${name} (${cure})`);
  throw new Error(`This bench needs ${cures.join(' and ')}`);
}

/** What the status service says of each serial, asked once: from then on it is kept. @throws on a false answer. */
async function askEach(url: string, { asked }: BenchAuthority): Promise<readonly Buffer[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    return await Promise.all(
      asked.map(async ({ serial, state, request }) => {
        const { status, body } = await post(url, request.der, agent);
        const expected = state === 'REVOKED' ? 'revoked' : 'good';
        if (status !== 200 || request.read(body) !== expected)
          throw new Error(`${serial} is ${expected}; the answer ${status} says ${request.read(body)}`);
        return body;
      }),
    );
  } finally {
    agent.destroy();
  }
}

/** Rates of what does not give the same octets say nothing. @throws naming the side. */
async function compare(
  servers: Readonly<Record<Side, Server>>,
  authority: BenchAuthority,
  answers: readonly Buffer[],
) {
  for (let i = 0; i < answers.length; i += 97) {
    for (const side of SIDES) {
      const { body } = await post(servers[side].url, authority.asked[i]?.request.der ?? Buffer.alloc(0));
      if (!answers[i]?.equals(body)) throw new Error(`${side} answers other octets about serial ${i}`);
    }
  }
}

interface Measured {
  readonly rounds: Readonly<Record<Side, WrkRound[]>>;
  readonly visible: number[];
  /** Processor time of each server during its rounds, in seconds: says the same on a crowded machine. */
  readonly processor: Record<Side, number>;
}

/** Short rounds of each side in turn; during ours, serials are revoked one after another. */
async function measure(
  servers: Readonly<Record<Side, Server>>,
  {
    requestsFile,
    authority,
    revocations,
  }: { requestsFile: string; authority: BenchAuthority; revocations: Revocations },
  print: (line: string) => void,
): Promise<Measured> {
  const load = { requestsFile, connections: CONNECTIONS, seconds: ROUND_SECONDS };
  const good = authority.asked.filter(({ state }) => state !== 'REVOKED');
  const measured: Measured = {
    rounds: { status: [], bare: [], cfssl: [] },
    visible: [],
    processor: { status: 0, bare: 0, cfssl: 0 },
  };
  for (const side of SIDES) await wrk(servers[side].url, { ...load, seconds: 2, first: 0 });
  for (let i = 0; i < ROUNDS; i += 1) {
    for (let turn = 0; turn < SIDES.length; turn += 1) {
      const side = SIDES[(i + turn) % SIDES.length] as Side;
      const before = processorSeconds(servers[side].pid);
      const running = wrk(servers[side].url, { ...load, first: (i * 613) % authority.asked.length });
      const revoked = good[i * 53];
      if (side === 'status' && revoked) measured.visible.push(await revocations.revoke(revoked));
      const round = await running;
      if (round.errors > 0) throw new Error(`${side}: ${round.errors} requests failed`);
      measured.rounds[side].push(round);
      measured.processor[side] += processorSeconds(servers[side].pid) - before;
    }
    const rate = (side: Side) => perSecond(measured.rounds[side].slice(-1)).toFixed(0);
    print(
      `  ${rate('status')}/s, bare ${rate('bare')}/s, cfssl ${rate('cfssl')}/s; revoked after ${measured.visible.at(-1)?.toFixed(0)} ms`,
    );
  }
  return measured;
}

const total = (rounds: readonly WrkRound[], of: (round: WrkRound) => number): number =>
  rounds.reduce((sum, round) => sum + of(round), 0);

const perSecond = (rounds: readonly WrkRound[]): number =>
  total(rounds, ({ requests }) => requests) / (total(rounds, ({ microseconds }) => microseconds) / 1_000_000);

async function onServers(database: BenchDatabase, print: (line: string) => void): Promise<Measured> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mandataire-bench-ocsp-'));
  const servers: Server[] = [];
  try {
    const authority = await foundAuthority(database);
    const status = await database.server.startStatus(database.name);
    const url = `${status.url}/ocsp`;
    const answers = await askEach(url, authority);
    const write = (name: string, lines: readonly string[]) => {
      const file = path.join(folder, name);
      writeFileSync(file, `${lines.join('\n')}\n`);
      return file;
    };
    const requests = authority.asked.map(({ request }) => request.der);
    const base64 = answers.map((answer) => answer.toString('base64'));
    const pairs = requests.map((request, i) => `${request.toString('base64')} ${base64[i]}`);
    const bare = await startBare(write('pairs', pairs));
    servers.push(bare);
    const cfssl = await startCfssl(write('responses', base64).trimEnd(), requests[0] ?? Buffer.alloc(0));
    servers.push(cfssl);
    const all = { status: { url, pid: status.pid, stop: () => undefined }, bare, cfssl };
    await compare(all, authority, answers);
    const requestsFile = write(
      'requests',
      requests.map((request) => request.toString('hex')),
    );
    const revocations = await Revocations.open(database.url('WORKER_DATABASE_URL'), authority.issuerId, url);
    try {
      return await measure(all, { requestsFile, authority, revocations }, print);
    } finally {
      await revocations.close();
    }
  } finally {
    for (const server of servers) server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** OCSP as the status process serves it over a million certificates, while serials are revoked. */
export const ocspBench: Bench = {
  about:
    'OCSP by POST over 10,000 of a million serials, kept answers, wrk; references: bare node:http and cfssl ocspserve with the same octets',
  run: async ({ print }) => {
    await needParts(print);
    const { rounds, visible, processor } = await onBenchDatabase(print, (database) =>
      onServers(database, print),
    );
    const [status, bare, cfssl] = SIDES.map((side) => perSecond(rounds[side])) as [number, number, number];
    const p99Ms = (side: Side) =>
      rounded(median(rounds[side].map(({ p99Microseconds }) => p99Microseconds)) / 1000);
    const cpuMicros = (side: Side) =>
      rounded((processor[side] * 1_000_000) / total(rounds[side], ({ requests }) => requests), 1);
    const [ratioToBareHttp, ratioToCfssl] = [status / bare, status / cfssl];
    const revocationVisibleMs = Math.max(...visible);
    return {
      ok: ratioToBareHttp >= BAR_BARE && ratioToCfssl >= BAR_CFSSL && revocationVisibleMs <= BAR_VISIBLE_MS,
      ratioToBareHttp: rounded(ratioToBareHttp, 3),
      ratioToCfssl: rounded(ratioToCfssl, 3),
      revocationVisibleMs: rounded(revocationVisibleMs, 1),
      requestsPerSecond: Math.round(status),
      bareRequestsPerSecond: Math.round(bare),
      cfsslRequestsPerSecond: Math.round(cfssl),
      ...{ p99Ms: p99Ms('status'), bareP99Ms: p99Ms('bare'), cfsslP99Ms: p99Ms('cfssl') },
      ...{
        cpuMicros: cpuMicros('status'),
        bareCpuMicros: cpuMicros('bare'),
        cfsslCpuMicros: cpuMicros('cfssl'),
      },
      revocations: visible.length,
      certificates: CERTIFICATES,
      ...{ serials: 10_000, connections: CONNECTIONS, rounds: ROUNDS, roundSeconds: ROUND_SECONDS },
    };
  },
};
