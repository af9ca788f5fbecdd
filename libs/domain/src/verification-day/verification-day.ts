import type { AccountId } from '../account/index.js';
import { accept, refuseByRule, refuseInput, type Decision } from '../decision/index.js';
import type { Holder, HolderId } from '../holder/index.js';
import type { TenantId } from '../tenant/index.js';
import { addMonths, dateInParis, isCalendarDate, type CalendarDate } from '../time/index.js';

/** A day of face-to-face meetings (journée de face-à-face): where and when one MC sees many people in a row (F13, F65). */
export interface VerificationDay {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly heldOn: CalendarDate;
  readonly place: string;
  readonly openedBy: AccountId;
  readonly openedAt: Date;
}

/** Who did not leave verified: did not come, or came and the verification failed. */
export type DayOutcome = 'ABSENT' | 'FAILED';
/** Why it failed, in words that need no typing at the desk; never what the document says. */
export const FAILURE_REASONS = [
  'NO_DOCUMENT',
  'DOCUMENT_EXPIRED',
  'NAME_DIFFERS',
  'LIKENESS',
  'OTHER',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** One person of such a day, in the order of the list. That he is verified is told by his verification, not here. */
export interface DayPerson {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly dayId: string;
  readonly holderId: HolderId;
  readonly position: number;
  readonly outcome: DayOutcome | null;
  readonly reason: FailureReason | null;
  readonly markedAt: Date | null;
}

/**
 * The holder's agreement to the verification and to his data, by the link that was shown to him (F15, F65): what exactly
 * (SHA-256 of data and text), which version of the text, when. Append-only (I-7).
 */
export interface IdentityAgreement {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly holderId: HolderId;
  readonly identityNumber: number;
  readonly dayPersonId: string;
  readonly textVersion: string;
  readonly contentHash: string;
  readonly strength: 'SHOWN_LINK';
  readonly at: Date;
}

/** How long a link that is shown as a QR code can be opened: as long as its person stands there. */
export const SHOWN_LINK_VALIDITY = { minutes: 15 } as const;

/** As many as one MC sees in a day; a longer list is two days. */
export const MOST_PEOPLE = 200;
const MONTHS_AHEAD = 12;

export interface DayFields {
  readonly heldOn: CalendarDate;
  readonly place: string;
}

function dayFaults({ heldOn, place }: DayFields, people: number, now: Date): Record<string, string> {
  const today = dateInParis(now);
  const fields: Record<string, string> = {};
  if (place === '') fields.place = 'REQUIRED';
  else if ([...place].length > 128) fields.place = 'TOO_LONG';
  if (!isCalendarDate(heldOn)) fields.heldOn = 'NOT_A_DATE';
  else if (heldOn < today) fields.heldOn = 'IN_THE_PAST';
  else if (heldOn > addMonths(today, MONTHS_AHEAD)) fields.heldOn = 'TOO_FAR_AHEAD';
  if (people === 0) fields.holderIds = 'REQUIRED';
  else if (people > MOST_PEOPLE) fields.holderIds = 'TOO_MANY';
  return fields;
}

export interface Opening {
  readonly tenantId: TenantId;
  /** Of the day, then of each person in the order of the list. */
  readonly ids: readonly [day: string, ...people: string[]];
  readonly openedBy: AccountId;
}

/** The day and its people; refuses the MC himself among them (F61) and who has left (I-30). */
export function openVerificationDay(
  { tenantId, ids, openedBy }: Opening,
  input: DayFields,
  holders: readonly Holder[],
  now: Date,
): Decision<{ readonly day: VerificationDay; readonly people: readonly DayPerson[] }> {
  const tidy = { heldOn: input.heldOn, place: input.place.replace(/\s+/gu, ' ').trim() };
  const fields = dayFaults(tidy, holders.length, now);
  if (Object.keys(fields).length > 0) return refuseInput(fields);
  if (holders.some(({ accountId }) => accountId === openedBy)) {
    return refuseByRule('F61', 'DAY_INCLUDES_HIMSELF');
  }
  if (holders.some(({ state }) => state !== 'ACTIVE')) return refuseByRule('I-30', 'HOLDER_DEPARTED');
  const [dayId, ...personIds] = ids;
  const day: VerificationDay = { tenantId, id: dayId, version: 1, ...tidy, openedBy, openedAt: now };
  const people = holders.map(({ id: holderId }, position) => {
    const id = personIds[position];
    if (id === undefined) throw new Error('an identifier for each person');
    const open = { outcome: null, reason: null, markedAt: null };
    return { tenantId, id, version: 1, dayId, holderId, position, ...open };
  });
  return accept({ day, people });
}

/** Notes that a person did not come or that his verification failed; null: he is waited for again. */
export function markPerson(
  person: DayPerson,
  outcome: DayOutcome | null,
  reason: FailureReason | null,
  now: Date,
): Decision<DayPerson> {
  if (outcome === 'FAILED' && reason === null) return refuseInput({ reason: 'REQUIRED' });
  return accept({
    ...person,
    outcome,
    reason: outcome === 'FAILED' ? reason : null,
    markedAt: outcome === null ? null : now,
  });
}
