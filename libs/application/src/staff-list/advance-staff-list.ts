import type { StaffList } from '@mandataire/domain/staff-list';
import type { Randomness } from '../clock/index.js';
import { RefusedError } from '../refusal/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { refuseNext, runBatch } from './carry-staff-list.js';
import { checkBatch } from './check-staff-list.js';
import { BATCH, ReadStaffList } from './read-staff-list.js';
import type { StaffTableReader } from './staff-table.port.js';

const CONCERNS_LINES = ['CONFLICT', 'RULE_REFUSED', 'INVALID_INPUT', 'INVALID_STATE'];

/** What the rows themselves are in the way of; a database that is away concerns nobody's line. */
const concernsLines = (error: unknown): error is RefusedError =>
  error instanceof RefusedError && CONCERNS_LINES.includes(error.code);

/**
 * Goes on with a staff list by one batch: reads its file, judges it, carries it out. Where it stands is in its row, changed
 * in the transaction of the batch: killed anywhere, the next call goes on behind the last committed line, and no line is
 * done twice. Two workers never have the same list at once.
 */
export class AdvanceStaffList {
  private readonly reading: ReadStaffList;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    tables: StaffTableReader,
    private readonly randomness: Randomness,
  ) {
    this.reading = new ReadStaffList(unitOfWork, tables);
  }

  /** @returns whether there is more to do. */
  async execute(caller: Caller, listId: string): Promise<boolean> {
    const list = await this.unitOfWork.run(caller, (tx) => tx.staffLists.find(listId));
    if (!list) return false;
    if (list.state === 'RECEIVED') {
      await this.reading.execute(caller, list);
      return false;
    }
    if (list.state === 'CHECKING') return this.step(caller, listId, 'CHECKING', checkBatch);
    if (list.state === 'RUNNING') return this.run({ ...caller, accountId: list.orderedBy }, listId, BATCH);
    return false;
  }

  /** Lines that cannot be done together are done apart: in the end the one in the way is refused alone. */
  private async run(caller: Caller, listId: string, size: number): Promise<boolean> {
    const { randomness } = this;
    try {
      return await this.step(caller, listId, 'RUNNING', (tx, list) =>
        runBatch(tx, list, { randomness, size }),
      );
    } catch (error) {
      if (!concernsLines(error)) throw error;
      if (size > 1) return this.run(caller, listId, Math.ceil(size / 10));
      const reason = typeof error.extensions.reason === 'string' ? error.extensions.reason : error.code;
      return this.step(caller, listId, 'RUNNING', (tx, list) => refuseNext(tx, list, reason));
    }
  }

  private async step(
    caller: Caller,
    listId: string,
    state: StaffList['state'],
    work: (tx: Transaction, list: StaffList) => Promise<void>,
  ): Promise<boolean> {
    return this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const list = await tx.staffLists.lockFree(listId);
      if (list?.state !== state) return false;
      await work(tx, list);
      return (await tx.staffLists.find(listId))?.state === state;
    });
  }
}
