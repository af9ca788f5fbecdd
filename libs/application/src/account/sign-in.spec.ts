import { beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock, SequentialRandomness } from '../clock/clock.fake.js';
import { NOW, sha256, TENANT } from '../unit-of-work/fleet.builder.js';
import type { AccessEntry, Credentials, Session } from './account.ports.js';
import { delayAfter, SignIn, type OpenedSession } from './sign-in.js';

interface World {
  credentials: Credentials;
  sessions: (Omit<Session, 'platformRoles'> & { tokenHash: string })[];
  ended: string[];
  hashed: string[];
  noted: AccessEntry[];
}

function setup(totpSecret: string | null = 'SECRET') {
  const world: World = {
    credentials: {
      accountId: 'mc',
      email: 'mc@dupre.example',
      passwordHash: 'hash:right',
      totpSecret,
      lastTotpStep: null,
      failedAttempts: 0,
      lastFailedAt: null,
    },
    sessions: [],
    ended: [],
    hashed: [],
    noted: [],
  };
  const clock = new FixedClock(NOW);
  const change = (part: Partial<Credentials>) => {
    world.credentials = { ...world.credentials, ...part };
  };
  const signIn = new SignIn({
    accounts: {
      credentials: async (email) => (email === world.credentials.email ? world.credentials : undefined),
      credentialsOf: async () => world.credentials,
      countFailure: async (_id, at, entry) => {
        change({ failedAttempts: world.credentials.failedAttempts + 1, lastFailedAt: at });
        world.noted.push(entry);
      },
      acceptTotpStep: async (_id, step) => {
        if ((world.credentials.lastTotpStep ?? -1) >= step) return false;
        change({ lastTotpStep: step });
        return true;
      },
      savePendingTotp: async () => undefined,
      pendingTotp: async () => undefined,
      resetFailures: async () => change({ failedAttempts: 0, lastFailedAt: null }),
    },
    sessions: {
      insert: async (session, entry) => {
        world.sessions.push(session);
        if (entry) world.noted.push(entry);
      },
      find: async () => undefined,
      end: async (id, _at, entry) => {
        world.ended.push(id);
        if (entry) world.noted.push(entry);
      },
    },
    viewers: {
      viewer: async () => {
        throw new Error('unused');
      },
      companiesOf: async () => [TENANT],
      platformRolesOf: async () => [],
    },
    passwords: {
      decoy: 'hash:decoy',
      hash: async (password) => `hash:${password}`,
      verify: async (hash, password) => {
        world.hashed.push(hash);
        return hash === `hash:${password}`;
      },
    },
    totp: { step: async (_secret, code) => (code === '123456' ? 100 : undefined) },
    clock,
    randomness: new SequentialRandomness(),
    hasher: sha256,
  });
  const pending = (opened: OpenedSession): Session => ({ ...opened.session, platformRoles: [] });
  return { world, clock, signIn, pending };
}

let t: ReturnType<typeof setup>;
beforeEach(() => {
  t = setup();
});

describe('signing in', () => {
  it('opens a pending session after the password and a full one after the code', async () => {
    const first = await t.signIn.password(' MC@dupre.example ', 'right', 'c');
    expect(first.session).toMatchObject({ state: 'PENDING_FACTOR', tenantId: null });
    const second = await t.signIn.totp(t.pending(first), '123 456', 'c');
    expect(second.session).toMatchObject({ state: 'OPEN', strength: 'PASSWORD_AND_TOTP', tenantId: TENANT });
    expect(t.world.ended).toEqual([first.session.id]);
  });
  it('opens at once for an account without a factor', async () => {
    t = setup(null);
    expect((await t.signIn.password('mc@dupre.example', 'right', 'c')).session).toMatchObject({
      state: 'OPEN',
      strength: 'PASSWORD',
    });
  });
  it('stores the token’s hash only', async () => {
    const { token } = await t.signIn.password('mc@dupre.example', 'right', 'c');
    expect(JSON.stringify(t.world.sessions)).not.toContain(token);
    expect(t.world.sessions[0]?.tokenHash).toBe(sha256.sha256(token));
  });
  it('answers alike for an unknown e-mail and a wrong password, after one hash each', async () => {
    const unknown = await t.signIn.password('nobody@dupre.example', 'right', 'c').catch((e: unknown) => e);
    const wrong = await t.signIn.password('mc@dupre.example', 'wrong', 'c').catch((e: unknown) => e);
    expect(unknown).toEqual(wrong);
    expect(t.world.hashed).toEqual(['hash:decoy', 'hash:right']);
  });
  it('accepts a code once (RFC 6238 §5.2)', async () => {
    const first = t.pending(await t.signIn.password('mc@dupre.example', 'right', 'c'));
    await t.signIn.totp(first, '123456', 'c');
    await expect(t.signIn.totp(first, '123456', 'c')).rejects.toMatchObject({
      extensions: { reason: 'CODE_ALREADY_USED' },
    });
  });
  it('refuses a wrong code and a session that awaits none', async () => {
    const first = t.pending(await t.signIn.password('mc@dupre.example', 'right', 'c'));
    await expect(t.signIn.totp(first, '000000', 'c')).rejects.toMatchObject({
      extensions: { reason: 'WRONG_CODE' },
    });
    await expect(t.signIn.totp({ ...first, state: 'OPEN' }, '123456', 'c')).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
  it('leaves a line for who came in, failed, or left, and none for a session that awaits its code (I-27)', async () => {
    await t.signIn.password('mc@dupre.example', 'wrong', 'c-1').catch(() => undefined);
    await t.signIn.password('nobody@dupre.example', 'wrong', 'c-2').catch(() => undefined);
    const first = t.pending(await t.signIn.password('mc@dupre.example', 'right', 'c-3'));
    await t.signIn.totp(first, '000000', 'c-4').catch(() => undefined);
    const second = await t.signIn.totp(first, '123456', 'c-5');
    await t.signIn.signOut(first, 'c-6');
    await t.signIn.signOut(t.pending(second), 'c-7');
    expect(t.world.noted.map(({ name, correlationId }) => `${name} ${correlationId}`)).toEqual([
      'account.login-failed c-1',
      'account.login-failed c-4',
      'account.logged-in c-5',
      'account.logged-out c-7',
    ]);
    expect(t.world.noted[2]).toMatchObject({
      accountId: 'mc',
      sessionId: second.session.id,
      tenantId: TENANT,
    });
  });
  it('slows down after five failures and never locks', async () => {
    for (let i = 0; i < 5; i += 1)
      await t.signIn.password('mc@dupre.example', 'wrong', 'c').catch(() => undefined);
    await expect(t.signIn.password('mc@dupre.example', 'right', 'c')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      extensions: { retryAfter: 1 },
    });
    t.clock.set(new Date(NOW.getTime() + 1000));
    await expect(t.signIn.password('mc@dupre.example', 'right', 'c')).resolves.toBeDefined();
    expect(delayAfter(1000)).toBe(60);
  });
});
