import { describe, expect, it } from '@jest/globals';
import { HashLanes } from './hash-lanes.js';

/** Work that ends when told to, and notes when it began. */
function works() {
  const began: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => () => {
    began.push(name);
    return new Promise<string>((resolve) => ends.push(() => resolve(name)));
  };
  const endOne = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { began, work, endOne };
}

describe('HashLanes', () => {
  it('runs one at a time, known browsers before strangers', async () => {
    const lanes = new HashLanes();
    const { began, work, endOne } = works();
    const all = [
      lanes.run('STRANGER', work('first stranger')),
      lanes.run('STRANGER', work('second stranger')),
      lanes.run('KNOWN_DEVICE', work('known')),
    ];
    await endOne();
    expect(began).toEqual(['first stranger']);
    await endOne();
    expect(began).toEqual(['first stranger', 'known']);
    await endOne();
    await endOne();
    expect(await Promise.all(all)).toEqual(['first stranger', 'second stranger', 'known']);
  });

  it('goes on after work that failed', async () => {
    const lanes = new HashLanes();
    await expect(lanes.run('STRANGER', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await lanes.run('STRANGER', async () => 'done')).toBe('done');
  });

  it('refuses at once what would wait too long, and still takes a known browser', async () => {
    const lanes = new HashLanes();
    const { work } = works();
    for (let i = 0; i < 21; i += 1) void lanes.run('STRANGER', work(`${i}`));
    const refused = expect.objectContaining({ code: 'RATE_LIMITED' });
    expect(() => lanes.admit('STRANGER')).toThrow(refused as never);
    await expect(lanes.run('STRANGER', work('late'))).rejects.toEqual(refused);
    expect(() => lanes.admit('KNOWN_DEVICE')).not.toThrow();
  });
});
