import { transition, type TransitionActor } from '@mandataire/domain/decision';
import { mandateMachine, type Mandate } from '@mandataire/domain/mandate';
import { orRefuse } from '../refusal/index.js';
import type { Transaction } from '../unit-of-work/index.js';

/** The links of a mandate open nothing any more. */
export async function closeLinks(tx: Transaction, mandateId: string): Promise<void> {
  for (const purpose of ['REPRESENTATIVE', 'AGENT'] as const) {
    const link = await tx.links.latest(purpose, mandateId);
    if (link && link.usedAt === null && link.replacedAt === null) {
      await tx.links.save({ ...link, replacedAt: tx.now });
    }
  }
}

/** A file that waits for signatures is taken back: cancelled, its links dead (D12). */
export async function closeFile(
  tx: Transaction,
  mandate: Mandate,
  by: { readonly actor: TransitionActor; readonly reason: string | null },
): Promise<Mandate> {
  const state = orRefuse(transition(mandateMachine, mandate.state, 'cancel', by.actor));
  await closeLinks(tx, mandate.id);
  const saved = await tx.mandates.save({ ...mandate, state, endedAt: tx.now });
  await tx.record({
    name: 'mandate.cancelled',
    objectType: 'Mandate',
    objectId: mandate.id,
    previousState: mandate.state,
    nextState: state,
    reason: by.reason,
  });
  return saved;
}
