import { isExtendedCard, type IdentityDocumentType } from '../identity-document/index.js';
import { addMonths, dateInParis, isCalendarDate, type CalendarDate } from '../time/index.js';

export type { IdentityDocumentType };

/** A document as whoever holds it reads it out. */
export interface ShownDocument {
  readonly documentType: IdentityDocumentType;
  readonly documentNumber: string;
  /** As it is printed; an extended CNI is valid longer (D10). */
  readonly documentExpiresOn: CalendarDate;
  /** Issuing country, three letters as in a machine-readable zone; France when left out. */
  readonly documentCountry?: string | null;
  /** Asked for the CNI of before August 2021: its number has twelve digits. */
  readonly documentIssuedOn?: CalendarDate | null;
  /** The holder's; asked with the day of issue to know an extended CNI, and not kept (F67). */
  readonly birthDate?: CalendarDate | null;
}

/** A document as it is recorded (F65). */
export interface IdentityDocument {
  readonly documentType: IdentityDocumentType;
  readonly documentNumber: string;
  readonly documentCountry: string;
  readonly documentIssuedOn: CalendarDate | null;
  /** The last day on which it is valid. */
  readonly documentExpiresOn: CalendarDate;
  /** The end that is printed on it, where the law has moved that end (D10); null otherwise. */
  readonly documentPrintedUntil: CalendarDate | null;
}

const FRANCE = 'FRA';
/** By what each French document is known (V4, V5, V7). */
const FRENCH_NUMBER: Readonly<Record<IdentityDocumentType, RegExp>> = {
  CNI: /^(?:\d{12}|[A-Z0-9]{9})$/,
  PASSPORT: /^\d{2}[A-Z]{2}\d{5}$/,
  RESIDENCE_PERMIT: /^[A-Z0-9]{9,10}$/,
};
const NUMBER = /^[A-Z0-9]{6,14}$/;
const COUNTRY = /^[A-Z]{3}$/;

/** The CNI of before August 2021 (V4). */
export const isFormerCni = (type: IdentityDocumentType, number: string, country = FRANCE): boolean =>
  type === 'CNI' && country === FRANCE && /^\d{12}$/.test(number);

const EXTENSION_MONTHS = 60;

interface Tidy {
  readonly type: IdentityDocumentType;
  readonly number: string;
  readonly country: string;
  readonly issuedOn: string;
  readonly expiresOn: string;
  readonly birthDate: string;
}

const tidy = (shown: ShownDocument): Tidy => ({
  type: shown.documentType,
  number: shown.documentNumber.replace(/[\s-]/gu, '').toUpperCase(),
  country: (shown.documentCountry ?? '').trim().toUpperCase() || FRANCE,
  issuedOn: shown.documentIssuedOn ?? '',
  expiresOn: shown.documentExpiresOn,
  birthDate: shown.birthDate ?? '',
});

function numberFault({ type, number, country }: Tidy): string | undefined {
  const pattern = country === FRANCE ? FRENCH_NUMBER[type] : NUMBER;
  return pattern.test(number) ? undefined : 'DOCUMENT_NUMBER_FORMAT';
}

function pastDayFault(day: string, today: CalendarDate, asked: boolean): string | undefined {
  if (day === '') return asked ? 'REQUIRED' : undefined;
  if (!isCalendarDate(day)) return 'NOT_A_DATE';
  return day > today ? 'IN_THE_FUTURE' : undefined;
}

/** By the names of the fields that the form has. */
export function documentFaults(shown: ShownDocument, now: Date): Record<string, string> {
  const document = tidy(shown);
  const today = dateInParis(now);
  const former = isFormerCni(document.type, document.number, document.country);
  const faults: Readonly<Record<string, string | undefined>> = {
    documentCountry: COUNTRY.test(document.country) ? undefined : 'COUNTRY_FORMAT',
    documentNumber: numberFault(document),
    documentExpiresOn: isCalendarDate(document.expiresOn) ? undefined : 'NOT_A_DATE',
    documentIssuedOn: pastDayFault(document.issuedOn, today, former),
    birthDate: pastDayFault(document.birthDate, today, former),
  };
  return Object.fromEntries(
    Object.entries(faults).flatMap(([field, fault]) => (fault === undefined ? [] : [[field, fault]])),
  );
}

/**
 * The document as it is recorded, with the day until which it is valid: five years later than printed for a CNI of an
 * adult from 2004 to 2013 where such cards are accepted (D10). Its form must have been judged before.
 */
export function recordedDocument(shown: ShownDocument, acceptsExtendedCni: boolean): IdentityDocument {
  const { type, number, country, issuedOn, expiresOn, birthDate } = tidy(shown);
  const extended =
    acceptsExtendedCni && isFormerCni(type, number, country) && isExtendedCard(issuedOn, birthDate);
  return {
    documentType: type,
    documentNumber: number,
    documentCountry: country,
    documentIssuedOn: issuedOn === '' ? null : issuedOn,
    documentExpiresOn: extended ? addMonths(expiresOn, EXTENSION_MONTHS) : expiresOn,
    documentPrintedUntil: extended ? expiresOn : null,
  };
}
