import type { JobName } from '@mandataire/application/queue';

/**
 * A lane is one queue with its own workers: slow mail servers or an unreachable status service must not hold up a
 * revocation.
 */
export type LaneName = 'authority' | 'observation' | 'mail';

export interface Lane {
  readonly name: LaneName;
  readonly jobs: readonly JobName[];
  /** Jobs at a time in one process. */
  readonly concurrency: number;
  /** Then the job is a dead letter: kept, counted, shown. */
  readonly attempts: number;
  /** Wait after the first failure; each further one waits `growth` times as long, up to `slowestMs`. */
  readonly fastestMs: number;
  readonly growth: number;
  readonly slowestMs: number;
}

export const LANES: readonly Lane[] = [
  {
    // A revocation is never given up: a hundred thousand tries at 30 s are a month, and the sweeper finds it too.
    name: 'authority',
    jobs: ['carry-out-revocation', 'revoke-refused-certificate'],
    concurrency: 16,
    attempts: 100_000,
    fastestMs: 200,
    growth: 2,
    slowestMs: 30_000,
  },
  {
    // Gently longer, because the published list is a second or two behind and its time is what people are told.
    name: 'observation',
    jobs: ['observe-revocation'],
    concurrency: 8,
    attempts: 100_000,
    fastestMs: 200,
    growth: 1.5,
    slowestMs: 30_000,
  },
  {
    // Three days at five minutes: the time that mail servers give each other.
    name: 'mail',
    jobs: ['send-order-link', 'tell-revocation', 'tell-company'],
    concurrency: 4,
    attempts: 900,
    fastestMs: 1_000,
    growth: 2,
    slowestMs: 300_000,
  },
];

export function laneOf(job: JobName): Lane {
  const lane = LANES.find(({ jobs }) => jobs.includes(job));
  if (!lane) throw new Error(`no lane for the job ${job}`);
  return lane;
}

/** Wait before the next try, after `failures` failed ones. */
export const backOffMs = (lane: Pick<Lane, 'fastestMs' | 'growth' | 'slowestMs'>, failures: number): number =>
  Math.round(Math.min(lane.fastestMs * lane.growth ** Math.min(failures - 1, 60), lane.slowestMs));
