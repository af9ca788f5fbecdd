import { advanceOrder, type Order } from '@mandataire/domain/order';
import type { Hasher, Randomness } from '../clock/index.js';
import { authoriseOn, inCompany, type Requester } from '../permission/index.js';
import { conflict, orRefuse } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { consentHash } from './order-evidence.js';

export interface OrderActInput {
  readonly orderId: string;
  /** The version the person saw: CONFLICT when the order changed since. */
  readonly version: number;
}

/**
 * The MC co-signs the request that the holder has consented to (F11): the file is complete, submitted and at once
 * under review by its registration office. Permission `order.co-sign`. Refuses without the holder's consent (I-21).
 */
export class CoSignOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: OrderActInput): Promise<Order> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor, object: order } = await authoriseOn(tx, requester, 'order.co-sign', () =>
        tx.orders.find(input.orderId),
      );
      if (order.version !== input.version) throw conflict();
      const submitted = orRefuse(advanceOrder({ ...order, coSignedAt: tx.now }, 'submit', actor));
      const underReview = orRefuse(advanceOrder(submitted, 'startReview', 'SYSTEM'));
      await tx.orderActs.insert({
        tenantId: order.tenantId,
        id: this.randomness.id(),
        orderId: order.id,
        kind: 'CO_SIGNATURE',
        accountId: requester.accountId,
        strength: requester.strength,
        contentHash: consentHash(order, this.hasher),
        termsVersion: null,
        at: tx.now,
      });
      const saved = await tx.orders.save(underReview);
      await tx.record({
        name: 'order.submitted',
        objectType: 'Order',
        objectId: order.id,
        previousState: order.state,
        nextState: saved.state,
        facts: { strength: requester.strength },
      });
      return saved;
    });
  }
}
