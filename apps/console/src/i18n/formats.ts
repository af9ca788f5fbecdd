import { dateInParis, daysBetween } from '@mandataire/domain/time';
import type { LocaleCode } from './locale.js';

export interface Formats {
  /** "22 novembre 2026". */
  date(instant: string): string;
  /** "22 nov. 2026". */
  shortDate(instant: string): string;
  /** "22 novembre 2026 à 14:05". */
  dateTime(instant: string): string;
  /** "14:05". */
  time(instant: string): string;
  /** "14:05:03", of an instant in milliseconds. */
  clock(instantMs: number): string;
  /** "22 novembre 2026 à 14:05:03": where seconds are the point. */
  preciseTime(instant: string): string;
  /** "10 000". */
  number(value: number): string;
  /** "dans 45 jours", counted in calendar days of Paris; in months beyond a year. */
  relativeDays(instant: string, now: Date): string;
}

const TAG: Readonly<Record<LocaleCode, string>> = { fr: 'fr-FR', en: 'en-GB' };
/** Everything is shown at Paris time (D18). */
const PARIS = { timeZone: 'Europe/Paris' } as const;

const A_YEAR = 366;
const A_MONTH = 30.44;

function build(locale: LocaleCode): Formats {
  const of = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(TAG[locale], { ...options, ...PARIS });
    const ordinal = (text: string) => (locale === 'fr' ? text.replace(/^1(?= )/, '1er') : text);
    return (instant: string) => ordinal(formatter.format(new Date(instant)));
  };
  const clock = new Intl.DateTimeFormat(TAG[locale], { timeStyle: 'medium', ...PARIS });
  const numbers = new Intl.NumberFormat(TAG[locale]);
  const relative = new Intl.RelativeTimeFormat(TAG[locale], { numeric: 'auto' });
  return {
    date: of({ dateStyle: 'long' }),
    shortDate: of({ dateStyle: 'medium' }),
    dateTime: of({ dateStyle: 'long', timeStyle: 'short' }),
    time: of({ timeStyle: 'short' }),
    clock: (instantMs) => clock.format(instantMs),
    preciseTime: of({ dateStyle: 'long', timeStyle: 'medium' }),
    number: (value) => numbers.format(value),
    relativeDays: (instant, now) => {
      const days = daysBetween(dateInParis(now), dateInParis(new Date(instant)));
      // Beyond a year nobody plans in days.
      return Math.abs(days) <= A_YEAR
        ? relative.format(days, 'day')
        : relative.format(Math.trunc(days / A_MONTH), 'month');
    },
  };
}

const built: Partial<Record<LocaleCode, Formats>> = {};

export const formatsOf = (locale: LocaleCode): Formats => (built[locale] ??= build(locale));

/** Hexadecimal serial in groups of four: a person reads it aloud. */
export const groupSerial = (serial: string): string => serial.replace(/(.{4})(?=.)/g, '$1 ').toUpperCase();

/** First and last group of a serial, for lists. */
export const shortSerial = (serial: string): string =>
  serial.length <= 12 ? serial.toUpperCase() : `${serial.slice(0, 6)}…${serial.slice(-4)}`.toUpperCase();
