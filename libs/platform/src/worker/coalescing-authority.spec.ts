import { describe, expect, it } from '@jest/globals';
import type { CertificateAuthority } from '@mandataire/application/certificate';
import { FixedClock } from '@mandataire/application/testing';
import { CoalescingAuthority } from './coalescing-authority.js';

const now = new Date('2026-11-22T10:00:00.000Z');

/** An authority whose publications end when told to. */
function slowAuthority() {
  const ends: ((error?: Error) => void)[] = [];
  const authority = {
    publish: () =>
      new Promise((resolve, reject) => {
        const number = ends.length + 1;
        ends.push((error) => (error ? reject(error) : resolve({ number, nextUpdate: now })));
      }),
  } as unknown as CertificateAuthority;
  return { ends, authority: new CoalescingAuthority(authority, new FixedClock(now)) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('CoalescingAuthority', () => {
  it('lets all who ask during a publication share the next one', async () => {
    const { ends, authority } = slowAuthority();
    const first = authority.publish();
    await settle();
    const [second, third] = [authority.publish(), authority.publish()];
    await settle();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    expect((await first).number).toBe(1);
    await settle();
    ends[1]?.();
    expect([(await second).number, (await third).number]).toEqual([2, 2]);
    expect(ends).toHaveLength(2);
  });

  it('makes two lists for ten thousand who ask at once, and one beside them for another authority', async () => {
    const { ends, authority } = slowAuthority();
    const first = authority.publish(now, 'dual');
    await settle();
    const all = Array.from({ length: 10_000 }, () => authority.publish(now, 'dual'));
    const other = authority.publish(now, 'signature');
    await settle();
    expect(ends).toHaveLength(2);
    ends[0]?.();
    ends[1]?.();
    await Promise.all([first, other]);
    await settle();
    ends[2]?.();
    expect(new Set((await Promise.all(all)).map(({ number }) => number))).toEqual(new Set([3]));
    expect(ends).toHaveLength(3);
  });

  it('gives a failure to those who shared it and goes on with the next', async () => {
    const { ends, authority } = slowAuthority();
    const first = authority.publish();
    await settle();
    const second = authority.publish();
    ends[0]?.(new Error('store away'));
    await expect(first).rejects.toThrow('store away');
    await settle();
    ends[1]?.();
    expect((await second).number).toBe(2);
  });
});
