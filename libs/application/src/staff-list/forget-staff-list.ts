import { staffListMachine } from '@mandataire/domain/staff-list';
import type { Caller, UnitOfWork } from '../unit-of-work/index.js';
import { move } from './move-staff-list.js';

/**
 * Deletes what a list says of people once it is no longer needed (STAFF_LIST_KEPT_DAYS): its lines and, should it never have
 * been read, its file. What it has done stays in the journal and in its counts. One that nobody went on with is cancelled.
 */
export class ForgetStaffList {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The sweeper's call. */
  async execute(caller: Caller, listId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const found = await tx.staffLists.lockFree(listId);
      if (!found || found.forgottenAt !== null || ['CHECKING', 'RUNNING'].includes(found.state)) return;
      const isOver = staffListMachine.terminal.includes(found.state);
      const list = isOver
        ? found
        : await move(tx, found, { action: 'cancel', actor: 'SYSTEM', changes: { endedAt: tx.now } });
      await tx.staffLists.forgetLines(list.id);
      await tx.staffLists.forgetFile(list.id);
      await tx.staffLists.save({ ...list, forgottenAt: tx.now });
      await tx.record({ name: 'staff-list.forgotten', objectType: 'StaffList', objectId: list.id });
    });
  }
}
