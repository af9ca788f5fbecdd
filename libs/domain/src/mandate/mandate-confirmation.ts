import type { AccountId } from '../account/index.js';
import { accept, refuseByRule, type Decision } from '../decision/index.js';
import type { TenantId } from '../tenant/index.js';
import { dateInParis, daysBetween, type CalendarDate } from '../time/index.js';

/**
 * A mandate that stays in force although another person represents the company now: he confirms it, or ends it, by a day
 * (issue 6, F2). Nothing lapses by itself: an MC more is safer than a company without one.
 */
export interface MandateConfirmation {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly mandateId: string;
  /** The new representative; any representative of the company may answer. */
  readonly representativeAccountId: AccountId;
  readonly askedAt: Date;
  readonly dueOn: CalendarDate;
  readonly remindedAt: Date | null;
  readonly alertedAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly confirmedBy: AccountId | null;
}

/** How long before its day an answer is asked for again. */
export const CONFIRMATION_REMINDER_DAYS = 7;

/** What is due of a question without an answer: the reminder before its day, the alert after it, each once. */
export function confirmationStep(
  { dueOn, remindedAt, alertedAt, confirmedAt }: MandateConfirmation,
  now: Date,
): 'REMIND' | 'ALERT' | undefined {
  if (confirmedAt !== null) return undefined;
  const left = daysBetween(dateInParis(now), dueOn);
  if (left < 0) return alertedAt === null ? 'ALERT' : undefined;
  return left <= CONFIRMATION_REMINDER_DAYS && remindedAt === null ? 'REMIND' : undefined;
}

export const confirmMandate = (
  confirmation: MandateConfirmation | undefined,
  confirmedBy: AccountId,
  now: Date,
): Decision<MandateConfirmation> =>
  confirmation && confirmation.confirmedAt === null
    ? accept({ ...confirmation, confirmedAt: now, confirmedBy })
    : refuseByRule('F2', 'NO_CONFIRMATION_AWAITED');
