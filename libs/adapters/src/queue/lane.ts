import type { JobName } from '@mandataire/application/queue';

/**
 * A lane is one queue with its own workers: slow mail servers or an unreachable status service must not hold up a
 * revocation.
 */
export type LaneName = 'authority' | 'observation' | 'mail';

export interface Lane {
  readonly name: LaneName;
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
    // A revocation that follows from something else is never given up: a hundred thousand tries at 30 s are a month.
    name: 'authority',
    concurrency: 16,
    attempts: 100_000,
    fastestMs: 200,
    growth: 2,
    slowestMs: 30_000,
  },
  {
    // Gently longer, because the published list is a second or two behind and its time is what people are told.
    name: 'observation',
    concurrency: 8,
    attempts: 100_000,
    fastestMs: 200,
    growth: 1.5,
    slowestMs: 30_000,
  },
  {
    // Three days at five minutes: the time that mail servers give each other.
    name: 'mail',
    concurrency: 4,
    attempts: 900,
    fastestMs: 1_000,
    growth: 2,
    slowestMs: 300_000,
  },
];

/** Which lane each job takes; a job without one does not compile. */
const LANE_OF: Readonly<Record<JobName, LaneName>> = {
  'revoke-refused-certificate': 'authority',
  'carry-identity-change': 'authority',
  'finish-replacement': 'authority',
  'open-revocation-tasks': 'authority',
  'carry-departure': 'authority',
  'archive-registration': 'authority',
  'observe-revocation': 'observation',
  'build-evidence': 'observation',
  'send-order-link': 'mail',
  'send-mandate-link': 'mail',
  'send-act-code': 'mail',
  'send-activation': 'mail',
  'send-reminder': 'mail',
  'send-meeting-invitation': 'mail',
  'send-onboarding-reminder': 'mail',
  'tell-company': 'mail',
  'tell-mandate': 'mail',
  'tell-second-person': 'mail',
  'tell-agent-departure': 'mail',
  'tell-confirmation': 'mail',
  'alert-company': 'mail',
  'tell-revocation': 'mail',
};

export function laneOf(job: JobName): Lane {
  const lane = LANES.find(({ name }) => name === LANE_OF[job]);
  if (!lane) throw new Error(`no lane for the job ${job}`);
  return lane;
}

/** Wait before the next try, after `failures` failed ones. */
export const backOffMs = (lane: Pick<Lane, 'fastestMs' | 'growth' | 'slowestMs'>, failures: number): number =>
  Math.round(Math.min(lane.fastestMs * lane.growth ** Math.min(failures - 1, 60), lane.slowestMs));
