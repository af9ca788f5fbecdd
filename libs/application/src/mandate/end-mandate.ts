import { transition } from '@mandataire/domain/decision';
import { mandateInForce, mandateMachine, signatureLapsed, type Mandate } from '@mandataire/domain/mandate';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse } from '../refusal/index.js';
import type { Caller, UnitOfWork } from '../unit-of-work/index.js';

export interface EndMandateInput {
  readonly mandateId: string;
  readonly version: number;
  readonly reason: string | null;
}

/**
 * The representative revokes a mandate: no act of this MC passes from this second on (F4, I-2, D12); submitted
 * revocations and approved orders run on, his sessions in the company end. Permission `mandate.end`.
 */
export class EndMandate {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, input: EndMandateInput): Promise<Mandate> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'mandate.end');
      const mandate = await tx.mandates.find(input.mandateId);
      if (!mandate) throw notFound();
      if (mandate.version !== input.version) throw conflict();
      const state = orRefuse(transition(mandateMachine, mandate.state, 'revoke', 'LEGAL_REPRESENTATIVE'));
      const saved = await tx.mandates.save({ ...mandate, state, endedAt: tx.now });
      if (mandate.agentAccountId !== null) await tx.accounts.endSessions(mandate.agentAccountId);
      await tx.record({
        name: 'mandate.revoked',
        objectType: 'Mandate',
        objectId: mandate.id,
        previousState: mandate.state,
        nextState: state,
        reason: input.reason,
      });
      return saved;
    });
  }
}

/** The sweeper's call: a signature older than three calendar months lapses, a term that ended expires (F6, D12). */
export class SettleMandate {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, mandateId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const mandate = await tx.mandates.find(mandateId);
      if (!mandate) return;
      const lapsed = signatureLapsed(mandate, tx.now);
      const over =
        mandate.state === 'ACTIVE' &&
        mandate.startsOn !== null &&
        !mandateInForce({ ...mandate, startsOn: '0000-01-01' }, tx.now);
      if (!lapsed && !over) return;
      const state = orRefuse(
        transition(mandateMachine, mandate.state, lapsed ? 'lapse' : 'expire', 'SYSTEM'),
      );
      await tx.mandates.save({ ...mandate, state, endedAt: tx.now });
      if (over && mandate.agentAccountId !== null) await tx.accounts.endSessions(mandate.agentAccountId);
      await tx.record({
        name: lapsed ? 'mandate.lapsed' : 'mandate.expired',
        objectType: 'Mandate',
        objectId: mandate.id,
        previousState: mandate.state,
        nextState: state,
      });
    });
  }
}
