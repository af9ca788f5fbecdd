import { beforeEach, describe, expect, it } from '@jest/globals';
import { addDuration } from '@mandataire/domain/time';
import { NOW } from '../unit-of-work/fleet.builder.js';
import { FakeAccounts, stranger } from './account.fake.js';
import { ChangeEmail } from './change-email.js';
import { ChangePassword } from './change-password.js';
import { EnrolFactor, RenewRecoveryCodes } from './enrol-factor.js';
import { ManageSessions } from './manage-sessions.js';
import { RequestPasswordReset, ResetPassword } from './reset-password.js';
import { StepUp } from './step-up.js';

const GOOD = 'quatre chevaux blancs dorment';
const STEP_UP = { code: 'FORBIDDEN', extensions: { reason: 'STEP_UP_REQUIRED' } };

let world: FakeAccounts;
beforeEach(() => {
  world = new FakeAccounts();
});

const later = (minutes: number) => world.clock.set(addDuration(world.clock.now(), { minutes }));
const stepUp = () => new StepUp(world.ports, world.triesOfAll, world.factors);
const changePassword = () => new ChangePassword(world.ports, world.triesOfAll);
const enrol = () => new EnrolFactor(world.ports, world.triesOfAll, world.opening);
const email = () => new ChangeEmail(world.ports, world.triesOfAll);
const resets = () => ({
  request: new RequestPasswordReset(world.ports, world.triesOfAll),
  reset: new ResetPassword(world.ports),
});

describe('step-up', () => {
  it('makes the factor fresh and the token new, by a code of the application', async () => {
    const session = world.session();
    later(6);
    const { token, session: next } = await stepUp().execute(session, { code: '123456' }, stranger);
    expect(next).toMatchObject({ id: session.id, factorAt: world.clock.now(), factor: 'TOTP' });
    expect(world.open[0]?.tokenHash).toBe(world.ports.hasher.sha256(token));
    expect(world.journal).toEqual(['account.stepped-up']);
  });

  it('takes the password only of whoever has no second factor', async () => {
    await expect(stepUp().execute(world.session(), { password: 'right' }, stranger)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      extensions: { fields: { code: 'REQUIRED' } },
    });
    world.account = { ...world.account, totpSecret: null, roles: ['HOLDER'] };
    const { session } = await stepUp().execute(world.session(), { password: 'right' }, stranger);
    expect(session).toMatchObject({ factor: 'PASSWORD', strength: 'PASSWORD' });
    await expect(stepUp().execute(session as never, { password: 'wrong' }, stranger)).rejects.toMatchObject({
      extensions: { reason: 'WRONG_PASSWORD' },
    });
    expect(world.journal).toContain('account.step-up-failed');
  });

  it('slows wrong tries down', async () => {
    const session = world.session();
    for (let i = 0; i < 5; i += 1)
      await stepUp()
        .execute(session, { code: '000000' }, stranger)
        .catch(() => undefined);
    await expect(stepUp().execute(session, { code: '123456' }, stranger)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
  });
});

describe('a second factor', () => {
  it('is enrolled by a code and gives ten recovery codes, each good once', async () => {
    world.account = { ...world.account, totpSecret: null };
    const waiting = world.session({ state: 'PENDING_ENROLMENT', factor: 'PASSWORD' });
    await enrol().begin(waiting);
    await expect(enrol().confirm(waiting, '000000', stranger)).rejects.toMatchObject({
      extensions: { fields: { code: 'WRONG_CODE' } },
    });
    const { opened, recoveryCodes } = await enrol().confirm(waiting, '123456', stranger);
    expect(opened.session).toMatchObject({ state: 'OPEN', strength: 'PASSWORD_AND_TOTP' });
    expect(world.ended).toEqual([waiting.id]);
    expect(new Set(recoveryCodes).size).toBe(10);
    // 24 characters of base32: 120 bits (ASVS 5.0 §6.5.2).
    for (const code of recoveryCodes) expect(code).toMatch(/^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
    expect(JSON.stringify(world.account.codes)).not.toContain(recoveryCodes[0]);

    const pending = world.session({ state: 'PENDING_FACTOR', strength: 'PASSWORD' });
    const recoveryCode = ` ${recoveryCodes[3]?.toLowerCase().replaceAll('-', ' ')}`;
    const { session } = await world.signIn.factor(pending, { recoveryCode }, stranger);
    expect(session).toMatchObject({ state: 'OPEN', factor: 'RECOVERY_CODE' });
    expect(await world.accounts.factors('mc')).toEqual({ secondFactor: true, recoveryCodesLeft: 9 });
    expect(world.events.find(({ name }) => name === 'account.recovery-code-used')?.facts).toEqual({
      left: 9,
    });
    const again = world.session({ state: 'PENDING_FACTOR', strength: 'PASSWORD' });
    await expect(world.signIn.factor(again, { recoveryCode }, stranger)).rejects.toMatchObject({
      extensions: { reason: 'WRONG_RECOVERY_CODE' },
    });
  });

  it('counts the code that proved it as used', async () => {
    world.account = { ...world.account, totpSecret: null };
    const waiting = world.session({ state: 'PENDING_ENROLMENT' });
    await enrol().begin(waiting);
    await enrol().confirm(waiting, '123456', stranger);
    const pending = world.session({ state: 'PENDING_FACTOR', strength: 'PASSWORD' });
    await expect(world.signIn.factor(pending, { code: '123456' }, stranger)).rejects.toMatchObject({
      extensions: { reason: 'CODE_ALREADY_USED' },
    });
  });

  it('is replaced with a fresh factor of before only, and ends the other sessions', async () => {
    const session = world.session();
    const other = world.session();
    later(6);
    await expect(enrol().begin(session)).rejects.toMatchObject(STEP_UP);
    await expect(enrol().confirm(session, '123456', stranger)).rejects.toMatchObject(STEP_UP);
    const fresh = { ...session, factorAt: world.clock.now() };
    await enrol().begin(fresh);
    await enrol().confirm(fresh, '123456', stranger);
    expect(world.ended).toContain(other.id);
    expect(world.account.totpSecret).not.toBe('SECRET');
    expect(world.journal).toContain('account.factor-enrolled');
  });

  it('is not replaced by whoever knew the password before it was enrolled', async () => {
    world.account = { ...world.account, totpSecret: null };
    const late = world.session({ state: 'PENDING_ENROLMENT', factor: 'PASSWORD' });
    const own = world.session({ state: 'PENDING_ENROLMENT', factor: 'PASSWORD' });
    await enrol().begin(late);
    await enrol().begin(own);
    await enrol().confirm(own, '123456', stranger);
    const refused = { code: 'UNAUTHENTICATED' };
    await expect(enrol().begin(late)).rejects.toMatchObject(refused);
    // As if the session had lived on, and the factor been set between what confirm read and the lock it got.
    world.open.push(late);
    const { credentialsOf } = world.accounts;
    world.accounts.credentialsOf = async (id) => {
      const seen = await credentialsOf(id);
      return seen && { ...seen, secondFactor: false };
    };
    world.account.pendingTotp = 'THEIRS';
    world.tries.clear();
    await expect(enrol().confirm(late, '123456', stranger)).rejects.toMatchObject(refused);
    expect(world.account.totpSecret).not.toBe('THEIRS');
  });

  it('and nothing else is changed by a session that was ended while it asked', async () => {
    const session = world.session();
    world.open = [];
    const over = { code: 'UNAUTHENTICATED' };
    const input = { current: 'right', next: GOOD };
    await enrol().begin(session);
    for (const attempt of [
      () => changePassword().execute(session, input, stranger),
      () => enrol().confirm(session, '123456', stranger),
      () => new RenewRecoveryCodes(world.ports).execute(session, 'test'),
      () => email().request(session, 'neuve@dupre.example', 'test'),
      () => new ManageSessions(world.ports).endOthers(session, 'test'),
      () => stepUp().execute(session, { code: '123456' }, stranger),
    ])
      await expect(attempt()).rejects.toMatchObject(over);
    expect(world.account).toMatchObject({ passwordHash: 'hash:right', totpSecret: 'SECRET', codes: [] });
    expect(world.links).toEqual([]);
  });

  it('has its recovery codes renewed with a fresh factor', async () => {
    const renew = new RenewRecoveryCodes(world.ports);
    const codes = await renew.execute(world.session(), 'test');
    const newer = await renew.execute(world.session(), 'test');
    expect(newer).toHaveLength(10);
    const pending = world.session({ state: 'PENDING_FACTOR', strength: 'PASSWORD' });
    await expect(
      world.signIn.factor(pending, { recoveryCode: codes[0] ?? '' }, stranger),
    ).rejects.toMatchObject({ extensions: { reason: 'WRONG_RECOVERY_CODE' } });
    const stale = world.session({ factorAt: addDuration(NOW, { minutes: -6 }) });
    await expect(renew.execute(stale, 'test')).rejects.toMatchObject(STEP_UP);
  });
});

describe('a password', () => {
  const input = { current: 'right', next: GOOD };

  it('is changed with the present one and a fresh factor; other sessions end, browsers are forgotten', async () => {
    const session = world.session();
    const other = world.session();
    world.devices = [{ tokenHash: 'x', accountId: 'mc' }];
    const { session: next, token } = await changePassword().execute(session, input, stranger);
    expect(world.account.passwordHash).toBe(`hash:${GOOD}`);
    expect(world.ended).toEqual([other.id]);
    expect(next.id).toBe(session.id);
    expect(world.open[0]?.tokenHash).toBe(world.ports.hasher.sha256(token));
    expect(world.devices).toEqual([]);
    expect(world.journal).toEqual(['account.password-changed']);
  });

  it('stays when the present one is wrong, the factor stale, or the new one weak', async () => {
    const session = world.session();
    const refused = (change: Partial<typeof input>) =>
      changePassword().execute(session, { ...input, ...change }, stranger);
    await expect(refused({ current: 'wrong' })).rejects.toMatchObject({
      extensions: { fields: { current: 'WRONG_PASSWORD' } },
    });
    for (const [next, fault] of [
      ['court', 'PASSWORD_TOO_SHORT'],
      ['motdepasseazerty', 'PASSWORD_COMMON'],
      ['Camille-Rousseau', 'PASSWORD_ABOUT_YOU'],
      ['menuiseriedupre2026', 'PASSWORD_ABOUT_YOU'],
      ['x'.repeat(257), 'TOO_LONG'],
    ] as const) {
      await expect(refused({ next })).rejects.toMatchObject({ extensions: { fields: { next: fault } } });
    }
    later(6);
    await expect(refused({})).rejects.toMatchObject(STEP_UP);
    expect(world.account.passwordHash).toBe('hash:right');
  });
});

describe('a reset', () => {
  it('is asked for with one answer, and mailed to whom it concerns only', async () => {
    const { request } = resets();
    expect(await request.execute('nobody@dupre.example', 'test')).toBeUndefined();
    expect(world.links).toEqual([]);
    expect(await request.execute(' MC@dupre.example', 'test')).toBeUndefined();
    expect(world.links).toHaveLength(1);
  });

  it('is answered before anything is done that only an account makes', async () => {
    const never = new Promise<void>(() => {});
    world.accounts.requestReset = () => never;
    await resets().request.execute('mc@dupre.example', 'test');
    world.access.note = () => never;
    const input = { email: 'mc@dupre.example', password: 'wrong' };
    await expect(world.signIn.password(input, stranger)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('sets the password, ends every session, and leaves the second factor to be asked for', async () => {
    const { request, reset } = resets();
    world.session();
    await request.execute('mc@dupre.example', 'test');
    const token = world.mail('PASSWORD_RESET');
    expect(await reset.read(token)).toEqual({ email: 'mc@dupre.example', passwordMinimum: 12 });
    await reset.execute({ token, password: GOOD }, 'test');
    expect(world.open).toEqual([]);
    const { session } = await world.signIn.password({ email: 'mc@dupre.example', password: GOOD }, stranger);
    expect(session.state).toBe('PENDING_FACTOR');
    await expect(reset.execute({ token, password: GOOD }, 'test')).rejects.toMatchObject({
      extensions: { rule: 'I-9', reason: 'ACCOUNT_LINK_USED' },
    });
  });

  it('works for thirty minutes', async () => {
    const { request, reset } = resets();
    await request.execute('mc@dupre.example', 'test');
    const token = world.mail('PASSWORD_RESET');
    later(31);
    await expect(reset.read(token)).rejects.toMatchObject({ extensions: { reason: 'ACCOUNT_LINK_EXPIRED' } });
    await expect(reset.read('no token')).rejects.toMatchObject({ extensions: { reason: 'LINK_UNKNOWN' } });
  });
});

describe('the address one signs in with', () => {
  it('changes once it is confirmed from the new one; the old one can take it back', async () => {
    const session = world.session();
    const other = world.session();
    await email().request(session, 'Neuve@dupre.example', 'test');
    expect(world.account.email).toBe('mc@dupre.example');
    await email().confirm(world.mail('EMAIL_CHANGE'), session, 'test');
    expect(world.account.email).toBe('neuve@dupre.example');
    expect(world.ended).toEqual([other.id]);
    const undo = world.mail('EMAIL_UNDO');
    await email().undo(undo, 'test');
    expect(world.account.email).toBe('mc@dupre.example');
    expect(world.open).toEqual([]);
    expect(world.journal).toEqual([
      'account.email-change-requested',
      'account.email-changed',
      'account.email-change-undone',
      'account.reset-requested',
    ]);
    await expect(email().undo(undo, 'test')).rejects.toMatchObject({
      extensions: { reason: 'ACCOUNT_LINK_USED' },
    });
  });

  it('cannot be kept by changing it twice: the first owner’s link still works, later ones do not', async () => {
    const session = world.session();
    const change = async (to: string) => {
      await email().request(session, to, 'test');
      await email().confirm(world.mail('EMAIL_CHANGE'), session, 'test');
      later(1);
      return world.mail('EMAIL_UNDO');
    };
    const first = await change('thief@evil.example');
    const second = await change('thief2@evil.example');
    await email().undo(first, 'test');
    expect(world.account.email).toBe('mc@dupre.example');
    await expect(email().undo(second, 'test')).rejects.toMatchObject({
      extensions: { reason: 'LINK_REPLACED' },
    });
  });

  it('is refused when it is none, or the same; a taken one answers like a free one and never counts', async () => {
    const session = world.session();
    for (const [typed, fault] of [
      ['no address', 'INVALID_EMAIL'],
      ['a@b', 'INVALID_EMAIL'],
      ['mc@dupre.example', 'UNCHANGED'],
    ] as const) {
      await expect(email().request(session, typed, 'test')).rejects.toMatchObject({
        extensions: { fields: { email: fault } },
      });
    }
    world.taken = ['taken@dupre.example'];
    await expect(email().request(session, 'taken@dupre.example', 'test')).resolves.toBeUndefined();
    await expect(email().confirm(world.mail('EMAIL_CHANGE'), session, 'test')).rejects.toMatchObject({
      extensions: { reason: 'LINK_UNKNOWN' },
    });
    later(6);
    await expect(email().request(session, 'neuve@dupre.example', 'test')).rejects.toMatchObject(STEP_UP);
  });
});

describe('a change of address that a thief has asked for', () => {
  it.each([
    [
      'another factor is enrolled',
      async () => {
        const own = world.session();
        await enrol().begin(own);
        await enrol().confirm(own, '123456', stranger);
      },
    ],
    [
      'the other sessions are ended',
      () => new ManageSessions(world.ports).endOthers(world.session(), 'test'),
    ],
    [
      'the password is changed',
      () => changePassword().execute(world.session(), { current: 'right', next: GOOD }, stranger),
    ],
  ])('comes to nothing when %s', async (_what, act) => {
    await email().request(world.session(), 'thief@evil.example', 'test');
    const token = world.mail('EMAIL_CHANGE');
    await act();
    await expect(email().confirm(token, undefined, 'test')).rejects.toMatchObject({
      extensions: { reason: 'LINK_REPLACED' },
    });
    expect(world.account.email).toBe('mc@dupre.example');
  });
});

describe('sessions', () => {
  it('are ended one by one or all others at once; nobody else’s', async () => {
    const [own, second, third] = [world.session(), world.session(), world.session()];
    const manage = new ManageSessions(world.ports);
    await manage.end(own, second.id, 'test');
    expect(world.ended).toEqual([second.id]);
    await expect(manage.end(own, 'unknown', 'test')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await manage.endOthers(own, 'test');
    expect(world.ended).toEqual([second.id, third.id]);
  });
});
