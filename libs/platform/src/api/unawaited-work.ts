import type { Unawaited } from '@mandataire/application/account';
import type { Logger } from '../logging/index.js';

/** What answers do not wait for, until it is done: the process waits for it before it ends. */
export class UnawaitedWork {
  private readonly pending = new Set<Promise<void>>();

  constructor(private readonly log: Logger) {}

  readonly take: Unawaited = (work) => {
    const done = work
      .catch((error: unknown) => this.log.error({ err: error }, 'work after an answer failed'))
      .finally(() => this.pending.delete(done));
    this.pending.add(done);
  };

  async close(): Promise<void> {
    await Promise.all(this.pending);
  }
}
