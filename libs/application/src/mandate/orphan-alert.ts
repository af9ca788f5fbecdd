import { mandateInForce } from '@mandataire/domain/mandate';
import type { Transaction } from '../unit-of-work/index.js';

/**
 * No mandate in force is left: sales, the office and the representatives are told (I-29). Nothing else changes: a
 * representative keeps the right to revoke.
 */
export async function alertWithoutAgent(tx: Transaction): Promise<void> {
  const active = await tx.mandates.lockActive();
  if (active.some((mandate) => mandateInForce(mandate, tx.now))) return;
  const { tenantId } = tx.caller;
  await tx.record({ name: 'company.without-agent', objectType: 'Company', objectId: tenantId });
}

/** No representative is left: sales, the office and the MCs are told; their mandates stay in force (I-29). */
export async function alertWithoutRepresentative(tx: Transaction): Promise<void> {
  if ((await tx.memberships.accountsWith('LEGAL_REPRESENTATIVE')).length > 0) return;
  const { tenantId } = tx.caller;
  await tx.record({ name: 'company.without-representative', objectType: 'Company', objectId: tenantId });
}
