import { accept, refuseByRule, type Decision } from '../decision/index.js';
import type { CalendarDate } from '../time/index.js';
import { mandateMachine, type Mandate, type MandateKind, type MandateScope } from './mandate.js';

/** States in which a mandate counts against another one of the same person: in force, or on its way to be (D12). */
const COUNTS: readonly Mandate['state'][] = ['AWAITING_SIGNATURES', 'SIGNED', 'UNDER_RA_REVIEW', 'ACTIVE'];

const within = (inner: readonly string[], outer: readonly string[]) =>
  inner.every((one) => outer.includes(one));

/** Whether everything that the one scope gives, the other gives too; no establishment: the whole company. */
export const scopeWithin = (inner: MandateScope, outer: MandateScope): boolean =>
  within(inner.acts, outer.acts) &&
  within(inner.productCodes, outer.productCodes) &&
  (outer.establishments.length === 0 ||
    (inner.establishments.length > 0 && within(inner.establishments, outer.establishments)));

interface Term {
  readonly startsOn: CalendarDate | null;
  readonly endsOn: CalendarDate | null;
}

/** Whether two terms have a day in common. */
export const termsMeet = (one: Term, other: Term): boolean =>
  one.startsOn !== null &&
  one.endsOn !== null &&
  other.startsOn !== null &&
  other.endsOn !== null &&
  one.startsOn <= other.endsOn &&
  other.startsOn <= one.endsOn;

/** The person's other mandate, in force or on its way, with a day in common: D12 refuses two at once. */
export const overlapping = (mandate: Mandate, all: readonly Mandate[]): Mandate | undefined =>
  all.find(
    (other) =>
      other.id !== mandate.id &&
      other.agentEmail !== null &&
      other.agentEmail === mandate.agentEmail &&
      COUNTS.includes(other.state) &&
      termsMeet(mandate, other),
  );

/**
 * A later mandate among those of its company (D12): one person holds one mandate on a day; a deputy stands in for somebody
 * else's mandate in force, within its scope and its term; a successor takes over from a mandate that was signed.
 */
export function checkAmong(mandate: Mandate, all: readonly Mandate[]): Decision<Mandate> {
  if (overlapping(mandate, all)) return refuseByRule('D12', 'MANDATE_OVERLAPS');
  if (mandate.kind === 'PRINCIPAL') return accept(mandate);
  const predecessor = all.find(({ id }) => id === mandate.predecessorId);
  if (!predecessor) return refuseByRule('D12', 'PREDECESSOR_MISSING');
  return mandate.kind === 'DEPUTY' ? checkDeputy(mandate, predecessor) : checkSuccessor(mandate, predecessor);
}

function checkDeputy(mandate: Mandate, principal: Mandate): Decision<Mandate> {
  if (principal.state !== 'ACTIVE') return refuseByRule('D12', 'PREDECESSOR_NOT_ACTIVE');
  if (principal.agentEmail === mandate.agentEmail) return refuseByRule('D12', 'DEPUTY_OF_HIMSELF');
  const inTerm =
    (mandate.startsOn ?? '') >= (principal.startsOn ?? '') &&
    (mandate.endsOn ?? '') <= (principal.endsOn ?? '');
  return inTerm && scopeWithin(mandate, principal)
    ? accept(mandate)
    : refuseByRule('D12', 'DEPUTY_EXCEEDS_MANDATE');
}

/** Of an MC still in office as of one who has gone: the one before must have come into force. */
function checkSuccessor(mandate: Mandate, former: Mandate): Decision<Mandate> {
  const held = former.state === 'ACTIVE' || ['REVOKED', 'ENDED', 'EXPIRED'].includes(former.state);
  return held ? accept(mandate) : refuseByRule('D12', 'PREDECESSOR_NOT_ACTIVE');
}

/** A principal mandate has no predecessor; the others have one. */
export const needsPredecessor = (kind: MandateKind): boolean => kind !== 'PRINCIPAL';

/** What sales may still touch: the mandates that they opened themselves (D12, I-28). */
export const openedBySales = (mandates: readonly Mandate[]): readonly Mandate[] =>
  mandates.filter(({ openedBy }) => openedBy === 'SALES');

/** A later mandate is on its way or in force: the representative is at work, sales open nothing beside him (D12). */
export const representativeOpened = (mandates: readonly Mandate[]): boolean =>
  mandates.some(
    ({ openedBy, state }) => openedBy === 'LEGAL_REPRESENTATIVE' && !mandateMachine.terminal.includes(state),
  );
