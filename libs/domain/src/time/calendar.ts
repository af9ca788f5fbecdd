/** A calendar date `YYYY-MM-DD`: birth, expiry and mandate dates; valid through 23:59:59 Europe/Paris (house.md). */
export type CalendarDate = string;

export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
}

const MINUTE_MS = 60_000;

export const durationMs = (d: Duration): number =>
  ((d.days ?? 0) * 1440 + (d.hours ?? 0) * 60 + (d.minutes ?? 0)) * MINUTE_MS;

/** Elapsed UTC time: no calendar, no daylight saving (invariant 17). */
export const addDuration = (instant: Date, d: Duration): Date => new Date(instant.getTime() + durationMs(d));

const parisDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The date that a calendar in Paris shows at this instant. */
export const dateInParis = (instant: Date): CalendarDate => parisDate.format(instant);

const parts = (date: CalendarDate): [number, number, number] => {
  const [y = 0, m = 0, d = 0] = date.split('-').map(Number);
  return [y, m, d];
};

const pad = (n: number, width: number) => String(n).padStart(width, '0');
const daysInMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** True for a date that exists. */
export function isCalendarDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const [y, m, d] = parts(value);
  return m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m);
}

/** Same day `months` later, the last day of a shorter month when that day does not exist. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [y, m, d] = parts(date);
  const index = y * 12 + (m - 1) + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(d, daysInMonth(year, month)), 2)}`;
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  const [fy, fm, fd] = parts(from);
  const [ty, tm, td] = parts(to);
  return Math.round((Date.UTC(ty, tm - 1, td) - Date.UTC(fy, fm - 1, fd)) / 86_400_000);
}

/** Adds calendar months in UTC to an instant and keeps its time of day (certificate lifetimes). */
export function addMonthsUtc(instant: Date, months: number): Date {
  const date = addMonths(instant.toISOString().slice(0, 10), months);
  return new Date(`${date}T${instant.toISOString().slice(11)}`);
}
