import type { TenantId } from '../tenant/index.js';
import { dateInParis, daysBetween } from '../time/index.js';

/** Days before the end at which a reminder is due; negative: after it (P14, D4). Longest first. */
export const DEFAULT_LADDER: readonly number[] = [90, 60, 30, 15, 7, 1, -1];

export type ReminderRecipient = 'HOLDER' | 'CERTIFICATION_AGENT';

/** One line of the ledger: (certificate, rung, recipient, address) exists once. */
export interface Reminder {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly certificateId: string;
  readonly rung: number;
  readonly recipient: ReminderRecipient;
  readonly email: string;
  readonly state: 'PLANNED' | 'SENT' | 'SUPPRESSED';
  /** Why it was not sent: a nearer rung was due at once, or the certificate needed none any more. */
  readonly suppressedBecause: string | null;
  readonly plannedAt: Date;
  readonly sentAt: Date | null;
}

/** Calendar days in Paris from today to the end. */
export const daysLeft = (notAfter: Date, now: Date): number =>
  daysBetween(dateInParis(now), dateInParis(notAfter));

/**
 * The rung that is due today: the nearest to the end of those reached. After an outage the rungs missed are not caught
 * up one by one; undefined before the first rung and once the last one is more than a week old.
 */
export function dueRung(
  notAfter: Date,
  now: Date,
  ladder: readonly number[] = DEFAULT_LADDER,
): number | undefined {
  const left = daysLeft(notAfter, now);
  const last = ladder[ladder.length - 1] ?? 0;
  if (left < last - 7) return undefined;
  return [...ladder].reverse().find((rung) => left <= rung);
}
