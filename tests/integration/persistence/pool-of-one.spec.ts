import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { NewSession } from '@mandataire/application/account';
import { openPool, ReadDatabase, WriteDatabase } from '@mandataire/persistence/database';
import { ENTITIES, TypeOrmUnitOfWork } from '@mandataire/persistence/unit-of-work';
import { NOW, World, type TestCompany } from './world.builder.js';

/**
 * Every read shares one connection, and so does every unit of work: what a request leaves behind on it is what the next
 * one would see.
 */
let world: World;
let pool: pg.Pool;
let reads: ReadDatabase;
let [mine, theirs]: TestCompany[] = [];

const SEEN = `SELECT tenant_id AS tenant, pg_backend_pid() AS pid FROM holder`;
interface Seen {
  readonly tenant: string;
  readonly pid: number;
}

const seenBy = (company?: TestCompany) =>
  reads.rows<Seen>(company ? { tenantId: company.tenantId } : {}, { text: SEEN, values: [] });
const tenants = async (company?: TestCompany) => [
  ...new Set((await seenBy(company)).map(({ tenant }) => tenant)),
];

/** The settings that the idle connection carries. */
const settings = async () =>
  (
    await pool.query<{ settings: string }>(
      `SELECT concat(current_setting('app.tenant_id', true), current_setting('app.account_id', true),
         current_setting('app.platform_scope', true)) AS settings`,
    )
  ).rows[0]?.settings;

async function seesOnlyItsOwn(): Promise<void> {
  expect(await settings()).toBe('');
  expect(await tenants()).toEqual([]);
  expect(await tenants(mine)).toEqual([mine!.tenantId]);
  expect(await settings()).toBe('');
}

/** Ends what the backend does, as a client that goes away or an operator would. */
async function interrupt(how: 'pg_cancel_backend' | 'pg_terminate_backend', busy: string): Promise<void> {
  await world.as('superuser', async (client) => {
    for (;;) {
      const { rowCount } = await client.query(
        `SELECT ${how}(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active' AND query LIKE $1`,
        [busy],
      );
      if (rowCount === 1) return;
    }
  });
}

beforeAll(async () => {
  world = await World.open(1);
  mine = await world.company('Menuiserie');
  theirs = await world.company('Laiterie');
  for (const company of [mine, theirs]) await world.holder(company);
  pool = openPool({ url: world.database.urls.app, max: 1 });
  reads = new ReadDatabase(pool);
});
afterAll(async () => {
  await pool.end();
  await world.close();
});

describe('a read that ends early on the only connection', () => {
  const slow = () =>
    reads.rows({ tenantId: theirs!.tenantId }, { text: `${SEEN}, pg_sleep(20)`, values: [] });

  it('leaves nothing behind when it is cancelled, and the connection is used again', async () => {
    const [before] = await seenBy(theirs);
    const cancelled = expect(slow()).rejects.toMatchObject({ code: '57014' });
    await interrupt('pg_cancel_backend', '%pg_sleep%');
    await cancelled;
    await seesOnlyItsOwn();
    expect((await seenBy(mine))[0]?.pid).toBe(before?.pid);
  });

  it('leaves nothing behind when its connection is lost', async () => {
    const lost = expect(slow()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await interrupt('pg_terminate_backend', '%pg_sleep%');
    await lost;
    await seesOnlyItsOwn();
  });

  it.each([
    ['before its first row', `SELECT 1 / 0 FROM holder`],
    ['after some rows', `SELECT 1 / (2 - n) FROM generate_series(1, 3) AS n`],
    ['in its text', 'SELEKT 1'],
    ['in its values', `SELECT 'x'::uuid`],
    ['by writing where it may only read', `UPDATE holder SET phone = NULL`],
    ['by ending its own transaction', 'COMMIT'],
  ])('leaves nothing behind when it fails %s', async (_when, text) => {
    const read = reads.rows({ tenantId: theirs!.tenantId, accountId: theirs!.agentId }, { text, values: [] });
    await read.catch(() => undefined);
    await seesOnlyItsOwn();
  });

  it('writes nothing: its transaction is read only', async () => {
    const text = `UPDATE holder SET phone = '+33612345678'`;
    await expect(reads.rows({ tenantId: mine!.tenantId }, { text, values: [] })).rejects.toMatchObject({
      code: '25006',
    });
    const phones = await reads.rows(
      { tenantId: mine!.tenantId },
      { text: 'SELECT phone FROM holder', values: [] },
    );
    expect(phones).not.toContainEqual({ phone: '+33612345678' });
  });

  it('fails as a whole when a value of a row cannot be read or sent, and the next one does not', async () => {
    const unreadable = pg.types.getTypeParser(1186);
    pg.types.setTypeParser(1186, () => {
      throw new Error('unreadable');
    });
    const text = `SELECT interval '1 day' AS value`;
    try {
      await expect(reads.rows({}, { text, values: [] })).rejects.toThrow('unreadable');
    } finally {
      pg.types.setTypeParser(1186, unreadable);
    }
    const echo = { text: 'SELECT $1::text AS value' };
    const unsendable = {
      toPostgres: () => {
        throw new Error('unsendable');
      },
    };
    await expect(reads.rows({}, { ...echo, values: [unsendable] })).rejects.toThrow('unsendable');
    expect(await reads.rows({}, { ...echo, values: ['x'] })).toEqual([{ value: 'x' }]);
    await seesOnlyItsOwn();
  });

  it('cannot leave the company set for the session', async () => {
    const text = `SELECT set_config('app.tenant_id', '${theirs!.tenantId}', false)`;
    await reads.rows({ tenantId: theirs!.tenantId }, { text, values: [] });
    // A setting of the session would stay: only our own code could make one, and it makes none. The next read, which
    // sets its own company, is right even so.
    expect(await tenants(mine)).toEqual([mine!.tenantId]);
    await pool.query('RESET app.tenant_id');
    await seesOnlyItsOwn();
  });

  it('leaves nothing behind when nobody waits for it any more', async () => {
    const abandoned = Array.from({ length: 20 }, () => seenBy(theirs));
    const behind = [tenants(mine), tenants(), tenants(mine)];
    expect(await Promise.all(behind)).toEqual([[mine!.tenantId], [], [mine!.tenantId]]);
    await Promise.all(abandoned);
  });

  it('leaves nothing behind of a session that enters its company by itself', async () => {
    const token = createHash('sha256').update(randomUUID()).digest('hex');
    const credentials = (await world.app.accounts.credentialsOf(theirs!.agentId))!;
    const opened: NewSession = {
      ...{ id: randomUUID(), tokenHash: token, accountId: theirs!.agentId, tenantId: theirs!.tenantId },
      ...{ state: 'OPEN', strength: 'PASSWORD_AND_TOTP', createdAt: NOW, lastSeenAt: NOW },
      ...{ factorAt: NOW, factor: 'TOTP', device: '' },
      expiresAt: new Date(NOW.getTime() + 3_600_000),
    };
    await world.app.sessions.insert(opened, { credentials });
    const session = await world.app.sessions.find(token, NOW);
    expect(session?.standing).toEqual(await world.app.standing.standing({ ...theirs!.agent }, NOW));
    expect(session?.standing.memberships).toEqual(['CERTIFICATION_AGENT']);
    const scope = { kind: 'COMPANY', tenantId: mine!.tenantId } as const;
    const { rows } = await world.app.fleet.holders(scope, { first: 10, after: null }, {}, NOW);
    expect(rows.map(({ row }) => row.tenantId)).toEqual([mine!.tenantId]);
    expect(await world.app.sessions.find('0'.repeat(64), NOW)).toBeUndefined();
  });

  it('never mixes companies, however reads, failures and absences follow each other', async () => {
    const turns = Array.from({ length: 300 }, (_, i) => [mine, theirs, undefined][(i * 7 + (i >> 3)) % 3]);
    const answers = await Promise.all(
      turns.map(async (company, i) => {
        if (i % 11 === 0)
          await reads
            .rows({ tenantId: theirs!.tenantId }, { text: 'SELECT 1 / 0', values: [] })
            .catch(() => undefined);
        return tenants(company);
      }),
    );
    expect(answers).toEqual(turns.map((company) => (company ? [company.tenantId] : [])));
  });
});

describe('a unit of work that ends early on the only connection', () => {
  const holders = (company: TestCompany) =>
    world.in(company, async (tx) => (await tx.holders.find(theirHolder))?.tenantId);
  let theirHolder: string;

  beforeAll(async () => {
    theirHolder = await world.holder(theirs!, { surname: 'Roche' });
  });

  const changed = () =>
    world.in(theirs!, async (tx) => {
      const holder = await tx.holders.find(theirHolder);
      await tx.holders.save({ ...holder!, phone: '+33600000000' });
    });
  const phone = () => world.in(theirs!, async (tx) => (await tx.holders.find(theirHolder))?.phone);

  /** Holds the row, so that the work waits for it in the middle of its transaction. */
  async function whileWaiting(how: 'pg_cancel_backend' | 'pg_terminate_backend'): Promise<unknown> {
    return world.as('superuser', async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM holder WHERE id = $1 FOR UPDATE', [theirHolder]);
      const outcome = changed().then(
        () => 'saved',
        (error: unknown) => error,
      );
      await interrupt(how, 'UPDATE "holder"%');
      const error = await outcome;
      await client.query('ROLLBACK');
      return error;
    });
  }

  it('writes and leaves nothing when it is cancelled', async () => {
    expect(await whileWaiting('pg_cancel_backend')).toBeInstanceOf(Error);
    expect(await holders(mine!)).toBeUndefined();
    expect(await phone()).toBeNull();
  });

  it('writes and leaves nothing when its connection is lost', async () => {
    expect(await whileWaiting('pg_terminate_backend')).toBeInstanceOf(Error);
    expect(await holders(mine!)).toBeUndefined();
    expect(await phone()).toBeNull();
  });

  it('writes and leaves nothing when the program throws in the middle', async () => {
    const work = world.in(theirs!, async (tx) => {
      const holder = await tx.holders.find(theirHolder);
      await tx.holders.save({ ...holder!, phone: '+33611111111' });
      throw new Error('aborted');
    });
    // Somebody else's work is already waiting for the connection.
    const behind = holders(mine!);
    await expect(work).rejects.toThrow('aborted');
    expect(await behind).toBeUndefined();
    expect(await phone()).toBeNull();
  });

  it('leaves no company to the next statement of its connection', async () => {
    const write = new WriteDatabase({ url: world.database.urls.app, max: 1 }, ENTITIES);
    const unitOfWork = new TypeOrmUnitOfWork(write, world.clock, world.randomness);
    try {
      const source = await write.source();
      const rows = () => source.query('SELECT tenant_id FROM holder') as Promise<unknown[]>;
      const [{ pid }] = (await source.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
      await unitOfWork.run(theirs!.caller, async (tx) => void (await tx.holders.find(theirHolder)));
      expect(await rows()).toEqual([]);
      const failing = unitOfWork.run(theirs!.caller, async (tx) => {
        await tx.holders.find(theirHolder);
        throw new Error('aborted');
      });
      await expect(failing).rejects.toThrow('aborted');
      expect(await rows()).toEqual([]);
      expect(await source.query('SELECT pg_backend_pid() AS pid')).toEqual([{ pid }]);
    } finally {
      await write.close();
    }
  });
});
