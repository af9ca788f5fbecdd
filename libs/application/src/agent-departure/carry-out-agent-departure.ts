import { transition, type TransitionActor } from '@mandataire/domain/decision';
import {
  carryOutAgentDeparture,
  agentDepartureIsDue,
  reportDelay,
  type AgentDeparture,
  type AgentDeparturePlan,
} from '@mandataire/domain/agent-departure';
import { mandateMachine } from '@mandataire/domain/mandate';
import {
  alertWithoutAgent,
  dismissRepresentative,
  endWork,
  type UnsubmittedLines,
} from '../mandate/index.js';
import { notFound, orRefuse } from '../refusal/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { planIn } from './plan-agent-departure.js';

/**
 * A departure happens, in the caller's transaction: orders that somebody takes over go to him first, then the mandates end,
 * with them the sessions and the lines not submitted (D12, F4), last the role; a company without an MC is told of (I-29).
 */
export async function carryOut(
  tx: Transaction,
  departure: AgentDeparture,
  by: { readonly actor: TransitionActor; readonly lines: UnsubmittedLines },
): Promise<AgentDeparture> {
  const carried = orRefuse(carryOutAgentDeparture(departure, by.actor, tx.now));
  const moved = departure.leaver === 'AGENT' ? await agentLeaves(tx, departure, by.lines) : {};
  if (departure.leaver === 'REPRESENTATIVE') await dismissRepresentative(tx, departure.accountId);
  const saved = await tx.agentDepartures.save(carried);
  await tx.record({
    name: 'agent-departure.carried-out',
    objectType: 'AgentDeparture',
    objectId: departure.id,
    previousState: departure.state,
    nextState: saved.state,
    facts: { delayDays: reportDelay(departure), ...moved },
  });
  return saved;
}

async function agentLeaves(
  tx: Transaction,
  departure: AgentDeparture,
  lines: UnsubmittedLines,
): Promise<Record<string, number>> {
  const { accountId } = departure;
  const plan = await planIn(tx, accountId, await successorStill(tx, departure));
  const transferred = await transferOrders(tx, departure, plan);
  await endMandates(tx, departure, plan);
  await endWork(tx, { agentAccountId: accountId }, lines);
  for (const { id, role } of await tx.memberships.of(accountId))
    if (role === 'CERTIFICATION_AGENT') await tx.memberships.end(id, tx.now);
  await alertWithoutAgent(tx);
  const ended = plan.orders.filter(({ fate }) => fate === 'CANCELLED').length;
  return { mandates: plan.endingMandateIds.length, transferred, ended };
}

/** On an announced day the successor's own mandate may have ended: then nobody takes over, and the mandates end all the same. */
async function successorStill(tx: Transaction, departure: AgentDeparture): Promise<string | null> {
  const active = await tx.mandates.lockActive();
  return active.some(({ id }) => id === departure.successorMandateId) ? departure.successorMandateId : null;
}

async function transferOrders(
  tx: Transaction,
  departure: AgentDeparture,
  plan: AgentDeparturePlan,
): Promise<number> {
  const ids = plan.orders.filter(({ fate }) => fate === 'TRANSFERRED').map(({ id }) => id);
  const successor = ids.length > 0 && (await tx.mandates.find(departure.successorMandateId ?? ''));
  if (!successor || successor.agentAccountId === null) return 0;
  const to = successor.agentAccountId;
  await tx.orders.transfer(ids, to);
  await tx.record(
    ...ids.map((objectId) => ({
      ...{ name: 'order.transferred' as const, objectType: 'Order', objectId },
      facts: { from: departure.accountId, to },
    })),
  );
  return ids.length;
}

async function endMandates(
  tx: Transaction,
  departure: AgentDeparture,
  plan: AgentDeparturePlan,
): Promise<void> {
  // Whoever reported it ends them, though the worker's hand does it on the day.
  const actor =
    departure.reportedAs === 'CERTIFICATION_AGENT' ? departure.reportedAs : 'LEGAL_REPRESENTATIVE';
  for (const id of plan.endingMandateIds) {
    const mandate = await tx.mandates.find(id);
    if (!mandate) throw notFound();
    const state = orRefuse(transition(mandateMachine, mandate.state, 'end', actor));
    await tx.mandates.save({ ...mandate, state, endedAt: tx.now });
    await tx.record({
      name: 'mandate.ended',
      objectType: 'Mandate',
      objectId: id,
      previousState: mandate.state,
      nextState: state,
      reason: departure.reason,
    });
  }
}

/** The sweeper's call: the announced day has come (F4). */
export class SettleAgentDeparture {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lines: UnsubmittedLines,
  ) {}

  async execute(caller: Caller, agentDepartureId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const departure = await tx.agentDepartures.find(agentDepartureId);
      if (!departure || !agentDepartureIsDue(departure, tx.now)) return;
      await carryOut(tx, departure, { actor: 'SYSTEM', lines: this.lines });
    });
  }
}
