import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountChange, NewSession } from '@mandataire/application/account';
import type { SecondPersonRequest } from '@mandataire/domain/second-person';
import { addDuration } from '@mandataire/domain/time';
import { NOW, World } from '../persistence/world.builder.js';

let world: World;
let accountId: string;
beforeAll(async () => {
  world = await World.open();
  accountId = await world.account('Camille', 'JBSWY3DPEHPK3PXP');
});
afterAll(() => world.close());

const hash = () => randomBytes(32).toString('hex');
const change = <T>(work: (account: AccountChange) => Promise<T>, at = NOW, id = accountId) =>
  world.app.accounts.change({ accountId: id, now: at, correlationId: 'test' }, work);
const basis = async () => ({ credentials: (await world.app.accounts.credentialsOf(accountId))! });
const fresh = (): NewSession => ({
  ...{ id: randomUUID(), tokenHash: hash(), accountId, tenantId: null, state: 'OPEN' },
  ...{ strength: 'PASSWORD_AND_TOTP', createdAt: NOW, lastSeenAt: NOW },
  ...{ expiresAt: addDuration(NOW, { hours: 12 }), factorAt: NOW, factor: 'TOTP', device: '' },
});
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('tries', () => {
  it('of a burst pass one after the other: five, then none before the pause', async () => {
    const key = hash();
    const waits = await Promise.all(Array.from({ length: 100 }, () => world.app.throttle.reserve(key, NOW)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
    expect(waits.filter((wait) => wait === 1)).toHaveLength(95);
  });

  it('wait twice as long each time, up to a minute, however long it goes on', async () => {
    const key = hash();
    const waits: number[] = [];
    let at = NOW;
    for (let i = 0; i < 14; i += 1) {
      expect(await world.app.throttle.reserve(key, at)).toBe(0);
      if (i >= 4) waits.push(await world.app.throttle.reserve(key, at));
      at = addDuration(at, { minutes: 2 });
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
  });

  it('that come too early push nothing away; a right answer and a quiet day forget them', async () => {
    const key = hash();
    for (let i = 0; i < 5; i += 1) await world.app.throttle.reserve(key, NOW);
    for (let i = 0; i < 50; i += 1) await world.app.throttle.reserve(key, NOW);
    expect(await world.app.throttle.reserve(key, after(1))).toBe(0);
    await world.app.throttle.forget(key);
    for (let i = 0; i < 5; i += 1) expect(await world.app.throttle.reserve(key, after(2))).toBe(0);
    const tomorrow = addDuration(NOW, { days: 1, minutes: 1 });
    for (let i = 0; i < 5; i += 1) expect(await world.app.throttle.reserve(key, tomorrow)).toBe(0);
    await world.worker.sweepTries(addDuration(tomorrow, { days: 2 }));
    const { rowCount } = await world.owner.query('SELECT 1 FROM try_throttle WHERE key_hash = $1', [key]);
    expect(rowCount).toBe(0);
  });
});

describe('an account', () => {
  it('changes whole or not at all, and journals what changed', async () => {
    const failed = change(async (account) => {
      await account.setPassword('$argon2id$new');
      await account.record('account.password-changed');
      throw new Error('halfway');
    });
    await expect(failed).rejects.toThrow('halfway');
    expect((await world.app.accounts.credentialsOf(accountId))?.passwordHash).not.toBe('$argon2id$new');
    expect(await world.app.access.latest(accountId, 5)).toEqual([]);
    await change(async (account) => {
      await account.setPassword('$argon2id$new');
      await account.record('account.password-changed', { a: 1 });
    });
    expect(await world.app.access.latest(accountId, 5)).toMatchObject([
      { name: 'account.password-changed', facts: { a: 1 }, at: NOW },
    ]);
  });

  it('takes no address that another one has, and goes on', async () => {
    const other = await world.account('Somebody else');
    const taken = (await world.app.accounts.credentialsOf(other))?.email ?? '';
    const done = await change(async (account) => {
      const refused = await account.setEmail(taken);
      const changed = await account.setEmail(`${randomUUID()}@person.example`);
      await account.record('account.email-changed');
      return { taken: refused, free: changed };
    });
    expect(done).toEqual({ taken: false, free: true });
  });

  it('uses a recovery code once, whoever else uses it at the same instant', async () => {
    const codes = [hash(), hash(), hash()];
    await change((account) => account.replaceRecoveryCodes(codes));
    const use = () => change((account) => account.useRecoveryCode(codes[0] ?? ''));
    const left = await Promise.all([use(), use(), use()]);
    expect(left.filter((each) => each !== undefined)).toEqual([2]);
    expect(await world.app.accounts.factors(accountId)).toEqual({ secondFactor: true, recoveryCodesLeft: 2 });
    await change((account) => account.replaceRecoveryCodes([hash()]));
    expect(await change((account) => account.useRecoveryCode(codes[1] ?? ''))).toBeUndefined();
  });

  it('ends every session but one, in the same transaction', async () => {
    const open = async () => {
      const session = fresh();
      await world.app.sessions.insert(session, await basis());
      return session;
    };
    const [one, two] = [await open(), await open()];
    expect((await world.app.sessions.of(accountId, NOW)).map(({ id }) => id)).toEqual(
      expect.arrayContaining([one.id, two.id]),
    );
    await change((account) => account.endSessions(one.id));
    expect(await world.app.sessions.find(two.tokenHash, NOW)).toBeUndefined();
    const renewed = hash();
    await world.app.sessions.renew(one, {
      ...{ tokenHash: renewed, factorAt: after(60), factor: 'RECOVERY_CODE', strength: 'PASSWORD_AND_TOTP' },
    });
    expect(await world.app.sessions.find(one.tokenHash, NOW)).toBeUndefined();
    expect(await world.app.sessions.find(renewed, NOW)).toMatchObject({
      ...{ id: one.id, factor: 'RECOVERY_CODE', factorAt: after(60) },
    });
  });
});

describe('a session', () => {
  const refused = { code: 'UNAUTHENTICATED' };
  const alive = async () => (await world.app.sessions.of(accountId, NOW)).map(({ id }) => id);

  it('does not begin on credentials that were changed after they were read, even by a change under way', async () => {
    const seen = await basis();
    let commit = () => {};
    const held = new Promise<void>((resolve) => (commit = resolve));
    let lock = () => {};
    const locked = new Promise<void>((resolve) => (lock = resolve));
    const changed = change(async (account) => {
      await account.setPassword('$argon2id$later');
      await account.endSessions(null);
      await account.record('account.password-changed');
      lock();
      await held;
    });
    await locked;
    const late = world.app.sessions.insert(fresh(), seen);
    const outcome = expect(late).rejects.toMatchObject(refused);
    setTimeout(commit, 100);
    await changed;
    await outcome;
    await expect(world.app.sessions.insert(fresh(), seen)).rejects.toMatchObject(refused);
    expect(await alive()).toEqual([]);
    await world.app.sessions.insert(fresh(), await basis());
  });

  it('gives way to one other, however often its token is used at once, and to none when it is over', async () => {
    await change((account) => account.endSessions(null));
    const first = fresh();
    await world.app.sessions.insert(first, await basis());
    const followers = Array.from({ length: 6 }, fresh);
    const replaced = await Promise.allSettled(
      followers.map((next) => world.app.sessions.insert(next, { replaces: first })),
    );
    expect(replaced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await alive()).toHaveLength(1);
    const [id] = await alive();
    const last = followers.find((each) => each.id === id)!;
    await world.app.sessions.end(last.id, NOW);
    const proved = { tokenHash: hash(), factorAt: NOW, factor: 'TOTP', strength: 'PASSWORD' } as const;
    await expect(world.app.sessions.renew(last, proved)).rejects.toMatchObject(refused);
    await expect(world.app.sessions.insert(fresh(), { replaces: last })).rejects.toMatchObject(refused);
    const by = { accountId, now: NOW, correlationId: 'test', session: last };
    await expect(world.app.accounts.change(by, async () => 'done')).rejects.toMatchObject(refused);
    expect(await alive()).toEqual([]);
  });

  it('that is being replaced is ended with what replaces it', async () => {
    for (let i = 0; i < 20; i += 1) {
      const first = fresh();
      await world.app.sessions.insert(first, await basis());
      const next = world.app.sessions.insert(fresh(), { replaces: first });
      const ended = change((account) => account.endSessions(null));
      await Promise.allSettled([next, ended]);
      expect(await alive()).toEqual([]);
    }
  });

  it('that awaits an enrolment sets no factor where there is one', async () => {
    const set = (mayReplace: boolean) =>
      change(async (account) => {
        const done = await account.setTotp({ secret: 'KRSXG5CTMVRXEZLU', step: 1, mayReplace });
        await account.record('account.factor-enrolled');
        return done;
      });
    expect(await set(false)).toBe(false);
    expect(await world.app.accounts.totpSecret(accountId)).toBe('JBSWY3DPEHPK3PXP');
    expect(await set(true)).toBe(true);
    expect(await world.app.accounts.totpSecret(accountId)).toBe('KRSXG5CTMVRXEZLU');
  });
});

describe('a mailed link to an account', () => {
  const expiresAt = addDuration(NOW, { minutes: 30 });

  it('is asked for in one statement that an unknown address runs too; at most five an hour', async () => {
    const email = (await world.app.accounts.credentialsOf(accountId))?.email ?? '';
    const ask = (to: string, at = NOW) =>
      world.app.accounts.requestReset({
        ...{ email: to, linkId: randomUUID(), at, expiresAt, correlationId: 'test' },
      });
    await ask('nobody@person.example');
    for (let i = 0; i < 7; i += 1) await ask(email, after(i));
    const { rows } = await world.owner.query<{ replaced: boolean }>(
      `SELECT replaced_at IS NOT NULL AS replaced FROM account_link WHERE purpose = 'PASSWORD_RESET'
       ORDER BY created_at`,
    );
    expect(rows.map(({ replaced }) => replaced)).toEqual([true, true, true, true, false]);
    const waiting = await world.worker.accountPost.waiting(50);
    expect(waiting.filter(({ name }) => name === 'account.reset-requested')).toHaveLength(5);
  });

  it('gets its token when it is mailed, and works once', async () => {
    const id = randomUUID();
    await change((account) =>
      account.insertLink({ id, purpose: 'EMAIL_CHANGE', email: 'neuve@person.example', expiresAt }),
    );
    const token = hash();
    expect(await world.worker.accountPost.prepareLink(id, token)).toEqual({ email: 'neuve@person.example' });
    const link = await world.app.accounts.link('EMAIL_CHANGE', token);
    expect(link).toMatchObject({ id, accountId, usedAt: null });
    expect(await world.app.accounts.link('PASSWORD_RESET', token)).toBeUndefined();
    await change((account) => account.useLink(id));
    await expect(change((account) => account.useLink(id))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await world.worker.accountPost.prepareLink(id, hash())).toBeUndefined();
  });
});

describe('an address that was changed', () => {
  const week = addDuration(NOW, { days: 7 });
  const at = (email: string) => ({ id: randomUUID(), email, displayName: 'Somebody' });

  it('is nobody else’s until the change can be undone no more, and its owner’s as soon as it is', async () => {
    const owner = await world.account('Owner');
    const other = await world.account('Other');
    const company = await world.company('Menuiserie Dupré');
    const former = (await world.app.accounts.credentialsOf(owner))?.email ?? '';
    await change(
      async (account) => {
        await account.setEmail(`${randomUUID()}@thief.example`);
        await account.insertLink({
          ...{ id: randomUUID(), purpose: 'EMAIL_UNDO', email: former, expiresAt: week },
        });
        await account.record('account.email-changed');
      },
      NOW,
      owner,
    );
    const ensure = () => world.in(company, (tx) => tx.accounts.ensure(at(former)));
    await expect(ensure()).rejects.toMatchObject({
      code: 'CONFLICT',
      extensions: { reason: 'EMAIL_NOT_AVAILABLE' },
    });
    const take = (id: string, when = NOW) =>
      change(
        async (account) => {
          const done = await account.setEmail(former);
          await account.record('account.email-changed');
          return done;
        },
        when,
        id,
      );
    expect(await take(other)).toBe(false);
    expect(await take(owner)).toBe(true);
    await expect(ensure()).resolves.toMatchObject({ id: owner });
    await change(
      (account) =>
        account.setEmail(`${randomUUID()}@owner.example`).then(() => account.record('account.email-changed')),
      NOW,
      owner,
    );
    expect(await take(other, addDuration(week, { minutes: 1 }))).toBe(true);
  });
});

describe('two persons (D28)', () => {
  it('are two in the database too, whatever the program thinks; one request is open at a time', async () => {
    const company = await world.company('Menuiserie Dupré');
    const row: Omit<SecondPersonRequest, 'id'> = {
      ...{ tenantId: company.tenantId, version: 1, act: 'END_LAST_MANDATE', objectType: 'Mandate' },
      ...{
        objectId: randomUUID(),
        inputHash: hash(),
        objectVersion: 1,
        reason: 'Départ',
        state: 'REQUESTED',
      },
      ...{ requestedBy: company.agentId, requestedAt: NOW, expiresAt: addDuration(NOW, { hours: 24 }) },
      ...{ escalatedAt: null, decidedBy: null, decidedAt: null, decisionReason: null },
    };
    const run = <T>(work: Parameters<typeof world.app.unitOfWork.run<T>>[1]) =>
      world.app.unitOfWork.run(company.caller, work);
    const id = randomUUID();
    await run((tx) => tx.secondPersonRequests.insert({ ...row, id }));
    await expect(
      run((tx) => tx.secondPersonRequests.insert({ ...row, id: randomUUID() })),
    ).rejects.toMatchObject({
      extensions: { reason: 'SECOND_PERSON_ALREADY_ASKED' },
    });
    const decided = { ...row, id, state: 'CONFIRMED', decidedAt: NOW } as const;
    const confirm = (decidedBy: string) =>
      run((tx) => tx.secondPersonRequests.save({ ...decided, decidedBy }));
    await expect(confirm(company.agentId)).rejects.toThrow('second_person_request_two_check');
    expect(await confirm(accountId)).toMatchObject({ version: 2 });
  });
});
