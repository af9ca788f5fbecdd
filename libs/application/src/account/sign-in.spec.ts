import { beforeEach, describe, expect, it } from '@jest/globals';
import { NOW, sha256, TENANT } from '../unit-of-work/fleet.builder.js';
import { FakeAccounts, stranger } from './account.fake.js';
import type { Session } from './account.ports.js';
import type { OpenedSession } from './open-session.js';

let world: FakeAccounts;
beforeEach(() => {
  world = new FakeAccounts();
});

const typed = (password: string, email = 'mc@dupre.example') => ({ email, password });
const enter = (password: string, visitor = stranger) => world.signIn.password(typed(password), visitor);
const pending = (opened: OpenedSession): Session => ({ ...opened.session, platformRoles: [] });
const wait = (seconds: number) => world.clock.set(new Date(world.clock.now().getTime() + seconds * 1000));

describe('signing in', () => {
  it('opens a pending session after the password and a full one after the code', async () => {
    const first = await world.signIn.password(typed('right', ' MC@dupre.example '), stranger);
    expect(first.session).toMatchObject({ state: 'PENDING_FACTOR', tenantId: null, factorAt: null });
    const second = await world.signIn.factor(pending(first), { code: '123 456' }, stranger);
    expect(second.session).toMatchObject({
      ...{ state: 'OPEN', strength: 'PASSWORD_AND_TOTP', tenantId: TENANT },
      ...{ factor: 'TOTP', factorAt: NOW },
    });
    expect(world.ended).toEqual([first.session.id]);
    expect(second.token).not.toBe(first.token);
  });

  it('opens at once for a holder without a factor', async () => {
    world.account = { ...world.account, totpSecret: null, roles: ['HOLDER'] };
    expect((await enter('right')).session).toMatchObject({ state: 'OPEN', strength: 'PASSWORD' });
  });

  it('lets whoever must have a second factor and has none do nothing but enrol one', async () => {
    world.account = { ...world.account, totpSecret: null, roles: ['HOLDER', 'CERTIFICATION_AGENT'] };
    expect((await enter('right')).session).toMatchObject({ state: 'PENDING_ENROLMENT', tenantId: null });
    world.account = { ...world.account, roles: ['HOLDER'], platformRoles: ['AUDITOR'] };
    expect((await enter('right')).session).toMatchObject({ state: 'PENDING_ENROLMENT' });
  });

  it('stores the token’s hash only', async () => {
    const { token } = await enter('right');
    expect(JSON.stringify(world.open)).not.toContain(token);
    expect(world.open[0]?.tokenHash).toBe(sha256.sha256(token));
  });

  it('keeps of the browser only what its owner recognises', async () => {
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    expect((await enter('right', { ...stranger, userAgent })).session.device).toBe('Firefox · Linux');
  });

  it('answers alike for an unknown e-mail and a wrong password, after one hash each', async () => {
    const unknown = await world.signIn
      .password(typed('right', 'nobody@dupre.example'), stranger)
      .catch((e: unknown) => e);
    const wrong = await enter('wrong').catch((e: unknown) => e);
    expect(unknown).toEqual(wrong);
    expect(world.hashed).toEqual(['hash:decoy', 'hash:right']);
  });

  it('accepts a code once (RFC 6238 §5.2)', async () => {
    const first = pending(await enter('right'));
    await world.signIn.factor(first, { code: '123456' }, stranger);
    await expect(world.signIn.factor(first, { code: '123456' }, stranger)).rejects.toMatchObject({
      extensions: { reason: 'CODE_ALREADY_USED' },
    });
  });

  it('refuses a wrong code and a session that awaits none', async () => {
    const first = pending(await enter('right'));
    await expect(world.signIn.factor(first, { code: '000000' }, stranger)).rejects.toMatchObject({
      extensions: { reason: 'WRONG_CODE' },
    });
    await expect(
      world.signIn.factor({ ...first, state: 'OPEN' }, { code: '123456' }, stranger),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('opens nothing when the password, the address or the factor was changed while the hash was awaited', async () => {
    for (const change of [
      { passwordHash: 'hash:new' },
      { email: 'new@dupre.example' },
      { totpSecret: null },
    ]) {
      world = new FakeAccounts();
      const { verify } = world.passwords;
      world.passwords.verify = async (...given) => {
        const right = await verify(...given);
        world.account = { ...world.account, ...change };
        return right;
      };
      await expect(enter('right')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(world.open).toEqual([]);
      expect(world.devices).toEqual([]);
    }
  });

  it('opens nothing by a pending session that was ended while its code was looked at', async () => {
    const first = pending(await enter('right'));
    world.open = [];
    await expect(world.signIn.factor(first, { code: '123456' }, stranger)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(world.open).toEqual([]);
  });

  it('takes the same password from every keyboard: NFKC before it is hashed', async () => {
    world.account.passwordHash = 'hash:forêt';
    await expect(enter('fore\u0302t')).resolves.toBeDefined();
  });

  it('journals who came in and who did not', async () => {
    await enter('wrong').catch(() => undefined);
    const first = pending(await enter('right'));
    await world.signIn.factor(first, { code: '000000' }, stranger).catch(() => undefined);
    const { session } = await world.signIn.factor(first, { code: '123456' }, stranger);
    await world.signIn.signOut({ ...session, platformRoles: [] }, 'test');
    expect(world.journal).toEqual([
      'account.login-failed',
      'account.login-failed',
      'account.logged-in',
      'account.logged-out',
    ]);
  });
});

describe('tries', () => {
  it('are slowed down after five, known address or not, and never locked', async () => {
    for (const email of ['mc@dupre.example', 'nobody@dupre.example']) {
      for (let i = 0; i < 5; i += 1)
        await world.signIn.password(typed('wrong', email), stranger).catch(() => undefined);
      await expect(world.signIn.password(typed('right', email), stranger)).rejects.toMatchObject({
        code: 'RATE_LIMITED',
        extensions: { retryAfter: 1 },
      });
    }
    wait(1);
    await expect(enter('right')).resolves.toBeDefined();
  });

  it('wait a minute at most', async () => {
    for (let i = 0; i < 40; i += 1) {
      await enter('wrong').catch(() => undefined);
      wait(60);
    }
    await expect(enter('right')).resolves.toBeDefined();
  });

  it('are counted before they are looked at: of a burst only four and one more pass', async () => {
    await Promise.allSettled(Array.from({ length: 100 }, () => enter('wrong')));
    expect(world.hashed).toHaveLength(5);
  });

  it('are not used up by somebody else from a browser that is known', async () => {
    world.account = { ...world.account, totpSecret: null, roles: ['HOLDER'] };
    const { deviceToken } = await enter('right');
    expect(deviceToken).toMatch(/^[\w-]{43}$/);
    for (let i = 0; i < 20; i += 1) await enter('wrong').catch(() => undefined);
    await expect(enter('right')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    const own = { ...stranger, deviceToken };
    expect((await enter('right', own)).deviceToken).toBeUndefined();
    // The browser serves this person only: it gives nobody tries at another address.
    for (let i = 0; i < 5; i += 1)
      await world.signIn.password(typed('x', 'other@dupre.example'), own).catch(() => undefined);
    await expect(world.signIn.password(typed('x', 'other@dupre.example'), stranger)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
  });

  it('of codes are slowed down too', async () => {
    const first = pending(await enter('right'));
    for (let i = 0; i < 5; i += 1)
      await world.signIn.factor(first, { code: '000000' }, stranger).catch(() => undefined);
    await expect(world.signIn.factor(first, { code: '123456' }, stranger)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
  });
});
