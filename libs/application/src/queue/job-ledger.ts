import type { OutboxEvent } from '../journal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { callerOfEvent, JOBS_OF_EVENT, type JobName } from './queue.port.js';

/**
 * What was done for which event stands in PostgreSQL, whatever the queue remembers. A job that was done is not done again;
 * an event whose jobs are all done is settled, and every other one is relayed again after a while.
 */
export class JobLedger {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Does the work unless it was done. A crash between work and entry does it again: processors reload and ask again. */
  async once(job: JobName, event: OutboxEvent, work: () => Promise<void>): Promise<void> {
    const caller = callerOfEvent(event);
    if (!(await this.unitOfWork.run(caller, (tx) => tx.isHandled(event.id, job)))) await work();
    await this.unitOfWork.run(caller, async (tx) => {
      await tx.handle(event.id, job);
      await tx.settle(event.id, JOBS_OF_EVENT[event.name] ?? []);
    });
  }
}
