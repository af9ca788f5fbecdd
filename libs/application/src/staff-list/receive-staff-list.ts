import { refuseInput } from '@mandataire/domain/decision';
import { LARGEST_FILE, NO_LINES, staffListMachine, type StaffList } from '@mandataire/domain/staff-list';
import type { Hasher, Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

export interface StaffListUpload {
  /** Of the file; shown to people, never a path. */
  readonly name: string;
  readonly octets: Uint8Array;
  readonly channel: StaffList['channel'];
  /** Who gave the command, where it is one. */
  readonly operator?: string;
}

const LONGEST_NAME = 200;

/** The last part of whatever path a browser or a person gave, in one line. */
export const fileNameOf = (name: string): string =>
  (name.normalize('NFC').split(/[\\/]/u).at(-1) ?? '').replace(/\p{C}/gu, '').trim().slice(-LONGEST_NAME) ||
  'liste';

/**
 * Takes the file of a staff list (liste du personnel). Nothing in it is read here: the worker does, so that no file can
 * hold up the API. Permission `staff-list.manage`.
 */
export class ReceiveStaffList {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  /** @throws INVALID_INPUT { file } when it is empty or too large. */
  async execute(requester: Requester, upload: StaffListUpload): Promise<{ listId: string }> {
    const { octets } = upload;
    const id = this.randomness.id();
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'staff-list.manage');
      if (octets.length === 0) throw refusedError(refuseInput({ file: 'FILE_EMPTY' }).refusal);
      if (octets.length > LARGEST_FILE) throw refusedError(refuseInput({ file: 'FILE_TOO_LARGE' }).refusal);
      const sha256 = this.hasher.sha256(octets);
      await tx.staffLists.insert({
        ...{
          tenantId: tx.caller.tenantId,
          id,
          version: 1,
          name: fileNameOf(upload.name),
          size: octets.length,
        },
        ...{ sha256, channel: upload.channel, state: staffListMachine.initial },
        ...{ uploadedBy: requester.accountId, uploadedAt: tx.now },
        ...{ format: null, encoding: null, separator: null, headerLine: null, headers: [], mapping: null },
        ...{ fault: null, lines: 0, cursor: 0, done: 0, checked: NO_LINES, outcome: NO_LINES },
        ...{ checkStartedAt: null, checkedAt: null, orderedBy: requester.accountId, runStartedAt: null },
        ...{ endedAt: null, forgottenAt: null },
      });
      await tx.staffLists.keepFile(id, octets);
      await tx.record({
        name: 'staff-list.received',
        objectType: 'StaffList',
        objectId: id,
        nextState: staffListMachine.initial,
        facts: { sha256, size: octets.length, channel: upload.channel, operator: upload.operator ?? null },
      });
      return { listId: id };
    });
  }
}
