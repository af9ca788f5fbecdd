import { advanceOrder, type Order } from '@mandataire/domain/order';
import { orRefuse } from '../refusal/index.js';
import type { Transaction } from '../unit-of-work/index.js';

/** Stops an order whose data are no longer to be certified, and its links (F21). */
export async function supersede(tx: Transaction, order: Order, reason: string): Promise<void> {
  for (const purpose of ['CONSENT', 'RETRIEVAL'] as const) {
    const link = await tx.links.latest(purpose, order.id);
    if (link && link.usedAt === null && link.replacedAt === null) {
      await tx.links.save({ ...link, replacedAt: tx.now });
    }
  }
  const cancelled = await tx.orders.save(orRefuse(advanceOrder(order, 'supersede', 'SYSTEM')));
  await tx.record({
    name: 'order.cancelled',
    objectType: 'Order',
    objectId: order.id,
    previousState: order.state,
    nextState: cancelled.state,
    reason,
  });
}
