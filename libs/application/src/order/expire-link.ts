import { advanceOrder } from '@mandataire/domain/order';
import { orRefuse } from '../refusal/index.js';
import type { Caller, UnitOfWork } from '../unit-of-work/index.js';

/** The sweeper's call: a download link past its date, unless a newer one is on its way (D29). */
export class ExpireLink {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, orderId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const order = await tx.orders.find(orderId);
      const link = order && (await tx.links.latest('RETRIEVAL', order.id));
      if (order?.state !== 'LINK_SENT' || !link || link.replacedAt !== null || link.expiresAt > tx.now)
        return;
      const expired = await tx.orders.save(orRefuse(advanceOrder(order, 'expireLink', 'SYSTEM')));
      await tx.record({
        name: 'order.link-expired',
        objectType: 'Order',
        objectId: order.id,
        previousState: order.state,
        nextState: expired.state,
      });
    });
  }
}
