import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventName, OutboxEvent } from '@mandataire/application/journal';
import { JobLedger } from '@mandataire/application/queue';
import { eventually } from '../../support/system/index.js';
import { NOW, World, type TestCompany } from './world.builder.js';

let world: World;
let one: TestCompany;
let two: TestCompany;

const drain = async () => {
  while ((await world.worker.outbox.relay(100, async () => {})) > 0);
};
const happen = async (company: TestCompany, times: number): Promise<string[]> => {
  const objects = Array.from({ length: times }, () => randomUUID());
  await world.in(company, async (tx) => {
    for (const objectId of objects) await tx.record({ name: 'order.placed', objectType: 'Order', objectId });
  });
  return objects;
};

beforeAll(async () => {
  world = await World.open();
  one = await world.company('Une');
  two = await world.company('Deux');
});
beforeEach(drain);
afterAll(() => world.close());

describe('the outbox', () => {
  it('gives events of all companies in their order, as identifiers only', async () => {
    const objects = [...(await happen(one, 2)), ...(await happen(two, 1))];
    const seen: OutboxEvent[] = [];
    expect(await world.worker.outbox.relay(10, async (events) => void seen.push(...events))).toBe(3);
    expect(seen.map(({ objectId }) => objectId)).toEqual(objects);
    expect(seen[2]).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'order.placed',
      version: 1,
      tenantId: two.tenantId,
      objectId: objects[2],
      occurredAt: NOW.toISOString(),
      correlationId: 'test',
    });
    expect(await world.worker.outbox.relay(10, async () => {})).toBe(0);
  });

  it('gives each event to one of two relays that run at once', async () => {
    const objects = await happen(one, 40);
    const taken: string[][] = [[], []];
    const relay = async (at: number) => {
      const take = async (events: readonly OutboxEvent[]) => {
        taken[at]?.push(...events.map(({ objectId }) => objectId));
        await new Promise((resolve) => setTimeout(resolve, 20));
      };
      while ((await world.worker.outbox.relay(5, take)) > 0);
    };
    await Promise.all([relay(0), relay(1)]);
    expect(taken[0]?.length).toBeGreaterThan(0);
    expect(taken[1]?.length).toBeGreaterThan(0);
    expect(taken.flat().sort()).toEqual([...objects].sort());
  });

  it('gives them again when the relay died before it marked them', async () => {
    const objects = await happen(one, 3);
    const crash = world.worker.outbox.relay(10, async () => {
      throw new Error('the queue is down');
    });
    await expect(crash).rejects.toThrow('the queue is down');
    const seen: string[] = [];
    await world.worker.outbox.relay(10, async (events) => void seen.push(...events.map((e) => e.objectId)));
    expect(seen).toEqual(objects);
  });

  it('gives them again when the connection was cut between queue and mark', async () => {
    const objects = await happen(one, 2);
    const cut = world.worker.outbox.relay(10, async () => {
      await world.as('superuser', (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND usename = 'worker' AND state = 'idle in transaction'`,
        ),
      );
    });
    await expect(cut).rejects.toThrow();
    const seen: string[] = [];
    await world.worker.outbox.relay(10, async (events) => void seen.push(...events.map((e) => e.objectId)));
    expect(seen).toEqual(objects);
  });

  it('gives nothing of a transaction that was rolled back', async () => {
    const failed = world.in(one, async (tx) => {
      await tx.record({ name: 'order.placed', objectType: 'Order', objectId: randomUUID() });
      throw new Error('refused');
    });
    await expect(failed).rejects.toThrow('refused');
    expect(await world.worker.outbox.relay(10, async () => {})).toBe(0);
  });

  it('wakes its listener at a commit, and again after its connection was cut', async () => {
    let woken = 0;
    const listening = await world.worker.outbox.listen(() => (woken += 1));
    try {
      const atStart = woken;
      await happen(one, 1);
      await eventually('a commit', async () => (woken > atStart ? true : undefined));
      const before = woken;
      await world.as('superuser', (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND usename = 'worker' AND query LIKE 'LISTEN%'`,
        ),
      );
      await eventually('the new connection', async () => (woken > before ? true : undefined));
      const again = woken;
      await happen(one, 1);
      await eventually('a commit after the cut', async () => (woken > again ? true : undefined));
    } finally {
      await listening.close();
    }
  });
});

describe('a queue that has lost its jobs', () => {
  const later = new Date(NOW.getTime() + 60_000);
  const ids: string[] = [];
  const again = async (before = later) => {
    const seen: OutboxEvent[] = [];
    await world.worker.outbox.relayAgain(before, 100, async (events) => void seen.push(...events));
    return seen.filter(({ id }) => ids.includes(id));
  };
  const relayed = async (name: EventName): Promise<OutboxEvent> => {
    await world.in(one, (tx) => tx.record({ name, objectType: 'Mandate', objectId: randomUUID() }));
    const seen: OutboxEvent[] = [];
    await world.worker.outbox.relay(10, async (events) => void seen.push(...events));
    const [event] = seen;
    if (!event) throw new Error('nothing to relay');
    ids.push(event.id);
    return event;
  };
  const ledger = () => new JobLedger(world.worker.unitOfWork);
  const nothing = async () => {};
  afterEach(() => world.clock.set(NOW));

  it('gets an event again until its jobs are done, not before its time and not twice at once', async () => {
    const event = await relayed('order.placed');
    expect(await again(NOW)).toEqual([]);
    world.clock.set(later);
    const [first, second] = await Promise.all([again(), again()]);
    expect([...first, ...second]).toEqual([event]);
    expect(await again()).toEqual([]);
    expect(await again(new Date(later.getTime() + 1))).toEqual([event]);
    await ledger().once('send-order-link', event, nothing);
    expect(await again(new Date(later.getTime() + 60_000))).toEqual([]);
  });

  it('gets nothing of an event that starts no job', async () => {
    await relayed('order.link-sent');
    expect(await again()).toEqual([]);
  });

  it('does a job once, however often it comes back, and again only when it has failed', async () => {
    const event = await relayed('order.placed');
    let sent = 0;
    const fails = ledger().once('send-order-link', event, async () => {
      throw new Error('451 try again later');
    });
    await expect(fails).rejects.toThrow('451');
    for (let delivery = 0; delivery < 3; delivery += 1) {
      await ledger().once('send-order-link', event, async () => void (sent += 1));
    }
    expect(sent).toBe(1);
  });

  it('gets an event of two jobs until both are done, also when they end at the same time', async () => {
    const event = await relayed('mandate.rejected');
    await ledger().once('tell-mandate', event, nothing);
    expect(await again()).toEqual([event]);
    await ledger().once('build-evidence', event, nothing);
    expect(await again()).toEqual([]);

    for (let round = 0; round < 5; round += 1) {
      const both = await relayed('mandate.rejected');
      await Promise.all([
        ledger().once('tell-mandate', both, nothing),
        ledger().once('build-evidence', both, nothing),
      ]);
    }
    expect(await again()).toEqual([]);
  });
});

describe('what is due', () => {
  const later = new Date(NOW.getTime() + 3_600_000);
  const earlier = new Date(NOW.getTime() - 3_600_000);

  it('finds revocations to carry out and to observe, oldest first, over all companies', async () => {
    const inserted = [];
    for (const [company, state, receivedAt] of [
      [one, 'SENT_TO_CA', NOW],
      [two, 'AUTHENTICATED', earlier],
      [one, 'CONFIRMED', NOW],
      [one, 'CLOSED', earlier],
    ] as const) {
      const certificate = await world.certificate(company, await world.holder(company));
      const request = world.revocation(certificate, {
        ...{ state, receivedAt, dueAt: new Date(receivedAt.getTime() + 86_400_000) },
        confirmedAt: state === 'CONFIRMED' ? NOW : null,
      });
      await world.in(company, (tx) => tx.revocations.insert(request));
      inserted.push({ tenantId: company.tenantId, objectId: request.id });
    }
    const { due } = world.worker;
    expect(await due.revocationsToCarryOut(later, 10)).toEqual([inserted[1], inserted[0]]);
    expect(await due.revocationsToCarryOut(later, 1)).toEqual([inserted[1]]);
    expect(await due.revocationsToCarryOut(NOW, 10)).toEqual([inserted[1]]);
    expect(await due.revocationsToObserve(later, 10)).toEqual([inserted[2]]);
  });

  it('finds serials reserved and never signed (D27)', async () => {
    const certificate = await world.certificate(one, await world.holder(one), {
      state: 'REQUESTED',
      der: null,
    });
    expect(await world.worker.due.reservedBefore(later, 100)).toContainEqual({
      tenantId: one.tenantId,
      objectId: certificate.id,
    });
    expect(await world.worker.due.reservedBefore(NOW, 100)).toEqual([]);
  });

  it('finds download links past their date, by the newest link of the order', async () => {
    const link = async (expiresAt: Date, replacedAt: Date | null, orderId: string) =>
      world.in(one, (tx) =>
        tx.links.insert({
          ...{
            tenantId: one.tenantId,
            id: randomUUID(),
            version: 1,
            purpose: 'RETRIEVAL',
            objectId: orderId,
          },
          tokenHash: randomUUID().replaceAll('-', '').repeat(2),
          ...{ email: 'holder@company.example', createdAt: expiresAt, expiresAt, usedAt: null, replacedAt },
        }),
      );
    const sent = { state: 'LINK_SENT', consentedAt: NOW } as const;
    const past = await world.order(one, await world.holder(one), sent);
    await link(earlier, null, past.id);
    const renewed = await world.order(one, await world.holder(one), sent);
    await link(earlier, NOW, renewed.id);
    await link(later, null, renewed.id);
    expect(await world.worker.due.linksExpired(NOW, 10)).toEqual([
      { tenantId: one.tenantId, objectId: past.id },
    ]);
  });

  it('finds certificates past their end', async () => {
    const notBefore = new Date('2023-11-01T10:00:00.000Z');
    const certificate = await world.certificate(two, await world.holder(two), { notBefore });
    expect(await world.worker.due.certificatesExpired(NOW, 10)).toEqual([
      { tenantId: two.tenantId, objectId: certificate.id },
    ]);
  });
});
