import { refuseByRule, transition } from '@mandataire/domain/decision';
import {
  isLastInForce,
  mandateInForce,
  mandateMachine,
  signatureLapsed,
  partiesOfMandate,
  type Mandate,
} from '@mandataire/domain/mandate';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { SecondPersonExecutor } from '../second-person/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { alertWithoutAgent } from './orphan-alert.js';
import type { UnsubmittedLines } from './unsubmitted-lines.port.js';

export interface EndMandateInput {
  readonly mandateId: string;
  readonly version: number;
  readonly reason: string | null;
}

/**
 * The representative revokes a mandate: no act of this MC passes from this second on (F4, I-2, D12); submitted
 * revocations and approved orders run on, his sessions in the company and his orders not yet submitted end. The last
 * mandate in force needs a second person (D28). Permission `mandate.end`.
 */
export class EndMandate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lines: UnsubmittedLines,
  ) {}

  /** @throws RULE_REFUSED D28 SECOND_PERSON_REQUIRED for the last one. */
  async execute(requester: Requester, input: EndMandateInput): Promise<Mandate> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'mandate.end');
      const { mandate, isLast } = await load(tx, input.mandateId, input.version);
      if (isLast) throw refusedError(refuseByRule('D28', 'SECOND_PERSON_REQUIRED').refusal);
      return revoke(tx, mandate, input.reason, this.lines);
    });
  }
}

/** Ending the last mandate in force, once a second person has confirmed it (D28). */
export const endLastMandate = (lines: UnsubmittedLines): SecondPersonExecutor => ({
  async check(tx, requester, input) {
    await authorise(tx, requester, 'mandate.end');
    const { mandate, isLast } = await load(tx, input.objectId, input.version);
    orRefuse(transition(mandateMachine, mandate.state, 'revoke', 'LEGAL_REPRESENTATIVE'));
    if (!isLast) throw refusedError(refuseByRule('D28', 'NO_SECOND_PERSON_NEEDED').refusal);
    return { objectType: 'Mandate' };
  },
  async parties(tx, objectId) {
    const mandate = await tx.mandates.find(objectId);
    if (!mandate) throw notFound();
    return partiesOfMandate(mandate);
  },
  /** Also when another mandate has come into force meanwhile: both wanted the end of this one. */
  async carryOut(tx, request) {
    const asked = await tx.memberships.of(request.requestedBy);
    if (!asked.some(({ role }) => role === 'LEGAL_REPRESENTATIVE')) {
      throw refusedError(refuseByRule('D28', 'REQUESTER_HAS_LEFT').refusal);
    }
    const { mandate } = await load(tx, request.objectId, request.objectVersion);
    await revoke(tx, mandate, request.reason, lines);
  },
});

/** The company's mandates stay locked: of two that are ended at once, the second one is the last. */
async function load(
  tx: Transaction,
  mandateId: string,
  version: number,
): Promise<{ mandate: Mandate; isLast: boolean }> {
  const active = await tx.mandates.lockActive();
  const mandate = await tx.mandates.find(mandateId);
  if (!mandate) throw notFound();
  if (mandate.version !== version) throw conflict();
  return { mandate, isLast: isLastInForce(mandate, active, tx.now) };
}

async function revoke(
  tx: Transaction,
  mandate: Mandate,
  reason: string | null,
  lines: UnsubmittedLines,
): Promise<Mandate> {
  const state = orRefuse(transition(mandateMachine, mandate.state, 'revoke', 'LEGAL_REPRESENTATIVE'));
  const saved = await tx.mandates.save({ ...mandate, state, endedAt: tx.now });
  await tx.record({
    name: 'mandate.revoked',
    objectType: 'Mandate',
    objectId: mandate.id,
    previousState: mandate.state,
    nextState: state,
    reason,
  });
  await endWork(tx, mandate, lines);
  await alertWithoutAgent(tx);
  return saved;
}

/** With the mandate ends what the MC had open by it: his sessions in the company, his orders not submitted (D12). */
export async function endWork(
  tx: Transaction,
  { agentAccountId }: Pick<Mandate, 'agentAccountId'>,
  lines: UnsubmittedLines,
): Promise<void> {
  if (agentAccountId === null) return;
  await tx.accounts.endSessions(agentAccountId);
  await lines.end(tx, agentAccountId);
}

/** The sweeper's call: a signature older than three calendar months lapses, a term that ended expires (F6, D12). */
export class SettleMandate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lines: UnsubmittedLines,
  ) {}

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
      await tx.record({
        name: lapsed ? 'mandate.lapsed' : 'mandate.expired',
        objectType: 'Mandate',
        objectId: mandate.id,
        previousState: mandate.state,
        nextState: state,
      });
      if (!over) return;
      await endWork(tx, mandate, this.lines);
      await alertWithoutAgent(tx);
    });
  }
}
