import type { TenantId } from '@mandataire/domain/tenant';

/** A row whose time has come and whose work is not done: identifiers only, over all companies (login role `worker`). */
export interface DueRow {
  readonly tenantId: TenantId;
  readonly objectId: string;
}

/** From the last `thisUpdate` to the first `nextUpdate` of several lists. */
export interface CrlValidity {
  readonly from: Date;
  readonly until: Date;
}

/** What the sweeper finds when the queue has lost it; each list is oldest first, at most `limit`. */
export interface DueWork {
  /** Requests AUTHENTICATED, however young. */
  revocationsAsked(limit: number): Promise<readonly DueRow[]>;
  /** Requests still AUTHENTICATED or SENT_TO_CA that were received before `before`. */
  revocationsToCarryOut(before: Date, limit: number): Promise<readonly DueRow[]>;
  /** Requests CONFIRMED before `before` and not seen published. */
  revocationsToObserve(before: Date, limit: number): Promise<readonly DueRow[]>;
  /** Certificates still REQUESTED that were reserved before `before` (D27). */
  reservedBefore(before: Date, limit: number): Promise<readonly DueRow[]>;
  /** Orders LINK_SENT whose newest link ended before `now` and is not being replaced. */
  linksExpired(now: Date, limit: number): Promise<readonly DueRow[]>;
  /** Certificates ACTIVE or ISSUED whose notAfter passed. */
  certificatesExpired(now: Date, limit: number): Promise<readonly DueRow[]>;
  /** Mandates AWAITING_SIGNATURES that the representative signed before `before`; the rule decides by calendar months. */
  mandatesMaybeLapsed(before: Date, limit: number): Promise<readonly DueRow[]>;
  /** Mandates ACTIVE whose last day is before `today`. */
  mandatesExpired(today: string, limit: number): Promise<readonly DueRow[]>;
  /** Requests for a second person that nobody has answered for half an hour and not told of, or that are past their end (D28). */
  secondPersonsDue(now: Date, limit: number): Promise<readonly DueRow[]>;
  /** Changes PLANNED whose day has come, and APPLYING ones whose saga did not finish. */
  identityChangesDue(today: string, limit: number): Promise<readonly DueRow[]>;
  /** Certificates ACTIVE that end before `endsBefore` and have no reminder on the rung that is due (oldest end first). */
  certificatesToRemind(now: Date, endsBefore: Date, limit: number): Promise<readonly DueRow[]>;
  /** Reminders PLANNED before `before` and not sent. */
  remindersUnsent(before: Date, limit: number): Promise<readonly DueRow[]>;
  /** Staff lists RECEIVED, CHECKING or RUNNING, however young. */
  staffListsToAdvance(limit: number): Promise<readonly DueRow[]>;
  /** Staff lists uploaded before `before` that nothing is under way with and whose lines are still there. */
  staffListsToForget(before: Date, limit: number): Promise<readonly DueRow[]>;
  /** When all current CRLs of the issuing authorities are valid; undefined when one has none yet. */
  crlValidity(): Promise<CrlValidity | undefined>;
}
