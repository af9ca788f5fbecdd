import type { AccountId } from '../account/index.js';
import { inForceOf, mandateCovers, mandateInForce, scopeWithin, type Mandate } from '../mandate/index.js';
import { reachesEstablishment, type Siret } from '../tenant/index.js';
import type { CalendarDate } from '../time/index.js';

/** An order in an MC's care that has not come to its end. */
export interface WorkOrder {
  readonly id: string;
  readonly kind: 'NEW' | 'REPLACEMENT' | 'RENEWAL';
  readonly state: string;
  readonly productCode: string;
  readonly holderName: string;
  readonly establishment: Siret | null;
}

/** A verification of his that an order may still rest on, or that is not done. */
export interface WorkVerification {
  readonly id: string;
  readonly state: string;
  readonly holderName: string;
}

/** A revocation that he asked for and that is not closed. */
export interface WorkRevocation {
  readonly id: string;
  readonly state: string;
  readonly holderName: string;
}

/** Where active holders work, counted. */
export interface HolderPlace {
  readonly establishment: Siret | null;
  readonly holders: number;
}

/** Everything in the company that depends on one MC. */
export interface AgentWork {
  readonly orders: readonly WorkOrder[];
  readonly verifications: readonly WorkVerification[];
  readonly revocations: readonly WorkRevocation[];
  readonly places: readonly HolderPlace[];
}

/**
 * TRANSFERRED: goes on in the successor's care. CANCELLED: not submitted, and ends with the mandate (D12). KEPT: a
 * replacement that the company owes its holder stays a draft for whoever comes next (D16). RUNS_ON: submitted, nobody has
 * to take it over.
 */
export type OrderFate = 'TRANSFERRED' | 'CANCELLED' | 'KEPT' | 'RUNS_ON';

/** What a successor's mandate would have to give. */
export interface NeededMandate {
  readonly mandateId: string;
  readonly acts: readonly string[];
  readonly productCodes: readonly string[];
  readonly establishments: readonly Siret[];
  readonly endsOn: CalendarDate | null;
}

export interface AgentDeparturePlan {
  readonly endingMandateIds: readonly string[];
  readonly orders: readonly (WorkOrder & { readonly fate: OrderFate })[];
  /** Acts that were done stay valid (rules (b)); what he had only planned falls to somebody else. */
  readonly verifications: readonly (WorkVerification & { readonly stays: boolean })[];
  /** Submitted revocations run on (D12). */
  readonly revocations: readonly WorkRevocation[];
  /** Holders whom no mandate in force would reach any more. */
  readonly uncovered: readonly HolderPlace[];
  readonly neededMandates: readonly NeededMandate[];
  /** No MC would be left: the representative keeps the right to revoke (I-29). */
  readonly isLastAgent: boolean;
}

export interface AgentDepartureFacts {
  readonly agentAccountId: AccountId;
  /** Every mandate of the company in state ACTIVE. */
  readonly active: readonly Mandate[];
  readonly successorMandateId: string | null;
  readonly work: AgentWork;
}

/** Not submitted yet, as `orders.unsubmittedOf` has it (D12). */
const UNSUBMITTED: readonly string[] = ['DRAFT', 'AWAITING_CONSENT'];

/**
 * What happens when this MC leaves, decided once for the page that asks "what if", for the act that follows and for the
 * worker on the announced day: nothing moves that was not shown.
 */
export function planAgentDeparture(facts: AgentDepartureFacts, now: Date): AgentDeparturePlan {
  const { agentAccountId, active, successorMandateId, work } = facts;
  const ending = active.filter((mandate) => mandate.agentAccountId === agentAccountId);
  const others = active.filter(
    (mandate) => mandate.agentAccountId !== agentAccountId && mandateInForce(mandate, now),
  );
  const successor = others.find(({ id }) => id === successorMandateId);
  return {
    endingMandateIds: ending.map(({ id }) => id).sort(),
    orders: work.orders.map((order) => ({ ...order, fate: fateOf(order, successor) })),
    verifications: work.verifications.map((one) => ({ ...one, stays: one.state === 'VERIFIED' })),
    revocations: work.revocations,
    uncovered: work.places.filter(
      ({ establishment }) =>
        !others.some((other) => reachesEstablishment(other.establishments, establishment)),
    ),
    neededMandates: ending
      .filter((mandate) => !others.some((other) => scopeWithin(mandate, other)))
      .map(({ id, acts, productCodes, establishments, endsOn }) => ({
        mandateId: id,
        acts,
        productCodes,
        establishments,
        endsOn,
      })),
    isLastAgent: others.length === 0,
  };
}

function fateOf(order: WorkOrder, successor: Mandate | undefined): OrderFate {
  const { productCode, establishment } = order;
  if (successor && mandateCovers(successor, 'ORDER', { productCode, establishment })) return 'TRANSFERRED';
  if (!UNSUBMITTED.includes(order.state)) return 'RUNS_ON';
  return order.kind === 'REPLACEMENT' ? 'KEPT' : 'CANCELLED';
}

/** A mandate in force of somebody else may take work over, nothing else. */
export const maySucceed = (successor: Mandate | undefined, agentAccountId: AccountId, now: Date): boolean =>
  successor !== undefined &&
  successor.agentAccountId !== agentAccountId &&
  inForceOf([successor], now) !== undefined;
