import { refuseByRule } from '@mandataire/domain/decision';
import { certifiedDataOf, type Holder } from '@mandataire/domain/holder';
import { advanceOrder, checkOrderable, type Order } from '@mandataire/domain/order';
import type { ProductVersion } from '@mandataire/domain/catalogue';
import type { Catalogue } from '../catalogue/index.js';
import type { Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface PlaceOrderInput {
  /** One click, one order: the same key again gives the same order. */
  readonly idempotencyKey: string;
  readonly holderId: string;
  readonly productCode: string;
}

/**
 * The MC or the representative orders one certificate for one verified holder (R1, R2, R28, D5, D6). The certified data
 * and the product's profile are frozen in the order (R22, I-32); the worker then mails the holder his consent link.
 * Permission `order.place` within the mandate's product families. Refuses an unknown product, a holder without a valid
 * verification, and a second open order for the same holder and product.
 */
export class PlaceOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catalogue: Catalogue,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: PlaceOrderInput): Promise<{ orderId: string }> {
    const product = await this.catalogue.find(input.productCode);
    if (!product) throw refusedError(refuseByRule('R1', 'UNKNOWN_PRODUCT').refusal);
    const orderId = this.randomness.id();
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'order.place', product.code);
      const before = await tx.once('order.place', input, orderId);
      if (before !== undefined) return { orderId: before };
      const holder = await tx.holders.find(input.holderId);
      if (!holder) throw notFound();
      const { verificationId } = orRefuse(checkOrderable(await prerequisites(tx, holder, product), tx.now));
      const draft = await draftOrder(tx, {
        id: orderId,
        holder,
        product,
        verificationId,
        placedBy: requester.accountId,
      });
      const order = orRefuse(advanceOrder(draft, 'requestConsent', actor));
      await tx.orders.insert(order);
      await tx.record({
        name: 'order.placed',
        objectType: 'Order',
        objectId: orderId,
        nextState: order.state,
        facts: { product: product.code, productVersion: product.version },
      });
      return { orderId };
    });
  }
}

async function prerequisites(tx: Transaction, holder: Holder, product: ProductVersion) {
  return {
    product,
    identityNumber: holder.identityNumber,
    verification: await tx.verifications.latestVerified(holder.id, holder.identityNumber, product.level),
    holderState: holder.state,
    openOrderId: (await tx.orders.openFor(holder.id, product.code))?.id,
    lastRevokedAt: lastRevocation(await tx.certificates.ofHolder(holder.id)),
  };
}

/** The last revocation among the holder's certificates; a serial that was never delivered does not count (D27). */
export const lastRevocation = (
  certificates: readonly { readonly state: string; readonly revokedAt: Date | null }[],
): Date | null =>
  certificates
    .filter((certificate) => certificate.state === 'REVOKED')
    .reduce<Date | null>(
      (last, { revokedAt }) => (revokedAt && (!last || revokedAt > last) ? revokedAt : last),
      null,
    );

interface Draft {
  id: string;
  holder: Holder;
  product: ProductVersion;
  verificationId: string;
  placedBy: string;
}

async function draftOrder(
  tx: Transaction,
  { id, holder, product, verificationId, placedBy }: Draft,
): Promise<Order> {
  const identity = await tx.identities.version(holder.id, holder.identityNumber);
  if (!identity) throw notFound();
  return {
    tenantId: tx.caller.tenantId,
    id,
    version: 1,
    kind: 'NEW',
    state: 'DRAFT',
    holderId: holder.id,
    identityNumber: holder.identityNumber,
    productCode: product.code,
    productVersion: product.version,
    profile: product.profile,
    certifiedData: certifiedDataOf(holder, identity, await tx.companies.own()),
    registrationOffice: 'CCI Paris Île-de-France',
    verificationId,
    replacesCertificateId: null,
    placedBy,
    placedAt: tx.now,
    consentedAt: null,
    coSignedAt: null,
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  };
}
