import type { StatusLog } from './status-dependencies.js';

const PAUSE_MILLISECONDS = 10_000;

/**
 * Writes a failure of each kind at most every ten seconds, with the number of those left out: anybody can send requests
 * to this service, and a store that is down would fill the disk with its log.
 */
export class SparseLog {
  private readonly kinds = new Map<string, { at: number; leftOut: number }>();

  constructor(private readonly log: StatusLog) {}

  failure(message: string, error: unknown): void {
    const now = performance.now();
    const last = this.kinds.get(message);
    if (last && now - last.at < PAUSE_MILLISECONDS) {
      last.leftOut += 1;
      return;
    }
    this.kinds.set(message, { at: now, leftOut: 0 });
    this.log.error({ err: error, leftOut: last?.leftOut ?? 0 }, message);
  }
}
