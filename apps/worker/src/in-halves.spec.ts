import { describe, expect, it } from '@jest/globals';
import { conflict, RefusedError } from '@mandataire/application/refusal';
import { inHalves } from './in-halves.js';

const items = Array.from({ length: 100 }, (_, i) => i);

/** Does a set unless it holds one of these. */
function workWithout(bad: readonly number[]) {
  const done: number[] = [];
  let sets = 0;
  const work = async (set: readonly number[]) => {
    sets += 1;
    if (set.some((each) => bad.includes(each))) throw conflict();
    done.push(...set);
  };
  return { done, work, sets: () => sets };
}

describe('inHalves', () => {
  it('does a sound set at once, and nothing for an empty one', async () => {
    const { done, work, sets } = workWithout([]);
    await inHalves(items, work, () => {});
    await inHalves([], work, () => {});
    expect({ done, sets: sets() }).toEqual({ done: items, sets: 1 });
  });

  it.each([[[0]], [[99]], [[3, 4, 71]], [items]])(
    'does all but %j, and tells of each of these once',
    async (bad) => {
      const { done, work } = workWithout(bad);
      const failed: number[] = [];
      await inHalves(items, work, (item) => void failed.push(item));
      expect(done).toEqual(items.filter((each) => !bad.includes(each)));
      expect(failed).toEqual(bad);
    },
  );

  it('does not split a set over a database that is away', async () => {
    let sets = 0;
    const work = async () => {
      sets += 1;
      throw new RefusedError('UPSTREAM_UNAVAILABLE', { retryable: true });
    };
    await expect(inHalves(items, work, () => {})).rejects.toThrow();
    expect(sets).toBe(1);
  });
});
