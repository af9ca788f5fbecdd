import { refuseByRule } from '@mandataire/domain/decision';
import { isOwnFile, type FileParties } from '@mandataire/domain/second-person';
import { notFound, refusedError } from '../refusal/index.js';
import type { Transaction } from '../unit-of-work/index.js';

/** @throws RULE_REFUSED F61 when the file is of his own company or names him: another officer decides. */
export async function refuseOwnFile(tx: Transaction, accountId: string, parties: FileParties): Promise<void> {
  const account = await tx.accounts.find(accountId);
  if (!account) throw notFound();
  const isMember = (await tx.memberships.of(accountId)).length > 0;
  if (isOwnFile({ accountId, email: account.email, isMember }, parties))
    throw refusedError(refuseByRule('F61', 'OFFICER_IS_CONCERNED').refusal);
}
