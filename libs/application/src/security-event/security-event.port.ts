import type { Page, PageRequest } from '../reading/index.js';
import type { ErrorCode } from '../refusal/index.js';

/** One refusal at the edge, as the code that refused knows it: constants of ours, nothing that a sender wrote. */
export interface Refused {
  /** HTTP status of the answer. */
  readonly status: number;
  readonly code: ErrorCode;
  /** Reason, or the fault of `fields.request` or `fields.query`. */
  readonly reason: string | null;
  /** Root field of the schema; null when it never came to one. */
  readonly act: string | null;
  readonly accountId: string | null;
  readonly address: string;
  readonly correlationId: string;
}

export interface SecurityEvent {
  readonly id: string;
  readonly at: Date;
  readonly status: number;
  readonly code: string;
  readonly reason: string | null;
  readonly act: string | null;
  readonly accountId: string | null;
  /** Keyed hash of the address: the same sender is seen to be the same; null where many are counted together. */
  readonly sender: string | null;
  readonly correlationId: string | null;
  /** Further ones like it that have no row of their own. */
  readonly repeated: number;
}

/** The platform's security journal. Companies' journals are in their transactions; a refusal has none. */
export interface SecurityJournal {
  /** Returns at once and never fails: an attack must neither wait for its record nor be answered by it. */
  note(refused: Refused): void;
}

export interface SecurityEventStore {
  insert(events: readonly SecurityEvent[]): Promise<void>;
  /** Newest first. */
  page(page: PageRequest): Promise<Page<SecurityEvent>>;
}
