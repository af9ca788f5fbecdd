import { beforeEach, describe, expect, it } from '@jest/globals';
import { KeptAnswers, keptAnswer, type KeptAnswer } from './kept-answers.js';

const now = new Date('2026-11-23T10:00:00.000Z');
let kept: KeptAnswers;

beforeEach(() => {
  kept = new KeptAnswers({ clock: () => now, revocationVisibleMs: 1_000, keptSeconds: 600, most: 3 });
  kept.heardUntil(Number.POSITIVE_INFINITY);
});

const answer = (text: string): KeptAnswer =>
  keptAnswer(Buffer.from(text), now, new Date(now.getTime() + 3_600_000));

function keep(request: string, serial: string, text = request): void {
  const making = kept.begin('issuer', serial);
  kept.keep(making, request, answer(text));
  kept.end(making);
}

describe('kept answers', () => {
  it('are found by the octets of their request alone', () => {
    keep('a', '01');
    expect(kept.find('a')?.body).toBe('a');
    expect(kept.find('b')).toBeUndefined();
  });

  it('leave in the order in which they were made, so that their number is bounded', () => {
    for (const request of ['a', 'b', 'c']) keep(request, request);
    keep('a', 'a', 'again');
    keep('d', 'd');
    expect(['a', 'b', 'c', 'd'].map((request) => kept.find(request)?.body)).toEqual([
      'again',
      undefined,
      'c',
      'd',
    ]);
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
    expect([kept.find('early'), kept.find('other')?.body]).toEqual([undefined, 'good']);
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
    expect(['a', 'b', 'c'].map((request) => kept.find(request)?.body)).toEqual([undefined, undefined, 'c']);
  });

  it('are not given when the last sign of life is older than the promised delay', () => {
    keep('a', '01');
    kept.heardUntil(performance.now() - 1_001);
    expect(kept.find('a')).toBeUndefined();
    kept.heardUntil(performance.now());
    expect(kept.find('a')).toBeDefined();
  });
});
