import { beforeEach, describe, expect, it } from '@jest/globals';
import { KeptAnswers, type KeptAnswer } from './kept-answers.js';

const start = new Date('2026-11-23T10:00:00.000Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
let now: Date;
let kept: KeptAnswers;
let renewals: string[];
let renew: () => Promise<unknown>;

function keeping(most: number): KeptAnswers {
  const renewing = (request: string) => (renewals.push(request), renew());
  const settings = { clock: () => now, revocationVisibleMs: 1_000, keptSeconds: 600, most };
  const made = new KeptAnswers({ ...settings, renew: renewing });
  made.heardUntil(Number.POSITIVE_INFINITY);
  return made;
}

beforeEach(() => {
  now = start;
  renewals = [];
  renew = async () => undefined;
  kept = keeping(3);
});

const answer = (text: string): KeptAnswer => ({
  body: Buffer.from(text),
  thisUpdate: start,
  nextUpdate: after(3_600),
});

const said = (request: string): string | undefined => kept.find(request)?.body.toString('latin1');

function keep(request: string, serial: string, text = request): void {
  const making = kept.begin('issuer', serial);
  kept.keep(making, request, answer(text));
  kept.end(making);
}

describe('kept answers', () => {
  it('are found by the octets of their request alone', () => {
    keep('a', '01');
    expect(said('a')).toBe('a');
    expect(kept.find('b')).toBeUndefined();
  });

  it('leave in the order in which they were made, so that their number is bounded', () => {
    for (const request of ['a', 'b', 'c']) keep(request, request);
    keep('a', 'a', 'again');
    keep('d', 'd');
    expect(['a', 'b', 'c', 'd'].map(said)).toEqual(['again', undefined, 'c', 'd']);
  });

  it('of one certificate are all dropped when it is revoked, however they were asked for', () => {
    keep('sha1', '01');
    keep('sha256', '01');
    keep('other', '02');
    kept.revoked('other issuer', '01');
    expect(kept.find('sha1')).toBeDefined();
    kept.revoked('issuer', '01');
    expect(['sha1', 'sha256', 'other'].map((request) => kept.find(request) !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('are not kept when their certificate was revoked since its status was read', () => {
    const [early, other] = [kept.begin('issuer', '01'), kept.begin('issuer', '02')];
    kept.revoked('issuer', '01');
    kept.keep(early, 'early', answer('good'));
    kept.keep(other, 'other', answer('good'));
    expect([early.isOverdue, other.isOverdue]).toEqual([true, false]);
    expect(['early', 'other'].map(said)).toEqual([undefined, 'good']);
    kept.end(early);
    const late = kept.begin('issuer', '01');
    expect(late.isOverdue).toBe(false);
  });

  it('are not kept from before the feed was lost, and are not given until it has told everything', () => {
    const making = kept.begin('issuer', '01');
    keep('b', '02');
    kept.lost();
    kept.keep(making, 'a', answer('good'));
    keep('c', '03');
    expect(['a', 'b', 'c'].map((request) => kept.find(request))).toEqual([undefined, undefined, undefined]);
    kept.heardUntil(performance.now());
    expect(['a', 'b', 'c'].map(said)).toEqual([undefined, undefined, 'c']);
  });

  it('are given for as long as the setting says, never after their own end, never before their beginning', () => {
    keep('a', '01');
    const making = kept.begin('issuer', '02');
    kept.keep(making, 'short', { ...answer('short'), nextUpdate: after(3) });
    now = after(2.999);
    expect(['a', 'short'].map(said)).toEqual(['a', 'short']);
    now = after(3);
    expect(['a', 'short'].map(said)).toEqual(['a', undefined]);
    now = after(599.999);
    expect(said('a')).toBe('a');
    now = after(600);
    expect(said('a')).toBeUndefined();
    now = start;
    keep('a', '01');
    now = after(-1);
    expect(said('a')).toBeUndefined();
  });

  describe('that are still asked for', () => {
    const names = Array.from({ length: 400 }, (_, i) => String(i));
    /** How many are given, all asked for once, the renewals of each having ended before the next. */
    const askAll = async (): Promise<number> => {
      let given = 0;
      for (const name of names) {
        if (said(name) === name) given += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
      return given;
    };

    beforeEach(() => {
      kept = keeping(1_000);
      for (const name of names) keep(name, name);
    });

    it('are renewed before they grow old, not all at the same time, and given meanwhile', async () => {
      now = after(299);
      expect([await askAll(), renewals.length]).toEqual([400, 0]);
      now = after(420);
      expect(await askAll()).toBe(400);
      // Half of them: 200, with a standard deviation of 10.
      expect(renewals.length).toBeGreaterThan(130);
      expect(renewals.length).toBeLessThan(270);
      renewals = [];
      now = after(541);
      expect([await askAll(), renewals.length]).toEqual([400, 400]);
    });

    it('are renewed before their own end when it comes first', () => {
      const making = kept.begin('issuer', 'short');
      kept.keep(making, 'short', { ...answer('short'), nextUpdate: after(100) });
      now = after(49);
      expect([said('short'), renewals]).toEqual(['short', []]);
      now = after(90);
      expect([said('short'), renewals]).toEqual(['short', ['short']]);
    });

    it('are renewed two at a time, each once however often it is asked for', async () => {
      const ends: (() => void)[] = [];
      renew = () => new Promise((resolve) => ends.push(() => resolve(undefined)));
      now = after(541);
      for (const name of ['0', '0', '1', '1', '2', '3']) expect(said(name)).toBe(name);
      expect(renewals).toEqual(['0', '1']);
      ends[0]?.();
      await new Promise((resolve) => setImmediate(resolve));
      for (const name of ['1', '2', '3']) expect(said(name)).toBe(name);
      expect(renewals).toEqual(['0', '1', '2']);
    });
  });

  it('are not given when the last sign of life is older than the promised delay', () => {
    keep('a', '01');
    kept.heardUntil(performance.now() - 1_001);
    expect(kept.find('a')).toBeUndefined();
    kept.heardUntil(performance.now());
    expect(kept.find('a')).toBeDefined();
  });
});
