import { commonName } from '@mandataire/domain/holder';
import { advanceOrder, type Order } from '@mandataire/domain/order';
import type { Catalogue } from '../catalogue/index.js';
import type { OutboxEvent } from '../journal/index.js';
import type { LinkIssuer } from '../link/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { notFound, orRefuse } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { callerOfEvent } from '../queue/index.js';
import { consentLetter, retrievalLetter } from './order-letters.js';

/**
 * Mails the holder his link: to consent (on `order.placed`), or to make his certificate (on `order.approved` or
 * `order.restarted`, only then: R4, I-9). The link goes to the certified address only (R34). Order of effects: link stored by hash, mail accepted by
 * the server, then the order moves and the event is handled; a crash in between sends a newer link with the same
 * Message-ID, and the newest one works.
 */
export class SendOrderLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catalogue: Catalogue,
    private readonly links: LinkIssuer,
    private readonly mailer: Mailer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const retrieval = event.name !== 'order.placed' && event.name !== 'order.resumed';
    const awaited = retrieval ? 'APPROVED' : 'AWAITING_CONSENT';
    const caller = callerOfEvent(event);
    const prepared = await this.unitOfWork.run(caller, async (tx) => {
      const order = await tx.orders.find(event.objectId);
      if (!order) throw notFound();
      if (order.state !== awaited || (!retrieval && order.consentedAt !== null)) return undefined;
      const product = await this.catalogue.version(order.productCode, order.productVersion);
      if (!product) throw notFound();
      const { token, expiresAt } = await this.links.issue(tx, {
        purpose: retrieval ? 'RETRIEVAL' : 'CONSENT',
        objectId: order.id,
        email: order.certifiedData.email,
        validity: product.linkValidity,
      });
      return { order, product, token, expiresAt };
    });
    if (!prepared) return;
    const { order, product, token, expiresAt } = prepared;
    const write = retrieval ? retrievalLetter : consentLetter;
    await this.mailer.send(
      writeLetter({
        ...write({
          order,
          productName: product.name,
          expiresAt,
          url: this.addresses.console(path(retrieval, token)),
        }),
        to: order.certifiedData.email,
        messageId: `${event.id}@mandataire`,
        greeting: `Bonjour ${commonName(order.certifiedData)},`,
      }),
    );
    await this.recordSent(event, retrieval);
  }

  private async recordSent(event: OutboxEvent, retrieval: boolean): Promise<void> {
    await this.unitOfWork.run(callerOfEvent(event), async (tx) => {
      if (!(await tx.handle(event.id, 'send-order-link')) || !retrieval) return;
      const order = await tx.orders.find(event.objectId);
      if (order?.state !== 'APPROVED') return;
      tx.actAs('SYSTEM');
      const sent: Order = await tx.orders.save(orRefuse(advanceOrder(order, 'sendLink', 'SYSTEM')));
      await tx.record({
        name: 'order.link-sent',
        objectType: 'Order',
        objectId: order.id,
        previousState: order.state,
        nextState: sent.state,
      });
    });
  }
}

const path = (retrieval: boolean, token: string) => `/${retrieval ? 'retrait' : 'consentement'}/${token}`;
