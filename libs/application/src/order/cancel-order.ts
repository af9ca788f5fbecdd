import { advanceOrder, type Order } from '@mandataire/domain/order';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import type { OrderActInput } from './co-sign-order.js';

/** Cancels an order before its link is sent, docs/rules.md (b). Permission `order.cancel`. */
export class CancelOrder {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(
    requester: Requester,
    input: OrderActInput & { readonly reason: string | null },
  ): Promise<Order> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const order = await tx.orders.find(input.orderId);
      const { actor } = await authorise(tx, requester, 'order.cancel', order?.productCode);
      if (!order) throw notFound();
      if (order.version !== input.version) throw conflict();
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
