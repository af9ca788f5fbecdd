import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrateQueue } from '../../../migrations/src/database/queue.js';
import { BullJobConsumer, BullJobQueue, type QueueStore } from '../../../libs/adapters/src/queue/index.js';
import {
  jobQueueContract,
  type QueueUnderTest,
} from '../../../libs/adapters/src/queue/job-queue.contract.js';
import { eventually, redisUrl, testDatabase, type TestDatabase } from '../../support/system/index.js';

const log = { debug: () => {}, warn: () => {}, error: () => {} };
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

async function on(store: QueueStore): Promise<QueueUnderTest> {
  const settings = { store, log, prefix: `test-${randomUUID()}` };
  return { queue: new BullJobQueue(settings), consumer: () => new BullJobConsumer(settings) };
}

jobQueueContract('PostgreSQL', () => on({ databaseUrl: database.urls.queue }));

const redis = redisUrl();
if (redis) jobQueueContract('Redis', () => on({ redisUrl: redis }));
else it.skip('job queue on Redis (redis-server is missing)', () => {});

const event = (id: string) => ({
  id,
  name: 'revocation.requested' as const,
  version: 1,
  tenantId: randomUUID(),
  objectId: randomUUID(),
  occurredAt: '2026-11-22T10:00:00.000Z',
  correlationId: 'test',
});

describe('the queue’s schema', () => {
  it('may be brought up to date again after the queue was used, as at every start', async () => {
    const queue = new BullJobQueue({ store: { databaseUrl: database.urls.queue }, log, prefix: 'again' });
    await queue.add([{ name: 'tell-company', event: event(randomUUID()) }]);
    await migrateQueue(database.urls.owner);
    await queue.add([{ name: 'tell-company', event: event(randomUUID()) }]);
    expect((await queue.counts()).mail.waiting).toBe(2);
    await queue.close();
  });
});

describe('job queue, store away', () => {
  it.each([
    ['PostgreSQL', { databaseUrl: 'postgres://queue:x@127.0.0.1:1/none' }],
    ['Redis', { redisUrl: 'redis://127.0.0.1:1' }],
  ])('refuses jobs within seconds instead of keeping them in memory (%s)', async (_name, store) => {
    const queue = new BullJobQueue({ store, log });
    await expect(queue.add([{ name: 'tell-company', event: event(randomUUID()) }])).rejects.toThrow();
    await queue.close();
  });

  it('goes on by itself when PostgreSQL cuts every connection', async () => {
    const settings = { store: { databaseUrl: database.urls.queue }, log, prefix: `test-${randomUUID()}` };
    const queue = new BullJobQueue(settings);
    const consumer = new BullJobConsumer(settings);
    const done: string[] = [];
    await consumer.start([
      { name: 'observe-revocation', process: async ({ id }) => void done.push(id) },
      { name: 'tell-company', process: async () => {} },
    ]);
    const [first, second] = [randomUUID(), randomUUID()];
    await queue.add([{ name: 'observe-revocation', event: event(first) }]);
    await eventually('the first job', async () => done.includes(first) || undefined);
    await cutConnections();
    await eventually('an accepted job', async () => {
      try {
        await queue.add([{ name: 'observe-revocation', event: event(second) }]);
        return true;
      } catch {
        return undefined;
      }
    });
    await eventually('the second job', async () => done.includes(second) || undefined);
    await consumer.close();
    await queue.close();
  });
});

async function cutConnections(): Promise<void> {
  const client = new pg.Client({ connectionString: database.urls.superuser });
  await client.connect();
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await client.end();
}
