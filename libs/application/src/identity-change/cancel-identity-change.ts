import { refuseByRule } from '@mandataire/domain/decision';
import { orderMachine } from '@mandataire/domain/order';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { supersede } from './supersede-order.js';

/**
 * Takes back a change that is planned for a later day: nothing is revoked, and the replacements that were prepared for it
 * stop with it (D17). Refuses one that is already being applied, and one whose replacement has been issued: that
 * certificate is revoked first. Permission `identity.change`.
 */
export class CancelIdentityChange {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(
    requester: Requester,
    input: { readonly holderId: string; readonly version: number },
  ): Promise<void> {
    await this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'identity.change');
      const holder = await tx.holders.find(input.holderId);
      const change = holder && (await tx.identityChanges.openFor(holder.id));
      if (!change) throw notFound();
      if (holder.version !== input.version) throw conflict();
      if (change.state !== 'PLANNED')
        throw refusedError(refuseByRule('I-18', 'CHANGE_ALREADY_APPLIED').refusal);
      const prepared = (await tx.orders.ofHolder(holder.id)).filter(
        ({ kind, identityNumber }) => kind === 'REPLACEMENT' && identityNumber === change.identityNumber,
      );
      if (prepared.some(({ state }) => state === 'DOWNLOADED' || state === 'COMPLETED')) {
        throw refusedError(refuseByRule('D17', 'REPLACEMENT_ALREADY_ISSUED').refusal);
      }
      for (const order of prepared.filter(({ state }) => !orderMachine.terminal.includes(state))) {
        await supersede(tx, order, 'Changement prévu annulé');
      }
      await tx.identityChanges.save({ ...change, state: 'CANCELLED' });
      await tx.record({
        name: 'identity-change.cancelled',
        objectType: 'IdentityChange',
        objectId: change.id,
        previousState: change.state,
        nextState: 'CANCELLED',
      });
    });
  }
}
