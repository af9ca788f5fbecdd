import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NodeRandomness, SystemClock } from '@mandataire/adapters/clock';
import { createWorkerPersistence } from '@mandataire/persistence';
import { composeCeremony } from '@mandataire/platform/authority';
import { readAuthorityConfig } from '@mandataire/platform/config';
import type { Bench } from './bench.js';
import { startBenchServer, type BenchServer } from './database/server.mjs';
import { prepareRetrievals } from './issue/prepare.js';
import type { Took, Turn } from './issue/side.js';
import { median, rounded } from './load.js';

const BAR = 3;
const ROUNDS = 5;
/** Until both sides are compiled as in a process that has run for a while. */
const WARM = 2_000;
const LIBRARY_WARM = 600;
const PER_ROUND = 600;
const LIBRARY_PER_ROUND = 200;
const PKI_BASE_URL = 'http://pki.bench.example';

class Side {
  private constructor(private readonly child: ChildProcess) {}

  static async start(file: string, env: Readonly<Record<string, string>>): Promise<Side> {
    const child = fork(path.join(import.meta.dirname, 'issue', file), {
      env: { ...process.env, ...env },
      execArgv: ['--import', 'tsx', ...(env.NODE_FLAGS?.split(' ') ?? [])],
    });
    await Promise.race([once(child, 'message'), failed(child)]);
    return new Side(child);
  }

  /** Pieces of work per second. */
  async rate(turn: Turn): Promise<number> {
    this.child.send(turn);
    const [took] = (await Promise.race([once(this.child, 'message'), failed(this.child)])) as [Took];
    return ((turn.to - turn.from) * 1_000) / took.ms;
  }

  stop(): void {
    if (this.child.connected) this.child.disconnect();
  }
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`a side of the bench ended with ${code}`);
}

/** Signatures with P-256 alone, per second of one core. */
function rawSigning(): number {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const octets = Buffer.alloc(900, 7);
  const end = performance.now() + 1_000;
  let count = 0;
  for (; performance.now() < end; count += 1) sign('sha256', octets, privateKey);
  return count;
}

async function foundAuthority(workerUrl: string, dataDir: string, secret: string): Promise<void> {
  const clock = new SystemClock();
  const persistence = createWorkerPersistence({ workerUrl, clock, randomness: new NodeRandomness() });
  const keys = { ROOT_KEY_SECRET: secret, CA_KEY_SECRET: secret, OCSP_KEY_SECRET: secret };
  const config = readAuthorityConfig({ ...keys, DATA_DIR: dataDir, PKI_BASE_URL });
  try {
    await composeCeremony(config, persistence.register).initialise(clock.now());
  } finally {
    await persistence.close();
  }
}

interface Place {
  readonly server: BenchServer;
  readonly database: string;
  readonly folder: string;
}

async function measure({ server, database, folder }: Place, print: (line: string) => void) {
  await server.createMigrated(database);
  const url = (name: string) => server.urlsOf(database)[name] ?? '';
  const secret = 'the secret of the keys of one bench run';
  await foundAuthority(url('OWNER_DATABASE_URL'), folder, secret);
  const total = WARM + ROUNDS * PER_ROUND;
  const retrievals = await prepareRetrievals(server.superuserUrl(database), total);
  const file = path.join(folder, 'retrievals.json');
  writeFileSync(file, JSON.stringify(retrievals), { mode: 0o600 });
  const env = { RETRIEVALS_FILE: file, DATA_DIR: folder, PKI_BASE_URL, CA_KEY_SECRET: secret };
  const product = await Side.start('product-side.ts', {
    ...{ ...env, APP_DATABASE_URL: url('APP_DATABASE_URL'), DATA_KEY_SECRET: server.dataKeySecret },
    ...(process.env.ISSUE_NODE_FLAGS ? { NODE_FLAGS: process.env.ISSUE_NODE_FLAGS } : {}),
  });
  const library = await Side.start('library-side.ts', env);
  try {
    await product.rate({ from: 0, to: WARM });
    await library.rate({ from: 0, to: LIBRARY_WARM });
    const rounds = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      const from = WARM + i * PER_ROUND;
      const ours = await product.rate({ from, to: from + PER_ROUND });
      const theirs = await library.rate({ from, to: from + LIBRARY_PER_ROUND });
      const signing = rawSigning();
      rounds.push({ ours, theirs, signing });
      print(`  ${ours.toFixed(0)}/s, library ${theirs.toFixed(0)}/s: ${(ours / theirs).toFixed(2)}`);
    }
    return rounds;
  } finally {
    product.stop();
    library.stop();
  }
}

/** Issuing as the api does it, over the real database, beside the library that makes certificates and nothing else. */
export const issueBench: Bench = {
  about:
    'issuing at 8 in flight, request to committed certificate; reference: @peculiar/x509 parsing, verifying and creating',
  run: async ({ print }) => {
    const server = await startBenchServer();
    const folder = mkdtempSync(path.join(os.tmpdir(), 'mandataire-bench-issue-'));
    const database = `issue_${process.pid}`;
    try {
      const rounds = await measure({ server, database, folder }, print);
      const ratios = rounds.map(({ ours, theirs }) => ours / theirs);
      const ratio = median(ratios);
      return {
        ok: ratio >= BAR,
        ratioToLibrary: rounded(ratio),
        perSecond: Math.round(median(rounds.map(({ ours }) => ours))),
        libraryPerSecond: Math.round(median(rounds.map(({ theirs }) => theirs))),
        ratioToRawSigning: rounded(median(rounds.map(({ ours, signing }) => ours / signing)), 4),
        worstRatio: rounded(Math.min(...ratios)),
        bestRatio: rounded(Math.max(...ratios)),
        ...{ inFlight: 8, rounds: ROUNDS, certificates: ROUNDS * PER_ROUND },
        limitedBy:
          'processor time of both cores: half this process (driver, lints, three ECDSA operations), half PostgreSQL (two commits, their rows, indexes and checks); not waits, not the signature',
      };
    } finally {
      await server.drop(database).catch(() => undefined);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
