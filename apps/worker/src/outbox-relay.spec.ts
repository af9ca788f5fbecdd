import { afterEach, describe, expect, it } from '@jest/globals';
import type { EventName, OutboxEvent } from '@mandataire/application/journal';
import type { Job } from '@mandataire/application/queue';
import { Counters } from './counters.js';
import { jobsOf, OutboxRelay } from './outbox-relay.js';

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const event = (id: number, name: EventName): OutboxEvent => ({
  id: String(id),
  name,
  version: 1,
  tenantId: 't',
  objectId: 'o',
  occurredAt: '2026-11-22T10:00:00.000Z',
  correlationId: 'c',
});

/** An outbox in memory: rows leave when the relay's callback resolves. */
class FakeOutbox {
  rows: OutboxEvent[] = [];
  undone: OutboxEvent[] = [];
  lookedBefore: Date | undefined;
  wake: () => void = () => {};
  async relay(limit: number, relay: (events: readonly OutboxEvent[]) => Promise<void>): Promise<number> {
    const claimed = this.rows.slice(0, limit);
    if (claimed.length > 0) await relay(claimed);
    this.rows = this.rows.filter((row) => !claimed.includes(row));
    return claimed.length;
  }
  async relayAgain(before: Date, limit: number, relay: (events: readonly OutboxEvent[]) => Promise<void>) {
    this.lookedBefore = before;
    const claimed = this.undone.splice(0, limit);
    if (claimed.length > 0) await relay(claimed);
    return claimed.length;
  }
  async listen(wake: () => void) {
    this.wake = wake;
    return { close: async () => {} };
  }
}

let relay: OutboxRelay | undefined;
afterEach(() => relay?.stop());

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

function start(add: (jobs: readonly Job[]) => Promise<void>, outbox = new FakeOutbox()): FakeOutbox {
  const clock = { now: () => new Date('2026-11-22T10:00:00.000Z') };
  relay = new OutboxRelay({ outbox, queue: { add }, log, clock, counters: new Counters() });
  relay.start();
  return outbox;
}

describe('OutboxRelay', () => {
  it('gives each event to the jobs it starts, and none to an event that starts none', () => {
    expect(jobsOf([event(1, 'revocation.confirmed'), event(2, 'account.logged-in')])).toEqual([
      { name: 'observe-revocation', event: event(1, 'revocation.confirmed') },
    ]);
  });

  it('moves a row as soon as the database wakes it', async () => {
    const added: Job[] = [];
    const outbox = start(async (jobs) => void added.push(...jobs));
    await settle();
    outbox.rows.push(event(1, 'order.placed'));
    outbox.wake();
    await settle();
    expect(added.map(({ name }) => name)).toEqual(['send-order-link']);
    expect(outbox.rows).toEqual([]);
  });

  it('empties a long outbox in one turn', async () => {
    let count = 0;
    const outbox = start(async (jobs) => void (count += jobs.length));
    outbox.rows = Array.from({ length: 450 }, (_, id) => event(id, 'order.placed'));
    await settle();
    expect({ count, left: outbox.rows.length }).toEqual({ count: 450, left: 0 });
  });

  it('gives the queue again what is not done a minute later', async () => {
    const outbox = new FakeOutbox();
    outbox.undone = [event(7, 'order.placed')];
    const added: Job[] = [];
    start(async (jobs) => void added.push(...jobs), outbox);
    await settle();
    expect(added).toEqual([{ name: 'send-order-link', event: event(7, 'order.placed') }]);
    expect(outbox.lookedBefore).toEqual(new Date('2026-11-22T09:59:00.000Z'));
  });
  it('keeps the rows while the queue is away and moves them later', async () => {
    let away = true;
    const added: Job[] = [];
    const outbox = start(async (jobs) => {
      if (away) throw new Error('queue away');
      added.push(...jobs);
    });
    outbox.rows.push(event(1, 'order.placed'));
    await settle();
    expect(outbox.rows).toHaveLength(1);
    away = false;
    outbox.wake();
    await settle();
    expect(added).toHaveLength(1);
  });
});
