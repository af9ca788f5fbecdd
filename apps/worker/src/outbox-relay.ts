import type { Clock } from '@mandataire/application/clock';
import { JOBS_OF_EVENT, type Job, type JobQueue, type OutboxStore } from '@mandataire/application/queue';
import type { OutboxEvent } from '@mandataire/application/journal';
import { durationMs, type Duration } from '@mandataire/domain/time';
import { Loop } from './loop.js';
import type { Counters } from './counters.js';
import type { Log } from './log.js';

const BATCH = 200;
const EVERY_MS = 1_000;
const AGAIN_EVERY_MS = 15_000;
/** What the queue has normally done long before. */
const LOST_AFTER: Duration = { minutes: 1 };

/** The jobs that these events start; most events start none. */
export const jobsOf = (events: readonly OutboxEvent[]): Job[] =>
  events.flatMap((event) => (JOBS_OF_EVENT[event.name] ?? []).map((name) => ({ name, event })));

export interface RelayPorts {
  readonly outbox: OutboxStore;
  readonly queue: Pick<JobQueue, 'add'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
}

/**
 * Moves committed events to the queue: woken by the database, and by a timer for what a lost connection missed. The only
 * code that adds jobs. A queue that is away leaves the rows where they are; the next turn tries again. A second, slow loop
 * gives it again what is not done after a while: a queue that has lost its data gets them back, any other knows them.
 */
export class OutboxRelay {
  private readonly loop: Loop;
  private readonly again: Loop;
  private listening: { close(): Promise<void> } | undefined;

  constructor(private readonly ports: RelayPorts) {
    const { log } = ports;
    this.loop = new Loop({ name: 'relay', everyMs: EVERY_MS, log, turn: () => this.drain() });
    this.again = new Loop({
      name: 'relay again',
      everyMs: AGAIN_EVERY_MS,
      log,
      turn: () => this.relayLost(),
    });
  }

  start(): void {
    this.loop.start();
    this.again.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.loop.stop(), this.again.stop()]);
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

  /** One batch a turn: claimed rows come again only after as long a time, so that every one has its turn. */
  private async relayLost(): Promise<void> {
    const { outbox, clock, counters } = this.ports;
    const before = new Date(clock.now().getTime() - durationMs(LOST_AFTER));
    const relayed = await outbox.relayAgain(before, BATCH, (events) => this.addJobs(events));
    counters.add('relayed_again_events', relayed);
  }

  private async addJobs(events: readonly OutboxEvent[]): Promise<void> {
    const jobs = jobsOf(events);
    if (jobs.length > 0) await this.ports.queue.add(jobs);
  }

  private async listen(): Promise<void> {
    this.listening ??= await this.ports.outbox.listen(() => this.loop.wake());
  }
}
