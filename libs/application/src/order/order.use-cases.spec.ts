import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Catalogue } from '../catalogue/index.js';
import { grantsOver } from '../access/access-grant.fake.js';
import { FakeMailer } from '../mail/mailer.fake.js';
import { LinkIssuer } from '../link/index.js';
import {
  event,
  fleet,
  mc,
  NOW,
  officer,
  OTHER_TENANT,
  requester,
  TENANT,
} from '../unit-of-work/fleet.builder.js';
import { CancelOrder } from './cancel-order.js';
import { CoSignOrder } from './co-sign-order.js';
import { DeclineConsent, GiveConsent, ReadConsentRequest } from './consent.js';
import { DecideOrder } from './decide-order.js';
import { ExpireLink } from './expire-link.js';
import { PlaceOrder } from './place-order.js';
import { ResendOrderLink } from './resend-order-link.js';
import { SendOrderLink } from './send-order-link.js';
import { TellCompany } from './tell-company.js';

const TERMS = '2026-11-01';

function setup() {
  const world = fleet();
  const { unitOfWork, catalogue, randomness, hasher } = world;
  const mailer = new FakeMailer();
  const addresses = { console: (path: string) => `http://localhost:3000/#${path}` };
  const grants = grantsOver((id) => (order(id) ? TENANT : undefined));
  const order = (id: string) => unitOfWork.state.orders.find((row) => row.id === id);
  const use = {
    place: new PlaceOrder(unitOfWork, catalogue, randomness),
    read: new ReadConsentRequest(unitOfWork, hasher),
    consent: new GiveConsent(unitOfWork, hasher, randomness),
    decline: new DeclineConsent(unitOfWork, hasher),
    coSign: new CoSignOrder(unitOfWork, hasher, randomness),
    cancel: new CancelOrder(unitOfWork),
    decide: new DecideOrder(unitOfWork, grants, catalogue, { clock: world.clock, hasher, randomness }),
    send: new SendOrderLink(unitOfWork, catalogue, new LinkIssuer(randomness, hasher), mailer, addresses),
    tell: new TellCompany(unitOfWork, mailer, addresses),
    expire: new ExpireLink(unitOfWork),
    resend: new ResendOrderLink(unitOfWork, grants, world.clock),
  };
  const place = () =>
    use.place.execute(mc, { idempotencyKey: 'k1', holderId: 'holder', productCode: 'INITIO' });
  const tokenOf = () => /\/#\/\w+\/([\w-]{43})/.exec(mailer.sent.at(-1)?.text ?? '')?.[1] ?? '';
  const consented = async () => {
    const { orderId } = await place();
    await use.send.execute(event('order.placed', orderId));
    await use.consent.execute(
      { token: tokenOf(), acceptsBinding: true, acceptsTerms: true, termsVersion: TERMS },
      'c',
    );
    return orderId;
  };
  const underReview = async () => {
    const orderId = await consented();
    await use.coSign.execute(mc, { orderId, version: order(orderId)?.version ?? 0 });
    return orderId;
  };
  return { ...world, use, mailer, order, place, tokenOf, consented, underReview };
}

let t: ReturnType<typeof setup>;
beforeEach(() => {
  t = setup();
});

const journal = () => t.unitOfWork.state.journal.map((row) => row.name);

describe('placing an order', () => {
  it('freezes data and profile, awaits consent and journals who placed it', async () => {
    const { orderId } = await t.place();
    expect(t.order(orderId)).toMatchObject({
      state: 'AWAITING_CONSENT',
      certifiedData: { surname: 'Lefèvre', companyName: 'Menuiserie Dupré', siren: '552008443' },
      profile: { code: 'initio-dual-use', version: 2 },
    });
    expect(t.unitOfWork.state.journal[0]).toMatchObject({
      name: 'order.placed',
      actor: { kind: 'CERTIFICATION_AGENT', accountId: 'mc' },
    });
  });
  it('makes one order of two clicks', async () => {
    expect(await t.place()).toEqual(await t.place());
    expect(t.unitOfWork.state.orders).toHaveLength(1);
  });
  it('refuses a second open order for the same holder and product', async () => {
    await t.place();
    const again = t.use.place.execute(mc, {
      idempotencyKey: 'k2',
      holderId: 'holder',
      productCode: 'INITIO',
    });
    await expect(again).rejects.toMatchObject({
      code: 'RULE_REFUSED',
      extensions: { reason: 'ORDER_ALREADY_OPEN' },
    });
  });
  it.each([
    ['a holder', requester('holder-account')],
    ['an HR reader', requester('hr')],
    ['a registration officer', { ...officer, tenantId: TENANT }],
    ['the MC of another company in this one', requester('other-mc')],
  ])('is forbidden to %s', async (_who, who) => {
    const placed = t.use.place.execute(who, {
      idempotencyKey: 'k',
      holderId: 'holder',
      productCode: 'INITIO',
    });
    await expect(placed).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(t.unitOfWork.state.orders).toHaveLength(0);
  });
  it('is forbidden to an MC whose mandate ended a second ago (I-2)', async () => {
    const mandate = t.unitOfWork.state.mandates[0];
    if (mandate)
      t.unitOfWork.state.mandates[0] = {
        ...mandate,
        state: 'ENDED',
        endedAt: new Date(NOW.getTime() - 1000),
      };
    await expect(t.place()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
  it('is forbidden outside the mandate’s product families (D12)', async () => {
    const placed = t.use.place.execute(mc, {
      idempotencyKey: 'k',
      holderId: 'holder',
      productCode: 'AUDACIO',
    });
    await expect(placed).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
  it('answers another company’s holder like one that does not exist (I-1)', async () => {
    const stranger = requester('other-mc', { tenantId: OTHER_TENANT });
    const placed = t.use.place.execute(stranger, {
      idempotencyKey: 'k',
      holderId: 'holder',
      productCode: 'INITIO',
    });
    await expect(placed).rejects.toMatchObject({ code: 'NOT_FOUND', extensions: {} });
  });
});

describe('the consent link', () => {
  it('goes to the certified address only and stores no token', async () => {
    const { orderId } = await t.place();
    await t.use.send.execute(event('order.placed', orderId));
    expect(t.mailer.sent).toHaveLength(1);
    expect(t.mailer.sent[0]?.to).toBe('zoe@dupre.example');
    expect(JSON.stringify(t.unitOfWork.state)).not.toContain(t.tokenOf());
  });
  it('is read as often as a mail scanner likes', async () => {
    const { orderId } = await t.place();
    await t.use.send.execute(event('order.placed', orderId));
    await t.use.read.execute(t.tokenOf(), 'c');
    const request = await t.use.read.execute(t.tokenOf(), 'c');
    expect(request.order.consentedAt).toBeNull();
    expect(request.bindingStatement).toContain('engage personnellement');
  });
  it('is replaced when the server refused the mail the first time, with the same Message-ID', async () => {
    const { orderId } = await t.place();
    t.mailer.failNext = true;
    await expect(t.use.send.execute(event('order.placed', orderId))).rejects.toThrow();
    await t.use.send.execute(event('order.placed', orderId));
    await t.use.send.execute(event('order.placed', orderId));
    expect(new Set(t.mailer.sent.map((mail) => mail.messageId)).size).toBe(1);
    const first = /consentement\/([\w-]{43})/.exec(t.mailer.sent[0]?.text ?? '')?.[1] ?? '';
    await expect(t.use.read.execute(first, 'c')).rejects.toMatchObject({
      extensions: { reason: 'LINK_REPLACED' },
    });
    await expect(t.use.read.execute(t.tokenOf(), 'c')).resolves.toBeDefined();
  });
  it('is refused when unknown, misshapen or past its date', async () => {
    const { orderId } = await t.place();
    await t.use.send.execute(event('order.placed', orderId));
    for (const token of ['', 'abc', `${t.tokenOf().slice(0, 42)}_`, '../../etc/passwd']) {
      await expect(t.use.read.execute(token, 'c')).rejects.toMatchObject({
        extensions: { reason: 'LINK_UNKNOWN' },
      });
    }
    t.clock.set(new Date('2026-12-07T10:00:00Z'));
    await expect(t.use.read.execute(t.tokenOf(), 'c')).rejects.toMatchObject({
      extensions: { reason: 'LINK_EXPIRED' },
    });
  });
});

describe('giving consent', () => {
  it('keeps evidence of what was shown, then uses the link up (R12, F63)', async () => {
    const orderId = await t.consented();
    expect(t.order(orderId)?.consentedAt).toEqual(NOW);
    expect(t.unitOfWork.state.orderActs).toMatchObject([
      {
        kind: 'CONSENT',
        strength: 'MAILED_LINK',
        termsVersion: TERMS,
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    const again = { token: t.tokenOf(), acceptsBinding: true, acceptsTerms: true, termsVersion: TERMS };
    await expect(t.use.consent.execute(again, 'c')).rejects.toMatchObject({
      extensions: { reason: 'CONSENT_LINK_USED' },
    });
  });
  it.each([
    ['the binding statement', { acceptsBinding: false }, { fields: { acceptsBinding: 'MUST_ACCEPT' } }],
    ['the terms', { acceptsTerms: false }, { fields: { acceptsTerms: 'MUST_ACCEPT' } }],
    ['the terms in force', { termsVersion: '2020-01-01' }, { rule: 'I-21', reason: 'TERMS_CHANGED' }],
  ])('needs %s accepted', async (_what, change, extensions) => {
    const { orderId } = await t.place();
    await t.use.send.execute(event('order.placed', orderId));
    const input = {
      token: t.tokenOf(),
      acceptsBinding: true,
      acceptsTerms: true,
      termsVersion: TERMS,
      ...change,
    };
    await expect(t.use.consent.execute(input, 'c')).rejects.toMatchObject({ extensions });
    expect(t.order(orderId)?.consentedAt).toBeNull();
  });
  it('may be declined: the order is cancelled and the company told', async () => {
    const { orderId } = await t.place();
    await t.use.send.execute(event('order.placed', orderId));
    await t.use.decline.execute(t.tokenOf(), 'c');
    expect(t.order(orderId)?.state).toBe('CANCELLED');
    await t.use.tell.execute(event('order.declined', orderId));
    expect(t.mailer.sent.at(-1)).toMatchObject({ to: 'mc@dupre.example' });
  });
});

describe('co-signing', () => {
  it('submits the file and puts it under review (F11)', async () => {
    const orderId = await t.underReview();
    expect(t.order(orderId)).toMatchObject({ state: 'UNDER_REVIEW', coSignedAt: NOW });
    expect(t.unitOfWork.state.orderActs.at(-1)).toMatchObject({
      kind: 'CO_SIGNATURE',
      strength: 'PASSWORD_AND_TOTP',
    });
  });
  it('is refused without consent (I-21) and leaves nothing', async () => {
    const { orderId } = await t.place();
    await expect(t.use.coSign.execute(mc, { orderId, version: 1 })).rejects.toMatchObject({
      extensions: { rule: 'I-21', reason: 'HOLDER_CONSENT_MISSING' },
    });
    expect(t.unitOfWork.state.orderActs).toHaveLength(0);
  });
  it('is a conflict on a version seen too early', async () => {
    const orderId = await t.consented();
    await expect(t.use.coSign.execute(mc, { orderId, version: 1 })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('the registration officer’s decision', () => {
  const decide = (orderId: string, change: object = {}) =>
    t.use.decide.execute(officer, {
      orderId,
      version: t.order(orderId)?.version ?? 0,
      decision: 'approve',
      reason: null,
      ...change,
    });

  it('approves; only then is the download link mailed (R4, I-9)', async () => {
    const orderId = await t.underReview();
    await t.use.send.execute(event('order.approved', orderId));
    expect(t.mailer.sent.filter((mail) => mail.text.includes('/retrait/'))).toHaveLength(0);
    await decide(orderId);
    expect(t.order(orderId)).toMatchObject({ state: 'APPROVED', decidedBy: 'officer' });
    await t.use.send.execute(event('order.approved', orderId));
    expect(t.order(orderId)?.state).toBe('LINK_SENT');
    expect(t.mailer.sent.at(-1)?.text).toContain('/#/retrait/');
    expect(journal()).toContain('order.link-sent');
  });
  it('sends one link however often the event is delivered after it was sent', async () => {
    const orderId = await t.underReview();
    await decide(orderId);
    await t.use.send.execute(event('order.approved', orderId));
    const sent = t.mailer.sent.length;
    await t.use.send.execute(event('order.approved', orderId));
    expect(t.mailer.sent).toHaveLength(sent);
  });
  it('lets whoever opens the mail at once make his certificate: the order has moved before it leaves', async () => {
    const orderId = await t.underReview();
    await decide(orderId);
    const states: unknown[] = [];
    const { send } = t.mailer;
    t.mailer.send = function opened(mail) {
      states.push(t.order(orderId)?.state);
      return send.call(this, mail);
    };
    await t.use.send.execute(event('order.approved', orderId));
    expect(states).toEqual(['LINK_SENT']);
  });
  it('mails a newer link when the server refused the mail, with the same Message-ID, and none once it was taken', async () => {
    const orderId = await t.underReview();
    await decide(orderId);
    t.mailer.failNext = true;
    await expect(t.use.send.execute(event('order.approved', orderId))).rejects.toThrow();
    expect(t.order(orderId)?.state).toBe('LINK_SENT');
    await t.use.send.execute(event('order.approved', orderId));
    expect(t.mailer.sent.at(-1)?.text).toContain('/#/retrait/');
    const usable = () =>
      t.unitOfWork.state.links.filter((row) => row.purpose === 'RETRIEVAL' && row.replacedAt === null);
    expect(usable()).toHaveLength(1);
    expect(journal().filter((name) => name === 'order.link-sent')).toHaveLength(1);
    const sent = t.mailer.sent.length;
    await t.use.send.execute(event('order.approved', orderId));
    expect(t.mailer.sent).toHaveLength(sent);
  });
  it('rejects with a reason that the company reads', async () => {
    const orderId = await t.underReview();
    await expect(decide(orderId, { decision: 'reject' })).rejects.toMatchObject({
      extensions: { fields: { reason: 'REQUIRED' } },
    });
    await decide(orderId, { decision: 'reject', reason: 'Pièce illisible' });
    expect(t.order(orderId)).toMatchObject({ state: 'REJECTED', decisionReason: 'Pièce illisible' });
    await t.use.tell.execute(event('order.rejected', orderId));
    expect(t.mailer.sent.at(-1)?.text).toContain('Pièce illisible');
  });
  it('is refused when the verification went stale meanwhile (D5)', async () => {
    const orderId = await t.underReview();
    t.clock.set(new Date('2027-02-01T10:00:00Z'));
    const today = { ...officer, factorAt: t.clock.now() };
    const late = {
      orderId,
      version: t.order(orderId)?.version ?? 0,
      decision: 'approve' as const,
      reason: null,
    };
    await expect(t.use.decide.execute(today, late)).rejects.toMatchObject({
      extensions: { reason: 'VERIFICATION_TOO_OLD' },
    });
    expect(t.order(orderId)?.state).toBe('UNDER_REVIEW');
  });
  it('is a conflict for the second of two officers', async () => {
    const orderId = await t.underReview();
    const version = t.order(orderId)?.version ?? 0;
    await decide(orderId);
    await expect(decide(orderId, { version })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
  it('is forbidden to the MC, and to an officer on his own certificate (F61)', async () => {
    const orderId = await t.underReview();
    const version = t.order(orderId)?.version ?? 0;
    const input = { orderId, version, decision: 'approve' as const, reason: null };
    await expect(t.use.decide.execute(mc, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const self = { ...officer, accountId: 'holder-account' };
    await expect(t.use.decide.execute(self, input)).rejects.toMatchObject({ extensions: { rule: 'F61' } });
  });
  it.each(['AUDITOR', 'ADMINISTRATOR', 'SALES', 'ON_CALL_OFFICER'] as const)(
    'is refused at three stars, approval and rejection alike, to an officer who is %s too (F44)',
    async (role) => {
      const orderId = await t.underReview();
      const threeStars: Catalogue = {
        ...t.catalogue,
        version: async (code, version) => {
          const product = await t.catalogue.version(code, version);
          return product && { ...product, level: 'THREE_STARS' };
        },
      };
      const { clock, hasher, randomness } = t;
      const tools = { clock, hasher, randomness };
      const grants = grantsOver(() => TENANT);
      const cumulating = { ...officer, platformRoles: ['REGISTRATION_OFFICER', role] as const };
      const input = { orderId, version: t.order(orderId)?.version ?? 0 };
      const at = (catalogue: Catalogue, decision: 'approve' | 'reject') =>
        new DecideOrder(t.unitOfWork, grants, catalogue, tools).execute(cumulating, {
          ...{ ...input, decision, reason: 'Deux rôles' },
        });
      for (const decision of ['approve', 'reject'] as const) {
        await expect(at(threeStars, decision)).rejects.toMatchObject({
          extensions: { rule: 'F44', reason: 'ROLES_NOT_CUMULABLE' },
        });
      }
      expect(t.order(orderId)?.state).toBe('UNDER_REVIEW');
      // The same person at a lower level.
      await at(t.catalogue, 'approve');
      expect(t.order(orderId)?.state).toBe('APPROVED');
    },
  );
});

describe('the end of an order', () => {
  it('cancels before the link is sent, not after', async () => {
    const orderId = await t.underReview();
    await t.use.decide.execute(officer, {
      orderId,
      version: t.order(orderId)?.version ?? 0,
      decision: 'approve',
      reason: null,
    });
    await t.use.send.execute(event('order.approved', orderId));
    const cancelled = t.use.cancel.execute(mc, {
      orderId,
      version: t.order(orderId)?.version ?? 0,
      reason: null,
    });
    await expect(cancelled).rejects.toMatchObject({
      code: 'INVALID_STATE',
      extensions: { state: 'LINK_SENT' },
    });
  });
  it('expires a link that nobody opened, not before its time', async () => {
    const orderId = await t.underReview();
    await t.use.decide.execute(officer, {
      orderId,
      version: t.order(orderId)?.version ?? 0,
      decision: 'approve',
      reason: null,
    });
    await t.use.send.execute(event('order.approved', orderId));
    const system = { tenantId: TENANT, accountId: null, correlationId: 'sweep' };
    await t.use.expire.execute(system, orderId);
    expect(t.order(orderId)?.state).toBe('LINK_SENT');
    t.clock.set(new Date('2026-12-08T10:00:00Z'));
    await t.use.expire.execute(system, orderId);
    expect(t.order(orderId)?.state).toBe('LINK_EXPIRED');
  });
});

describe('sending a link again (D29)', () => {
  const later = (minutes: number) => t.clock.set(new Date(t.clock.now().getTime() + minutes * 60_000));
  const resend = (orderId: string, who = mc) =>
    t.use.resend.execute(who, { orderId, version: t.order(orderId)?.version ?? 0 });
  const retrievable = async () => {
    const orderId = await t.underReview();
    const version = t.order(orderId)?.version ?? 0;
    await t.use.decide.execute(officer, { orderId, version, decision: 'approve', reason: null });
    await t.use.send.execute(event('order.approved', orderId));
    return orderId;
  };

  it('stops the old link at once and mails a new one to the certified address only', async () => {
    const { orderId } = await t.place();
    await t.use.send.execute(event('order.placed', orderId));
    const lost = t.tokenOf();
    later(10);
    await resend(orderId);
    await expect(t.use.read.execute(lost, 'c')).rejects.toMatchObject({
      extensions: { reason: 'LINK_REPLACED' },
    });
    expect(t.mailer.sent).toHaveLength(1);
    expect(t.unitOfWork.state.journal.at(-1)).toMatchObject({
      name: 'order.link-requested',
      previousState: 'AWAITING_CONSENT',
      nextState: 'AWAITING_CONSENT',
      facts: { purpose: 'CONSENT' },
      actor: { kind: 'CERTIFICATION_AGENT', accountId: 'mc' },
    });
    await t.use.send.execute(event('order.link-requested', orderId));
    expect(t.mailer.sent.at(-1)).toMatchObject({ to: 'zoe@dupre.example' });
    expect(t.mailer.sent.at(-1)?.text).toContain('remplace le lien envoyé précédemment');
    expect(await t.use.read.execute(t.tokenOf(), 'c')).toMatchObject({ order: { id: orderId } });
  });
  it('is one mail for two clicks on the same version', async () => {
    const { orderId } = await t.place();
    await t.use.send.execute(event('order.placed', orderId));
    later(10);
    const input = { orderId, version: t.order(orderId)?.version ?? 0 };
    await t.use.resend.execute(mc, input);
    await expect(t.use.resend.execute(mc, input)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(resend(orderId)).rejects.toMatchObject({ extensions: { reason: 'LINK_ON_ITS_WAY' } });
  });
  it('keeps the end of a retrieval link; once it is over only the officer opens a new term', async () => {
    const orderId = await retrievable();
    const end = t.unitOfWork.state.links.at(-1)?.expiresAt;
    later(60);
    await resend(orderId);
    await t.use.send.execute(event('order.link-requested', orderId));
    expect(t.unitOfWork.state.links.at(-1)?.expiresAt).toEqual(end);

    later(16 * 24 * 60);
    const system = { tenantId: TENANT, accountId: null, correlationId: 'sweep' };
    await t.use.expire.execute(system, orderId);
    await expect(resend(orderId)).rejects.toMatchObject({ code: 'INVALID_STATE' });
    expect(await resend(orderId, officer)).toMatchObject({ state: 'LINK_SENT' });
    // The sweeper comes before the mail has left: a link that is being replaced does not expire its order again.
    await t.use.expire.execute(system, orderId);
    expect(t.order(orderId)?.state).toBe('LINK_SENT');
    await t.use.send.execute(event('order.link-requested', orderId, 'second'));
    expect(t.unitOfWork.state.links.at(-1)?.expiresAt).toEqual(
      new Date(t.clock.now().getTime() + 15 * 86_400_000),
    );
  });
  it('is mailed again after a crash between link and mail', async () => {
    const orderId = await retrievable();
    later(60);
    await resend(orderId);
    t.mailer.failNext = true;
    await expect(t.use.send.execute(event('order.link-requested', orderId))).rejects.toThrow();
    await t.use.send.execute(event('order.link-requested', orderId));
    expect(t.mailer.sent.at(-1)?.text).toContain('/#/retrait/');
  });
  it.each([
    ['a holder', requester('holder-account')],
    ['an HR reader', requester('hr')],
    ['the MC of another company in this one', requester('other-mc')],
  ])('is forbidden to %s', async (_who, who) => {
    const { orderId } = await t.place();
    await t.use.send.execute(event('order.placed', orderId));
    later(10);
    await expect(resend(orderId, who)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const abroad = requester('other-mc', { tenantId: OTHER_TENANT });
    await expect(resend(orderId, abroad)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
