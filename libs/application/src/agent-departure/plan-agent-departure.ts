import { refuseByRule } from '@mandataire/domain/decision';
import { maySucceed, planAgentDeparture, type AgentDeparturePlan } from '@mandataire/domain/agent-departure';
import type { Hasher } from '../clock/index.js';
import { canonicalJson } from '../evidence/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { notFound, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type { ShownPlan } from './agent-departure.ports.js';

const MOST_NAMES = 50;

export interface AgentQuestion {
  /** Any mandate of the MC. */
  readonly mandateId: string;
  /** Who would take his work over, by his mandate in force; null: nobody. */
  readonly successorMandateId: string | null;
}

/** The MC of this mandate. @throws NOT_FOUND, also for one that was never accepted. */
export async function agentOf(
  tx: Transaction,
  mandateId: string,
): Promise<{ readonly accountId: string; readonly name: string }> {
  const mandate = await tx.mandates.find(mandateId);
  if (!mandate || mandate.agentAccountId === null) throw notFound();
  return { accountId: mandate.agentAccountId, name: mandate.agentName ?? '' };
}

/**
 * The plan as things are in this transaction, the company's mandates locked: what is shown, what is carried out and what the
 * worker does on the announced day are this one function.
 * @throws RULE_REFUSED F4 for a successor without a mandate in force.
 */
export async function planIn(
  tx: Transaction,
  agentAccountId: string,
  successorMandateId: string | null,
): Promise<AgentDeparturePlan> {
  const active = await tx.mandates.lockActive();
  const successor = active.find(({ id }) => id === successorMandateId);
  if (successorMandateId !== null && !(await tx.mandates.find(successorMandateId))) throw notFound();
  if (successorMandateId !== null && !maySucceed(successor, agentAccountId, tx.now))
    throw refusedError(refuseByRule('F4', 'SUCCESSOR_NOT_IN_FORCE').refusal);
  const work = await tx.agentDepartures.workOf(agentAccountId);
  return planAgentDeparture({ agentAccountId, active, successorMandateId, work }, tx.now);
}

export const hashOfPlan = (
  hasher: Hasher,
  plan: AgentDeparturePlan,
  successorMandateId: string | null,
): string => hasher.sha256(canonicalJson({ plan, successorMandateId }));

/**
 * "What if this MC leaves?" His open orders, verifications and revocations, the holders left without an MC, the mandates that
 * a successor needs (F4, I-29). Changes nothing. Permission `departure.read`; over the whole company, whoever asks.
 */
export class PreviewAgentDeparture {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
  ) {}

  async execute(requester: Requester, question: AgentQuestion): Promise<ShownPlan> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'agent-departure.read');
      await tx.restrictTo([]);
      const agent = await agentOf(tx, question.mandateId);
      const plan = await planIn(tx, agent.accountId, question.successorMandateId);
      const places = plan.uncovered.map(({ establishment }) => establishment);
      return {
        ...plan,
        agentAccountId: agent.accountId,
        agentName: agent.name,
        planHash: hashOfPlan(this.hasher, plan, question.successorMandateId),
        uncoveredNames: places.length > 0 ? await tx.agentDepartures.holdersAt(places, MOST_NAMES) : [],
      };
    });
  }
}
