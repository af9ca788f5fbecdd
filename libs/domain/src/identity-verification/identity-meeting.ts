import type { AccountId } from '../account/index.js';
import {
  accept,
  refuseByRule,
  refuseInput,
  transition,
  type Decision,
  type TransitionActor,
} from '../decision/index.js';
import type { Holder, HolderId } from '../holder/index.js';
import type { TenantId } from '../tenant/index.js';
import { addDuration } from '../time/index.js';
import {
  verificationMachine,
  type VerificationAction,
  type VerificationState,
} from './verification-machine.js';

/**
 * A verification on its way to its record: asked for, planned, begun. What was verified is a record of its own under the
 * same id, which nobody changes (I-7).
 */
export interface IdentityMeeting {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly holderId: HolderId;
  readonly state: VerificationState;
  readonly requestedBy: AccountId;
  readonly requestedAt: Date;
  readonly scheduledAt: Date | null;
  readonly place: string | null;
  /** Who is to verify, then who did. */
  readonly verifierAccountId: AccountId | null;
  /** How often a day was set or taken back: the SEQUENCE of its calendar entry (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** Why it failed, or was taken back. */
  readonly reason: string | null;
}

/** Nothing more happens to it as a meeting. */
export const isOpenMeeting = ({ state }: Pick<IdentityMeeting, 'state'>): boolean =>
  OPEN_MEETING_STATES.includes(state);

export const OPEN_MEETING_STATES: readonly VerificationState[] = [
  'REQUESTED',
  'SCHEDULED',
  'IN_PROGRESS',
  'NO_SHOW',
];

export const MEETING_LENGTH = { minutes: 30 } as const;
/** Further away nobody knows his day; meanwhile the mandate may end. */
const FURTHEST = { days: 365 } as const;
const LONGEST_REASON = 300;

export interface MeetingPlan {
  readonly scheduledAt: Date;
  readonly place: string;
}

/** Its day is set, or set anew; never in the past (rules (b)). */
export function scheduleMeeting(
  meeting: IdentityMeeting,
  plan: MeetingPlan,
  verifier: { readonly accountId: AccountId; readonly actor: TransitionActor },
  now: Date,
): Decision<IdentityMeeting> {
  const place = plan.place.trim();
  const fields: Record<string, string> = {};
  if (place === '') fields.place = 'REQUIRED';
  else if ([...place].length > 128) fields.place = 'TOO_LONG';
  if (plan.scheduledAt <= now) fields.scheduledAt = 'IN_THE_PAST';
  else if (plan.scheduledAt > addDuration(now, FURTHEST)) fields.scheduledAt = 'TOO_FAR_AHEAD';
  if (Object.keys(fields).length > 0) return refuseInput(fields);
  const moved = moveMeeting(meeting, 'schedule', { actor: verifier.actor }, now);
  if (!moved.ok) return moved;
  return accept({
    ...moved.next,
    scheduledAt: plan.scheduledAt,
    place,
    verifierAccountId: verifier.accountId,
    sequence: meeting.sequence + 1,
  });
}

export interface MeetingMove {
  readonly actor: TransitionActor;
  readonly reason?: string | null;
}

type MeetingStep = Exclude<VerificationAction, 'expire' | 'invalidate'>;

/** What each step leaves on the meeting beside its state; one that had a day and is taken back counts as changed. */
const MARK: Readonly<
  Record<
    MeetingStep,
    (meeting: IdentityMeeting, now: Date, reason: string | null) => Partial<IdentityMeeting>
  >
> = {
  schedule: () => ({}),
  miss: () => ({}),
  start: (_meeting, now) => ({ startedAt: now }),
  verify: (_meeting, now) => ({ endedAt: now }),
  fail: (_meeting, now, reason) => ({ endedAt: now, reason }),
  cancel: ({ sequence, scheduledAt }, now, reason) => ({
    ...{ endedAt: now, reason },
    sequence: sequence + (scheduledAt === null ? 0 : 1),
  }),
};

/** Who did not pass learns why. */
function reasonFault(action: MeetingStep, said: string): string | undefined {
  if (action === 'fail' && said === '') return 'REQUIRED';
  return [...said].length > LONGEST_REASON ? 'TOO_LONG' : undefined;
}

const isBefore = (at: Date | null, now: Date): boolean => at !== null && at > now;

/** The meeting after `action`; a failure says its reason, and nobody is missed before his hour. */
export function moveMeeting(
  meeting: IdentityMeeting,
  action: MeetingStep,
  { actor, reason }: MeetingMove,
  now: Date,
): Decision<IdentityMeeting> {
  const decided = transition(verificationMachine, meeting.state, action, actor);
  if (!decided.ok) return decided;
  const said = reason?.trim() ?? '';
  const fault = reasonFault(action, said);
  if (fault !== undefined) return refuseInput({ reason: fault });
  if (action === 'miss' && isBefore(meeting.scheduledAt, now))
    return refuseByRule('R30', 'MEETING_NOT_YET_DUE');
  return accept({ ...meeting, ...MARK[action](meeting, now, said || null), state: decided.next });
}

/** A new request; a person who has left is not verified (I-30). */
export function requestMeeting(
  holder: Holder,
  at: Pick<IdentityMeeting, 'id' | 'requestedBy'>,
  now: Date,
): Decision<IdentityMeeting> {
  if (holder.state !== 'ACTIVE') return refuseByRule('I-30', 'HOLDER_DEPARTED');
  return accept({
    tenantId: holder.tenantId,
    id: at.id,
    version: 1,
    holderId: holder.id,
    state: verificationMachine.initial,
    requestedBy: at.requestedBy,
    requestedAt: now,
    scheduledAt: null,
    place: null,
    verifierAccountId: null,
    sequence: 0,
    startedAt: null,
    endedAt: null,
    reason: null,
  });
}

/** The meeting once its verification is recorded, from wherever it stood (rules (b)). */
export function closeMeeting(
  meeting: IdentityMeeting,
  verifier: { readonly accountId: AccountId; readonly actor: TransitionActor },
  now: Date,
): Decision<IdentityMeeting> {
  let at = meeting;
  for (const action of ['schedule', 'start', 'verify'] as const) {
    const ahead = action === 'schedule' ? ['REQUESTED', 'NO_SHOW'] : ['SCHEDULED'];
    if (action !== 'verify' && !ahead.includes(at.state)) continue;
    const moved = moveMeeting(at, action, verifier, now);
    if (!moved.ok) return moved;
    at = moved.next;
  }
  return accept({ ...at, verifierAccountId: verifier.accountId });
}
