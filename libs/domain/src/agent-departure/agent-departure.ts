import type { AccountId } from '../account/index.js';
import {
  accept,
  refuseByRule,
  refuseInput,
  transition,
  type Decision,
  type StateMachine,
  type TransitionActor,
} from '../decision/index.js';
import type { TenantId } from '../tenant/index.js';
import { dateInParis, daysBetween, type CalendarDate } from '../time/index.js';

export type AgentDepartureState = 'ANNOUNCED' | 'REPORTED' | 'CARRIED_OUT' | 'CANCELLED';
export type AgentDepartureAction = 'carryOut' | 'cancel';

const PEOPLE: readonly TransitionActor[] = [
  'CERTIFICATION_AGENT',
  'LEGAL_REPRESENTATIVE',
  'AUTHORISED_PERSON',
];

/**
 * AgentDeparture of an MC or a representative (F4). ANNOUNCED: for a day to come, the worker carries it out then. REPORTED: by
 * somebody who may not end another one's rights; the representative does. The report itself counts from its instant.
 */
export const agentDepartureMachine: StateMachine<AgentDepartureState, AgentDepartureAction> = {
  name: 'AgentDeparture',
  initial: 'REPORTED',
  states: ['ANNOUNCED', 'REPORTED', 'CARRIED_OUT', 'CANCELLED'],
  terminal: ['CARRIED_OUT', 'CANCELLED'],
  transitions: [
    {
      from: ['ANNOUNCED', 'REPORTED'],
      action: 'carryOut',
      to: 'CARRIED_OUT',
      actors: ['SYSTEM', 'CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE'],
    },
    { from: ['ANNOUNCED', 'REPORTED'], action: 'cancel', to: 'CANCELLED', actors: PEOPLE },
  ],
};

export type Leaver = 'AGENT' | 'REPRESENTATIVE';

export interface AgentDeparture {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly state: AgentDepartureState;
  readonly leaver: Leaver;
  readonly accountId: AccountId;
  /** The day on which the company knew: from it the delay of the report is counted (F4). */
  readonly knownOn: CalendarDate;
  /** From this day on he is gone. */
  readonly effectiveOn: CalendarDate;
  readonly reason: string | null;
  readonly reportedBy: AccountId;
  readonly reportedAs: TransitionActor;
  readonly reportedAt: Date;
  /** The mandate whose MC takes his work over, or null. */
  readonly successorMandateId: string | null;
  readonly carriedOutAt: Date | null;
}

/** Days between knowing and reporting: F4 says "sans délai". */
export const reportDelay = ({
  knownOn,
  reportedAt,
}: Pick<AgentDeparture, 'knownOn' | 'reportedAt'>): number =>
  Math.max(0, daysBetween(knownOn, dateInParis(reportedAt)));

/** The next day still counts as without delay. */
export const PROMPT_DAYS = 1;
export const reportedLate = (departure: Pick<AgentDeparture, 'knownOn' | 'reportedAt'>): boolean =>
  reportDelay(departure) > PROMPT_DAYS;

/** Nobody announces for longer than a year ahead. */
const LONGEST_AHEAD_DAYS = 366;
const LONGEST_REASON = 500;

export interface AgentDepartureFields {
  readonly knownOn: CalendarDate;
  readonly effectiveOn: CalendarDate;
  readonly reason: string | null;
}

export function agentDepartureFaults(fields: AgentDepartureFields, now: Date): Record<string, string> {
  const today = dateInParis(now);
  const faults: Record<string, string> = {};
  if (fields.knownOn > today) faults.knownOn = 'IN_THE_FUTURE';
  if (daysBetween(today, fields.effectiveOn) > LONGEST_AHEAD_DAYS) faults.effectiveOn = 'TOO_FAR';
  if ((fields.reason ?? '').length > LONGEST_REASON) faults.reason = 'TOO_LONG';
  return faults;
}

interface Report {
  readonly departure: Omit<AgentDeparture, 'state' | 'carriedOutAt'>;
  /** He leaves himself, or the reporter may end his rights. */
  readonly mayCarryOut: boolean;
  readonly open: boolean;
}

/**
 * A departure as it is reported: carried out at once, announced for its day, or waiting for somebody who may. An MC
 * reports of himself alone: of others, the representative and the company do (F4).
 */
export function reportAgentDeparture(
  { departure, mayCarryOut, open }: Report,
  now: Date,
): Decision<{ readonly departure: AgentDeparture; readonly atOnce: boolean }> {
  const fields = agentDepartureFaults(departure, now);
  if (Object.keys(fields).length > 0) return refuseInput(fields);
  if (open) return refuseByRule('F4', 'AGENT_DEPARTURE_ALREADY_REPORTED');
  const isHimself = departure.reportedBy === departure.accountId;
  if (departure.leaver === 'AGENT' && departure.reportedAs === 'CERTIFICATION_AGENT' && !isHimself)
    return refuseByRule('F4', 'DEPARTURE_OF_ANOTHER_AGENT');
  const ahead = departure.effectiveOn > dateInParis(now);
  const state = mayCarryOut && ahead ? 'ANNOUNCED' : 'REPORTED';
  const made: AgentDeparture = { ...departure, state, carriedOutAt: null };
  return accept({ departure: made, atOnce: mayCarryOut && !ahead });
}

export function carryOutAgentDeparture(
  departure: AgentDeparture,
  actor: TransitionActor,
  now: Date,
): Decision<AgentDeparture> {
  const moved = transition(agentDepartureMachine, departure.state, 'carryOut', actor);
  return moved.ok ? accept({ ...departure, state: moved.next, carriedOutAt: now }) : moved;
}

export function cancelAgentDeparture(
  departure: AgentDeparture,
  actor: TransitionActor,
): Decision<AgentDeparture> {
  const moved = transition(agentDepartureMachine, departure.state, 'cancel', actor);
  return moved.ok ? accept({ ...departure, state: moved.next }) : moved;
}

/** ANNOUNCED and its day has come: the worker's turn. */
export const agentDepartureIsDue = ({ state, effectiveOn }: AgentDeparture, now: Date): boolean =>
  state === 'ANNOUNCED' && effectiveOn <= dateInParis(now);
