import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { Certificate } from '@mandataire/domain/certificate';
import type { Order } from '@mandataire/domain/order';
import type { AccessGrant } from '@mandataire/domain/access';
import { addDuration } from '@mandataire/domain/time';
import { PLATFORM_TABLES } from '@mandataire/persistence';
import type { Transaction } from '@mandataire/application/unit-of-work';
import { fillCompany } from './company-rows.builder.js';
import { NOW, World, type TestCompany } from './world.builder.js';

let world: World;
let [mine, theirs]: TestCompany[] = [];
let theirHolder: string;
let theirOrder: Order;
let theirCertificate: Certificate;

beforeAll(async () => {
  // A pool of one: every unit of work runs on the same connection, so that a leak would be seen.
  world = await World.open(1);
  mine = await world.company('Menuiserie');
  theirs = await world.company('Laiterie');
  await world.holder(mine);
  theirHolder = await world.holder(theirs);
  theirOrder = await world.order(theirs, theirHolder);
  theirCertificate = await world.certificate(theirs, theirHolder);
  await world.in(theirs, async (tx) => {
    await tx.revocations.insert(world.revocation(theirCertificate));
    await tx.links.insert({
      ...{ tenantId: theirs!.tenantId, id: randomUUID(), version: 1, purpose: 'RETRIEVAL' },
      ...{ objectId: theirOrder.id, tokenHash: '1'.repeat(64), email: 'holder@company.example' },
      ...{ createdAt: NOW, expiresAt: NOW, usedAt: null, replacedAt: null },
    });
    await tx.orderActs.insert({
      ...{ tenantId: theirs!.tenantId, id: randomUUID(), orderId: theirOrder.id, kind: 'CONSENT' },
      ...{
        accountId: null,
        strength: 'MAILED_LINK',
        contentHash: '2'.repeat(64),
        termsVersion: null,
        at: NOW,
      },
    });
    await fillChainOfTrust(tx, randomUUID());
    await fillDeparture(tx);
    await tx.accessGrants.insert(
      accessGrant({ objectType: 'MANDATE', objectId: (await tx.mandates.all())[0]!.id }),
    );
    await tx.once('act', { idempotencyKey: 'key' }, randomUUID());
    await tx.handle(randomUUID(), 'tell-company');
    await tx.record({ name: 'demo.seeded', objectType: 'Order', objectId: theirOrder.id });
  });
  await fillCompany(world, theirs, theirHolder);
  // Only the worker plans reminders and seals evidence.
  await world.as('worker', async (client) => {
    await enter(client, { tenant_id: theirs!.tenantId });
    await client.query(
      `INSERT INTO mandate_evidence (tenant_id, id, mandate_id, event_id, stage, evidence, evidence_hash, seal, pdf, built_at)
       SELECT tenant_id, $1, id, $1, 'SUBMITTED', '{}', encode(sha256('{}'), 'hex'), '', '', $2 FROM mandate LIMIT 1`,
      [SEALED, NOW],
    );
    await client.query(
      `INSERT INTO mandate_evidence_stamp (tenant_id, id, token, token_hash, stamped_at, kept_at)
       SELECT tenant_id, id, '', encode(sha256(''), 'hex'), $1, $1 FROM mandate_evidence`,
      [NOW],
    );
    await client.query(
      `INSERT INTO reminder (tenant_id, id, version, certificate_id, rung, recipient, email, state, planned_at)
       VALUES ($1, $2, 1, $3, 30, 'HOLDER', 'holder@company.example', 'PLANNED', $4)`,
      [theirs!.tenantId, randomUUID(), theirCertificate.id, NOW],
    );
    await client.query('COMMIT');
  });
});
afterAll(() => world.close());

/** What platform staff were given in the other company; of an officer who has left by now unless told. */
const accessGrant = (opened: Partial<AccessGrant>): AccessGrant => ({
  ...{ tenantId: theirs!.tenantId, id: randomUUID(), version: 1, accountId: theirs!.agentId },
  ...{ role: 'REGISTRATION_OFFICER', objectType: 'ORDER', objectId: theirOrder.id, holderId: null },
  reason: 'Instruction du dossier',
  ...{ openedAt: NOW, expiresAt: addDuration(NOW, { hours: 8 }), endedAt: null },
  ...opened,
});

/** A row in each table that verifications on their way and departures bring. */
async function fillDeparture(tx: Transaction): Promise<void> {
  const { tenantId, agentId } = theirs!;
  const departureId = randomUUID();
  await tx.meetings.insert({
    ...{ tenantId, id: randomUUID(), version: 1, holderId: theirHolder, state: 'REQUESTED' },
    ...{ requestedBy: agentId, requestedAt: NOW, scheduledAt: null, place: null, verifierAccountId: null },
    ...{ sequence: 0, startedAt: null, endedAt: null, reason: null },
  });
  await tx.departures.insert({
    ...{ tenantId, id: departureId, version: 1, holderId: theirHolder, state: 'PLANNED' },
    ...{ leavesOn: '2027-01-01', reportedBy: agentId, reportedAt: NOW, closedAt: null },
  });
  await tx.revocationTasks.insert({
    ...{ tenantId, id: randomUUID(), certificateId: theirCertificate.id, cause: 'DEPARTURE' },
    ...{ originId: departureId, ownerAccountId: agentId, createdAt: NOW, dueAt: NOW },
  });
}
const SEALED = randomUUID();

/** A row in each table that mandates, planned changes and reminders bring. */
async function fillChainOfTrust(tx: Transaction, linkId: string): Promise<void> {
  const own = () => ({ tenantId: theirs!.tenantId, id: randomUUID(), version: 1 });
  const [mandate] = await tx.mandates.all();
  const at = {
    at: NOW,
    contentHash: '3'.repeat(64),
    textVersion: null,
    references: null,
    typedName: null,
    proof: null,
  };
  await tx.mandateActs.insert({
    ...{ ...own(), mandateId: mandate!.id, kind: 'AGENT_ACCEPTANCE', accountId: null },
    ...{ email: 'claire@company.example', strength: 'MAILED_LINK_AND_CODE', ...at },
  });
  const content = '{}';
  const contentHash = createHash('sha256').update(content).digest('hex');
  await tx.evidence.contents.insert({ ...own(), mandateId: mandate!.id, content, contentHash, at: NOW });
  await tx.evidence.phones.insert({
    ...{ ...own(), email: 'claire@company.example', phone: '+33612345678', givenBy: 'SIGNER' },
    ...{ givenAt: NOW, confirmedAt: null },
  });
  await tx.links.insert({
    ...{ ...own(), id: linkId, purpose: 'AGENT', objectId: mandate!.id, tokenHash: '4'.repeat(64) },
    ...{ email: 'claire@company.example', createdAt: NOW, expiresAt: NOW, usedAt: null, replacedAt: null },
  });
  const asked = { channel: 'MAIL', phone: null, phoneGivenBy: null, contentHash: null } as const;
  const code = {
    ...asked,
    codeHash: null,
    requestedAt: NOW,
    expiresAt: NOW,
    failedAttempts: 0,
    usedAt: null,
  };
  await tx.actCodes.insert({ ...own(), linkId, ...code });
  const change = {
    identityNumber: 1,
    effectiveOn: '2030-01-01',
    state: 'PLANNED',
    requestedBy: null,
  } as const;
  await tx.identityChanges.insert({
    ...own(),
    holderId: theirHolder,
    ...change,
    requestedAt: NOW,
    doneAt: null,
  });
  const day = { ...own(), heldOn: '2030-01-01', place: 'Lyon', openedBy: theirs!.agentId, openedAt: NOW };
  await tx.verificationDays.insert(day);
  const person = { ...own(), dayId: day.id, holderId: theirHolder, position: 0 };
  await tx.dayPeople.insert({ ...person, outcome: null, reason: null, markedAt: null });
  await tx.agreements.insert({
    ...{ tenantId: theirs!.tenantId, id: randomUUID(), holderId: theirHolder, identityNumber: 1 },
    ...{
      dayPersonId: person.id,
      textVersion: '1',
      contentHash: '6'.repeat(64),
      strength: 'SHOWN_LINK',
      at: NOW,
    },
  });
  await tx.secondPersonRequests.insert({
    ...{ ...own(), act: 'END_LAST_MANDATE', objectType: 'Mandate', objectId: mandate!.id, objectVersion: 1 },
    ...{ inputHash: '5'.repeat(64), reason: 'Départ', state: 'REQUESTED', requestedBy: theirs!.agentId },
    ...{ requestedAt: NOW, expiresAt: NOW, escalatedAt: null },
    ...{ decidedBy: null, decidedAt: null, decisionReason: null },
  });
}

const enter = async (client: pg.Client, settings: Record<string, string>): Promise<void> => {
  await client.query('BEGIN');
  for (const [name, value] of Object.entries(settings)) {
    await client.query('SELECT set_config($1, $2, true)', [`app.${name}`, value]);
  }
};

const tenantTables = async (): Promise<string[]> => {
  const { rows } = await world.owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND relname <> ALL ($1)`,
    [[...PLATFORM_TABLES]],
  );
  return rows.map(({ name }) => name);
};

/** Rows of the other company that a hand-written SELECT without any WHERE gives to this role under these settings. */
async function foreignRows(
  role: 'app' | 'worker' | 'owner',
  settings: Record<string, string>,
): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  await world.as(role, async (client) => {
    for (const table of await tenantTables()) {
      await enter(client, settings);
      const answer = await client
        .query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table} WHERE tenant_id <> $1`, [
          mine!.tenantId,
        ])
        .catch((error: { code?: string }) => {
          if (error.code !== '42501') throw error;
          return undefined;
        });
      await client.query('ROLLBACK');
      const count = answer?.rows[0]?.count ?? 0;
      if (count > 0) seen[table] = count;
    }
  });
  return seen;
}

describe('another company', () => {
  it('has a row in every tenant table, so that the following tests can fail', async () => {
    const empty: string[] = [];
    for (const table of await tenantTables()) {
      await world.as('owner', async (client) => {
        await enter(client, { tenant_id: theirs!.tenantId });
        if ((await client.query(`SELECT 1 FROM ${table} LIMIT 1`)).rowCount === 0) empty.push(table);
      });
    }
    expect(empty).toEqual([]);
  });

  it.each(['app', 'worker', 'owner'] as const)('shows %s no row of it inside one company', async (role) => {
    expect(await foreignRows(role, { tenant_id: mine!.tenantId })).toEqual({});
  });

  it.each(['app', 'worker', 'owner'] as const)('shows %s no row at all without a company', async (role) => {
    expect(await foreignRows(role, {})).toEqual({});
  });

  it('is not found through any repository, by its identifiers', async () => {
    await world.in(mine!, async (tx) => {
      expect(await tx.orders.find(theirOrder.id)).toBeUndefined();
      expect(await tx.certificates.find(theirCertificate.id)).toBeUndefined();
      expect(await tx.certificates.ofOrder(theirCertificate.orderId)).toBeUndefined();
      expect(await tx.holders.find(theirHolder)).toBeUndefined();
      expect(await tx.companies.find(theirs!.tenantId)).toBeUndefined();
      expect(await tx.memberships.of(theirs!.agentId)).toEqual([]);
      expect(await tx.mandates.activeOf(theirs!.agentId)).toEqual([]);
      expect(await tx.links.byTokenHash('1'.repeat(64))).toBeUndefined();
    });
  });

  it('cannot be written to: neither a new row nor a changed one, by repository or by hand', async () => {
    await expect(
      world.in(mine!, (tx) => tx.orders.insert({ ...theirOrder, id: randomUUID() })),
    ).rejects.toThrow(/another company/);
    await expect(world.in(mine!, (tx) => tx.orders.save(theirOrder))).rejects.toThrow(/another company/);
    const forged = { ...theirOrder, tenantId: mine!.tenantId };
    await expect(world.in(mine!, (tx) => tx.orders.save(forged))).rejects.toThrow('CONFLICT');
    await world.as('app', async (client) => {
      await enter(client, { tenant_id: mine!.tenantId });
      const insert = `INSERT INTO membership (tenant_id, id, account_id, role) VALUES ($1, $2, $3, 'HOLDER')`;
      await expect(client.query(insert, [theirs!.tenantId, randomUUID(), mine!.agentId])).rejects.toThrow(
        /row-level security/,
      );
      await client.query('ROLLBACK');
      await enter(client, { tenant_id: mine!.tenantId });
      const update = await client.query(`UPDATE certificate_order SET state = 'CANCELLED', version = 9`);
      const gone = await client.query('SELECT state FROM certificate_order');
      await client.query('ROLLBACK');
      expect([update.rowCount, gone.rowCount]).toEqual([0, 0]);
    });
  });

  it('cannot be pointed at by a row of ours', async () => {
    const order = { ...theirOrder, id: randomUUID(), tenantId: mine!.tenantId };
    await expect(world.in(mine!, (tx) => tx.orders.insert(order))).rejects.toThrow(/identity_fkey/);
  });
});

describe('a connection that comes back to the pool', () => {
  it('carries no company over, after a commit, a refusal and a lost transaction', async () => {
    const scope = { kind: 'COMPANY', tenantId: mine!.tenantId } as const;
    await world.in(theirs!, async (tx) => void (await tx.orders.find(theirOrder.id)));
    await expect(
      world.in(theirs!, async (tx) => {
        await tx.orders.find(theirOrder.id);
        throw new Error('aborted by the program');
      }),
    ).rejects.toThrow('aborted');
    await expect(
      world.in(theirs!, (tx) => tx.revocations.insert(world.revocation(theirCertificate))),
    ).rejects.toThrow('REVOCATION_ALREADY_OPEN');
    expect(await world.in(mine!, (tx) => tx.orders.find(theirOrder.id))).toBeUndefined();
    expect(await world.app.fleet.ordersById(scope, [theirOrder.id])).toEqual([]);
    await world.app.fleet.ordersById({ kind: 'REGISTRATION', accountId: mine!.agentId, now: NOW }, [
      theirOrder.id,
    ]);
    expect(await world.app.fleet.countOrders(scope, {})).toBe(0);
  });
});

/** What the office sees of companies whose files wait for nobody: names, and what asks for its agreement. */
const addressed = ['company_profile', 'second_person_request'];

describe('over the companies', () => {
  it('registration sees files, sales companies and mandates, the auditor the journal: named tables only', async () => {
    const tables = async (scope: string) =>
      Object.keys(await foreignRows('app', { platform_scope: scope })).sort();
    expect(await tables('registration')).toEqual(addressed);
    expect(await tables('locate')).toEqual(['certificate_order', 'company_profile', 'mandate']);
    expect(await tables('sales')).toEqual([
      'company_establishment',
      'company_follow_up',
      'company_paper',
      'company_profile',
      'company_registration',
      'mandate',
      'onboarding_reminder',
    ]);
    expect(await tables('audit')).toEqual(['company_profile', 'journal_entry']);
    expect(await tables('sweep')).toEqual([]);
    expect(await tables('relay')).toEqual([]);
  });

  it('an access grant opens the one file that it names, to whom it was given, until it ends', async () => {
    const [officer, colleague] = [await world.account('Officer'), await world.account('Colleague')];
    const grant = accessGrant({
      ...{ accountId: officer, objectId: theirCertificate.orderId, holderId: theirHolder },
    });
    await world.in(theirs!, (tx) => tx.accessGrants.insert(grant));
    const seen = (accountId: string, now: Date) =>
      foreignRows('app', {
        ...{ platform_scope: 'registration', account_id: accountId, now: now.toISOString() },
      });
    expect(await seen(officer, NOW)).toEqual({
      ...{ access_grant: 1, certificate: 1, certificate_order: 1, company_profile: 1 },
      ...{ holder: 1, holder_identity: 1, identity_verification: 1, second_person_request: 1 },
    });
    expect(Object.keys(await seen(colleague, NOW)).sort()).toEqual(addressed);
    expect(Object.keys(await seen(officer, grant.expiresAt)).sort()).toEqual(['access_grant', ...addressed]);
    await world.in(theirs!, async (tx) => void (await tx.accessGrants.save({ ...grant, endedAt: NOW })));
    expect(Object.keys(await seen(officer, NOW)).sort()).toEqual(['access_grant', ...addressed]);
  });

  it('the worker sees its outbox and what is due, and only while it looks for work', async () => {
    const sweep = await foreignRows('worker', { platform_scope: 'sweep' });
    expect(Object.keys(sweep).sort()).toEqual([
      'agent_departure',
      'certificate',
      'company_file_key',
      'company_follow_up',
      'departure',
      'identity_change',
      'identity_verification',
      'mandate',
      'mandate_confirmation',
      'mandate_evidence',
      'mandate_evidence_stamp',
      'onboarding_reminder',
      'one_time_link',
      'reminder',
      'revocation_request',
      'second_person_request',
      'staff_list',
      'stored_file',
    ]);
    expect(Object.keys(await foreignRows('worker', { platform_scope: 'relay' }))).toEqual(['outbox']);
    for (const scope of ['registration', 'sales', 'audit']) {
      expect(await foreignRows('worker', { platform_scope: scope })).toEqual({});
    }
  });

  it('a platform scope opens nothing for writing', async () => {
    await world.as('app', async (client) => {
      await enter(client, { platform_scope: 'registration' });
      const { rowCount } = await client.query(`UPDATE certificate_order SET state = 'APPROVED'`);
      await client.query('ROLLBACK');
      expect(rowCount).toBe(0);
    });
  });

  it('a person sees his own companies by his account, and no other', async () => {
    const { companies } = await world.app.viewers.person(mine!.agentId);
    expect(companies.map(({ id }) => id)).toEqual([mine!.tenantId]);
    const account = await foreignRows('app', { account_id: mine!.agentId });
    expect(account).toEqual({});
    const other = await foreignRows('app', { account_id: theirs!.agentId });
    // His own access grant too: he would see where he is.
    expect(other).toEqual({ membership: 1, company_profile: 1, access_grant: 1 });
  });
});

describe('what a role must not do', () => {
  const denied = expect.objectContaining({ code: '42501' });
  const refuses = (role: 'app' | 'worker' | 'status' | 'emergency' | 'queue', sql: string) =>
    world.as(role, async (client) => {
      await enter(client, { tenant_id: mine!.tenantId });
      await expect(client.query(sql)).rejects.toEqual(denied);
    });

  it.each([
    [`UPDATE journal_entry SET reason = 'other'`],
    ['DELETE FROM journal_entry'],
    [`UPDATE order_act SET kind = 'REFUSAL'`],
    [`UPDATE holder_identity SET surname = 'Autre'`],
    ['UPDATE revocation_request SET received_at = due_at'],
    [`UPDATE certificate SET certified_data = '{}'`],
    [`UPDATE identity_verification SET document_number = 'X'`],
    ['SELECT state FROM issued_serial'],
    ['SELECT serial FROM revoked_serial'],
    ['DELETE FROM revoked_serial'],
    [`SELECT complete_revoked_serials('x')`],
    ['SELECT * FROM company'],
    ['SELECT * FROM public_key'],
    ['TRUNCATE holder CASCADE'],
    ['ALTER TABLE holder DISABLE ROW LEVEL SECURITY'],
    ['CREATE TABLE mine (id integer)'],
    [`INSERT INTO crl VALUES ('x', 1, '', now(), now())`],
    [`UPDATE account SET display_name = 'Autre'`],
    ['DELETE FROM account_letter'],
    ['UPDATE account_letter SET told_at = now()'],
    ['DELETE FROM account'],
    [`UPDATE mandate_act SET typed_name = 'Autre'`],
    ['DELETE FROM mandate_act'],
  ])('app: %s', (sql) => refuses('app', sql));

  it.each([
    ['SELECT password_hash FROM account'],
    ['SELECT totp_secret_sealed FROM account'],
    ['SELECT token_hash FROM session'],
    [`UPDATE outbox SET name = 'x'`],
    ['SELECT * FROM journal_entry'],
    ['INSERT INTO revoked_serial SELECT * FROM revoked_serial'],
    ['DELETE FROM revoked_serial'],
    ['UPDATE revoked_serial SET revoked_at = now()'],
    ['UPDATE crl SET number = 1'],
    ['UPDATE crl SET sha256 = der'],
    ['DELETE FROM crl'],
  ])('worker: %s', (sql) => refuses('worker', sql));

  it.each([
    ['SELECT tenant_id FROM issued_serial'],
    ['SELECT certificate_id FROM issued_serial'],
    ['SELECT serial FROM revoked_serial'],
    ['SELECT * FROM certificate'],
    ['SELECT * FROM holder_identity'],
    ['SELECT * FROM account'],
    [`UPDATE issued_serial SET state = 'ISSUED'`],
    ['DELETE FROM crl'],
  ])('status_reader: %s', (sql) => refuses('status', sql));

  it.each([['SELECT * FROM account'], ['SELECT serial FROM issued_serial']])('emergency_intake: %s', (sql) =>
    refuses('emergency', sql),
  );

  it('queue: cannot even enter the schema of the product', () =>
    refuses('queue', 'SELECT * FROM public.account'));
});
