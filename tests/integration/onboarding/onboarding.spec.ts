import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PlanOnboardingReminder } from '@mandataire/application/onboarding';
import type { ReadScope } from '@mandataire/application/reading';
import type { EventName } from '@mandataire/application/journal';
import { mandateMachine, type Mandate } from '@mandataire/domain/mandate';
import { onboardingStep } from '@mandataire/domain/onboarding';
import { addMonthsUtc } from '@mandataire/domain/time';
import { NOW, World, type TestCompany } from '../persistence/world.builder.js';

const DAY_MS = 86_400_000;
const TODAY = NOW.toISOString().slice(0, 10);
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

let world: World;
let sales: ReadScope;
beforeAll(async () => {
  world = await World.open();
  sales = { kind: 'SALES', accountId: await world.account('Solène'), now: NOW };
});
afterAll(() => world.close());

/** A company whose one mandate is so, each step of it journaled at its instant. */
async function company(
  name: string,
  change: Partial<Mandate>,
  steps: readonly (readonly [EventName, Date])[] = [],
): Promise<TestCompany & { mandateId: string }> {
  const made = await world.company(name);
  const mandateId = world.randomness.id();
  await world.in(made, async (tx) => {
    for (const before of await tx.mandates.all()) await tx.mandates.save({ ...before, state: 'REVOKED' });
    await tx.mandates.insert({ ...world.mandate(made.tenantId, made.agentId), id: mandateId, ...change });
  });
  for (const [step, at] of steps) {
    world.clock.set(at);
    await world.in(made, (tx) => tx.record({ name: step, objectType: 'Mandate', objectId: mandateId }));
  }
  world.clock.set(NOW);
  return { ...made, mandateId };
}

const UNSIGNED = { agentAccountId: null, representativeSignedAt: null, agentSignedAt: null } as const;
const invited = { ...UNSIGNED, state: 'AWAITING_SIGNATURES', agentName: null, agentEmail: null } as const;

describe('the pipeline of sales (R31)', () => {
  it('stands every company where the domain stands it, with its age from the journal', async () => {
    const variants: Partial<Mandate>[] = [
      ...mandateMachine.states.filter((state) => state !== 'AWAITING_SIGNATURES').map((state) => ({ state })),
      invited,
      { ...invited, agentEmail: 'mc@x.example', agentName: 'MC' },
      { state: 'AWAITING_SIGNATURES' },
    ];
    for (const [index, change] of variants.entries()) await company(`Étape ${index}`, change);
    const named = await company('Datée', invited, [
      ['mandate.opened', daysAgo(9)],
      ['mandate.invited', daysAgo(6)],
      ['mandate.invited', daysAgo(2)],
    ]);
    const columns = await world.app.onboarding.pipeline(sales, { search: 'Étape' });
    const shown = columns.flatMap(({ step, rows }) => rows.map(({ name }) => [name, step]));
    expect(Object.fromEntries(shown)).toEqual(
      Object.fromEntries(
        variants.map((change, index) => [
          `Étape ${index}`,
          onboardingStep({ ...world.mandate(named.tenantId, 'x'), ...change }),
        ]),
      ),
    );
    const [found] = await world.app.onboarding
      .pipeline(sales, { search: named.siren })
      .then((all) => all.flatMap(({ rows }) => rows));
    expect(found).toMatchObject({ step: 'INVITED', since: daysAgo(6) });
  });

  it('counts all that match and gives the oldest first', async () => {
    const columns = await world.app.onboarding.pipeline(sales, { search: 'Étape' });
    const prospects = columns.find(({ step }) => step === 'PROSPECT');
    expect(prospects).toMatchObject({ count: 1 });
    expect(columns.map(({ step }) => step)).toEqual([
      'PROSPECT',
      'INVITED',
      'IDENTIFIED',
      'SIGNED',
      'UNDER_REVIEW',
      'ACTIVE',
      'STOPPED',
    ]);
  });

  it('has of one sales person his own companies only', async () => {
    const mine = await company('La mienne', invited);
    const ownerId = await world.account('Solal');
    await world.in(mine, (tx) =>
      tx.onboarding.followUps.insert({
        ...{
          tenantId: mine.tenantId,
          id: mine.tenantId,
          version: 1,
          ownerId,
          nextAction: 'Rappeler',
          nextActionOn: TODAY,
        },
      }),
    );
    const rows = (await world.app.onboarding.pipeline(sales, { ownerId })).flatMap((column) => column.rows);
    expect(rows).toMatchObject([
      { name: 'La mienne', ownerName: 'Solal', nextAction: 'Rappeler', nextActionOn: TODAY },
    ]);
  });
});

describe('what sales see of a company’s people (I-1)', () => {
  it('is nothing, in PostgreSQL itself: no certificate, no holder, of the journal the steps of mandates alone', async () => {
    const one = await company('Fermée', {}, [['mandate.opened', daysAgo(3)]]);
    await world.certificate(one, await world.holder(one));
    await world.in(one, (tx) =>
      tx.record({ name: 'holder.added', objectType: 'Holder', objectId: one.agentId }),
    );
    await world.as('app', async (client) => {
      const count = async (scope: string, table: string) => {
        await client.query(`SELECT set_config('app.platform_scope', $1, false)`, [scope]);
        return (await client.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${table}`)).rows[0]?.n;
      };
      for (const table of [
        'certificate',
        'holder',
        'holder_identity',
        'identity_verification',
        'certificate_order',
        'mandate_act',
      ])
        expect([table, await count('sales', table)]).toEqual([table, 0]);
      expect(
        await count('sales', `journal_entry WHERE name NOT LIKE 'mandate.%' OR object_type <> 'Mandate'`),
      ).toBe(0);
      expect(await count('sales', 'journal_entry')).toBeGreaterThan(0);
      expect(await count('portfolio', 'certificate')).toBeGreaterThan(0);
      expect(await count('portfolio', 'holder')).toBe(0);
      expect(await count('', 'company_paper')).toBe(0);
    });
  });

  it('is counts in the portfolio: expiries by quarter, mandates that end, MCs who stay away', async () => {
    const one = await company('Comptée', { endsOn: '2027-01-15' });
    const holderId = await world.holder(one);
    const ending = { notBefore: addMonthsUtc(NOW, -35), notAfter: addMonthsUtc(NOW, 1) };
    await world.certificate(one, holderId, ending);
    await world.certificate(one, holderId, { ...ending, renewalIndex: 1 });
    await world.certificate(one, holderId, { ...ending, state: 'REVOKED', revokedAt: NOW });
    const { lines, quarters } = await world.app.onboarding.portfolio(sales, {}, NOW);
    const line = lines.find(({ companyId }) => companyId === one.tenantId);
    expect(line).toMatchObject({
      activeCertificates: 2,
      mandatesEnding: 1,
      inactiveAgents: 1,
      ownerName: null,
    });
    const [quarter] = (line?.expiries ?? []).filter(({ renewable, newOrder }) => renewable + newOrder > 0);
    expect(quarter).toMatchObject({ quarter: '2026-T4', renewable: 1, newOrder: 1 });
    expect(quarters).toHaveLength(8);
    // He comes: counted no more.
    await world.owner.query(
      `INSERT INTO session (id, token_hash, account_id, state, strength, created_at, last_seen_at, expires_at, device)
       VALUES ($1, $2, $3, 'OPEN', 'PASSWORD_AND_TOTP', $4, $4, $5, '')`,
      [world.randomness.id(), 'a'.repeat(64), one.agentId, daysAgo(59), daysAgo(-1)],
    );
    const again = await world.app.onboarding.portfolio(sales, {}, NOW);
    expect(again.lines.find(({ companyId }) => companyId === one.tenantId)?.inactiveAgents).toBe(0);
  });

  it('is of no other company for its own people', async () => {
    const [one, other] = [await company('Chez soi', {}), await company('Chez autrui', {})];
    const scope = { kind: 'COMPANY', tenantId: one.tenantId } as const;
    expect(await world.app.onboarding.file(scope, other.tenantId)).toBeUndefined();
    expect(await world.app.onboarding.file(scope, one.tenantId)).toMatchObject({
      company: { name: 'Chez soi' },
    });
  });
});

describe('the reminder to the one who must act', () => {
  const plan = (mandateId: string, one: TestCompany) =>
    new PlanOnboardingReminder(world.worker.unitOfWork, 7).execute(
      { tenantId: one.tenantId, accountId: null, correlationId: 'sweep' },
      mandateId,
    );
  const due = async () =>
    (await world.worker.due.onboardingToRemind(daysAgo(7), TODAY, 500)).map(({ objectId }) => objectId);
  const reminders = (one: TestCompany, mandateId: string) =>
    world.as('owner', async (client) => {
      await client.query(`SELECT set_config('app.tenant_id', $1, false)`, [one.tenantId]);
      const lines = `SELECT 1 FROM journal_entry WHERE object_id = $1 AND name = 'onboarding.reminded'`;
      return (await client.query(lines, [mandateId])).rowCount;
    });

  it('is found after seven days, planned once by two workers at once, and journaled', async () => {
    const waits = await company('Attend', invited, [['mandate.invited', daysAgo(7)]]);
    const fresh = await company('Vient d’être invitée', invited, [['mandate.invited', daysAgo(6)]]);
    const over = await company('Active depuis longtemps', {}, [['mandate.approved', daysAgo(90)]]);
    const found = await due();
    expect(found).toContain(waits.mandateId);
    expect(found).not.toContain(fresh.mandateId);
    expect(found).not.toContain(over.mandateId);
    await Promise.allSettled([plan(waits.mandateId, waits), plan(waits.mandateId, waits)]);
    await plan(waits.mandateId, waits);
    expect(await due()).not.toContain(waits.mandateId);
    expect(await reminders(waits, waits.mandateId)).toBe(1);
    expect(await reminders(fresh, fresh.mandateId)).toBe(0);
  });

  it('of a prospect comes on the day that sales have set, not before', async () => {
    const prospect = await company('Prospect', { ...UNSIGNED, state: 'DRAFT' }, [
      ['mandate.opened', daysAgo(30)],
    ]);
    const follow = (nextActionOn: string) => ({
      ...{
        tenantId: prospect.tenantId,
        id: prospect.tenantId,
        version: 1,
        ownerId: null,
        nextAction: null,
        nextActionOn,
      },
    });
    expect(await due()).toContain(prospect.mandateId);
    await world.in(prospect, (tx) => tx.onboarding.followUps.insert(follow('2026-12-24')));
    expect(await due()).not.toContain(prospect.mandateId);
    await world.in(prospect, async (tx) => void (await tx.onboarding.followUps.save(follow(TODAY))));
    expect(await due()).toContain(prospect.mandateId);
  });
});

describe('papers and establishments', () => {
  it('are kept as evidence: a paper is never changed, a SIRET is once in its company, no identity number fits', async () => {
    const one = await company('Papiers', {});
    const siret = `${one.siren}00000`;
    const row = {
      ...{
        tenantId: one.tenantId,
        version: 1,
        siret,
        name: 'Siège',
        address: '1 rue X',
        postalCode: '57000',
      },
      ...({ city: 'Metz', headOffice: true, closed: false, source: 'MANUAL' } as const),
    };
    const add = () =>
      world.in(one, (tx) => tx.onboarding.establishments.insert({ ...row, id: world.randomness.id() }));
    await add();
    await expect(add()).rejects.toThrow();
    const paper = (reference: string | null) =>
      world.in(one, (tx) =>
        tx.onboarding.papers.insert({
          ...{ tenantId: one.tenantId, id: world.randomness.id(), kind: 'AGENT_ID', type: 'CNI', reference },
          ...{ issuedOn: null, expiresOn: '2030-01-01', recordedBy: one.agentId, recordedAt: NOW },
        }),
      );
    await paper(null);
    await expect(paper('X4RTBPFW4')).rejects.toThrow();
    await world.as('app', async (client) => {
      await expect(client.query(`UPDATE company_paper SET type = 'PASSPORT'`)).rejects.toThrow(
        /permission denied/,
      );
    });
  });
});
