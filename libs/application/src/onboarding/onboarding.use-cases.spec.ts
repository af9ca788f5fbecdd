import { beforeEach, describe, expect, it } from '@jest/globals';
import { emptyDraft } from '@mandataire/domain/mandate';
import { asTenantId } from '@mandataire/domain/tenant';
import { LinkIssuer } from '../link/index.js';
import { FakeMailer } from '../mail/mailer.fake.js';
import { event as eventOf, fleet, NOW, requester, TENANT } from '../unit-of-work/fleet.builder.js';
import { FakeCompanyRegistry } from './company-registry.fake.js';
import { FollowCompany } from './follow-company.js';
import { PlanOnboardingReminder } from './plan-onboarding-reminder.js';
import { RecordEstablishment } from './record-establishment.js';
import { RecordPaper } from './record-paper.js';
import { RecordRegistration } from './record-registration.js';
import { RefreshRegistration } from './refresh-registration.js';
import { SendOnboardingReminder } from './send-onboarding-reminder.js';

const sales = requester('sales', { tenantId: null, platformRoles: ['SALES'] });
const stranger = requester('x', { tenantId: asTenantId('elsewhere') });
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const place = { address: '1 rue des Lilas', postalCode: '69003', city: 'Lyon' };
const proof = { type: 'KBIS' as const, reference: 'Kbis 42', issuedOn: '2026-11-02' };

function setup() {
  const { unitOfWork, randomness, hasher, clock } = fleet();
  const registry = new FakeCompanyRegistry();
  const mailer = new FakeMailer();
  const addresses = { console: (path: string) => `https://essai.example/#${path}` };
  unitOfWork.state.accounts.push(
    { id: 'owner', email: 'owner@cs.example', displayName: 'Odile' },
    { id: 'other', email: 'other@cs.example', displayName: 'Otto' },
  );
  Object.assign(unitOfWork.state.staff, { owner: 'SALES', other: 'SALES', officer: 'REGISTRATION_OFFICER' });
  return {
    unitOfWork,
    clock,
    registry,
    mailer,
    state: () => unitOfWork.state,
    register: new RecordRegistration(unitOfWork, randomness),
    refresh: new RefreshRegistration(unitOfWork, registry, randomness),
    establish: new RecordEstablishment(unitOfWork, randomness),
    paper: new RecordPaper(unitOfWork, randomness),
    follow: new FollowCompany(unitOfWork),
    plan: new PlanOnboardingReminder(unitOfWork, 7),
    send: new SendOnboardingReminder(unitOfWork, new LinkIssuer(randomness, hasher), mailer, addresses),
  };
}

let office: ReturnType<typeof setup>;
beforeEach(() => {
  office = setup();
});

describe('what sales enter of a company (R31, V2, V3)', () => {
  const input = { companyId: TENANT, version: null, legalForm: '5710', ...place, vatNumber: null, proof };
  it('is kept with the proof that it was read on, and journaled', async () => {
    await office.register.execute(sales, input);
    expect(office.state().registrations).toMatchObject([{ id: TENANT, source: 'MANUAL', legalForm: '5710' }]);
    expect(office.state().papers).toMatchObject([
      { kind: 'COMPANY_PROOF', type: 'KBIS', issuedOn: '2026-11-02' },
    ]);
    expect(office.state().journal.map(({ name }) => name)).toEqual([
      'company.registered',
      'company.paper-recorded',
    ]);
  });
  it('of an administration rests on an act, never on a Kbis (F6)', async () => {
    const town = { ...input, legalForm: '7210' };
    await expect(office.register.execute(sales, town)).rejects.toMatchObject({
      extensions: { fields: { type: 'PAPER_TYPE' } },
    });
    await office.register.execute(sales, { ...town, proof: { ...proof, type: 'ELECTION' } });
    expect(office.state().papers).toMatchObject([{ kind: 'AUTHORITY_ACT' }]);
  });
  it('is refused over what somebody else has entered meanwhile', async () => {
    await office.register.execute(sales, input);
    await expect(office.register.execute(sales, input)).rejects.toMatchObject({ code: 'CONFLICT' });
    await office.register.execute(sales, { ...input, version: 1 });
  });
  it('is nobody’s but sales’, and of no company that is not there', async () => {
    await expect(office.register.execute(stranger, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(office.register.execute(sales, { ...input, companyId: 'nowhere' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      office.paper.execute(stranger, {
        companyId: TENANT,
        kind: 'AGENT_ID',
        type: 'CNI',
        reference: null,
        issuedOn: null,
        expiresOn: '2030-01-01',
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the public register', () => {
  const siren = '552008443';
  const found = {
    ...{ siren, name: 'MENUISERIE DUPRE', legalForm: '5499', ...place, closed: false, establishmentCount: 2 },
    establishments: [
      { siret: '55200844300004', name: 'Siège', ...place, headOffice: true, closed: false },
      { siret: '55200844300012', name: 'Caché', ...place, address: '', headOffice: false, closed: false },
    ],
  };
  it('is asked by the server; what it gives is taken over, its consultation is a paper', async () => {
    office.registry.answer = { outcome: 'FOUND', company: found };
    const [one] = found.establishments;
    const sirets = [one?.siret ?? ''];
    const refreshed = await office.refresh.execute(sales, TENANT);
    expect(office.registry.asked).toEqual([siren]);
    expect(refreshed).toEqual({ establishments: sirets.length, leftOut: 1, establishmentCount: 2 });
    expect(office.state().registrations).toMatchObject([
      { source: 'REGISTRY', registeredName: 'MENUISERIE DUPRE' },
    ]);
    expect(office.state().papers).toMatchObject([{ type: 'SIRENE', issuedOn: '2026-11-22' }]);
    await office.refresh.execute(sales, TENANT);
    expect(office.state().establishments.map(({ siret, version }) => [siret, version])).toEqual([
      [sirets[0], 2],
    ]);
  });
  it.each([
    [{ outcome: 'UNKNOWN' }, { code: 'RULE_REFUSED', extensions: { reason: 'COMPANY_NOT_IN_REGISTRY' } }],
    [{ outcome: 'NOT_CONFIGURED' }, { extensions: { reason: 'REGISTRY_NOT_CONFIGURED' } }],
    [{ outcome: 'UNAVAILABLE', retryAfterSeconds: 9 }, { code: 'UPSTREAM_UNAVAILABLE' }],
  ] as const)('that answers %j changes nothing', async (answer, refusal) => {
    office.registry.answer = answer;
    await expect(office.refresh.execute(sales, TENANT)).rejects.toMatchObject(refusal);
    expect(office.state().registrations).toEqual([]);
  });
});

describe('the owner of a company', () => {
  const follow = { companyId: TENANT, version: null, nextAction: 'Rappeler', nextActionOn: '2026-12-01' };
  it('is of sales', async () => {
    await office.follow.execute(sales, { ...follow, ownerId: 'owner' });
    expect(office.state().followUps).toMatchObject([
      { id: TENANT, ownerId: 'owner', nextActionOn: '2026-12-01' },
    ]);
    await expect(
      office.follow.execute(sales, { ...follow, version: 1, ownerId: 'officer' }),
    ).rejects.toMatchObject({ extensions: { fields: { ownerId: 'NOT_OF_SALES' } } });
  });
});

describe('the reminder to the one who must act', () => {
  const caller = { tenantId: TENANT, accountId: null, correlationId: 'c' };
  const mandate = (change: object) => {
    office.state().mandates.push({ ...emptyDraft(TENANT, 'waits'), ...change } as never);
    office.state().stepsAt.waits = daysAgo(7);
  };
  const reminded = () => office.state().journal.filter(({ name }) => name === 'onboarding.reminded');
  const remind = async () => {
    await office.plan.execute(caller, 'waits');
    if (reminded().length > 0)
      await office.send.execute({ ...eventOf('onboarding.reminded', 'waits'), tenantId: TENANT });
    return office.mailer.sent;
  };
  const invited = {
    state: 'AWAITING_SIGNATURES',
    representativeName: 'Paul',
    representativeEmail: 'paul@x.example',
  };
  const named = { ...invited, agentName: 'Nadia', agentEmail: 'nadia@x.example' };
  it.each([
    ['the representative with a new link', invited, ['paul@x.example'], /mandat\/signer\//],
    ['the representative who has named the MC', named, ['paul@x.example'], /mandat\/signer\//],
    ['the MC', { ...named, representativeSignedAt: daysAgo(7) }, ['nadia@x.example'], /mandat\/accepter\//],
    [
      'the officers',
      { ...named, state: 'UNDER_RA_REVIEW', representativeSignedAt: daysAgo(8), agentSignedAt: daysAgo(7) },
      ['officer@cci.example'],
      /mandate-review/,
    ],
    [
      'all of sales where nobody owns the prospect',
      { state: 'DRAFT' },
      ['owner@cs.example', 'other@cs.example'],
      /companies\//,
    ],
  ])('goes to %s', async (_who, change, to, address) => {
    mandate(change);
    const sent = await remind();
    expect(sent.map((mail) => mail.to)).toEqual(to);
    expect(sent[0]?.text).toMatch(address);
    expect(reminded()).toHaveLength(1);
  });
  it('goes to the owner of the prospect alone', async () => {
    mandate({ state: 'DRAFT' });
    office.state().followUps.push({
      tenantId: TENANT,
      id: TENANT,
      version: 1,
      ownerId: 'other',
      nextAction: null,
      nextActionOn: null,
    });
    expect((await remind()).map((mail) => mail.to)).toEqual(['other@cs.example']);
  });
  it('goes once in seven days, whoever asks and however often', async () => {
    mandate(invited);
    await office.plan.execute(caller, 'waits');
    await office.plan.execute(caller, 'waits');
    expect(reminded()).toHaveLength(1);
    office.clock.set(new Date(NOW.getTime() + 6 * DAY_MS));
    await office.plan.execute(caller, 'waits');
    expect(reminded()).toHaveLength(1);
    office.clock.set(new Date(NOW.getTime() + 7 * DAY_MS));
    await office.plan.execute(caller, 'waits');
    expect(reminded()).toHaveLength(2);
  });
  it('is not sent any more once the mandate has gone on', async () => {
    mandate(invited);
    await office.plan.execute(caller, 'waits');
    const row = office.state().mandates.find(({ id }) => id === 'waits');
    Object.assign(row ?? {}, { state: 'CANCELLED' });
    await office.send.execute({ ...eventOf('onboarding.reminded', 'waits'), tenantId: TENANT });
    expect(office.mailer.sent).toEqual([]);
  });
  it('waits while something still happens', async () => {
    mandate(invited);
    office.state().stepsAt.waits = daysAgo(3);
    expect(await remind()).toEqual([]);
  });
});
