import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import type { RateLimit } from '@mandataire/application/rate-limit';
import { ACT_LIMITS, MUTATION_LIMIT } from './rate-limits.data.js';
import { addressKey, RateLimits } from './rate-limits.js';

/** A bucket that never fills again. */
function counting({ burst }: RateLimit) {
  const left = new Map<string, number>();
  return {
    take: async (key: string, points = 1) => {
      const rest = (left.get(key) ?? burst) - points;
      if (rest < 0) return { ok: false, retryAfterSeconds: 1 } as const;
      left.set(key, rest);
      return { ok: true } as const;
    },
  };
}

/** How often the act is let through before it is refused. */
async function accepted(limits: RateLimits, act: string, sender: { accountId?: string; address: string }) {
  for (let times = 0; times < 5_000; times += 1) {
    try {
      await limits.act(act, true, { accountId: sender.accountId, address: sender.address });
    } catch (error) {
      expect(error).toMatchObject({ code: 'RATE_LIMITED', extensions: { retryAfter: 1 } });
      return times;
    }
  }
  throw new Error('never refused');
}

describe('rate limits', () => {
  it('count tries to sign in by address, whatever session is shown', async () => {
    const limits = new RateLimits(counting);
    const half = Number(ACT_LIMITS.login?.burst) / 2;
    for (let n = 0; n < half; n += 1)
      await limits.act('login', true, { accountId: 'a', address: '10.0.0.1' });
    expect(await accepted(limits, 'login', { accountId: 'b', address: '10.0.0.1' })).toBe(half);
    expect(await accepted(limits, 'login', { address: '10.0.0.2' })).toBe(2 * half);
  });

  it('count what somebody does by account, wherever he is, and each mutation by itself', async () => {
    const limits = new RateLimits(counting);
    for (let n = 0; n < MUTATION_LIMIT.burst; n += 1) {
      await limits.act('placeOrder', true, { accountId: 'a', address: `10.0.0.${n}` });
    }
    expect(await accepted(limits, 'placeOrder', { accountId: 'a', address: '10.1.0.1' })).toBe(0);
    expect(await accepted(limits, 'placeOrder', { accountId: 'b', address: '10.0.0.1' })).toBe(
      MUTATION_LIMIT.burst,
    );
    expect(await accepted(limits, 'cancelOrder', { accountId: 'a', address: '10.0.0.1' })).toBe(
      MUTATION_LIMIT.burst,
    );
  });

  it('name only acts that the API has', () => {
    const schema = buildSchema(readFileSync(path.join(import.meta.dirname, '../../schema.graphql'), 'utf8'));
    const acts = { ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() };
    expect(Object.keys(ACT_LIMITS).filter((act) => !(act in acts))).toEqual([]);
  });
});

describe('whose address it is', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['2001:0db8::1:2:3:4', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is %s', (ip, key) => {
    expect(addressKey(ip)).toBe(key);
  });
});
