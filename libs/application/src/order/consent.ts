import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import type { OneTimeLink } from '@mandataire/domain/link';
import {
  advanceOrder,
  BINDING_STATEMENT,
  consentToOrder,
  CURRENT_TERMS,
  type Order,
  type TermsVersion,
} from '@mandataire/domain/order';
import type { Hasher, Randomness } from '../clock/index.js';
import { callerOfLink, openUnusedLink } from '../link/index.js';
import { notFound, orRefuse, refusedError } from '../refusal/index.js';
import { consentHash } from './order-evidence.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface ConsentRequest {
  readonly order: Order;
  readonly terms: TermsVersion;
  readonly bindingStatement: string;
  readonly expiresAt: Date;
}

/** Mailed to the certified address, or shown by the MC on the day of the verification. */
const CONSENT_LINKS = ['CONSENT', 'SHOWN_CONSENT'] as const;
const strengthOf = ({ purpose }: OneTimeLink) =>
  purpose === 'SHOWN_CONSENT' ? ('SHOWN_LINK' as const) : ('MAILED_LINK' as const);

const consentRequest = (order: Order, { expiresAt }: OneTimeLink): ConsentRequest => ({
  order,
  terms: CURRENT_TERMS,
  bindingStatement: BINDING_STATEMENT,
  expiresAt,
});

/** An order that ended meanwhile shows its data to nobody: its link is over with it. */
const orderOf = async (tx: Transaction, orderId: string): Promise<Order> => {
  const order = await tx.orders.find(orderId);
  if (!order) throw notFound();
  if (order.state !== 'AWAITING_CONSENT')
    throw refusedError(refuseByRule('I-21', 'CONSENT_NOT_AWAITED').refusal);
  return order;
};

/**
 * What the holder is asked, by his mailed link: exactly what will be certified, what each use means, the terms.
 * Reading changes nothing; once he has answered, the link shows it to nobody (I-9).
 */
export class ReadConsentRequest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
  ) {}

  async execute(token: string, correlationId: string): Promise<ConsentRequest> {
    const { caller, tokenHash } = callerOfLink(token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, CONSENT_LINKS);
      const order = await orderOf(tx, link.objectId);
      return consentRequest(order, link);
    });
  }
}

export interface GiveConsentInput {
  readonly token: string;
  /** The holder was told that each use binds him, and accepts (R12). */
  readonly acceptsBinding: boolean;
  readonly acceptsTerms: boolean;
  /** The version he read: refused when a newer one came out meanwhile (I-21). */
  readonly termsVersion: string;
}

/**
 * The holder consents and accepts the terms (R12, F11, F15, I-21): evidence first, then the order, then the link is
 * used. A second time is refused as used.
 */
export class GiveConsent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  async execute(input: GiveConsentInput, correlationId: string): Promise<ConsentRequest> {
    const { caller, tokenHash } = callerOfLink(input.token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, CONSENT_LINKS);
      mustAccept(input);
      const order = await orderOf(tx, link.objectId);
      const consented = orRefuse(consentToOrder(order, tx.now));
      await tx.orderActs.insert({
        tenantId: order.tenantId,
        id: this.randomness.id(),
        orderId: order.id,
        kind: 'CONSENT',
        accountId: null,
        strength: strengthOf(link),
        contentHash: consentHash(order, this.hasher),
        termsVersion: CURRENT_TERMS.version,
        at: tx.now,
      });
      await tx.links.save({ ...link, usedAt: tx.now });
      const saved = await tx.orders.save(consented);
      await tx.record({
        name: 'order.consented',
        objectType: 'Order',
        objectId: order.id,
        previousState: order.state,
        nextState: saved.state,
        facts: { termsVersion: CURRENT_TERMS.version, strength: strengthOf(link) },
      });
      return consentRequest(saved, link);
    });
  }
}

function mustAccept(input: GiveConsentInput): void {
  const fields: Record<string, string> = {};
  if (!input.acceptsBinding) fields.acceptsBinding = 'MUST_ACCEPT';
  if (!input.acceptsTerms) fields.acceptsTerms = 'MUST_ACCEPT';
  if (Object.keys(fields).length > 0) throw refusedError(refuseInput(fields).refusal);
  if (input.termsVersion !== CURRENT_TERMS.version) {
    throw refusedError(refuseByRule('I-21', 'TERMS_CHANGED', { version: CURRENT_TERMS.version }).refusal);
  }
}

/** The holder says no: the order is cancelled and the company told (F17). */
export class DeclineConsent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
  ) {}

  async execute(token: string, correlationId: string): Promise<ConsentRequest> {
    const { caller, tokenHash } = callerOfLink(token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, CONSENT_LINKS);
      const order = await orderOf(tx, link.objectId);
      const cancelled = await tx.orders.save(orRefuse(advanceOrder(order, 'cancel', 'HOLDER')));
      await tx.links.save({ ...link, usedAt: tx.now });
      await tx.record({
        name: 'order.declined',
        objectType: 'Order',
        objectId: order.id,
        previousState: order.state,
        nextState: cancelled.state,
      });
      return consentRequest(cancelled, link);
    });
  }
}
