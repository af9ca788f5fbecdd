import type { ProductVersion } from '@mandataire/domain/catalogue';
import { commonName } from '@mandataire/domain/holder';
import { advanceOrder, linkEnd, type Order, type OrderState } from '@mandataire/domain/order';
import type { Catalogue } from '../catalogue/index.js';
import type { EventName, OutboxEvent } from '../journal/index.js';
import type { LinkIssuer } from '../link/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { notFound, orRefuse } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { callerOfEvent } from '../queue/index.js';
import { consentLetter, retrievalLetter } from './order-letters.js';

/**
 * In which state of its order each event still asks for a link: whatever came later, nothing is mailed. LINK_SENT with an
 * approval that was not handled: the mail may not have left.
 */
const ASKED_IN: Readonly<Partial<Record<EventName, readonly OrderState[]>>> = {
  'order.placed': ['AWAITING_CONSENT'],
  'order.resumed': ['AWAITING_CONSENT'],
  'order.approved': ['APPROVED', 'LINK_SENT'],
  'order.restarted': ['APPROVED', 'LINK_SENT'],
  'order.link-requested': ['AWAITING_CONSENT', 'LINK_SENT'],
};

const PROCESSOR = 'send-order-link';

interface Prepared {
  readonly order: Order;
  readonly product: ProductVersion;
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Mails the holder his link: to consent, or to make his certificate (after the office's approval only: R4, I-9). The link
 * goes to the certified address only (R34). Order of effects: link stored by hash and order moved, then the mail accepted
 * by the server, then the event handled: whoever opens the mail at once finds an order that may be retrieved. A crash in
 * between sends a newer link with the same Message-ID, and the newest one works.
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
    const prepared = await this.unitOfWork.run(callerOfEvent(event), (tx) => this.prepare(tx, event));
    if (!prepared) return;
    const { order, product, token, expiresAt } = prepared;
    const consent = order.state === 'AWAITING_CONSENT';
    const write = consent ? consentLetter : retrievalLetter;
    const url = this.addresses.console(`/${consent ? 'consentement' : 'retrait'}/${token}`);
    await this.mailer.send(
      writeLetter({
        ...write({
          order,
          productName: product.name,
          expiresAt,
          url,
          replaces: event.name === 'order.link-requested',
        }),
        to: order.certifiedData.email,
        messageId: `${event.id}@mandataire`,
        greeting: `Bonjour ${commonName(order.certifiedData)},`,
      }),
    );
    await this.unitOfWork.run(callerOfEvent(event), (tx) => tx.handle(event.id, PROCESSOR));
  }

  private async prepare(tx: Transaction, event: OutboxEvent): Promise<Prepared | undefined> {
    const order = await tx.orders.find(event.objectId);
    if (!order) throw notFound();
    if (!(await this.isAsked(tx, event, order))) return undefined;
    const product = await this.catalogue.version(order.productCode, order.productVersion);
    if (!product) throw notFound();
    const purpose = order.state === 'AWAITING_CONSENT' ? 'CONSENT' : 'RETRIEVAL';
    const replaced = await tx.links.latest(purpose, order.id);
    const expiresAt = linkEnd(order, replaced, product.linkValidity, tx.now);
    const { token } = await this.links.issue(tx, {
      purpose,
      objectId: order.id,
      email: order.certifiedData.email,
      expiresAt,
    });
    if (order.state === 'APPROVED') await this.move(tx, order);
    return { order, product, token, expiresAt };
  }

  private async isAsked(tx: Transaction, event: OutboxEvent, order: Order): Promise<boolean> {
    if (ASKED_IN[event.name]?.includes(order.state) !== true) return false;
    if (order.state === 'AWAITING_CONSENT') return order.consentedAt === null;
    const movedBefore = order.state === 'LINK_SENT' && event.name !== 'order.link-requested';
    return !movedBefore || !(await tx.isHandled(event.id, PROCESSOR));
  }

  private async move(tx: Transaction, order: Order): Promise<void> {
    tx.actAs('SYSTEM');
    const sent: Order = await tx.orders.save(orRefuse(advanceOrder(order, 'sendLink', 'SYSTEM')));
    await tx.record({
      name: 'order.link-sent',
      objectType: 'Order',
      objectId: order.id,
      previousState: order.state,
      nextState: sent.state,
    });
  }
}
