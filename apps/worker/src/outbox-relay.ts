import { JOBS_OF_EVENT, type Job, type JobQueue, type OutboxStore } from '@mandataire/application/queue';
import type { OutboxEvent } from '@mandataire/application/journal';
import { Loop } from './loop.js';
import type { Counters } from './counters.js';
import type { Log } from './log.js';

const BATCH = 200;
const EVERY_MS = 1_000;

/** The jobs that these events start; most events start none. */
export const jobsOf = (events: readonly OutboxEvent[]): Job[] =>
  events.flatMap((event) => (JOBS_OF_EVENT[event.name] ?? []).map((name) => ({ name, event })));

export interface RelayPorts {
  readonly outbox: OutboxStore;
  readonly queue: Pick<JobQueue, 'add'>;
  readonly log: Log;
  readonly counters: Counters;
}

/**
 * Moves committed events to the queue: woken by the database, and by a timer for what a lost connection missed. The only
 * code that adds jobs. A queue that is away leaves the rows where they are; the next turn tries again.
 */
export class OutboxRelay {
  private readonly loop: Loop;
  private listening: { close(): Promise<void> } | undefined;

  constructor(private readonly ports: RelayPorts) {
    this.loop = new Loop({ name: 'relay', everyMs: EVERY_MS, log: ports.log, turn: () => this.drain() });
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    await this.listening?.close().catch(() => {});
  }

  private async drain(): Promise<void> {
    await this.listen();
    let relayed: number;
    do {
      relayed = await this.ports.outbox.relay(BATCH, (events) => this.addJobs(events));
      this.ports.counters.add('relayed_events', relayed);
    } while (relayed === BATCH);
  }

  private async addJobs(events: readonly OutboxEvent[]): Promise<void> {
    const jobs = jobsOf(events);
    if (jobs.length > 0) await this.ports.queue.add(jobs);
  }

  private async listen(): Promise<void> {
    this.listening ??= await this.ports.outbox.listen(() => this.loop.wake());
  }
}
