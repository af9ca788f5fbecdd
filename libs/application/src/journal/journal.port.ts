import type { TransitionActor } from '@mandataire/domain/decision';

/**
 * Something that happened to an object. One `record` writes the journal row and the outbox row in the transaction of the
 * change (I-27): what is not journaled did not happen, what is journaled is delivered.
 */
export interface Happening {
  /** `feature.past-tense`, never renamed. */
  readonly name: EventName;
  readonly objectType: string;
  readonly objectId: string;
  readonly previousState?: string | null;
  readonly nextState?: string | null;
  /** Reason given by a person; never a secret, never an identity document. */
  readonly reason?: string | null;
  /** Small facts for the auditor (rule, hash, strength of evidence); no secret, no personal data beyond identifiers. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  /** What it belongs to; the caller's unless told. */
  readonly correlationId?: string | undefined;
}

export type EventName =
  | 'account.logged-in'
  | 'account.login-failed'
  | 'account.logged-out'
  | 'company.opened'
  | 'mandate.opened'
  | 'mandate.invited'
  | 'mandate.agent-named'
  | 'mandate.signed'
  | 'mandate.submitted'
  | 'mandate.approved'
  | 'mandate.rejected'
  | 'mandate.returned'
  | 'mandate.cancelled'
  | 'mandate.lapsed'
  | 'mandate.revoked'
  | 'mandate.expired'
  | 'act-code.requested'
  | 'second-person.requested'
  | 'second-person.confirmed'
  | 'second-person.declined'
  | 'second-person.withdrawn'
  | 'second-person.escalated'
  | 'second-person.expired'
  | 'account.activated'
  | 'holder.added'
  | 'holder.contact-changed'
  | 'holder.invited'
  | 'identity.verified'
  | 'identity-change.confirmed'
  | 'identity-change.cancelled'
  | 'identity-change.due'
  | 'identity-change.done'
  | 'staff-list.received'
  | 'staff-list.read'
  | 'staff-list.rejected'
  | 'staff-list.mapped'
  | 'staff-list.checked'
  | 'staff-list.started'
  | 'staff-list.finished'
  | 'staff-list.stopped'
  | 'staff-list.cancelled'
  | 'staff-list.forgotten'
  | 'order.replacement-drafted'
  | 'order.resumed'
  | 'reminder.planned'
  | 'reminder.sent'
  | 'order.placed'
  | 'order.consented'
  | 'order.declined'
  | 'order.submitted'
  | 'order.approved'
  | 'order.rejected'
  | 'order.cancelled'
  | 'order.link-sent'
  | 'order.link-expired'
  | 'order.link-requested'
  | 'order.restarted'
  | 'order.suspended'
  | 'order.completed'
  | 'certificate.reserved'
  | 'certificate.issued'
  | 'certificate.abandoned'
  | 'certificate.accepted'
  | 'certificate.refused'
  | 'certificate.revoked'
  | 'certificate.expired'
  | 'revocation.requested'
  | 'revocation.sent-to-ca'
  | 'revocation.confirmed'
  | 'revocation.published'
  | 'revocation.closed'
  | 'access.opened'
  | 'access.ended'
  | 'member.invited'
  | 'member.joined'
  | 'member.removed'
  | 'demo.seeded';

/** Features whose events say who came in, in which role, and what was opened: the access journal of a company. */
export const ACCESS_FEATURES: readonly string[] = ['account', 'session', 'access', 'member', 'mandate'];

export interface JournalActor {
  readonly kind: TransitionActor | 'ANONYMOUS';
  readonly accountId: string | null;
}

/** Event as the relay puts it on the queue: identifiers only. */
export interface OutboxEvent {
  readonly id: string;
  readonly name: EventName;
  readonly version: number;
  readonly tenantId: string;
  readonly objectId: string;
  readonly occurredAt: string;
  readonly correlationId: string;
}
