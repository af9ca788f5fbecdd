import type { OutboxEvent } from '@mandataire/application/journal';
import type { JobName } from '@mandataire/application/queue';
import { createPostgresBackend, Queue, withBackend, Worker, type ConnectionOptions } from 'bullmq';
import { backOffMs, type Lane } from './lane.js';

/** Where the queue lives: Redis, or BullMQ's own tables (schema `bullmq`) in PostgreSQL. */
export type QueueStore = { readonly redisUrl: string } | { readonly databaseUrl: string };

export interface QueueSettings {
  readonly store: QueueStore;
  /** Starts the names of the queues; two prefixes never see each other's jobs. */
  readonly prefix?: string;
  readonly log: QueueLog;
}

/** The part of the technical log that this adapter needs. */
export interface QueueLog {
  debug(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

const WARN_EVERY_MS = 10_000;

/** Tells of a lane's broken connection now and then: one that is away for an hour would otherwise fill the disk. */
export function connectionWarning(log: QueueLog, lane: Lane): (error: Error) => void {
  let warnedAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    const at = performance.now();
    if (at - warnedAt < WARN_EVERY_MS) return;
    warnedAt = at;
    log.warn({ err: error, lane: lane.name }, 'queue connection');
  };
}

/** Our use of BullMQ's classes, whatever the store; their own types differ by store in every method. */
export type LaneQueue = Pick<
  Queue<OutboxEvent, void, JobName>,
  'addBulk' | 'close' | 'disconnect' | 'on' | 'getJobCounts' | 'waitUntilReady'
>;
export type LaneWorker = Pick<
  Worker<OutboxEvent, void, JobName>,
  'run' | 'close' | 'disconnect' | 'on' | 'waitUntilReady'
>;
export type Process = (name: JobName, event: OutboxEvent) => Promise<void>;

/** A worker killed in the middle of a job: another takes the job over after at most the sum of these. */
const LOCK_MS = 10_000;
const STALLED_CHECK_MS = 5_000;

const postgres = withBackend(createPostgresBackend);

export const laneQueueName = ({ prefix = 'mandataire' }: QueueSettings, lane: Lane): string =>
  `${prefix}-${lane.name}`;

/** The relay's side. Redis fails at once while it is away, instead of keeping jobs in memory that a crash would lose. */
export function openQueue(settings: QueueSettings, lane: Lane): LaneQueue {
  const name = laneQueueName(settings, lane);
  const { store } = settings;
  const queue =
    'redisUrl' in store
      ? new Queue<OutboxEvent, void, JobName>(name, {
          connection: { ...redisConnection(store.redisUrl), enableOfflineQueue: false },
        })
      : new postgres.Queue<OutboxEvent, void, JobName>(name, {
          connection: { connectionString: store.databaseUrl, max: 2, application_name: 'mandataire-relay' },
        });
  return queue as unknown as LaneQueue;
}

/** The worker's side, not yet running. */
export function openWorker(settings: QueueSettings, lane: Lane, process: Process): LaneWorker {
  const name = laneQueueName(settings, lane);
  const { store } = settings;
  const run = async (job: { name: JobName; data: OutboxEvent }): Promise<void> => process(job.name, job.data);
  const options = {
    autorun: false,
    concurrency: lane.concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    // A crash is the process's fault, not the job's: it never makes a dead letter.
    maxStalledCount: 1_000_000,
    runRetryDelay: 1_000,
    settings: { backoffStrategy: (attemptsMade: number) => backOffMs(lane, attemptsMade) },
  };
  const worker =
    'redisUrl' in store
      ? new Worker<OutboxEvent, void, JobName>(name, run, {
          ...options,
          connection: { ...redisConnection(store.redisUrl), maxRetriesPerRequest: null },
        })
      : new postgres.Worker<OutboxEvent, void, JobName>(name, run, {
          ...options,
          connection: { connectionString: store.databaseUrl, max: 4, application_name: 'mandataire-worker' },
        });
  return worker as unknown as LaneWorker;
}

function redisConnection(url: string): ConnectionOptions {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 6379),
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    db: Number(pathname.slice(1) || 0),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
    connectTimeout: 3_000,
    retryStrategy: (times: number) => Math.min(times * 100, 2_000),
  };
}
