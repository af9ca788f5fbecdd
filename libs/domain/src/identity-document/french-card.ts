import { addMonths, type CalendarDate } from '../time/index.js';

export interface FrenchCardValidity {
  readonly expiresOn: CalendarDate;
  /** Whether that is five years after the date printed on the card (D10). */
  readonly extended: boolean;
}

/** Cards of adults from then on say ten years and are worth fifteen (V6); from 2014 on they say fifteen. */
const EXTENDED_FROM = '2004-01-01';
const PRINTED_FIFTEEN_FROM = '2014-01-01';
const ADULT_MONTHS = 18 * 12;

/** To an adult, and from 2004 on. */
const ofAdult = (issuedOn: CalendarDate, birthDate: CalendarDate): boolean =>
  issuedOn >= EXTENDED_FROM && addMonths(birthDate, ADULT_MONTHS) <= issuedOn;

/** Issued to an adult from 2004 to 2013: valid five years more than it says (V6, D10). */
export const isExtendedCard = (issuedOn: CalendarDate, birthDate: CalendarDate): boolean =>
  ofAdult(issuedOn, birthDate) && issuedOn < PRINTED_FIFTEEN_FROM;

function dayBefore(date: CalendarDate): CalendarDate {
  const day = Number(date.slice(8));
  // Of no month the thirty-first is beyond the last day for `addMonths`.
  if (day === 1) return addMonths(`${date.slice(0, 8)}31`, -1);
  return `${date.slice(0, 8)}${String(day - 1).padStart(2, '0')}`;
}

/**
 * Until when a French identity card of before August 2021 is valid: ten years for a minor, fifteen for an adult, of which
 * the last five are not printed on cards of 2004 to 2013 (V6, D10). The card says the day of issue, its machine readable
 * zone the month alone (`YYYY-MM`): then as if it had been the first, so that the date is never too late. Whoever may have
 * been a minor counts as one.
 */
export function frenchCardValidity(issued: string, birthDate: CalendarDate | null): FrenchCardValidity {
  const issuedOn = issued.length === 7 ? `${issued}-01` : issued;
  const adult = birthDate !== null && ofAdult(issuedOn, birthDate);
  return {
    expiresOn: dayBefore(addMonths(issuedOn, adult ? 180 : 120)),
    extended: birthDate !== null && isExtendedCard(issuedOn, birthDate),
  };
}
