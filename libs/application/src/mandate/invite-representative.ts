import { refuseInput, transition } from '@mandataire/domain/decision';
import { awaitsRepresentative, mandateMachine } from '@mandataire/domain/mandate';
import { asTenantId } from '@mandataire/domain/tenant';
import { authorise, type Requester } from '../permission/index.js';
import { notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

export interface InviteRepresentativeInput {
  readonly companyId: string;
  readonly name: string;
  readonly email: string;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Sales invite the legal representative to the first mandate, an empty draft (D12, I-28): the worker mails him a link.
 * Invited again before he has signed (a lost or expired link, a wrong address), he gets a new link, and the former one
 * is dead. Permission `mandate.invite`. Refuses a company whose mandate the representative has signed.
 */
export class InviteRepresentative {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, input: InviteRepresentativeInput): Promise<{ mandateId: string }> {
    const name = input.name.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const email = input.email.trim().toLowerCase();
    const fields: Record<string, string> = {};
    if (name === '') fields.name = 'REQUIRED';
    if (!EMAIL.test(email) || email.length > 255) fields.email = 'NOT_AN_EMAIL';
    if (Object.keys(fields).length > 0) throw refusedError(refuseInput(fields).refusal);
    const caller = {
      tenantId: asTenantId(input.companyId),
      accountId: requester.accountId,
      correlationId: requester.correlationId,
    };
    return this.unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, 'mandate.invite');
      const mandate = (await tx.mandates.all())[0];
      if (!mandate) throw notFound();
      const state = awaitsRepresentative(mandate.state, mandate.representativeSignedAt)
        ? mandate.state
        : orRefuse(transition(mandateMachine, mandate.state, 'invite', 'SALES'));
      await tx.mandates.save({ ...mandate, state, representativeName: name, representativeEmail: email });
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
}
