import { describe, expect, it } from '@jest/globals';
import { JOBS_OF_EVENT } from '@mandataire/application/queue';
import { backOffMs, LANES, laneOf } from './lane.js';

describe('lanes', () => {
  it('have exactly one place for every job that an event starts', () => {
    for (const job of new Set(Object.values(JOBS_OF_EVENT).flat())) {
      expect(LANES).toContain(laneOf(job));
    }
  });

  it('wait longer after each failure, from the fastest to the slowest', () => {
    const lane = { fastestMs: 200, growth: 2, slowestMs: 30_000 };
    expect([1, 2, 3, 8, 9, 5_000].map((failures) => backOffMs(lane, failures))).toEqual([
      200, 400, 800, 25_600, 30_000, 30_000,
    ]);
  });

  it('never give up a revocation within a week', () => {
    const { attempts, slowestMs } = laneOf('revoke-refused-certificate');
    expect(attempts * slowestMs).toBeGreaterThan(7 * 86_400_000);
  });
});
