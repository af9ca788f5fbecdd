import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysLeft, DEFAULT_LADDER, dueRung } from './reminder.js';

const end = new Date('2026-12-31T10:00:00Z');
const at = (days: number) => new Date(end.getTime() - days * 86_400_000);

describe('the reminder ladder (P14)', () => {
  it.each([
    [91, undefined],
    [90, 90],
    [61, 90],
    [60, 60],
    [20, 30],
    [15, 15],
    [8, 15],
    [7, 7],
    [1, 1],
    [0, 1],
    [-1, -1],
    [-8, -1],
    [-9, undefined],
  ])('%i days before the end, the rung due is %s', (days, rung) => {
    expect(dueRung(end, at(days))).toBe(rung);
  });
  it('counts days of the calendar in Paris', () => {
    expect(daysLeft(new Date('2026-12-31T22:30:00Z'), new Date('2026-12-30T23:30:00Z'))).toBe(0);
  });
  it('climbs down only: each day’s rung is never farther from the end than the day before’s', () => {
    fc.assert(
      fc.property(fc.integer({ min: -7, max: 200 }), (days) => {
        const today = dueRung(end, at(days)) ?? Infinity;
        const yesterday = dueRung(end, at(days + 1)) ?? Infinity;
        expect(today).toBeLessThanOrEqual(yesterday);
        expect(today === Infinity || DEFAULT_LADDER.includes(today)).toBe(true);
      }),
    );
  });
});
