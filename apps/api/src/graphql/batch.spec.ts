import { describe, expect, it } from '@jest/globals';
import { Batch, byKey, grouped } from './batch.js';

describe('Batch', () => {
  it('reads the keys of one turn together, each once', async () => {
    const reads: (readonly string[])[] = [];
    const batch = new Batch<string>(async (keys) => {
      reads.push(keys);
      return new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()]));
    });
    expect(await Promise.all(['a', 'b', 'a', 'none'].map((key) => batch.load(key)))).toEqual([
      'A',
      'B',
      'A',
      undefined,
    ]);
    await batch.load('a');
    expect(reads).toEqual([['a', 'b', 'none']]);
  });

  it('gives a failure to all who waited', async () => {
    const batch = new Batch<string>(async () => {
      throw new Error('away');
    });
    const loads = await Promise.allSettled([batch.load('a'), batch.load('b')]);
    expect(loads.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('keeps the first of several rows, and all of a group in their order', () => {
    const rows = [
      { k: 'x', n: 1 },
      { k: 'x', n: 2 },
    ];
    expect(byKey(rows, ({ k }) => k).get('x')?.n).toBe(1);
    expect(grouped(rows, ({ k }) => k).get('x')).toEqual(rows);
  });
});
