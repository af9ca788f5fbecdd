import { refuseInput } from '@mandataire/domain/decision';
import {
  mappingFaults,
  NO_LINES,
  toRemember,
  type ColumnMapping,
  type StaffList,
} from '@mandataire/domain/staff-list';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { move, seenList } from './move-staff-list.js';

export interface MapStaffListInput {
  readonly id: string;
  readonly version: number;
  readonly mapping: ColumnMapping;
}

/**
 * Says which column is what, and has the dry run begin. The company's next list with these headers is mapped the same way.
 * Permission `staff-list.manage`.
 */
export class MapStaffList {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws INVALID_INPUT by field: COLUMN_REQUIRED, NO_SUCH_COLUMN, COLUMN_TAKEN. */
  async execute(requester: Requester, input: MapStaffListInput): Promise<StaffList> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const granted = await authorise(tx, requester, 'staff-list.manage');
      const list = await seenList(tx, granted, input);
      const faults = mappingFaults(input.mapping, list.headers.length);
      if (Object.keys(faults).length > 0) throw refusedError(refuseInput(faults).refusal);
      if (list.headerLine !== null) {
        const known = await tx.staffLists.remembered();
        await tx.staffLists.remember({ ...known, ...toRemember(list.headers, input.mapping) });
      }
      return move(tx, list, {
        action: 'map',
        actor: granted.actor,
        changes: {
          ...{ mapping: input.mapping, cursor: 0, done: 0, checked: NO_LINES, checkedAt: null },
          ...{ checkStartedAt: tx.now, orderedBy: requester.accountId },
        },
      });
    });
  }
}
