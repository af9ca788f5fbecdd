import type { StaffList, StaffListCounts, StaffVerdict } from '@mandataire/domain/staff-list';
import type { CheckedLine, Transaction } from '../unit-of-work/index.js';
import { judgeLines, type Earlier, type JudgedEntry } from './judge-lines.js';
import { agentAtWork, move } from './move-staff-list.js';
import { BATCH } from './read-staff-list.js';

const checkedOf = ({ position, entry, judgement }: JudgedEntry): CheckedLine => ({
  position,
  email: entry.email,
  employeeKey: judgement.employeeKey,
  holderId: judgement.holder?.id ?? null,
  verdict: judgement.verdict,
  fault: judgement.fault,
  changes: judgement.changes,
  certificateIds: judgement.certificateIds,
});

/** The counts with these lines added. */
export function counted(
  counts: StaffListCounts,
  lines: readonly { readonly verdict: StaffVerdict; readonly certificateIds: readonly string[] }[],
): StaffListCounts {
  const next = { ...counts };
  for (const { verdict, certificateIds } of lines) {
    next[verdict] += 1;
    if (verdict === 'REVOKE') next.certificates += certificateIds.length;
  }
  return next;
}

const unique = (values: readonly (string | null)[]) => values.filter((value) => value !== null);

/** What lines of the batches before say about the same people. */
const earlierIn =
  (tx: Transaction, list: StaffList) =>
  async (
    found: readonly { readonly holder: { readonly id: string } }[],
    entries: readonly { readonly email: string | null; readonly employeeKey: string | null }[],
  ): Promise<Earlier> => {
    const earlier: Earlier = { emails: new Map(), employeeKeys: new Map(), holderIds: new Map() };
    if (list.cursor === 0) return earlier;
    const lines = await tx.staffLists.earlier(list.id, list.cursor, {
      emails: unique(entries.map(({ email }) => email)),
      employeeKeys: unique(entries.map(({ employeeKey }) => employeeKey)),
      holderIds: found.map(({ holder }) => holder.id),
    });
    for (const { position, email, employeeKey, holderId } of lines) {
      if (email !== null) earlier.emails.set(email, position);
      if (employeeKey !== null) earlier.employeeKeys.set(employeeKey, position);
      if (holderId !== null) earlier.holderIds.set(holderId, position);
    }
    return earlier;
  };

/** The dry run of one batch: verdicts alone, nothing of the company changes. The list is locked. */
export async function checkBatch(tx: Transaction, list: StaffList): Promise<void> {
  const permitted = await agentAtWork(tx, list.orderedBy, 'staff-list.manage');
  if (!permitted) {
    await move(tx, list, {
      ...{ action: 'stop', actor: 'SYSTEM', changes: { endedAt: tx.now }, reason: 'MANDATE_ENDED' },
    });
    return;
  }
  const lines = await tx.staffLists.lines(list.id, list.cursor, BATCH);
  const { establishments } = permitted;
  const judged = await judgeLines(tx, list, lines, {
    lock: false,
    establishments,
    earlier: earlierIn(tx, list),
  });
  const checked = judged.map(checkedOf);
  if (checked.length > 0) await tx.staffLists.writeChecked(list.id, checked);
  const changes = {
    cursor: lines.at(-1)?.position ?? list.cursor,
    done: list.done + lines.length,
    checked: counted(list.checked, checked),
  };
  if (lines.length === BATCH) await tx.staffLists.save({ ...list, ...changes });
  else {
    const { certificates, REFUSED } = changes.checked;
    await move(tx, list, {
      ...{ action: 'finishCheck', actor: 'SYSTEM', changes: { ...changes, checkedAt: tx.now } },
      facts: { lines: changes.done, refused: REFUSED, certificates },
    });
  }
}
