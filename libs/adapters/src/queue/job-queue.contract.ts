import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { OutboxEvent } from '@mandataire/application/journal';
import type { JobConsumer, JobName, JobProcessor, JobQueue } from '@mandataire/application/queue';

/** One fresh, empty queue with its two sides; `consumer` may be called several times, as for several processes. */
export interface QueueUnderTest {
  readonly queue: JobQueue;
  consumer(): JobConsumer;
}

let serial = 0;
const anEvent = (): OutboxEvent => {
  serial += 1;
  return {
    id: `00000000-0000-7000-8000-${String(serial).padStart(12, '0')}`,
    name: 'revocation.requested',
    version: 1,
    tenantId: '11111111-1111-7111-8111-111111111111',
    objectId: '22222222-2222-7222-8222-222222222222',
    occurredAt: '2026-11-22T10:00:00.000Z',
    correlationId: 'test',
  };
};

const NAMES: readonly JobName[] = [
  'send-order-link',
  'carry-identity-change',
  'observe-revocation',
  'tell-revocation',
  'tell-company',
  'revoke-refused-certificate',
];

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`still waiting for ${what}`);
    await pause(10);
  }
}

/** What every queue must do, whatever its store. */
export function jobQueueContract(store: string, open: () => Promise<QueueUnderTest>): void {
  describe(`job queue on ${store}`, () => {
    let tested: QueueUnderTest;
    let consumers: JobConsumer[];
    let done: { name: JobName; event: OutboxEvent }[];

    beforeEach(async () => {
      tested = await open();
      consumers = [];
      done = [];
    });
    afterEach(async () => {
      await Promise.all(consumers.map((consumer) => consumer.close()));
      await tested.queue.close();
    });

    async function consume(
      process?: (name: JobName, event: OutboxEvent) => Promise<void>,
    ): Promise<JobConsumer> {
      const consumer = tested.consumer();
      consumers.push(consumer);
      const processors: JobProcessor[] = NAMES.map((name) => ({
        name,
        process: async (event) => {
          await process?.(name, event);
          done.push({ name, event });
        },
      }));
      await consumer.start(processors);
      return consumer;
    }

    it('gives each job to the processor of its name, with the event', async () => {
      await consume();
      const jobs = NAMES.map((name) => ({ name, event: anEvent() }));
      await tested.queue.add(jobs);
      await until('all jobs', () => done.length === jobs.length);
      for (const job of jobs) expect(done).toContainEqual(job);
    });

    it('keeps jobs until a consumer comes', async () => {
      const event = anEvent();
      await tested.queue.add([{ name: 'carry-identity-change', event }]);
      await consume();
      await until('the job', () => done.length === 1);
      expect(done[0]?.event).toEqual(event);
    });

    it('runs a job that was added twice once', async () => {
      await consume();
      const job = { name: 'carry-identity-change' as const, event: anEvent() };
      await tested.queue.add([job]);
      await until('the job', () => done.length === 1);
      await tested.queue.add([job, { name: 'carry-identity-change', event: anEvent() }]);
      await until('the other job', () => done.length === 2);
      expect(done[0]?.event.id).not.toBe(done[1]?.event.id);
    });

    it('gives one event to each of its jobs', async () => {
      await consume();
      const event = anEvent();
      await tested.queue.add([
        { name: 'carry-identity-change', event },
        { name: 'revoke-refused-certificate', event },
      ]);
      await until('both jobs', () => done.length === 2);
      expect(done.map(({ name }) => name).sort()).toEqual([
        'carry-identity-change',
        'revoke-refused-certificate',
      ]);
    });

    it('tries a failed job again until it succeeds, and holds up no other', async () => {
      let failures = 0;
      const bad = anEvent();
      await consume(async (_name, event) => {
        if (event.id !== bad.id || failures === 3) return;
        failures += 1;
        throw new Error('not yet');
      });
      await tested.queue.add([{ name: 'observe-revocation', event: bad }]);
      await tested.queue.add([{ name: 'observe-revocation', event: anEvent() }]);
      await until('both jobs', () => done.length === 2);
      expect(failures).toBe(3);
      expect(done[1]?.event.id).toBe(bad.id);
    });

    it('starts a job within half a second of its adding', async () => {
      await consume();
      await tested.queue.add([{ name: 'carry-identity-change', event: anEvent() }]);
      await until('the first job', () => done.length === 1);
      await pause(300);
      const added = performance.now();
      await tested.queue.add([{ name: 'carry-identity-change', event: anEvent() }]);
      await until('the second job', () => done.length === 2);
      expect(performance.now() - added).toBeLessThan(500);
    });

    it('shares the jobs between consumers, each job once', async () => {
      await consume();
      await consume();
      const jobs = Array.from({ length: 200 }, () => ({
        name: 'carry-identity-change' as const,
        event: anEvent(),
      }));
      await tested.queue.add(jobs);
      await until('all jobs', () => done.length >= jobs.length);
      expect(new Set(done.map(({ event }) => event.id)).size).toBe(jobs.length);
      expect(done).toHaveLength(jobs.length);
    });

    it('lets a running job finish when it closes', async () => {
      let started = false;
      const consumer = await consume(async () => {
        started = true;
        await pause(300);
      });
      await tested.queue.add([{ name: 'carry-identity-change', event: anEvent() }]);
      await until('the start', () => started);
      await consumer.close();
      expect(done).toHaveLength(1);
    });
  });
}
