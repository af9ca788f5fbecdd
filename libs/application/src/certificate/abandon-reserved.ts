import { advanceCertificate } from '@mandataire/domain/certificate';
import { advanceOrder } from '@mandataire/domain/order';
import { orRefuse } from '../refusal/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface Abandonment {
  readonly reason: string;
  /** `restart`: the holder gets a new link; `suspendOnLint`: the file goes back to the company. */
  readonly order: 'restart' | 'suspendOnLint';
}

/** D27: a reserved serial that was never delivered is known as revoked for ever, and its order goes on without it. */
export async function abandonReserved(
  tx: Transaction,
  certificateId: string,
  why: Abandonment,
): Promise<void> {
  tx.actAs('SYSTEM');
  const current = await tx.certificates.find(certificateId);
  if (current?.state !== 'REQUESTED') return;
  const abandoned = orRefuse(advanceCertificate(current, 'abandon', 'SYSTEM'));
  await tx.certificates.save({ ...abandoned, revokedAt: tx.now });
  await tx.registers.markAbandoned(current.issuerId, current.serial, tx.now);
  await tx.record({
    name: 'certificate.abandoned',
    objectType: 'Certificate',
    objectId: current.id,
    previousState: current.state,
    nextState: 'ABANDONED',
    reason: why.reason,
  });
  const order = await tx.orders.find(current.orderId);
  if (order?.state !== 'DOWNLOADED') return;
  const next = orRefuse(advanceOrder(order, why.order, 'SYSTEM'));
  await tx.orders.save({
    ...next,
    decisionReason: why.order === 'suspendOnLint' ? why.reason : next.decisionReason,
  });
  await tx.record({
    name: why.order === 'restart' ? 'order.restarted' : 'order.suspended',
    objectType: 'Order',
    objectId: order.id,
    previousState: order.state,
    nextState: next.state,
    reason: why.reason,
  });
}

/** The worker's sweeper calls this for serials reserved longer ago than a signature can take. */
export class AbandonReserved {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, certificateId: string): Promise<void> {
    await this.unitOfWork.run(caller, (tx) =>
      abandonReserved(tx, certificateId, { reason: 'signature interrupted', order: 'restart' }),
    );
  }
}
