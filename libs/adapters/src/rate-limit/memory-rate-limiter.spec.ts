import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryRateLimiter } from './memory-rate-limiter.js';

let elapsed: number;
const limiter = (mostKeys?: number) =>
  new MemoryRateLimiter(
    { burst: 5, perSeconds: 60 },
    { elapsedMs: () => elapsed, ...(mostKeys ? { mostKeys } : {}) },
  );
beforeEach(() => {
  elapsed = 1_000_000;
});

const takeAll = async (from: MemoryRateLimiter, key: string, tries: number) =>
  (await Promise.all(Array.from({ length: tries }, () => from.take(key)))).map(({ ok }) => ok);

describe('MemoryRateLimiter', () => {
  it('counts tries that are sent together one after the other', async () => {
    expect(await takeAll(limiter(), 'a', 8)).toEqual([true, true, true, true, true, false, false, false]);
  });

  it('says when to come back, and keeps its word', async () => {
    const limit = limiter();
    await takeAll(limit, 'a', 5);
    expect(await limit.take('a')).toEqual({ ok: false, retryAfterSeconds: 12 });
    elapsed += 11_999;
    expect(await limit.take('a')).toEqual({ ok: false, retryAfterSeconds: 1 });
    elapsed += 1;
    expect(await limit.take('a')).toEqual({ ok: true });
    expect(await limit.take('a')).toEqual({ ok: false, retryAfterSeconds: 12 });
  });

  it('never locks out: refused tries take nothing', async () => {
    const limit = limiter();
    await takeAll(limit, 'a', 10_000);
    elapsed += 60_000;
    expect(await takeAll(limit, 'a', 6)).toEqual([true, true, true, true, true, false]);
  });

  it('counts an act of several points as so many tries, and one that no bucket holds not at all', async () => {
    const limit = limiter();
    expect(await limit.take('a', 1000)).toEqual({ ok: false, retryAfterSeconds: 60 });
    expect(await limit.take('a', 3)).toEqual({ ok: true });
    expect(await limit.take('a', 3)).toEqual({ ok: false, retryAfterSeconds: 12 });
    expect(await limit.take('a', 2)).toEqual({ ok: true });
  });

  it('keeps keys apart, and forgets those used least recently when there are too many', async () => {
    const limit = limiter(2);
    await takeAll(limit, 'a', 5);
    await takeAll(limit, 'b', 5);
    expect((await limit.take('a')).ok).toBe(false);
    await limit.take('c');
    expect((await limit.take('b')).ok).toBe(false);
    expect((await limit.take('a')).ok).toBe(true);
  });
});
