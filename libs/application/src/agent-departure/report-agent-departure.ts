import { refuseByRule } from '@mandataire/domain/decision';
import {
  cancelAgentDeparture,
  reportDelay,
  reportAgentDeparture,
  reportedLate,
  type AgentDeparture,
  type AgentDepartureFields,
  type Leaver,
} from '@mandataire/domain/agent-departure';
import type { Hasher, Randomness } from '../clock/index.js';
import type { UnsubmittedLines } from '../mandate/index.js';
import { authorise, inCompany, type Authorised, type Requester } from '../permission/index.js';
import { conflict, forbidden, notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { KeyedInput, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { carryOut } from './carry-out-agent-departure.js';
import { agentOf, hashOfPlan, planIn, type AgentQuestion } from './plan-agent-departure.js';

export interface AgentDeparturePorts {
  readonly unitOfWork: UnitOfWork;
  readonly lines: UnsubmittedLines;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
}

export interface ReportAgentDepartureInput extends KeyedInput, AgentQuestion, AgentDepartureFields {
  /** Of the plan that was shown: what moves is what was read. */
  readonly planHash: string;
}

export interface ReportRepresentativeDepartureInput extends KeyedInput, AgentDepartureFields {
  readonly membershipId: string;
}

interface Leaving extends AgentDepartureFields {
  readonly leaver: Leaver;
  readonly accountId: string;
  readonly successorMandateId: string | null;
}

/**
 * A departure is reported without delay (F4): the report and its delay are journaled at once and the office is told. Whoever
 * leaves himself, and a representative, end the rights in the same act, or announce it for a day to come; anybody else's
 * report waits for a representative. A departure is a fact: the last mandate ends without a second person (ADR 0049), and
 * everybody is told (I-29). Permission `departure.report`, with a fresh factor.
 */
export class ReportAgentDeparture {
  constructor(private readonly ports: AgentDeparturePorts) {}

  /** @throws CONFLICT PLAN_CHANGED when the company changed since it was shown; RULE_REFUSED F4. */
  async ofAgent(requester: Requester, input: ReportAgentDepartureInput): Promise<AgentDeparture> {
    return this.ports.unitOfWork.run(inCompany(requester), async (tx) => {
      const authorised = await authorise(tx, requester, 'agent-departure.report');
      await tx.restrictTo([]);
      const { accountId } = await agentOf(tx, input.mandateId);
      return this.once(tx, input, async (id) => {
        await this.mustBeShown(tx, accountId, input);
        const { knownOn, effectiveOn, reason, successorMandateId } = input;
        const leaving = {
          leaver: 'AGENT' as const,
          accountId,
          knownOn,
          effectiveOn,
          reason,
          successorMandateId,
        };
        return this.report(tx, id, { authorised, requester, leaving });
      });
    });
  }

  /** @throws NOT_FOUND for a membership that is no representative's. */
  async ofRepresentative(
    requester: Requester,
    input: ReportRepresentativeDepartureInput,
  ): Promise<AgentDeparture> {
    return this.ports.unitOfWork.run(inCompany(requester), async (tx) => {
      const authorised = await authorise(tx, requester, 'agent-departure.report');
      const membership = await tx.memberships.find(input.membershipId);
      if (membership?.role !== 'LEGAL_REPRESENTATIVE' || membership.endedAt !== null) throw notFound();
      return this.once(tx, input, (id) => {
        const { knownOn, effectiveOn, reason } = input;
        const { accountId } = membership;
        const leaving = {
          ...{ leaver: 'REPRESENTATIVE' as const, accountId, knownOn, effectiveOn, reason },
          successorMandateId: null,
        };
        return this.report(tx, id, { authorised, requester, leaving });
      });
    });
  }

  private async once(
    tx: Transaction,
    input: KeyedInput,
    make: (id: string) => Promise<AgentDeparture>,
  ): Promise<AgentDeparture> {
    const id = this.ports.randomness.id();
    const before = await tx.once('agent-departure.report', input, id);
    const made = before === undefined ? await make(id) : await tx.agentDepartures.find(before);
    if (!made) throw notFound();
    return made;
  }

  private async mustBeShown(
    tx: Transaction,
    accountId: string,
    { successorMandateId, planHash }: ReportAgentDepartureInput,
  ): Promise<void> {
    const plan = await planIn(tx, accountId, successorMandateId);
    if (plan.endingMandateIds.length === 0) throw refusedError(refuseByRule('F4', 'AGENT_HAS_LEFT').refusal);
    if (hashOfPlan(this.ports.hasher, plan, successorMandateId) !== planHash) throw conflict('PLAN_CHANGED');
  }

  private async report(
    tx: Transaction,
    id: string,
    asked: { readonly authorised: Authorised; readonly requester: Requester; readonly leaving: Leaving },
  ): Promise<AgentDeparture> {
    const { authorised, requester, leaving } = asked;
    const { leaver, accountId } = leaving;
    const isHimself = requester.accountId === accountId;
    const { departure, atOnce } = orRefuse(
      reportAgentDeparture(
        {
          departure: {
            ...leaving,
            ...{ tenantId: tx.caller.tenantId, id, version: 1 },
            reason: leaving.reason?.trim() || null,
            reportedBy: requester.accountId,
            reportedAs: authorised.actor,
            reportedAt: tx.now,
          },
          mayCarryOut: isHimself || authorised.actor === 'LEGAL_REPRESENTATIVE',
          open: (await tx.agentDepartures.openOf(leaver, accountId)) !== undefined,
        },
        tx.now,
      ),
    );
    await tx.agentDepartures.insert(departure);
    await tx.record({
      name: 'agent-departure.reported',
      objectType: 'AgentDeparture',
      objectId: id,
      nextState: departure.state,
      reason: departure.reason,
      facts: {
        leaver,
        knownOn: departure.knownOn,
        effectiveOn: departure.effectiveOn,
        delayDays: reportDelay(departure),
        late: reportedLate(departure),
      },
    });
    if (!atOnce) return departure;
    return carryOut(tx, departure, { actor: authorised.actor, lines: this.ports.lines });
  }
}

export interface SettleAgentDepartureInput {
  readonly agentDepartureId: string;
  readonly version: number;
}

/** What becomes of a departure that is reported or announced. */
export class DecideAgentDeparture {
  constructor(private readonly ports: Pick<AgentDeparturePorts, 'unitOfWork' | 'lines' | 'hasher'>) {}

  /**
   * A representative carries out what somebody else reported, or what was announced, now; to the successor that he names
   * (null: nobody). @throws CONFLICT, also PLAN_CHANGED.
   */
  async carryOut(
    requester: Requester,
    input: SettleAgentDepartureInput & {
      readonly successorMandateId: string | null;
      /** Of the plan that was shown; null for a representative's departure. */
      readonly planHash: string | null;
    },
  ): Promise<AgentDeparture> {
    return this.ports.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'agent-departure.report');
      const departure = await this.load(tx, input);
      if (actor !== 'LEGAL_REPRESENTATIVE' && departure.accountId !== requester.accountId) throw forbidden();
      await tx.restrictTo([]);
      if (departure.leaver === 'AGENT') {
        const plan = await planIn(tx, departure.accountId, input.successorMandateId);
        const hash = hashOfPlan(this.ports.hasher, plan, input.successorMandateId);
        if (hash !== input.planHash) throw conflict('PLAN_CHANGED');
      }
      const { successorMandateId } = input;
      return carryOut(tx, { ...departure, successorMandateId }, { actor, lines: this.ports.lines });
    });
  }

  /** Whoever reported it, or a representative, takes it back; the office is told. */
  async cancel(requester: Requester, input: SettleAgentDepartureInput): Promise<AgentDeparture> {
    return this.ports.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'agent-departure.report');
      const departure = await this.load(tx, input);
      if (actor !== 'LEGAL_REPRESENTATIVE' && departure.reportedBy !== requester.accountId) throw forbidden();
      const saved = await tx.agentDepartures.save(orRefuse(cancelAgentDeparture(departure, actor)));
      await tx.record({
        name: 'agent-departure.cancelled',
        objectType: 'AgentDeparture',
        objectId: departure.id,
        previousState: departure.state,
        nextState: saved.state,
      });
      return saved;
    });
  }

  private async load(tx: Transaction, input: SettleAgentDepartureInput): Promise<AgentDeparture> {
    const departure = await tx.agentDepartures.find(input.agentDepartureId);
    if (!departure) throw notFound();
    if (departure.version !== input.version) throw conflict();
    return departure;
  }
}
