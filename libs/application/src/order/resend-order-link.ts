import { resendLink, type Order } from '@mandataire/domain/order';
import { grantedCompany, type AccessGrantReader } from '../access/index.js';
import type { Clock } from '../clock/index.js';
import { authoriseOn, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse } from '../refusal/index.js';
import type { Caller, UnitOfWork } from '../unit-of-work/index.js';
import type { OrderActInput } from './co-sign-order.js';

/**
 * The holder lost his link or let it expire: he gets another one, at his certified address only (D29, R34). The old one
 * stops with this commit; the worker makes and mails the new one. Permission `order.resend-link`: MC and representative
 * in their company, the registration officer through an access grant on this order; the machine says who may in which state. Refuses a second
 * link within minutes and more than a few a day.
 */
export class ResendOrderLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: AccessGrantReader,
    private readonly clock: Clock,
  ) {}

  async execute(requester: Requester, input: OrderActInput): Promise<Order> {
    return this.unitOfWork.run(await this.callerFor(requester, input.orderId), async (tx) => {
      const { actor, object: order } = await authoriseOn(tx, requester, 'order.resend-link', () =>
        tx.orders.find(input.orderId),
      );
      const holder = await tx.holders.find(order.holderId);
      if (!holder) throw notFound();
      if (order.version !== input.version) throw conflict();
      const purpose = order.state === 'AWAITING_CONSENT' ? 'CONSENT' : 'RETRIEVAL';
      const links = await tx.links.all(purpose, order.id);
      const by = { actor, accountId: requester.accountId, holderAccountId: holder.accountId };
      const waiting = await tx.orders.save(orRefuse(resendLink(order, by, links, tx.now)));
      const [newest] = links;
      if (newest) await tx.links.save({ ...newest, replacedAt: tx.now });
      await tx.record({
        name: 'order.link-requested',
        objectType: 'Order',
        objectId: order.id,
        previousState: order.state,
        nextState: waiting.state,
        facts: { purpose },
      });
      return waiting;
    });
  }

  private async callerFor(requester: Requester, orderId: string): Promise<Caller> {
    if (!requester.platformRoles.includes('REGISTRATION_OFFICER')) return inCompany(requester);
    const tenantId = await grantedCompany(this.grants, requester, orderId, this.clock.now());
    return { tenantId, accountId: requester.accountId, correlationId: requester.correlationId };
  }
}
