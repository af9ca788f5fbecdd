import type { Hasher, Randomness } from '@mandataire/application/clock';
import {
  CancelStaffList,
  MapStaffList,
  ReceiveStaffList,
  RunStaffList,
  type StaffListReader,
} from '@mandataire/application/staff-list';
import type { UnitOfWork } from '@mandataire/application/unit-of-work';
import type { BatchGate } from '@mandataire/domain/staff-list';

export interface StaffListUseCases {
  readonly receiveStaffList: ReceiveStaffList;
  readonly mapStaffList: MapStaffList;
  readonly runStaffList: RunStaffList;
  readonly cancelStaffList: CancelStaffList;
}

/** What the API shows of staff lists. */
export interface StaffListPlatform {
  readonly staffLists: StaffListReader;
  readonly batchGate: BatchGate;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
  readonly gate: BatchGate;
}

/** A staff list on its way from the file to its report; the worker reads, judges and carries out. */
export const staffListUseCases = ({ unitOfWork, hasher, randomness, gate }: Parts): StaffListUseCases => ({
  receiveStaffList: new ReceiveStaffList(unitOfWork, hasher, randomness),
  mapStaffList: new MapStaffList(unitOfWork),
  runStaffList: new RunStaffList(unitOfWork, gate),
  cancelStaffList: new CancelStaffList(unitOfWork),
});
