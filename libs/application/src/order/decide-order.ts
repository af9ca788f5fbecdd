import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import { advanceOrder, partiesOfOrder, type Order } from '@mandataire/domain/order';
import { verificationCarriesIssuance } from '@mandataire/domain/identity-verification';
import { cumulated } from '@mandataire/domain/permission';
import { grantedCompany, type AccessGrantReader } from '../access/index.js';
import type { Catalogue } from '../catalogue/index.js';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { authorise, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse, refusedError } from '../refusal/index.js';
import { refuseOwnFile } from '../second-person/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type { OrderActInput } from './co-sign-order.js';
import { consentHash } from './order-evidence.js';

export interface DecideOrderInput extends OrderActInput {
  readonly decision: 'approve' | 'reject';
  /** Required for a rejection: the company reads it. */
  readonly reason: string | null;
}

/**
 * The registration officer approves or rejects a file (R4, D6). Approval checks again, at this instant, that the identity
 * verification carries the issuance (D5, F64). Only then does the worker send the download link. Two officers at once:
 * the second gets CONFLICT. Nobody decides on himself or on what he placed (F61), nor in roles that are not cumulated at
 * this level (F44). Permission `order.review`, through an access grant on this order.
 */
export class DecideOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: AccessGrantReader,
    private readonly catalogue: Catalogue,
    private readonly tools: {
      readonly clock: Clock;
      readonly hasher: Hasher;
      readonly randomness: Randomness;
    },
  ) {}

  async execute(requester: Requester, input: DecideOrderInput): Promise<Order> {
    const { clock, hasher, randomness } = this.tools;
    const tenantId = await grantedCompany(this.grants, requester, input.orderId, clock.now());
    const reason = input.reason?.trim() ?? '';
    if (input.decision === 'reject' && reason === '') {
      throw refusedError(refuseInput({ reason: 'REQUIRED' }).refusal);
    }
    const caller = { tenantId, accountId: requester.accountId, correlationId: requester.correlationId };
    return this.unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, 'order.review');
      const order = await tx.orders.find(input.orderId);
      if (!order) throw notFound();
      if (order.version !== input.version) throw conflict();
      const holder = await tx.holders.find(order.holderId);
      await refuseOwnFile(tx, requester.accountId, partiesOfOrder(order, holder?.accountId ?? null));
      const decided = orRefuse(advanceOrder(order, input.decision, 'REGISTRATION_OFFICER'));
      await this.checkProduct(tx, order, input.decision, requester);
      await tx.orderActs.insert({
        tenantId,
        id: randomness.id(),
        orderId: order.id,
        kind: 'DECISION',
        accountId: requester.accountId,
        strength: requester.strength,
        contentHash: consentHash(order, hasher),
        termsVersion: null,
        at: tx.now,
      });
      const saved = await tx.orders.save({
        ...decided,
        decidedBy: requester.accountId,
        decidedAt: tx.now,
        decisionReason: reason === '' ? null : reason,
      });
      await tx.record({
        name: input.decision === 'approve' ? 'order.approved' : 'order.rejected',
        objectType: 'Order',
        objectId: order.id,
        previousState: order.state,
        nextState: saved.state,
        reason: reason === '' ? null : reason,
      });
      return saved;
    });
  }

  private async checkProduct(
    tx: Transaction,
    order: Order,
    decision: DecideOrderInput['decision'],
    { platformRoles }: Requester,
  ): Promise<void> {
    const product = await this.catalogue.version(order.productCode, order.productVersion);
    if (!product) throw notFound();
    if (cumulated(platformRoles, product.level).length > 0) {
      throw refusedError(refuseByRule('F44', 'ROLES_NOT_CUMULABLE').refusal);
    }
    if (decision !== 'approve') return;
    const verification = order.verificationId ? await tx.verifications.find(order.verificationId) : undefined;
    orRefuse(verificationCarriesIssuance(verification, order.identityNumber, product, tx.now));
  }
}
