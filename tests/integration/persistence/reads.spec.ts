import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccessEntry, Session } from '@mandataire/application/account';
import type { Page, PageRequest, ReadScope } from '@mandataire/application/reading';
import { addDuration } from '@mandataire/domain/time';
import { createPersistence } from '@mandataire/persistence';
import { DATA_KEY, NOW, World, type TestCompany } from './world.builder.js';

let world: World;
let company: TestCompany;
let other: TestCompany;
const holders = new Map<string, string>();
let holderAccount: string;

const scope = () => ({ kind: 'COMPANY', tenantId: company.tenantId }) as const;
const own = () => ({ kind: 'OWN', tenantId: company.tenantId, accountId: holderAccount }) as const;
/** Platform staff without any access grant: the board and no more. */
const board = (kind: 'REGISTRATION' | 'SALES' | 'AUDIT') => ({ kind, accountId: company.agentId, now: NOW });
const holder = (surname: string) => holders.get(surname) ?? '';

async function all<T>(read: (page: PageRequest) => Promise<Page<T>>, first = 2): Promise<T[]> {
  const rows: T[] = [];
  for (let after: string | null = null; ;) {
    const page: Page<T> = await read({ first, after });
    rows.push(...page.rows.map(({ row }) => row));
    if (!page.hasNextPage) return rows;
    after = page.rows.at(-1)?.cursor ?? null;
  }
}

beforeAll(async () => {
  world = await World.open();
  company = await world.company('Menuiserie Dupré');
  other = await world.company('Laiterie du Vercors');
  holderAccount = await world.account('Hélène Lefèvre');
  for (const surname of ['Zimmer', 'Œuvrard', 'Lefèvre', 'Le Gœuff', 'Étienne', 'Dupond', 'Lefebvre']) {
    const accountId = surname === 'Lefèvre' ? holderAccount : undefined;
    holders.set(surname, await world.holder(company, { surname, givenNames: ['Hélène', 'Anne'], accountId }));
  }
  await world.in(company, (tx) =>
    tx.memberships.insert({
      ...{
        tenantId: company.tenantId,
        id: randomUUID(),
        accountId: holderAccount,
        role: 'HOLDER',
        ...{ invitedAs: null, acceptedAt: NOW, endedAt: null },
      },
    }),
  );
});
afterAll(() => world.close());

describe('the lists', () => {
  it('page through holders in French order, each once', async () => {
    const rows = await all((page) => world.app.fleet.holders(scope(), page, {}, NOW));
    expect(rows.map(({ identity }) => identity.surname)).toEqual([
      ...['Dupond', 'Étienne', 'Le Gœuff', 'Lefebvre', 'Lefèvre', 'Œuvrard', 'Zimmer'],
    ]);
    expect(await world.app.fleet.countHolders(scope(), {})).toBe(7);
  });

  it('find a holder without his accents, and treat a wildcard as a letter', async () => {
    const found = async (search: string) =>
      (await world.app.fleet.holders(scope(), { first: 10, after: null }, { search }, NOW)).rows.map(
        ({ row }) => row.identity.surname,
      );
    expect(await found('lefevre')).toEqual(['Lefèvre']);
    expect(await found('OEUVRARD helene')).toEqual(['Œuvrard']);
    expect(await found('%')).toEqual([]);
    expect(await found("'; DROP TABLE holder; --")).toEqual([]);
    expect(await world.app.fleet.countHolders(scope(), { search: 'lefe' })).toBe(2);
  });

  it('refuse a cursor that they did not give', async () => {
    const forged = Buffer.from(JSON.stringify(['x'])).toString('base64url');
    for (const after of ['', 'nonsense', forged, Buffer.from('{}').toString('base64url')]) {
      const read = world.app.fleet.orders(scope(), { first: 2, after }, {});
      await expect(read).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        extensions: { fields: { after: 'INVALID_CURSOR' } },
      });
    }
  });

  it('show certificates by expiry, in the state of this instant and not of the last sweep (I-25)', async () => {
    const make = (surname: string, notBefore: string) =>
      world.certificate(company, holder(surname), { notBefore: new Date(notBefore) });
    const past = await make('Zimmer', '2023-11-01T00:00:00Z');
    const soon = await make('Dupond', '2023-12-01T00:00:00Z');
    const late = await make('Lefèvre', '2026-01-01T00:00:00Z');
    const rows = await all((page) => world.app.fleet.certificates(scope(), page, {}, NOW));
    expect(rows.map(({ id, state }) => [id, state])).toEqual([
      [past.id, 'EXPIRED'],
      [soon.id, 'ACTIVE'],
      [late.id, 'ACTIVE'],
    ]);
    const ids = async (filter: Parameters<typeof world.app.fleet.certificates>[2]) =>
      (await all((page) => world.app.fleet.certificates(scope(), page, filter, NOW))).map(({ id }) => id);
    expect(await ids({ states: ['ACTIVE'] })).toEqual([soon.id, late.id]);
    expect(await ids({ states: ['EXPIRED'] })).toEqual([past.id]);
    expect(await ids({ holderId: holder('Dupond') })).toEqual([soon.id]);
    expect(await ids({ holderId: 'nobody' })).toEqual([]);
    expect(await ids({ expiresBefore: addDuration(NOW, { days: 90 }), states: ['ACTIVE'] })).toEqual([
      soon.id,
    ]);
    expect(await ids({ search: late.serial.slice(0, 12) })).toEqual([late.id]);
    expect(await world.app.fleet.countCertificates(scope(), { states: ['ACTIVE'] }, NOW)).toBe(2);
    expect(rows[0]?.der).toBeNull();
    const [opened] = await world.app.fleet.certificatesById(scope(), [late.id], NOW);
    expect([...(opened?.der ?? [])]).toEqual([0x30, 0x03, 0x02, 0x01, 0x05]);
    expect(opened?.productName).toBe('Initio RGS*');
    const [row] = await world.app.fleet.holdersById(scope(), [holder('Dupond')], NOW);
    expect([row?.activeCertificates, row?.nextExpiry]).toEqual([1, soon.notAfter]);
    expect((await world.app.fleet.certificatesOfOrders(scope(), [soon.orderId], NOW))[0]?.id).toBe(soon.id);
    expect(await world.app.fleet.certificatesOfHolders(scope(), [holder('Dupond')], NOW)).toHaveLength(1);
  });

  it('page through orders newest first, several of one instant included', async () => {
    const place = (surname: string, placedAt: Date) => world.order(company, holder(surname), { placedAt });
    const placed = [
      await place('Étienne', addDuration(NOW, { hours: 1 })),
      await place('Lefebvre', addDuration(NOW, { hours: 2 })),
      await place('Le Gœuff', addDuration(NOW, { hours: 2 })),
    ];
    const rows = await all(
      (page) => world.app.fleet.orders(scope(), page, { states: ['AWAITING_CONSENT'] }),
      1,
    );
    expect(rows).toHaveLength(3);
    expect(rows.at(-1)?.id).toBe(placed[0]?.id);
    expect(rows[0]).toMatchObject({ productName: 'Initio RGS*', placedByName: 'Agent of Menuiserie Dupré' });
    expect(await world.app.fleet.countOrders(scope(), { states: ['AWAITING_CONSENT'] })).toBe(3);
    expect(await world.app.fleet.ordersOfHolders(scope(), [holder('Étienne')])).toHaveLength(1);
  });

  it('page through the journal newest first, entries of one transaction in their order', async () => {
    const objectId = randomUUID();
    await world.in(company, async (tx) => {
      for (const name of ['certificate.revoked', 'revocation.confirmed'] as const)
        await tx.record({ name, objectType: 'Certificate', objectId });
    });
    const rows = await all((page) => world.app.fleet.journal(scope(), page, { objectId }), 1);
    expect(rows.map(({ name }) => name)).toEqual(['revocation.confirmed', 'certificate.revoked']);
    expect(rows[0]).toMatchObject({
      actorName: 'Agent of Menuiserie Dupré',
      companyName: 'Menuiserie Dupré',
    });
  });
});

describe('the first page of the console', () => {
  it('counts what is active now and lists what waits, oldest first', async () => {
    const certificate = await world.certificate(other, await world.holder(other), {
      notBefore: new Date('2023-12-24T00:00:00Z'),
    });
    const awaiting = await world.order(other, await world.holder(other), {
      placedAt: addDuration(NOW, { hours: -5 }),
    });
    const consented = await world.order(other, await world.holder(other), {
      ...{ placedAt: addDuration(NOW, { hours: -9 }), consentedAt: addDuration(NOW, { hours: -7 }) },
    });
    await world.in(other, (tx) => tx.revocations.insert(world.revocation(certificate, { receivedAt: NOW })));
    const at = { kind: 'COMPANY', tenantId: other.tenantId } as const;
    expect(await world.app.fleet.counts(at, NOW)).toEqual({
      ...{
        holders: 3,
        activeCertificates: 1,
        expiringWithin90Days: 1,
        revocationsInProgress: 1,
        openOrders: 2,
      },
    });
    expect(await world.app.fleet.waiting(at, NOW)).toEqual([
      expect.objectContaining({ kind: 'CO_SIGN_ORDER', orderId: consented.id, holderName: 'Hélène Lefèvre' }),
      expect.objectContaining({ kind: 'WAIT_FOR_CONSENT', orderId: awaiting.id }),
      expect.objectContaining({
        kind: 'REVOCATION_IN_PROGRESS',
        certificateId: certificate.id,
        orderId: null,
      }),
    ]);
    const [request] = await world.app.fleet.revocationsOfCertificates(at, [certificate.id]);
    expect(request).toMatchObject({
      certificateId: certificate.id,
      state: 'AUTHENTICATED',
      requestedByName: null,
    });
  });
});

describe('a scope', () => {
  it('OWN shows a holder what concerns him and nothing of his colleagues', async () => {
    expect(await world.app.fleet.countHolders(own(), {})).toBe(1);
    const certificates = await all((page) => world.app.fleet.certificates(own(), page, {}, NOW));
    expect(certificates.map(({ holderId }) => holderId)).toEqual([holder('Lefèvre')]);
    expect(await world.app.fleet.holdersById(own(), [...holders.values()], NOW)).toHaveLength(1);
    expect(await world.app.fleet.verificationsOfHolders(own(), [...holders.values()])).toHaveLength(1);
    const orders = await all((page) => world.app.fleet.orders(own(), page, {}));
    expect(new Set(orders.map(({ holderId }) => holderId))).toEqual(new Set([holder('Lefèvre')]));
    expect(await world.app.fleet.countOrders(own(), {})).toBe(orders.length);
    expect(await world.app.fleet.countCertificates(own(), {}, NOW)).toBe(1);
    expect(await world.app.fleet.counts(own(), NOW)).toEqual({
      ...{
        holders: 1,
        activeCertificates: 1,
        expiringWithin90Days: 0,
        revocationsInProgress: 0,
        openOrders: 0,
      },
    });
    expect(await world.app.fleet.waiting(own(), NOW)).toEqual([]);
  });

  it('REGISTRATION gives the files under review of all companies, the longest wait first', async () => {
    const review = (at: TestCompany, holderId: string, hours: number) =>
      world.order(at, holderId, {
        ...{ state: 'UNDER_REVIEW', consentedAt: NOW, coSignedAt: addDuration(NOW, { hours }) },
      });
    const ofOther = await review(other, await world.holder(other), 2);
    const ofCompany = await review(company, holder('Œuvrard'), 1);
    const rows = await all((page) => world.app.fleet.orders(board('REGISTRATION'), page, {}), 1);
    expect(rows.map(({ id }) => id)).toEqual([ofCompany.id, ofOther.id]);
    expect(await world.app.fleet.countOrders(board('REGISTRATION'), {})).toBe(2);
    expect(await world.app.locator.ofOrder(ofOther.id)).toBe(other.tenantId);
    expect(await world.app.locator.ofOrder(randomUUID())).toBeUndefined();
    expect(await world.app.locator.ofMandate('nothing')).toBeUndefined();
    expect(await world.app.locator.ofCompany(other.tenantId)).toBe(other.tenantId);
  });

  it('SALES gives companies by name with the state of their mandate; AUDIT the journal of all', async () => {
    const companies = await all((page) => world.app.fleet.companies(board('SALES'), page), 1);
    expect(companies.map(({ name, mandateState }) => [name, mandateState])).toEqual([
      ['Laiterie du Vercors', 'ACTIVE'],
      ['Menuiserie Dupré', 'ACTIVE'],
    ]);
    const found = await world.app.fleet.companies(board('SALES'), { first: 5, after: null }, 'dupre');
    expect(found.rows).toHaveLength(1);
    const objectId = randomUUID();
    await world.in(other, (tx) => tx.record({ name: 'demo.seeded', objectType: 'Company', objectId }));
    const audit = await world.app.fleet.journal(board('AUDIT'), { first: 5, after: null }, { objectId });
    expect(audit.rows[0]?.row.companyName).toBe('Laiterie du Vercors');
    const orders = await world.app.fleet.orders(board('AUDIT'), { first: 5, after: null }, {});
    expect(orders.rows).toEqual([]);
  });

  it('goes to the end of a list in one order with one cursor each', async () => {
    const page = await world.app.fleet.holders(scope(), { first: 3, after: null }, {}, NOW);
    expect(new Set(page.rows.map(({ cursor }) => cursor)).size).toBe(3);
    expect(page.hasNextPage).toBe(true);
  });
});

describe('a person', () => {
  it('stands with roles and the mandate in force today in Paris (I-2)', async () => {
    const standing = (now: Date) => world.app.standing.standing(company.agent, now);
    expect(await standing(NOW)).toEqual({
      ...{
        memberships: ['CERTIFICATION_AGENT'],
        platformRoles: [],
        mandate: { acts: ['VERIFY', 'ORDER', 'REVOKE'], productCodes: ['INITIO'], establishments: [] },
      },
    });
    // 23:30 UTC of the last day is already the next day in Paris.
    expect((await standing(new Date('2028-12-31T22:30:00Z'))).mandate).not.toBeNull();
    expect((await standing(new Date('2028-12-31T23:30:00Z'))).mandate).toBeNull();
    const elsewhere = await world.app.standing.standing({ ...company.agent, tenantId: other.tenantId }, NOW);
    expect(elsewhere.memberships).toEqual([]);
  });

  it('sees himself, his companies and what he may do', async () => {
    const session = await open(company.agentId, { tenantId: company.tenantId });
    expect(await world.app.viewers.viewer(session, NOW)).toMatchObject({
      displayName: 'Agent of Menuiserie Dupré',
      companies: [{ id: company.tenantId, siren: company.siren, roles: ['CERTIFICATION_AGENT'] }],
      activeCompanyId: company.tenantId,
      permissions: expect.arrayContaining(['fleet.read', 'order.place']),
    });
  });

  it('keeps a session while it is used, and loses it after thirty idle minutes, its end and a sign-out', async () => {
    const { sessions } = world.app;
    const { id, tokenHash } = await open(company.agentId, {});
    const at = (minutes: number) => addDuration(NOW, { minutes });
    expect(await sessions.find(tokenHash, at(20))).toMatchObject({ id, platformRoles: [], lastSeenAt: NOW });
    expect(await sessions.find(tokenHash, at(45))).toMatchObject({ lastSeenAt: at(20) });
    expect(await sessions.find(tokenHash, at(76))).toBeUndefined();
    const second = await open(company.agentId, {});
    expect(await sessions.find(second.tokenHash, at(12 * 60 + 1))).toBeUndefined();
    await sessions.end(second.id, at(1));
    expect(await sessions.find(second.tokenHash, at(2))).toBeUndefined();
    expect(await sessions.find('0'.repeat(64), NOW)).toBeUndefined();
  });

  it('has his second factor sealed and each code accepted once', async () => {
    const { accounts } = world.app;
    const id = await world.account('Officer', 'JBSWY3DPEHPK3PXP');
    expect(await accounts.credentialsOf(id)).toMatchObject({ secondFactor: true });
    expect(await accounts.totpSecret(id)).toBe('JBSWY3DPEHPK3PXP');
    const accepted = await Promise.all([1, 2, 3].map(() => accounts.acceptTotpStep(id, 58_000_000)));
    expect(accepted.filter(Boolean)).toHaveLength(1);
    expect(await accounts.acceptTotpStep(id, 57_999_999)).toBe(false);
    expect(await accounts.credentials('nobody@person.example')).toBeUndefined();
    const wrongKey = createPersistence({
      ...{ appUrl: world.database.urls.app, dataKeySecret: `other ${DATA_KEY}`, clock: world.clock },
      randomness: world.randomness,
    });
    await expect(wrongKey.accounts.totpSecret(id)).rejects.toThrow();
    await wrongKey.close();
  });

  it('leaves one line for each failure, opening and end, in the auditor’s journal only (I-1, I-27)', async () => {
    const { sessions, access: journal } = world.app;
    const id = await world.account('Registration officer');
    const session = await open(id, {});
    const line = (change: Partial<AccessEntry>) =>
      access({ accountId: id, sessionId: session.id, ...change });
    await journal.note(line({ name: 'account.login-failed', sessionId: null }));
    const file = { name: 'file.opened', objectType: 'Order', tenantId: company.tenantId } as const;
    const [first, second] = [randomUUID(), randomUUID()];
    for (const objectId of [first, first, second]) await journal.note(line({ ...file, objectId }));
    await sessions.end(session.id, NOW, line({ name: 'account.logged-out' }));
    await sessions.end(session.id, NOW, line({ name: 'account.logged-out' }));

    const mine = new Set([id, first, second]);
    const read = async (scope: ReadScope) =>
      (await all((page) => world.app.fleet.journal(scope, page, {}), 3)).filter(({ objectId }) =>
        mine.has(objectId),
      );
    expect((await read(board('AUDIT'))).map(({ name, objectId }) => [name, objectId])).toEqual([
      ['account.logged-out', id],
      ['file.opened', second],
      ['file.opened', first],
      ['account.login-failed', id],
    ]);
    expect(await read({ kind: 'COMPANY', tenantId: company.tenantId })).toEqual([]);
    const hidden = await world.as('app', (client) => client.query('SELECT id FROM access_journal'));
    expect(hidden.rows).toEqual([]);
  });

  const access = (change: Partial<AccessEntry> & { accountId: string }): AccessEntry => ({
    ...{ id: randomUUID(), at: NOW, name: 'account.login-failed', sessionId: null, tenantId: null },
    ...{ objectType: 'Account', objectId: change.accountId, correlationId: 'test' },
    ...change,
  });

  async function open(accountId: string, { tenantId = null as TestCompany['tenantId'] | null }) {
    const session: Session = {
      tokenHash: randomUUID().replaceAll('-', '').repeat(2),
      ...{ id: randomUUID(), accountId, tenantId, platformRoles: [], createdAt: NOW, lastSeenAt: NOW },
      state: 'OPEN',
      strength: 'PASSWORD_AND_TOTP',
      expiresAt: addDuration(NOW, { hours: 12 }),
      ...{ factorAt: NOW, factor: 'TOTP', device: 'Firefox · Linux' },
    };
    const credentials = (await world.app.accounts.credentialsOf(accountId))!;
    await world.app.sessions.insert(session, { credentials });
    return session;
  }
});

describe('the catalogue', () => {
  it('gives the newest version of each product in its order, and every older one by number (I-32)', async () => {
    const { catalogue } = world.app;
    expect((await catalogue.current()).map(({ code }) => code)).toEqual([
      'INITIO',
      'AUDACIO',
      'PROBATIO',
      'PROBATIO_AUTHENTICATION',
    ]);
    expect(await catalogue.find('INITIO')).toMatchObject({ version: 2, verificationMaxAge: { days: 90 } });
    expect(await catalogue.version('INITIO', 3)).toBeUndefined();
  });
});

describe('a database that comes and goes', () => {
  const cutAll = () =>
    world.as('superuser', (client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IN ('app', 'worker')`,
      ),
    );

  it('costs at most one retryable refusal: reads and writes go on with new connections', async () => {
    for (let round = 0; round < 2; round += 1) {
      await Promise.all([1, 2, 3, 4].map(() => world.app.fleet.countHolders(scope(), {})));
      await cutAll();
      const retry = async <T>(work: () => Promise<T>): Promise<T> => {
        for (let left = 10; ; left -= 1) {
          try {
            return await work();
          } catch (error) {
            expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', extensions: { retryable: true } });
            if (left === 0) throw error;
          }
        }
      };
      expect(await retry(() => world.app.fleet.countHolders(scope(), {}))).toBe(7);
      expect(await retry(() => world.in(company, (tx) => tx.companies.own()))).toMatchObject({
        city: 'Lyon',
      });
    }
  });

  it('is not needed to start: the first use fails as unavailable and a later one works', async () => {
    const nowhere = createPersistence({
      ...{ appUrl: 'postgres://app:x@127.0.0.1:9/none', dataKeySecret: DATA_KEY, clock: world.clock },
      randomness: world.randomness,
    });
    const unavailable = expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE' });
    await expect(nowhere.catalogue.current()).rejects.toEqual(unavailable);
    await expect(nowhere.fleet.countHolders(scope(), {})).rejects.toEqual(unavailable);
    await expect(nowhere.unitOfWork.run(company.caller, async () => 1)).rejects.toEqual(unavailable);
    await nowhere.close();
  });
});
