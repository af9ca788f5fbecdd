import type { Certificate } from '@mandataire/domain/certificate';
import type { Departure } from '@mandataire/domain/departure';
import { taskDueAt } from '@mandataire/domain/revocation';
import type { Transaction } from '../unit-of-work/index.js';

/** One task per certificate and departure, due a day after its day, or after it was reported when that was later (F50, F53). */
export async function openTask(
  tx: Transaction,
  id: string,
  departure: Departure,
  certificate: Certificate,
): Promise<void> {
  const day = new Date(`${departure.leavesOn}T00:00:00.000Z`);
  await tx.revocationTasks.insert({
    tenantId: departure.tenantId,
    id,
    certificateId: certificate.id,
    cause: 'DEPARTURE',
    originId: departure.id,
    ownerAccountId: departure.reportedBy,
    createdAt: tx.now,
    dueAt: taskDueAt(day > departure.reportedAt ? day : departure.reportedAt),
  });
}
