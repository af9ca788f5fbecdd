import type { AccountId } from '../account/index.js';
import type { CertificateProfile, ProductVersion } from '../catalogue/index.js';
import { accept, refuseByRule, transition, type Decision, type TransitionActor } from '../decision/index.js';
import type { CertifiedData, HolderId } from '../holder/index.js';
import { verificationCarriesIssuance, type IdentityVerification } from '../identity-verification/index.js';
import type { TenantId } from '../tenant/index.js';
import { orderMachine, type OrderAction, type OrderState } from './order-machine.js';

/** NEW, after a revocation REPLACEMENT, or RENEWAL (D27). */
export type OrderKind = 'NEW' | 'REPLACEMENT' | 'RENEWAL';

/** Order (commande): one certificate for one holder of one product version (R1, R2, R28). */
export interface Order {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly holderId: HolderId;
  readonly identityNumber: number;
  readonly productCode: string;
  readonly productVersion: number;
  /** Frozen at ordering (invariant 32). */
  readonly profile: CertificateProfile;
  /** Frozen at ordering: exactly what the holder reviews and the CA signs (R21, R22). */
  readonly certifiedData: CertifiedData;
  /** The one registration office that gets the file (R2). */
  readonly registrationOffice: string;
  readonly verificationId: string | null;
  /** The certificate whose data changed, for a REPLACEMENT (D16). */
  readonly replacesCertificateId: string | null;
  readonly placedBy: AccountId;
  readonly placedAt: Date;
  readonly consentedAt: Date | null;
  readonly coSignedAt: Date | null;
  readonly decidedBy: AccountId | null;
  readonly decidedAt: Date | null;
  /** Reason given with a rejection or a request for more; shown to the company. */
  readonly decisionReason: string | null;
}

export interface OrderPrerequisites {
  readonly product: ProductVersion;
  readonly identityNumber: number;
  readonly verification: IdentityVerification | undefined;
  readonly holderState: 'ACTIVE' | 'DEPARTED';
  /** An order of the same holder and product that is not ended. */
  readonly openOrderId: string | undefined;
  /** When the holder's last revoked certificate was revoked: an earlier verification no longer serves (I-14, F21). */
  readonly lastRevokedAt: Date | null;
}

/** Whether an order may be placed (R1, D5, D6); refusals name what is missing. */
export function checkOrderable(p: OrderPrerequisites, now: Date): Decision<{ verificationId: string }> {
  if (!p.product.orderable) return refuseByRule('R1', 'PRODUCT_NOT_ORDERABLE', { product: p.product.name });
  if (p.holderState !== 'ACTIVE') return refuseByRule('I-30', 'HOLDER_DEPARTED');
  if (p.openOrderId !== undefined) return refuseByRule('R1', 'ORDER_ALREADY_OPEN');
  const serving = servingVerification(p, now);
  return serving.ok ? accept({ verificationId: serving.next.id }) : serving;
}

/** The verification that an order may rest on now, or what is wrong with it (D5, F64, I-14). */
export function servingVerification(
  p: Pick<OrderPrerequisites, 'product' | 'identityNumber' | 'verification' | 'lastRevokedAt'>,
  now: Date,
): Decision<IdentityVerification> {
  const carried = verificationCarriesIssuance(p.verification, p.identityNumber, p.product, now);
  if (!carried.ok) return carried;
  const verifiedAt = carried.next.verifiedAt;
  if (p.lastRevokedAt !== null && verifiedAt !== null && verifiedAt <= p.lastRevokedAt) {
    return refuseByRule('I-14', 'VERIFICATION_BEFORE_REVOCATION');
  }
  return carried;
}

/** The order after `action`; the holder's consent must exist before the file is submitted (I-21, F11, F15). */
export function advanceOrder(order: Order, action: OrderAction, actor: TransitionActor): Decision<Order> {
  if (action === 'submit' && order.consentedAt === null)
    return refuseByRule('I-21', 'HOLDER_CONSENT_MISSING');
  const decided = transition(orderMachine, order.state, action, actor);
  return decided.ok ? accept({ ...order, state: decided.next }) : decided;
}

/** The holder consents once, on the data he was shown; a second time changes nothing (R12, F15, F63). */
export function consentToOrder(order: Order, now: Date): Decision<Order> {
  if (order.state !== 'AWAITING_CONSENT')
    return refuseByRule('I-21', 'CONSENT_NOT_AWAITED', { state: order.state });
  if (order.consentedAt !== null) return refuseByRule('I-21', 'ALREADY_CONSENTED');
  return accept({ ...order, consentedAt: now });
}

/** The registration officer decides on other people's files only: not on his own, not on one he placed (I-5, F61). */
export function officerMayDecide(
  order: Order,
  officer: AccountId,
  holderAccountId: AccountId | null,
): Decision<Order> {
  if (officer === holderAccountId || officer === order.placedBy)
    return refuseByRule('F61', 'OFFICER_IS_CONCERNED');
  return accept(order);
}

/** The persons whom an order's file names (F61): whoever placed it, and its holder. */
export const partiesOfOrder = (order: Order, holderAccountId: string | null) => ({
  accountIds: [order.placedBy, holderAccountId],
  emails: [order.certifiedData.email],
});
