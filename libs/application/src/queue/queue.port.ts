import { asTenantId } from '@mandataire/domain/tenant';
import type { EventName, OutboxEvent } from '../journal/index.js';
import type { Caller } from '../unit-of-work/index.js';

/** Job names: imperative. One processor each; start-up refuses a catalogued job without exactly one (house.md). */
export type JobName =
  | 'send-order-link'
  | 'observe-revocation'
  | 'tell-revocation'
  | 'tell-company'
  | 'revoke-refused-certificate'
  | 'send-mandate-link'
  | 'send-act-code'
  | 'send-activation'
  | 'tell-mandate'
  | 'build-evidence'
  | 'tell-second-person'
  | 'tell-agent-departure'
  | 'tell-confirmation'
  | 'alert-company'
  | 'carry-identity-change'
  | 'finish-replacement'
  | 'send-reminder'
  | 'send-meeting-invitation'
  | 'open-revocation-tasks'
  | 'carry-departure'
  | 'send-onboarding-reminder'
  | 'archive-registration';

/**
 * Which jobs an event starts. An event without an entry is journal only: a requested revocation is carried out from its own
 * row, in sets and past the queue.
 */
export const JOBS_OF_EVENT: Readonly<Partial<Record<EventName, readonly JobName[]>>> = {
  'order.placed': ['send-order-link'],
  'order.approved': ['send-order-link', 'archive-registration'],
  'order.consented': ['tell-company'],
  'order.declined': ['tell-company'],
  'order.rejected': ['tell-company'],
  'order.restarted': ['send-order-link'],
  'order.link-requested': ['send-order-link'],
  'order.resumed': ['send-order-link'],
  'certificate.refused': ['revoke-refused-certificate'],
  'certificate.accepted': ['finish-replacement'],
  'mandate.invited': ['send-mandate-link'],
  'mandate.signed': ['send-mandate-link'],
  'mandate.submitted': ['build-evidence'],
  'mandate.approved': ['send-activation', 'tell-mandate', 'build-evidence', 'archive-registration'],
  'mandate.rejected': ['tell-mandate', 'build-evidence'],
  'mandate.returned': ['send-mandate-link', 'build-evidence'],
  'representative.recorded': ['send-activation', 'tell-confirmation'],
  'mandate.confirmation-reminded': ['tell-confirmation'],
  'mandate.confirmation-overdue': ['tell-confirmation'],
  'company.without-agent': ['alert-company'],
  'company.without-representative': ['alert-company'],
  'agent-departure.reported': ['tell-agent-departure'],
  'agent-departure.carried-out': ['tell-agent-departure'],
  'agent-departure.cancelled': ['tell-agent-departure'],
  'second-person.requested': ['tell-second-person'],
  'second-person.escalated': ['tell-second-person'],
  'second-person.confirmed': ['tell-second-person'],
  'second-person.declined': ['tell-second-person'],
  'second-person.expired': ['tell-second-person'],
  'act-code.requested': ['send-act-code'],
  'holder.invited': ['send-activation'],
  'member.invited': ['send-activation'],
  'identity.scheduled': ['send-meeting-invitation'],
  'identity.cancelled': ['send-meeting-invitation'],
  'identity.invalidated': ['open-revocation-tasks'],
  'departure.reported': ['carry-departure'],
  'identity-change.confirmed': ['carry-identity-change'],
  'identity-change.due': ['carry-identity-change'],
  'reminder.planned': ['send-reminder'],
  'onboarding.reminded': ['send-onboarding-reminder'],
  'revocation.confirmed': ['observe-revocation'],
  'revocation.published': ['tell-revocation'],
};

/** A job's payload is the event: a tenant and identifiers, nothing else. */
export interface Job {
  readonly name: JobName;
  readonly event: OutboxEvent;
}

/** The relay's side of the queue. */
export interface JobQueue {
  /** Adding the same job id twice adds it once while it is remembered; processors are idempotent anyway. */
  add(jobs: readonly Job[]): Promise<void>;
  close(): Promise<void>;
}

export interface JobProcessor {
  readonly name: JobName;
  /** Reloads and asks the state machine again; a throw makes the queue try again with back-off. */
  process(event: OutboxEvent): Promise<void>;
}

/** The worker's side: at-least-once delivery with retries. */
export interface JobConsumer {
  start(processors: readonly JobProcessor[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * The outbox over all companies, claimed with SKIP LOCKED (login role `worker`). A row is there to be relayed until it is,
 * and to be looked after until its jobs are done: so the queue may forget everything.
 */
export interface OutboxStore {
  /** Claims up to `limit` rows, gives them to `relay`, and marks them relayed when it resolves; returns how many. */
  relay(limit: number, relay: (events: readonly OutboxEvent[]) => Promise<void>): Promise<number>;
  /**
   * The same for rows relayed before `before` whose jobs are not all done: a queue that lost them gets them again, one that
   * has them still knows them by their id. They come again after as long a time.
   */
  relayAgain(
    before: Date,
    limit: number,
    relay: (events: readonly OutboxEvent[]) => Promise<void>,
  ): Promise<number>;
  /** Calls back when a row may be waiting; best effort, the timer finds what is missed. */
  listen(wake: () => void): Promise<{ close(): Promise<void> }>;
}

/** The system acting on an event, inside its company. @throws when an event has no tenant. */
export function callerOfEvent(event: OutboxEvent): Caller {
  if (!event.tenantId) throw new Error(`event ${event.id} has no tenant`);
  return { tenantId: asTenantId(event.tenantId), accountId: null, correlationId: event.correlationId };
}
