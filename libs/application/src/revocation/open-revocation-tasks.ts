import { shownState } from '@mandataire/domain/certificate';
import { taskDueAt } from '@mandataire/domain/revocation';
import type { Randomness } from '../clock/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { callerOfEvent } from '../queue/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

/**
 * A verification was found wrong: each live certificate that rests on it has to be revoked by whoever ordered it, within the
 * law's day (rules (b), F23, F50). Once per event.
 */
export class OpenRevocationTasks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    await this.unitOfWork.run(callerOfEvent(event), async (tx) => {
      tx.actAs('SYSTEM');
      const verification = await tx.verifications.find(event.objectId);
      if (!verification || !(await tx.handle(event.id, 'open-revocation-tasks'))) return;
      for (const order of await tx.orders.ofHolder(verification.holderId)) {
        if (order.verificationId !== verification.id) continue;
        const certificate = await tx.certificates.ofOrder(order.id);
        if (!certificate || !['ISSUED', 'ACTIVE'].includes(shownState(certificate, tx.now))) continue;
        await tx.revocationTasks.insert({
          tenantId: order.tenantId,
          id: this.randomness.id(),
          certificateId: certificate.id,
          cause: 'VERIFICATION_INVALIDATED',
          originId: verification.id,
          ownerAccountId: order.placedBy,
          createdAt: tx.now,
          dueAt: taskDueAt(tx.now),
        });
        await tx.record({
          name: 'revocation.task-opened',
          objectType: 'Certificate',
          objectId: certificate.id,
          facts: { cause: 'VERIFICATION_INVALIDATED', ownerAccountId: order.placedBy },
        });
      }
    });
  }
}
