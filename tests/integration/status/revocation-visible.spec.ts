import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PlainOcspRequest, randomSerial } from '@mandataire/pki/testing';
import { eventually } from '../../support/system/index.js';
import { World, type TestCompany } from '../persistence/world.builder.js';
import { StatusAuthority, type StatusProcess } from './status-process.js';

const PROMISED_MS = 1_000;
const TRY_LATER = 'error 3';

let world: World;
let company: TestCompany;
let authority: StatusAuthority;
let processes: readonly StatusProcess[];
let serial: string;
let request: PlainOcspRequest;

beforeAll(async () => {
  world = await World.open();
  company = await world.company('Menuiserie');
  authority = await StatusAuthority.found(world);
  processes = await Promise.all([authority.start(), authority.start()]);
});
afterAll(async () => {
  await authority.close();
  await world.close();
});

beforeEach(async () => {
  serial = randomSerial();
  request = new PlainOcspRequest(authority.chain.issuer, serial);
  const notAfter = new Date('2029-01-01T00:00:00.000Z');
  await world.in(company, (tx) =>
    tx.registers.reserveSerial({
      issuerId: authority.issuerId,
      serial,
      certificateId: randomUUID(),
      notAfter,
    }),
  );
});

async function answer({ url }: StatusProcess): Promise<Buffer> {
  const response = await fetch(`${url}/ocsp`, { method: 'POST', body: new Uint8Array(request.der) });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

const said = async (status: StatusProcess) => request.read(await answer(status));
const saidByBoth = () => Promise.all(processes.map(said));

/** Until both give again what they have signed: then a revocation has something to drop. */
const keptByBoth = () =>
  eventually('kept answers', async () => {
    const before = await Promise.all(processes.map(answer));
    const after = await Promise.all(processes.map(answer));
    return after.every((each, i) => before[i]?.equals(each) && request.read(each) === 'good') || undefined;
  });

const revoke = () =>
  world.worker.register.markRevoked([{ issuerId: authority.issuerId, serial, revokedAt: new Date() }]);

/** How long after `since` somebody still said good. */
async function goodUntil(since: number): Promise<number> {
  const times = await Promise.all(
    processes.map(async (status) => {
      for (let last = 0; ;) {
        const asked = performance.now();
        const state = await said(status);
        if (state === 'revoked') return last;
        if (state === 'good') last = asked - since;
        if (asked - since > 10 * PROMISED_MS) throw new Error(`still ${state}`);
        await pause(5);
      }
    }),
  );
  return Math.max(...times);
}

const backendsOf = async (name: string): Promise<number[]> =>
  world.as('superuser', async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1',
      [name],
    );
    return rows.map(({ pid }) => pid);
  });

describe('a revocation, with two status processes that keep answers', () => {
  it('shows in both within the promised delay, whoever wrote it', async () => {
    await keptByBoth();
    await revoke();
    expect(await goodUntil(performance.now())).toBeLessThan(PROMISED_MS);
  });

  it('shows from its commit on, and not before', async () => {
    await keptByBoth();
    let committed = 0;
    await world.as('worker', async (client) => {
      await client.query('BEGIN');
      await client.query(
        `UPDATE issued_serial SET state = 'REVOKED', revoked_at = now() WHERE issuer_id = $1 AND serial = $2`,
        [authority.issuerId, serial],
      );
      await pause(PROMISED_MS / 2);
      expect(await saidByBoth()).toEqual(['good', 'good']);
      await client.query('COMMIT');
      committed = performance.now();
    });
    expect(await goodUntil(committed)).toBeLessThan(PROMISED_MS);
  });

  it('shows when it abandons a serial that was never delivered (D27)', async () => {
    await keptByBoth();
    await world.in(company, (tx) => tx.registers.markAbandoned(authority.issuerId, serial, tx.now));
    expect(await goodUntil(performance.now())).toBeLessThan(PROMISED_MS);
  });

  it('is not missed while the connections that tell it are cut', async () => {
    await keptByBoth();
    const cut = await backendsOf('revocations');
    expect(cut).toHaveLength(2);
    await world.as('superuser', (client) =>
      client.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS x (pid)', [cut]),
    );
    await revoke();
    expect(await goodUntil(performance.now())).toBeLessThan(PROMISED_MS);
    await eventually('new connections', async () =>
      (await backendsOf('revocations')).length === 2 ? true : undefined,
    );
  });

  it('is not missed while these connections stand but tell nothing', async () => {
    await keptByBoth();
    const frozen = await backendsOf('revocations');
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      await revoke();
      expect(await goodUntil(performance.now())).toBeLessThan(PROMISED_MS);
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
  });

  it('cannot be hidden by a database that is down: then the answer is tryLater, never an old good', async () => {
    await keptByBoth();
    await world.as('superuser', async (client) => {
      const database = client.escapeIdentifier(world.database.name);
      await client.query(`REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC, status_reader`);
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'status_reader'`,
      );
      await pause(PROMISED_MS);
      try {
        expect(await saidByBoth()).toEqual([TRY_LATER, TRY_LATER]);
      } finally {
        await client.query(`GRANT CONNECT ON DATABASE ${database} TO PUBLIC`);
      }
    });
    await revoke();
    await eventually('answers again', async () =>
      (await saidByBoth()).every((state) => state === 'revoked') ? true : undefined,
    );
  });
});
