import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GraphqlClient, GraphqlRefusal } from '../tools/journey/graphql-client.js';
import { buildAll } from '../tools/start/build.mjs';
import { startSystem, type Run } from '../tools/start/system.mjs';
import type { Bench, BenchContext } from './bench.js';

/** Short and many: what else the machine does falls on both sides. */
const ROUNDS = 12;
const ROUND_MS = 2_500;
/** Some people at work: a list every so often, whether or not the one before has come. */
const LIST_EVERY_MS = 40;
/** As many as the server lets wait, each with another address: the next one would be refused at once. */
const ATTACKERS = 20;
const HASHES = 15;

const FLEET = `{ certificates(first: 25) { edges { node { id serial state notAfter productName holderId holderName } } } }`;
const LOGIN = 'mutation($input: LoginInput!) { login(input: $input) { step } }';
const ANY_PORT = { API_PORT: 0, STATUS_PORT: 0, WORKER_PORT: 0, MAILBOX_PORT: 0, SMTP_PORT: 0 };

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Processor time of one hash, whoever else uses the machine: the median of some, each alone. */
async function hashMs(): Promise<number> {
  const { Argon2PasswordHasher } = await import('@mandataire/adapters/password');
  const hasher = await Argon2PasswordHasher.create();
  const times: number[] = [];
  for (let i = 0; i < HASHES; i += 1) {
    const before = process.cpuUsage();
    await hasher.verify(hasher.decoy, 'not this one', 'STRANGER');
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return at(times, 0.5);
}

/** How long each list took, asked for at an even pace. */
async function listTimes(client: GraphqlClient): Promise<number[]> {
  const end = performance.now() + ROUND_MS;
  const times: Promise<number>[] = [];
  const ask = async () => {
    const start = performance.now();
    await client.request(FLEET);
    return performance.now() - start;
  };
  while (performance.now() < end) {
    times.push(ask());
    await pause(LIST_EVERY_MS);
  }
  return Promise.all(times);
}

interface Attack {
  looked: number;
  refused: number;
  stop(): Promise<void>;
}

/**
 * Tries wrong passwords at accounts that nobody tried before, from machines all over the network, as fast as the throttles
 * let them through: what no limit per account or address can hold back.
 */
function attack(url: string): Attack {
  let running = true;
  const state = { looked: 0, refused: 0 };
  let machines = 0;
  const one = async () => {
    while (running) {
      machines += 1;
      const from = `10.${(machines >> 16) & 255}.${(machines >> 8) & 255}.${machines & 255}`;
      const client = new GraphqlClient(url, { 'x-forwarded-for': from });
      const input = { email: `${randomUUID()}@example.fr`, password: 'not this one' };
      const refusal = await client.request(LOGIN, { input }).catch((error: unknown) => error);
      const limited = refusal instanceof GraphqlRefusal && refusal.code === 'RATE_LIMITED';
      state[limited ? 'refused' : 'looked'] += 1;
      if (limited) await pause(1_000);
    }
  };
  const all = Array.from({ length: ATTACKERS }, one);
  return Object.assign(state, {
    stop: async () => {
      running = false;
      await Promise.all(all);
    },
  });
}

async function measure(run: Run, { print }: BenchContext) {
  const login = run.logins.find(({ role }) => role === 'CERTIFICATION_AGENT');
  if (!login) throw new Error('the seed has no MC');
  const client = new GraphqlClient(run.urls.graphql);
  await client.login(login);
  await listTimes(client);
  const quiet: number[] = [];
  const attacked: number[] = [];
  const tries = { looked: 0, refused: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await listTimes(client);
    const going = attack(run.urls.graphql);
    await pause(500);
    const during = await listTimes(client);
    await going.stop();
    quiet.push(...before);
    attacked.push(...during);
    tries.looked += going.looked;
    tries.refused += going.refused;
    print(`p95 ${rounded(at(before, 0.95))} ms, attacked ${rounded(at(during, 0.95))} ms`);
  }
  return {
    otherP95Ratio: rounded(at(attacked, 0.95) / at(quiet, 0.95)),
    quietP95Ms: rounded(at(quiet, 0.95)),
    attackedP95Ms: rounded(at(attacked, 0.95)),
    lists: quiet.length + attacked.length,
    triesLookedAt: tries.looked,
    triesRefused: tries.refused,
  };
}

/**
 * What a password costs an attacker, and what his attack costs everybody else: the p95 of the fleet's list over HTTP on
 * the real API, quiet and under an attack at the limit, in turn.
 */
export const loginBench: Bench = {
  about: 'cost of one password hash; p95 of other requests under an attack on the sign-in ÷ without',
  run: async (context) => {
    await buildAll();
    const hash = await hashMs();
    const env = { ...process.env, TRUST_PROXY: '127.0.0.1' };
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'mandataire-bench-login-'));
    try {
      const system = await startSystem({ dataDir, ports: ANY_PORT, fast: true, env });
      try {
        const others = await measure(system.run, context);
        const ok = hash >= 50 && hash <= 150 && others.otherP95Ratio <= 2;
        return { ok, hashMs: rounded(hash), ...others };
      } finally {
        await system.stop();
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};
