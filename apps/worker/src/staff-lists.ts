import type { DueRow, DueWork, OutboxStore } from '@mandataire/application/queue';
import type { AdvanceStaffList } from '@mandataire/application/staff-list';
import type { Counters } from './counters.js';
import { inParallel } from './in-parallel.js';
import type { Log } from './log.js';
import { Loop } from './loop.js';

/** When the database's call was missed, and after a failure. */
const EVERY_MS = 1_000;
const LISTS = 20;
const AT_A_TIME = 2;

export interface StaffListPorts {
  readonly outbox: Pick<OutboxStore, 'listen'>;
  readonly due: Pick<DueWork, 'staffListsToAdvance'>;
  readonly useCases: { readonly advanceStaffList: AdvanceStaffList };
  readonly log: Log;
  readonly counters: Counters;
}

/**
 * Goes on with staff lists from their own rows, past the queue: a batch of each in turn, so that a long list holds up no
 * short one. A worker that was killed finds them where they stood.
 */
export class StaffLists {
  private readonly loop: Loop;
  private listening: { close(): Promise<void> } | undefined;
  private stopping = false;

  constructor(private readonly ports: StaffListPorts) {
    this.loop = new Loop({
      ...{ name: 'staff lists', everyMs: EVERY_MS, log: ports.log },
      turn: () => this.turn(),
    });
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.loop.stop();
    await this.listening?.close().catch(() => {});
  }

  private async turn(): Promise<void> {
    this.listening ??= await this.ports.outbox.listen(() => this.loop.wake());
    let rows = await this.ports.due.staffListsToAdvance(LISTS);
    while (rows.length > 0 && !this.stopping) {
      const further = new Set<DueRow>();
      await inParallel(rows, AT_A_TIME, async (row) => {
        if (await this.advance(row)) further.add(row);
      });
      rows = rows.filter((row) => further.has(row));
    }
  }

  /** @returns whether there is more to do at once; one that failed waits for the next turn. */
  private async advance({ tenantId, objectId }: DueRow): Promise<boolean> {
    const caller = { tenantId, accountId: null, correlationId: `staff-list-${objectId}` };
    try {
      const goesOn = await this.ports.useCases.advanceStaffList.execute(caller, objectId);
      this.ports.counters.add('staff_list_batches_total', 1, {});
      return goesOn;
    } catch (error) {
      this.ports.log.warn({ err: error, objectId }, 'staff list not advanced');
      return false;
    }
  }
}
