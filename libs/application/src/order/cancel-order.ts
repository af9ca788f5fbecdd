import { refuseByRule } from '@mandataire/domain/decision';
import { advanceOrder, type Order } from '@mandataire/domain/order';
import { authoriseOn, inCompany, type Requester } from '../permission/index.js';
import { conflict, orRefuse, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type { OrderActInput } from './co-sign-order.js';

/**
 * Cancels an order before its link is sent, docs/rules.md (b). Refuses the replacement of a certificate that a planned change
 * will revoke: its holder would be without (D17). Permission `order.cancel`.
 */
export class CancelOrder {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(
    requester: Requester,
    input: OrderActInput & { readonly reason: string | null },
  ): Promise<Order> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor, object: order } = await authoriseOn(tx, requester, 'order.cancel', () =>
        tx.orders.find(input.orderId),
      );
      if (order.version !== input.version) throw conflict();
      await refuseWhilePlanned(tx, order);
      const saved = await tx.orders.save(orRefuse(advanceOrder(order, 'cancel', actor)));
      await tx.record({
        name: 'order.cancelled',
        objectType: 'Order',
        objectId: order.id,
        previousState: order.state,
        nextState: saved.state,
        reason: input.reason,
      });
      return saved;
    });
  }
}

async function refuseWhilePlanned(tx: Transaction, order: Order): Promise<void> {
  if (order.kind !== 'REPLACEMENT') return;
  const change = await tx.identityChanges.openFor(order.holderId);
  if (change?.state === 'PLANNED' && change.identityNumber === order.identityNumber) {
    throw refusedError(refuseByRule('D17', 'CHANGE_STILL_PLANNED').refusal);
  }
}
