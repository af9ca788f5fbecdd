import { setTimeout as pause } from 'node:timers/promises';
import type { OutboxEvent } from '@mandataire/application/journal';
import { payloadOf, type JobConsumer, type JobName, type JobProcessor } from '@mandataire/application/queue';
import { LANES, type Lane } from './lane.js';
import { connectionWarning, openWorker, type LaneWorker, type QueueSettings } from './store.js';
import { within } from './within.js';

const READY_MS = 5_000;
const RETRY_MS = 1_000;
/** How long `close` lets running jobs finish. */
const FINISH_MS = 15_000;
/** Some failures are daily business: the status service is a second behind, somebody else was faster. */
const WORTH_A_WARNING = 6;

/**
 * BullMQ as the worker sees it: one worker per lane, connected again and again until its store answers. A job that
 * throws is tried again with the back-off of its lane.
 */
export class BullJobConsumer implements JobConsumer {
  private readonly workers = new Set<LaneWorker>();
  private readonly loops: Promise<void>[] = [];
  private readonly stopping = new AbortController();

  constructor(private readonly settings: QueueSettings) {}

  /** Resolves at once: a store that is away is waited for in the background. */
  async start(processors: readonly JobProcessor[]): Promise<void> {
    const byName = new Map(processors.map((processor) => [processor.name, processor]));
    const process = async (name: JobName, event: OutboxEvent): Promise<void> => {
      const processor = byName.get(name);
      if (!processor) throw new Error(`no processor for the job ${name}`);
      await processor.process(payloadOf(event));
    };
    for (const lane of LANES) this.loops.push(this.keepRunning(lane, process));
  }

  /** Takes no new job, lets the running ones finish, then closes; a job that is cut off runs again later. */
  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.workers].map((worker) => this.finish(worker)));
    await Promise.all(this.loops);
  }

  private async keepRunning(lane: Lane, process: Parameters<typeof openWorker>[2]): Promise<void> {
    const { log } = this.settings;
    while (!this.stopping.signal.aborted) {
      const worker = openWorker(this.settings, lane, process);
      this.watch(worker, lane);
      this.workers.add(worker);
      try {
        await within(READY_MS, `lane ${lane.name}`, () => worker.waitUntilReady());
        await worker.run();
      } catch (error) {
        if (!this.stopping.signal.aborted) log.warn({ err: error, lane: lane.name }, 'queue not reachable');
      }
      if (this.stopping.signal.aborted) return;
      await this.finish(worker);
      await pause(RETRY_MS, undefined, { signal: this.stopping.signal }).catch(() => {});
    }
  }

  private watch(worker: LaneWorker, lane: Lane): void {
    const { log } = this.settings;
    worker.on('error', connectionWarning(log, lane));
    worker.on('failed', (job, error) => {
      const facts = { err: error, job: job?.name, eventId: job?.data.id, attempt: job?.attemptsMade };
      const attempt = job?.attemptsMade ?? 0;
      if (attempt >= lane.attempts) log.error(facts, 'job given up');
      else if (attempt >= WORTH_A_WARNING) log.warn(facts, 'job keeps failing, will be tried again');
      else log.debug(facts, 'job failed, will be tried again');
    });
  }

  private async finish(worker: LaneWorker): Promise<void> {
    if (!this.workers.delete(worker)) return;
    try {
      await within(FINISH_MS, 'running jobs', () => worker.close());
    } catch {
      void worker.close(true).catch(() => {});
    }
  }
}
