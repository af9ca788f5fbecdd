import type { AccountId } from '../account/index.js';
import { shownState, type Certificate } from '../certificate/index.js';
import {
  accept,
  refuseByRule,
  refuseInput,
  transition,
  type Decision,
  type StateMachine,
  type TransitionActor,
} from '../decision/index.js';
import type { Holder, HolderId } from '../holder/index.js';
import type { TenantId } from '../tenant/index.js';
import { addMonths, dateInParis, isCalendarDate, type CalendarDate } from '../time/index.js';

export type DepartureState = 'PLANNED' | 'OPEN' | 'CLOSED' | 'CANCELLED';
export type DepartureAction = 'fallDue' | 'cancel' | 'close';

const COMPANY: readonly TransitionActor[] = ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE'];

/** Departure (départ d’un porteur): planned ahead (D17), open from its day on, closed once no certificate is left (I-30). */
export const departureMachine: StateMachine<DepartureState, DepartureAction> = {
  name: 'Departure',
  initial: 'PLANNED',
  states: ['PLANNED', 'OPEN', 'CLOSED', 'CANCELLED'],
  terminal: ['CLOSED', 'CANCELLED'],
  transitions: [
    { from: ['PLANNED'], action: 'fallDue', to: 'OPEN', actors: [...COMPANY, 'SYSTEM'] },
    { from: ['PLANNED'], action: 'cancel', to: 'CANCELLED', actors: COMPANY },
    { from: ['OPEN'], action: 'close', to: 'CLOSED', actors: COMPANY },
  ],
};

/** The end of a holder's attachment to his company, and what follows from it (I-30). */
export interface Departure {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly holderId: HolderId;
  readonly state: DepartureState;
  /** Day in Paris from which he no longer belongs to the company; today or earlier: already true. */
  readonly leavesOn: CalendarDate;
  readonly reportedBy: AccountId;
  readonly reportedAt: Date;
  readonly closedAt: Date | null;
}

/** A day further away is not known yet (D17). */
const FURTHEST_MONTHS = 12;

/**
 * A departure as it is reported: a fact already true is open at once (D17: loss of attachment is always now), one of a later
 * day is planned. Refuses a person who has left.
 */
export function reportDeparture(
  holder: Holder,
  at: Pick<Departure, 'id' | 'leavesOn' | 'reportedBy'> & { readonly actor: TransitionActor },
  now: Date,
): Decision<Departure> {
  if (holder.state !== 'ACTIVE') return refuseByRule('I-30', 'ALREADY_DEPARTED');
  const today = dateInParis(now);
  if (!isCalendarDate(at.leavesOn)) return refuseInput({ leavesOn: 'NOT_A_DATE' });
  if (at.leavesOn > addMonths(today, FURTHEST_MONTHS)) return refuseInput({ leavesOn: 'TOO_FAR_AHEAD' });
  const { actor, ...said } = at;
  const planned: Departure = {
    tenantId: holder.tenantId,
    version: 1,
    holderId: holder.id,
    state: departureMachine.initial,
    ...said,
    reportedAt: now,
    closedAt: null,
  };
  return at.leavesOn > today ? accept(planned) : moveDeparture(planned, 'fallDue', actor, now);
}

/** The departure after `action`. */
export function moveDeparture(
  departure: Departure,
  action: DepartureAction,
  actor: TransitionActor,
  now: Date,
): Decision<Departure> {
  const decided = transition(departureMachine, departure.state, action, actor);
  if (!decided.ok) return decided;
  const closedAt = departureMachine.terminal.includes(decided.next) ? now : null;
  return accept({ ...departure, state: decided.next, closedAt });
}

/** What still binds the company to a person who leaves: issued, not revoked, not over (I-25, I-30). */
export const liveCertificates = (certificates: readonly Certificate[], now: Date): Certificate[] =>
  certificates.filter((certificate) => ['ISSUED', 'ACTIVE'].includes(shownState(certificate, now)));

/** The case closed by whoever follows it; never while a certificate of the person is live (I-30). */
export function closeDeparture(
  departure: Departure,
  certificates: readonly Certificate[],
  actor: TransitionActor,
  now: Date,
): Decision<Departure> {
  const live = liveCertificates(certificates, now).length;
  if (live > 0) return refuseByRule('I-30', 'CERTIFICATES_STILL_ACTIVE', { count: live });
  return moveDeparture(departure, 'close', actor, now);
}
