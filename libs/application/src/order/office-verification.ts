import { refuseInput } from '@mandataire/domain/decision';
import { endVerification, type VerificationAct } from '@mandataire/domain/identity-verification';
import { partiesOfOrder, type Order } from '@mandataire/domain/order';
import type { Holder } from '@mandataire/domain/holder';
import { grantedCompany, type AccessGrantReader } from '../access/index.js';
import type { Clock, Randomness } from '../clock/index.js';
import { recordIn, type VerificationTools } from '../identity-verification/index.js';
import { authorise, type Authorised, type Requester } from '../permission/index.js';
import { notFound, orRefuse, refusedError } from '../refusal/index.js';
import { refuseOwnFile } from '../second-person/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

interface OfficePorts {
  readonly unitOfWork: UnitOfWork;
  readonly grants: AccessGrantReader;
  readonly clock: Clock;
}

interface OpenedFile extends Authorised {
  readonly order: Order;
  readonly holder: Holder;
}

/** The file that the officer opened, entered in its company; never one that concerns him (F61). */
async function inOpenedFile<T>(
  { unitOfWork, grants, clock }: OfficePorts,
  requester: Requester,
  orderId: string,
  work: (tx: Transaction, file: OpenedFile) => Promise<T>,
): Promise<T> {
  const tenantId = await grantedCompany(grants, requester, orderId, clock.now());
  const caller = { tenantId, accountId: requester.accountId, correlationId: requester.correlationId };
  return unitOfWork.run(caller, async (tx) => {
    const authorised = await authorise(tx, requester, 'identity.review');
    const order = await tx.orders.find(orderId);
    const holder = order && (await tx.holders.find(order.holderId));
    if (!holder) throw notFound();
    await refuseOwnFile(tx, requester.accountId, partiesOfOrder(order, holder.accountId));
    return work(tx, { ...authorised, order, holder });
  });
}

export interface RecordOrderVerificationInput extends VerificationAct {
  readonly idempotencyKey: string;
  readonly orderId: string;
}

/**
 * The registration officer verifies the holder of a file himself (D1, D6): a file that is not decided then rests
 * on his record, which needs no mandate and is judged like an MC's. Permission `identity.review`, through an access grant on the order.
 */
export class RecordOrderVerification {
  constructor(
    private readonly ports: OfficePorts,
    private readonly randomness: Randomness,
    private readonly tools: VerificationTools,
  ) {}

  async execute(requester: Requester, input: RecordOrderVerificationInput): Promise<void> {
    const id = this.randomness.id();
    await inOpenedFile(this.ports, requester, input.orderId, async (tx, { actor, order, holder }) => {
      if ((await tx.once('identity.review', input, id)) !== undefined) return;
      const account = await tx.accounts.find(requester.accountId);
      if (!account) throw notFound();
      const verifier = {
        ...{ accountId: account.id, name: account.displayName },
        ...{ actor, mandatedSince: null },
      };
      const verified = await recordIn(tx, { id, holder, verifier, input, tools: this.tools });
      // A file that was decided goes on resting on what it was decided on.
      if (order.decidedAt === null && order.identityNumber === verified.identityNumber) {
        await tx.orders.save({ ...order, verificationId: verified.id });
      }
    });
  }
}

export interface InvalidateVerificationInput {
  readonly orderId: string;
  /** At most 300 characters; the company reads it. */
  readonly reason: string;
}

const LONGEST_REASON = 300;

/**
 * The registration officer found the verification behind a file wrong, by error or fraud: nothing may rest on it any more,
 * and the worker opens a revocation task for each certificate that does (rules (b), F23). The record itself stays (I-7).
 * Permission `identity.review`, through an access grant on the order.
 */
export class InvalidateVerification {
  constructor(private readonly ports: OfficePorts) {}

  async execute(requester: Requester, input: InvalidateVerificationInput): Promise<void> {
    const reason = input.reason.trim();
    if (reason === '') throw refusedError(refuseInput({ reason: 'REQUIRED' }).refusal);
    if ([...reason].length > LONGEST_REASON) throw refusedError(refuseInput({ reason: 'TOO_LONG' }).refusal);
    await inOpenedFile(this.ports, requester, input.orderId, async (tx, { actor, order }) => {
      const verification = order.verificationId
        ? await tx.verifications.find(order.verificationId)
        : undefined;
      if (!verification) throw notFound();
      const ended = orRefuse(endVerification(verification, 'invalidate', actor));
      await tx.verifications.save(ended);
      await tx.record({
        name: 'identity.invalidated',
        objectType: 'IdentityVerification',
        objectId: verification.id,
        previousState: verification.state,
        nextState: ended.state,
        reason,
        facts: { holderId: verification.holderId, orderId: order.id },
      });
    });
  }
}
