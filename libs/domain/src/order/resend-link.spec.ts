import { describe, expect, it } from '@jest/globals';
import type { OneTimeLink } from '../link/index.js';
import { addDuration } from '../time/index.js';
import type { Order } from './order.js';
import { linkEnd, LINKS_A_DAY, resendLink } from './resend-link.js';

const now = new Date('2026-11-22T10:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const order = (change: Partial<Order> = {}) =>
  ({ state: 'LINK_SENT', placedBy: 'mc', consentedAt: null, ...change }) as Order;
const link = (createdAt: Date, change: Partial<OneTimeLink> = {}) =>
  ({
    createdAt,
    expiresAt: addDuration(createdAt, { days: 15 }),
    replacedAt: null,
    ...change,
  }) as OneTimeLink;

const agent = { actor: 'CERTIFICATION_AGENT', accountId: 'mc', holderAccountId: 'holder' } as const;
const officer = { ...agent, actor: 'REGISTRATION_OFFICER', accountId: 'officer' } as const;
const refused = (rule: string, reason: string) => ({ ok: false, refusal: { kind: 'RULE', rule, reason } });

describe('sending a link again (D29)', () => {
  it('keeps the state of an order that waits, and takes an expired one back to LINK_SENT', () => {
    const links = [link(ago(60))];
    const waits = order({ state: 'AWAITING_CONSENT' });
    expect(resendLink(waits, agent, links, now)).toMatchObject({ ok: true, next: waits });
    expect(resendLink(order(), agent, links, now)).toMatchObject({ ok: true, next: { state: 'LINK_SENT' } });
    expect(resendLink(order({ state: 'LINK_EXPIRED' }), officer, links, now)).toMatchObject({
      ok: true,
      next: { state: 'LINK_SENT' },
    });
  });

  it('leaves an expired retrieval link to the office, and a consent link to the company (R4)', () => {
    const links = [link(ago(60))];
    expect(resendLink(order({ state: 'LINK_EXPIRED' }), agent, links, now)).toMatchObject({
      refusal: { kind: 'STATE', state: 'LINK_EXPIRED', allowedActions: ['cancel'] },
    });
    expect(resendLink(order({ state: 'AWAITING_CONSENT' }), officer, links, now)).toMatchObject({
      refusal: { kind: 'STATE' },
    });
  });

  it('is refused once the holder has consented, and for an order whose certificate was made', () => {
    const consented = order({ state: 'AWAITING_CONSENT', consentedAt: now });
    expect(resendLink(consented, agent, [link(ago(60))], now)).toMatchObject(
      refused('I-21', 'HOLDER_HAS_CONSENTED'),
    );
    expect(resendLink(order({ state: 'DOWNLOADED' }), agent, [link(ago(60))], now)).toMatchObject({
      refusal: { kind: 'STATE' },
    });
  });

  it('is not for an officer whom the file concerns (F61)', () => {
    for (const self of [
      { ...officer, accountId: 'holder' },
      { ...officer, accountId: 'mc' },
    ])
      expect(resendLink(order(), self, [link(ago(60))], now)).toMatchObject(
        refused('F61', 'OFFICER_IS_CONCERNED'),
      );
  });

  it('waits five minutes after a link, and for one that is being sent', () => {
    const at = (links: OneTimeLink[]) => resendLink(order(), agent, links, now);
    expect(at([])).toMatchObject(refused('D29', 'LINK_ON_ITS_WAY'));
    expect(at([link(ago(60), { replacedAt: ago(1) })])).toMatchObject(refused('D29', 'LINK_ON_ITS_WAY'));
    expect(at([link(ago(4.99))])).toMatchObject(refused('D29', 'LINK_JUST_SENT'));
    expect(at([link(ago(5))])).toMatchObject({ ok: true });
  });

  it('sends five links a day at most, whatever was sent before that day', () => {
    const links = (count: number, first: number) =>
      Array.from({ length: count }, (_, index) => link(ago(first + index * 10)));
    expect(resendLink(order(), agent, links(LINKS_A_DAY - 1, 60), now)).toMatchObject({ ok: true });
    expect(resendLink(order(), agent, links(LINKS_A_DAY, 60), now)).toMatchObject(
      refused('D29', 'LINK_SENT_TOO_OFTEN'),
    );
    expect(resendLink(order(), agent, links(LINKS_A_DAY, 24 * 60), now)).toMatchObject({ ok: true });
  });
});

describe('the end of a link that replaces another (D29)', () => {
  const validity = { days: 15 };
  it('is the end of the one that was still valid: only the office opens a new term', () => {
    const lost = link(ago(60 * 24 * 3));
    expect(linkEnd(order(), lost, validity, now)).toEqual(lost.expiresAt);
  });
  it('is a new term after its end, for a first link and for a consent', () => {
    const term = addDuration(now, validity);
    expect(linkEnd(order(), link(ago(60 * 24 * 20)), validity, now)).toEqual(term);
    expect(linkEnd(order({ state: 'APPROVED' }), undefined, validity, now)).toEqual(term);
    expect(linkEnd(order({ state: 'AWAITING_CONSENT' }), link(ago(60)), validity, now)).toEqual(term);
  });
});
