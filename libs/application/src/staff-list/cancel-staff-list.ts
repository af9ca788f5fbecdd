import type { StaffList } from '@mandataire/domain/staff-list';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { seenList, move } from './move-staff-list.js';

/**
 * Stops a list wherever it is: before its run nothing has changed; in the middle of it the lines that were carried out stay
 * so, and the report says which. Permission `staff-list.manage`.
 */
export class CancelStaffList {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, input: { readonly id: string }): Promise<StaffList> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const granted = await authorise(tx, requester, 'staff-list.manage');
      // Its version changes with every batch: whoever cancels means the list, not what it was a second ago.
      const version = (await tx.staffLists.find(input.id))?.version ?? 0;
      const list = await seenList(tx, granted, { id: input.id, version });
      return move(tx, list, { action: 'cancel', actor: granted.actor, changes: { endedAt: tx.now } });
    });
  }
}
