import { refuseByRule } from '@mandataire/domain/decision';
import type { Randomness } from '../clock/index.js';
import { identityOf, type HolderActInput } from '../holder/index.js';
import { nextIdentityNumber } from '../identity-change/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

/**
 * A person who had left works for the company again, under the same subject serial number (D23). His identity is taken down
 * anew, as a version of its own: no earlier verification serves it (F64, F21). Refuses while the departure is not closed
 * (I-30). Permission `holder.manage`.
 */
export class ReturnHolder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: HolderActInput): Promise<void> {
    await this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'holder.manage');
      const holder = await tx.holders.find(input.holderId);
      const identity = holder && (await tx.identities.version(holder.id, holder.identityNumber));
      if (!identity) throw notFound();
      if (holder.version !== input.version) throw conflict();
      if (holder.state !== 'DEPARTED') throw refusedError(refuseByRule('I-30', 'NOT_DEPARTED').refusal);
      if (await tx.departures.openFor(holder.id)) {
        throw refusedError(refuseByRule('I-30', 'DEPARTURE_STILL_OPEN').refusal);
      }
      const number = await nextIdentityNumber(tx, holder);
      const { surname, givenNames, email, jobTitle } = identity;
      const fields = { surname, givenNames, email, jobTitle };
      await tx.identities.insert(identityOf(holder, this.randomness.id(), number, fields));
      await tx.holders.save({ ...holder, state: 'ACTIVE', identityNumber: number });
      await tx.record({
        name: 'holder.returned',
        objectType: 'Holder',
        objectId: holder.id,
        previousState: 'DEPARTED',
        nextState: 'ACTIVE',
      });
    });
  }
}
