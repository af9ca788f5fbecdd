import { shownState, type Certificate } from '../certificate/index.js';
import { orderMachine, type Order } from '../order/index.js';
import {
  certifiedChanges,
  type AttributeChange,
  type CertifiedData,
  type IdentityFields,
} from '../holder/index.js';
import type { TenantId } from '../tenant/index.js';
import { dateInParis, daysBetween, type CalendarDate } from '../time/index.js';

/** A confirmed change of a holder's certified data and how far it has been carried (D16, D17). */
export interface IdentityChange {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly holderId: string;
  /** The identity version it brings into force. */
  readonly identityNumber: number;
  readonly effectiveOn: CalendarDate;
  /** PLANNED: the replacement is prepared, the old data still hold. APPLYING: the saga runs. */
  readonly state: 'PLANNED' | 'APPLYING' | 'DONE' | 'CANCELLED';
  readonly requestedBy: string | null;
  readonly requestedAt: Date;
  readonly doneAt: Date | null;
}

/** What confirming would do, shown before (D15–D17, I-15). */
export interface ChangeImpact {
  readonly changes: readonly AttributeChange[];
  readonly certificatesToRevoke: readonly Certificate[];
  readonly ordersToCancel: readonly Order[];
  /** One REPLACEMENT per revoked certificate. */
  readonly ordersToCreate: number;
  readonly immediate: boolean;
  /** Whole days the holder is likely to be without a certificate; 0 when nothing is revoked. */
  readonly daysWithoutCertificate: number;
}

export interface ImpactFacts {
  readonly after: CertifiedData;
  readonly before: CertifiedData;
  readonly certificates: readonly Certificate[];
  readonly orders: readonly Order[];
  readonly effectiveOn: CalendarDate;
  /** Days from order to acceptance as this company has lived them; the assumption where it has no history. */
  readonly usualDelayDays: number;
}

/**
 * Which live certificates carry data that change, and which open orders would certify the old ones. A change already
 * true revokes now; a future one first prepares the replacement (D17).
 */
export function impactOf(facts: ImpactFacts, now: Date): ChangeImpact {
  const live = facts.certificates.filter((c) => ['ISSUED', 'ACTIVE'].includes(shownState(c, now)));
  const revoked = live.filter((c) => certifiedChanges(c.certifiedData, facts.after).length > 0);
  const open = facts.orders.filter(
    (o) => !orderMachine.terminal.includes(o.state) && o.state !== 'DOWNLOADED',
  );
  const stale = open.filter((o) => certifiedChanges(o.certifiedData, facts.after).length > 0);
  const immediate = facts.effectiveOn <= dateInParis(now);
  const ahead = Math.max(0, daysBetween(dateInParis(now), facts.effectiveOn));
  return {
    changes: certifiedChanges(facts.before, facts.after),
    certificatesToRevoke: revoked,
    ordersToCancel: stale,
    ordersToCreate: revoked.length,
    immediate,
    daysWithoutCertificate: revoked.length === 0 ? 0 : Math.max(0, facts.usualDelayDays - ahead),
  };
}

/** The certified data a certificate would carry with these identity fields. */
export const withIdentity = (data: CertifiedData, fields: IdentityFields): CertifiedData => ({
  ...data,
  ...fields,
});
