import type { Transaction } from '../unit-of-work/index.js';

/** What an MC has begun and not submitted. Orders stand to the right of mandates, so they come in through this port. */
export interface UnsubmittedLines {
  /** Ends those that no mandate of his in force covers any more, in the transaction that ended one (D12). */
  end(tx: Transaction, agentAccountId: string): Promise<void>;
}
