import { isEmailAddress } from '@mandataire/domain/account';
import { refuseByRule, refuseInput, transition } from '@mandataire/domain/decision';
import {
  awaitsRepresentative,
  emptyDraft,
  mandateMachine,
  openedBySales,
  representativeOpened,
  type Mandate,
} from '@mandataire/domain/mandate';
import { asTenantId } from '@mandataire/domain/tenant';
import type { Randomness } from '../clock/index.js';
import { authorise, type Requester } from '../permission/index.js';
import { notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface InviteRepresentativeInput {
  readonly companyId: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Sales invite the legal representative to the first mandate, an empty draft (D12, I-28): the worker mails him a link.
 * Invited again before he has signed (a lost or expired link, a wrong address), he gets a new link, and the former one
 * is dead. A mandate that was prepared on paper is signed by links then. A company whose mandates have all come to an end without one in force gets a new draft. Permission
 * `mandate.invite`. Refuses a company whose mandate the representative has signed.
 */
export class InviteRepresentative {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: InviteRepresentativeInput): Promise<{ mandateId: string }> {
    const name = input.name.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const email = input.email.trim().toLowerCase();
    const fields: Record<string, string> = {};
    if (name === '') fields.name = 'REQUIRED';
    if (!isEmailAddress(email)) fields.email = 'NOT_AN_EMAIL';
    if (Object.keys(fields).length > 0) throw refusedError(refuseInput(fields).refusal);
    const caller = {
      tenantId: asTenantId(input.companyId),
      accountId: requester.accountId,
      correlationId: requester.correlationId,
    };
    return this.unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, 'mandate.invite');
      const mandate = await this.toSign(tx);
      const state = awaitsRepresentative(mandate.state, mandate.representativeSignedAt)
        ? mandate.state
        : orRefuse(transition(mandateMachine, mandate.state, 'invite', 'SALES'));
      await tx.mandates.save({
        ...mandate,
        state,
        representativeName: name,
        representativeEmail: email,
        paper: null,
      });
      await tx.record({
        name: 'mandate.invited',
        objectType: 'Mandate',
        objectId: mandate.id,
        previousState: mandate.state,
        nextState: state,
      });
      return { mandateId: mandate.id };
    });
  }

  /** The mandate that waits for the representative; a new draft where every earlier one has come to its end. */
  private async toSign(tx: Transaction): Promise<Mandate> {
    const every = await tx.mandates.all();
    if (representativeOpened(every)) throw refusedError(refuseByRule('D12', 'REPRESENTATIVE_OPENS').refusal);
    const mandates = openedBySales(every);
    const open = mandates.find(({ state }) => !mandateMachine.terminal.includes(state));
    if (open) return open;
    const [last] = mandates;
    if (!last) throw notFound();
    const draft = emptyDraft(last.tenantId, this.randomness.id());
    await tx.mandates.insert(draft);
    await tx.record({
      name: 'mandate.opened',
      objectType: 'Mandate',
      objectId: draft.id,
      nextState: 'DRAFT',
    });
    return draft;
  }
}
