import { inForceOf, mandateCovers, type Mandate } from '@mandataire/domain/mandate';
import { advanceOrder, type Order } from '@mandataire/domain/order';
import type { Randomness } from '../clock/index.js';
import type { UnsubmittedLines } from '../mandate/index.js';
import { orRefuse } from '../refusal/index.js';
import type { Transaction } from '../unit-of-work/index.js';

const REASON = 'Fin du mandat avant l’envoi de la commande';

/**
 * A mandate's end kills the orders that its MC placed and did not submit, consented to or not (D12): their consent links
 * open nothing any more. What the company owes a holder outlives it (D30): the replacement of a certificate whose data
 * changed stays, or is again, a draft for whoever comes next.
 */
export class EndUnsubmittedOrders implements UnsubmittedLines {
  constructor(private readonly randomness: Randomness) {}

  async end(tx: Transaction, agentAccountId: string): Promise<void> {
    const successor = inForceOf(await tx.mandates.activeOf(agentAccountId), tx.now);
    for (const order of await tx.orders.unsubmittedOf(agentAccountId)) {
      const owed = order.kind === 'REPLACEMENT';
      if ((owed && order.state === 'DRAFT') || (successor && (await covers(tx, successor, order)))) continue;
      await cancel(tx, order);
      if (owed) await this.draftAgain(tx, order);
    }
  }

  private async draftAgain(tx: Transaction, order: Order): Promise<void> {
    const draft: Order = {
      ...order,
      id: this.randomness.id(),
      version: 1,
      state: 'DRAFT',
      verificationId: null,
      placedAt: tx.now,
      consentedAt: null,
    };
    await tx.orders.insert(draft);
    await tx.record({
      name: 'order.replacement-drafted',
      objectType: 'Order',
      objectId: draft.id,
      nextState: draft.state,
      facts: { replaces: order.replacesCertificateId },
    });
  }
}

async function covers(tx: Transaction, mandate: Mandate, { productCode, holderId }: Order): Promise<boolean> {
  const establishment = (await tx.holders.find(holderId))?.establishment ?? null;
  return mandateCovers(mandate, 'ORDER', { productCode, establishment });
}

async function cancel(tx: Transaction, order: Order): Promise<void> {
  const cancelled = await tx.orders.save(orRefuse(advanceOrder(order, 'endMandate', 'SYSTEM')));
  await tx.record({
    name: 'order.cancelled',
    objectType: 'Order',
    objectId: order.id,
    previousState: order.state,
    nextState: cancelled.state,
    reason: REASON,
  });
}
