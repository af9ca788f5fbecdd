import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { EventName, OutboxEvent } from '@mandataire/application/journal';
import { JOBS_OF_EVENT, type JobName } from '@mandataire/application/queue';
import { jobsOf } from '../../../apps/worker/src/outbox-relay.js';
import { BullJobConsumer, BullJobQueue } from '../../../libs/adapters/src/queue/index.js';
import { World, type TestCompany } from '../persistence/world.builder.js';
import { eventually } from '../../support/system/index.js';

const log = { debug: () => {}, warn: () => {}, error: () => {} };
const PERSONAL = 'zoe.lefevre@company.example';
const EVENTS = Object.keys(JOBS_OF_EVENT) as EventName[];
const JOBS = [...new Set(Object.values(JOBS_OF_EVENT).flat())] as JobName[];
const UUID = /^[0-9a-f-]{36}$/;

let world: World;
let company: TestCompany;
let queue: BullJobQueue;
const settings = () => ({ store: { databaseUrl: world.database.urls.queue }, log });

beforeAll(async () => {
  world = await World.open();
  company = await world.company('Menuiserie');
  queue = new BullJobQueue(settings());
  const holderId = await world.holder(company);
  // Every event that starts a job, as a unit of work commits it, with personal data wherever it takes a text.
  await world.in(company, async (tx) => {
    for (const name of EVENTS) {
      const happening = { name, objectType: 'Holder', objectId: holderId, reason: PERSONAL };
      await tx.record({ ...happening, facts: { email: PERSONAL } });
    }
  });
});
afterAll(async () => {
  await queue.close();
  await world.close();
});

/** Everything that the queue's tables hold, as text. */
async function stored(): Promise<string> {
  const client = new pg.Client({ connectionString: world.database.urls.queue });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'bullmq'`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM bullmq.${name} t`);
      texts.push(...rows.map(({ row }) => row));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

describe('the queue', () => {
  it('holds a tenant and identifiers of every event that starts a job, nothing else', async () => {
    const relayed: OutboxEvent[] = [];
    await world.worker.outbox.relay(500, async (events) => {
      relayed.push(...events);
      await queue.add(jobsOf(events));
    });
    expect(relayed.map(({ name }) => name).sort()).toEqual([...EVENTS].sort());
    const text = await stored();
    expect(text).toContain(company.tenantId);
    expect(text).not.toContain('@');
    expect(text).not.toContain('lefevre');

    const received = new Map<JobName, OutboxEvent[]>();
    const consumer = new BullJobConsumer(settings());
    await consumer.start(
      JOBS.map((name) => ({
        name,
        process: async (event) => void received.set(name, [...(received.get(name) ?? []), event]),
      })),
    );
    try {
      await eventually('every job', async () => received.size === JOBS.length || undefined);
    } finally {
      await consumer.close();
    }
    for (const event of [...received.values()].flat()) {
      expect(event).toEqual({
        id: expect.stringMatching(UUID),
        name: expect.stringMatching(/^[a-z-]+\.[a-z-]+$/),
        version: 1,
        tenantId: company.tenantId,
        objectId: expect.stringMatching(UUID),
        occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        correlationId: 'test',
      });
    }
  });

  it('refuses a job without a tenant', async () => {
    const event = { id: randomUUID(), name: 'order.placed', objectId: randomUUID() };
    const homeless = { ...event, version: 1, tenantId: '', occurredAt: '', correlationId: 'test' };
    await expect(queue.add([{ name: 'send-order-link', event: homeless as OutboxEvent }])).rejects.toThrow(
      /no tenant/,
    );
  });

  it('gives no processor a job whose tenant somebody took out of the store', async () => {
    const job = { name: 'tell-company', event: { ...homed(), objectId: randomUUID() } } as const;
    await queue.add([job]);
    const client = new pg.Client({ connectionString: world.database.urls.queue });
    await client.connect();
    const seen: OutboxEvent[] = [];
    const consumer = new BullJobConsumer(settings());
    try {
      const { rowCount } = await client.query(
        `UPDATE bullmq.job SET data = replace(data::text, $1, '')::jsonb WHERE data::text LIKE '%' || $2 || '%'`,
        [company.tenantId, job.event.objectId],
      );
      expect(rowCount).toBe(1);
      await consumer.start(JOBS.map((name) => ({ name, process: async (event) => void seen.push(event) })));
      await eventually('a failed try', async () => {
        const { mail } = await queue.counts();
        return (mail.delayed ?? 0) + (mail.failed ?? 0) > 0 || undefined;
      });
      expect(seen).toEqual([]);
    } finally {
      await consumer.close();
      await client.end();
    }
  });
});

const homed = (): OutboxEvent => ({
  ...{ id: randomUUID(), name: 'order.consented', version: 1, tenantId: company.tenantId },
  ...{ objectId: randomUUID(), occurredAt: '2026-11-22T10:00:00.000Z', correlationId: 'test' },
});
