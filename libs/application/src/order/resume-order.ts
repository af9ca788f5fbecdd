import { advanceOrder, checkOrderable, type Order } from '@mandataire/domain/order';
import type { Catalogue } from '../catalogue/index.js';
import { authoriseOn, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import type { OrderActInput } from './co-sign-order.js';
import { lastRevocation } from './place-order.js';

/**
 * Starts a prepared draft (a REPLACEMENT, D16) once its blocker is gone: the holder has been verified with the data that
 * it certifies. From here it runs like any order. Permission `order.place`.
 */
export class ResumeOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catalogue: Catalogue,
  ) {}

  async execute(requester: Requester, input: OrderActInput): Promise<Order> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor, object: order } = await authoriseOn(tx, requester, 'order.place', () =>
        tx.orders.find(input.orderId),
      );
      const holder = await tx.holders.find(order.holderId);
      const product = await this.catalogue.version(order.productCode, order.productVersion);
      if (!holder || !product) throw notFound();
      if (order.version !== input.version) throw conflict();
      const started = orRefuse(advanceOrder(order, 'requestConsent', actor));
      const { verificationId } = orRefuse(
        checkOrderable(
          {
            product,
            identityNumber: order.identityNumber,
            verification: await tx.verifications.latestVerified(
              holder.id,
              order.identityNumber,
              product.level,
            ),
            holderState: holder.state,
            openOrderId: undefined,
            lastRevokedAt: lastRevocation(await tx.certificates.ofHolder(holder.id)),
          },
          tx.now,
        ),
      );
      const saved = await tx.orders.save({ ...started, verificationId });
      await tx.record({
        name: 'order.resumed',
        objectType: 'Order',
        objectId: order.id,
        previousState: order.state,
        nextState: saved.state,
      });
      return saved;
    });
  }
}
