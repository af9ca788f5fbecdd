import { describe, expect, it } from '@jest/globals';
import { instantInParis, partsInParis } from './paris-time.js';

describe('an hour of the clocks of Paris', () => {
  it.each([
    ['2026-12-01', '09:30', '2026-12-01T08:30:00.000Z'],
    ['2026-07-01', '09:30', '2026-07-01T07:30:00.000Z'],
    ['2026-07-01', '00:15', '2026-06-30T22:15:00.000Z'],
  ])('%s %s', (day, hour, instant) => {
    expect(instantInParis(day, hour).toISOString()).toBe(instant);
    expect(partsInParis(new Date(instant))).toEqual({ day, hour });
  });
});
