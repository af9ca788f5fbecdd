import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDuration,
  addMonths,
  addMonthsUtc,
  dateInParis,
  daysBetween,
  isCalendarDate,
} from './calendar.js';

describe('calendar dates', () => {
  it('turns the day in Paris, not in UTC', () => {
    expect(dateInParis(new Date('2026-07-01T21:59:59Z'))).toBe('2026-07-01');
    expect(dateInParis(new Date('2026-07-01T22:00:00Z'))).toBe('2026-07-02');
    expect(dateInParis(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
  });
  it('takes the last day of a shorter month', () => {
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(addMonths('2026-07-02', 3)).toBe('2026-10-02');
    expect(addMonths('2026-01-31', -1)).toBe('2025-12-31');
  });
  it('knows which dates exist', () => {
    expect(isCalendarDate('2028-02-29')).toBe(true);
    expect(isCalendarDate('2026-02-29')).toBe(false);
    expect(isCalendarDate('2026-2-3')).toBe(false);
  });
  it('counts whole days across a change of hour', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  });
  it('keeps the time of day when it adds months', () => {
    expect(addMonthsUtc(new Date('2024-02-29T10:11:12Z'), 36).toISOString()).toBe('2027-02-28T10:11:12.000Z');
  });
  it('adds elapsed time whatever the calendar (I-17)', () => {
    expect(addDuration(new Date('2026-10-24T22:00:00Z'), { hours: 24 }).toISOString()).toBe(
      '2026-10-25T22:00:00.000Z',
    );
  });
  it('never lands after the target month', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 60 }), (day, months) => {
        const from = day.toISOString().slice(0, 10);
        const to = addMonths(from, months);
        const index = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
        expect(index(to) - index(from)).toBe(months);
        expect(isCalendarDate(to)).toBe(true);
      }),
    );
  });
});
