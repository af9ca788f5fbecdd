import { payloadOf, type Job, type JobQueue } from '@mandataire/application/queue';
import { LANES, laneOf, type Lane, type LaneName } from './lane.js';
import { connectionWarning, openQueue, type LaneQueue, type QueueSettings } from './store.js';
import { within } from './within.js';

const ADD_MS = 5_000;

/** Finished jobs are remembered for a while, so that an event relayed twice runs once; dead letters are never dropped. */
const KEPT = { removeOnComplete: { age: 3_600, count: 10_000 }, removeOnFail: false } as const;

export type JobCounts = Readonly<Record<string, number>>;

/** BullMQ as the relay sees it. A store that is away makes `add` throw within seconds; the outbox keeps the rows. */
export class BullJobQueue implements JobQueue {
  private readonly queues = new Map<LaneName, LaneQueue>();

  constructor(private readonly settings: QueueSettings) {}

  async add(jobs: readonly Job[]): Promise<void> {
    for (const lane of LANES) {
      const mine = jobs.filter(({ name }) => laneOf(name) === lane);
      if (mine.length > 0) await this.addTo(lane, mine);
    }
  }

  /** Jobs by state in each lane; `failed` are dead letters. */
  async counts(): Promise<Readonly<Record<LaneName, JobCounts>>> {
    const entries = await Promise.all(
      LANES.map(async (lane) => {
        const counted = await this.using(lane, (queue) =>
          queue.getJobCounts('waiting', 'active', 'delayed', 'failed', 'completed'),
        );
        return [lane.name, counted] as const;
      }),
    );
    return Object.fromEntries(entries) as Record<LaneName, JobCounts>;
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.keys()].map((name) => this.discard(name)));
  }

  private async addTo(lane: Lane, jobs: readonly Job[]): Promise<void> {
    await this.using(lane, (queue) =>
      queue.addBulk(
        jobs.map(({ name, event }) => ({
          name,
          data: payloadOf(event),
          opts: {
            jobId: `${name}_${event.id}`,
            attempts: lane.attempts,
            backoff: { type: 'custom' },
            ...KEPT,
          },
        })),
      ),
    );
  }

  /** A queue that failed is thrown away: some failures of its connection are remembered for ever. */
  private async using<T>(lane: Lane, work: (queue: LaneQueue) => Promise<T>): Promise<T> {
    const queue = this.queues.get(lane.name) ?? this.open(lane);
    try {
      return await within(ADD_MS, `queue ${lane.name}`, async () => {
        await queue.waitUntilReady();
        return work(queue);
      });
    } catch (error) {
      void this.discard(lane.name);
      throw error;
    }
  }

  private open(lane: Lane): LaneQueue {
    const queue = openQueue(this.settings, lane);
    queue.on('error', connectionWarning(this.settings.log, lane));
    this.queues.set(lane.name, queue);
    return queue;
  }

  private async discard(name: LaneName): Promise<void> {
    const queue = this.queues.get(name);
    this.queues.delete(name);
    if (!queue) return;
    try {
      await within(ADD_MS, `closing ${name}`, () => queue.close());
    } catch {
      // Its server is away: nothing is lost by cutting the connection.
      void queue.disconnect().catch(() => {});
    }
  }
}
