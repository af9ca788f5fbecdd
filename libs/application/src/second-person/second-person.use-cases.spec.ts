import { beforeEach, describe, expect, it } from '@jest/globals';
import { FIRST_MANDATE, type Mandate } from '@mandataire/domain/mandate';
import { addDuration } from '@mandataire/domain/time';
import { FixedClock, SequentialRandomness } from '../clock/clock.fake.js';
import { endLastMandate, EndMandate } from '../mandate/index.js';
import { EndUnsubmittedOrders } from '../order/index.js';
import { FakeMailer } from '../mail/mailer.fake.js';
import { event, NOW, OTHER_TENANT, requester, sha256, TENANT } from '../unit-of-work/fleet.builder.js';
import { FakeUnitOfWork } from '../unit-of-work/unit-of-work.fake.js';
import { AskSecondPerson, DecideSecondPerson, SettleSecondPerson, TellSecondPerson } from './index.js';

const clock = new FixedClock(NOW);
const first = requester('first');
const second = requester('second');
const officer = requester('officer', { tenantId: null, platformRoles: ['REGISTRATION_OFFICER'] });

const mandate = (id: string, agentAccountId: string, change: Partial<Mandate> = {}): Mandate => ({
  ...FIRST_MANDATE,
  ...{ tenantId: TENANT, id, version: 1, state: 'ACTIVE', agentAccountId, representativeAccountId: 'first' },
  ...{
    representativeName: 'A',
    representativeEmail: 'first@dupre.example',
    agentName: 'B',
    agentEmail: 'b@d.example',
  },
  ...{
    representativeSignedAt: NOW,
    agentSignedAt: NOW,
    acts: ['ORDER'],
    productCodes: ['INITIO'],
    establishments: [],
  },
  ...{ startsOn: '2026-01-01', endsOn: '2027-01-01', endedAt: null },
  ...change,
});

let uow: FakeUnitOfWork;
let mailer: FakeMailer;
beforeEach(() => {
  clock.set(NOW);
  uow = new FakeUnitOfWork(clock);
  mailer = new FakeMailer();
  const { state } = uow;
  state.companies.push({
    ...{ tenantId: TENANT, id: TENANT, version: 1, siren: '999100456', name: 'Dupré', city: 'Lyon' },
  });
  state.mandates.push(mandate('m', 'mc'));
  state.accounts.push(
    { id: 'first', email: 'first@dupre.example', displayName: 'First' },
    { id: 'second', email: 'second@dupre.example', displayName: 'Second' },
    { id: 'officer', email: 'officer@cci.example', displayName: 'Officer' },
  );
  state.staff.officer = 'REGISTRATION_OFFICER';
  member('first');
});

function member(accountId: string): void {
  uow.state.memberships.push({
    tenantId: TENANT,
    id: accountId,
    accountId,
    role: 'LEGAL_REPRESENTATIVE',
    ...{ invitedAs: null, acceptedAt: NOW, endedAt: null },
  });
}

const ports = () => ({
  unitOfWork: uow,
  requests: { companyOf: async () => TENANT },
  hasher: sha256,
  randomness: new SequentialRandomness(),
});
const lines = new EndUnsubmittedOrders(new SequentialRandomness());
const executors = { END_LAST_MANDATE: endLastMandate(lines) };
const ask = (change: object = {}) =>
  new AskSecondPerson(ports(), executors).execute(first, {
    ...{ act: 'END_LAST_MANDATE', objectId: 'm', version: 1, reason: 'Départ' },
    ...change,
  });
const decide = () => new DecideSecondPerson(ports(), executors);
const input = (change: object = {}) => ({
  requestId: uow.state.secondPersonRequests[0]?.id ?? '',
  version: 1,
  reason: null,
  ...change,
});
const rule = (reason: string) => ({ code: 'RULE_REFUSED', extensions: { rule: 'D28', reason } });
const names = () => uow.state.journal.map(({ name }) => name);

describe('the last mandate in force (D28)', () => {
  it('is not ended by one person; another mandate in force makes it an ordinary one', async () => {
    const end = () => new EndMandate(uow, lines).execute(first, { mandateId: 'm', version: 1, reason: null });
    await expect(end()).rejects.toMatchObject(rule('SECOND_PERSON_REQUIRED'));
    uow.state.mandates.push(mandate('later', 'other', { startsOn: '2026-12-24' }));
    await expect(end()).rejects.toMatchObject(rule('SECOND_PERSON_REQUIRED'));
    uow.state.mandates.push(mandate('deputy', 'other'));
    await expect(ask()).rejects.toMatchObject(rule('NO_SECOND_PERSON_NEEDED'));
    expect(await end()).toMatchObject({ state: 'REVOKED' });
    expect(uow.state.sessionsEnded).toEqual(['mc']);
  });

  it('ends when another representative or an officer confirms: at once, with both names', async () => {
    for (const person of [second, officer]) {
      uow.state.mandates = [mandate('m', 'mc')];
      uow.state.secondPersonRequests = [];
      uow.state.journal = [];
      if (person === second) member('second');
      await ask();
      expect(uow.state.mandates[0]?.state).toBe('ACTIVE');
      await decide().decide(person, 'confirm', input());
      expect(uow.state.mandates[0]).toMatchObject({ state: 'REVOKED', endedAt: NOW });
      expect(uow.state.secondPersonRequests[0]).toMatchObject({
        state: 'CONFIRMED',
        decidedBy: person.accountId,
      });
      expect(names()).toEqual([
        ...['second-person.requested', 'second-person.confirmed', 'mandate.revoked'],
        'company.without-agent',
      ]);
      expect(uow.state.journal[2]?.actor.accountId).toBe(person.accountId);
    }
  });

  it('is not ended by the one who asked, by a stale factor, or by who may not', async () => {
    await ask();
    await expect(decide().decide(first, 'confirm', input())).rejects.toMatchObject(rule('SAME_PERSON'));
    const stale = { ...officer, factorAt: addDuration(NOW, { minutes: -6 }) };
    await expect(decide().decide(stale, 'confirm', input())).rejects.toMatchObject({
      extensions: { reason: 'STEP_UP_REQUIRED' },
    });
    await expect(decide().decide(requester('mc'), 'confirm', input())).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const sales = requester('sales', { tenantId: null, platformRoles: ['SALES'] });
    await expect(decide().decide(sales, 'confirm', input())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const elsewhere = requester('second', { tenantId: OTHER_TENANT });
    await expect(decide().decide(elsewhere, 'confirm', input())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(uow.state.mandates[0]?.state).toBe('ACTIVE');
  });

  it('stays when it has changed since it was asked for', async () => {
    await ask();
    uow.state.mandates[0] = mandate('m', 'mc', { version: 2 });
    await expect(decide().decide(officer, 'confirm', input())).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(uow.state.secondPersonRequests[0]?.state).toBe('REQUESTED');
  });
});

describe('a request for a second person', () => {
  it('needs a reason and the right to the act; one is open at a time', async () => {
    await expect(ask({ reason: ' ' })).rejects.toMatchObject({
      extensions: { fields: { reason: 'REQUIRED' } },
    });
    await expect(ask({ act: 'USE_AUTHORITY_KEY' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(ask({ objectId: 'unknown' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await ask();
    await expect(ask()).rejects.toMatchObject(rule('SECOND_PERSON_ALREADY_ASKED'));
  });

  it('is declined with a reason, or withdrawn by who made it and nobody else', async () => {
    await ask();
    await expect(decide().decide(officer, 'decline', input())).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    member('second');
    await expect(decide().withdraw(second, input())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await decide().decide(officer, 'decline', input({ reason: 'Pas de remplaçant' }));
    expect(uow.state.mandates[0]?.state).toBe('ACTIVE');
    uow.state.secondPersonRequests = [];
    await ask();
    await decide().withdraw(first, input());
    await expect(decide().decide(officer, 'confirm', input({ version: 2 }))).rejects.toMatchObject({
      code: 'INVALID_STATE',
    });
  });

  it('is told to the officers after half an hour, and ends after a day', async () => {
    const { id } = await ask();
    const caller = { tenantId: TENANT, accountId: null, correlationId: 'test' };
    const settle = async (minutes: number) => {
      clock.set(addDuration(NOW, { minutes }));
      await new SettleSecondPerson(uow).execute(caller, id);
    };
    await settle(29);
    await settle(30);
    await settle(31);
    expect(names()).toEqual(['second-person.requested', 'second-person.escalated']);
    const late = { ...officer, factorAt: addDuration(NOW, { hours: 24 }) };
    clock.set(addDuration(NOW, { hours: 24 }));
    await expect(decide().decide(late, 'confirm', input({ version: 2 }))).rejects.toMatchObject(
      rule('SECOND_PERSON_TOO_LATE'),
    );
    await settle(24 * 60);
    expect(uow.state.secondPersonRequests[0]?.state).toBe('EXPIRED');
  });

  it('is mailed to the other representatives first, to the officers where there is none', async () => {
    const { id } = await ask();
    const tell = (name: Parameters<typeof event>[0]) =>
      new TellSecondPerson(uow, mailer, { console: (path) => path }).execute(event(name, id));
    const told = () => mailer.sent.map(({ to }) => to);
    await tell('second-person.requested');
    expect(told()).toEqual(['officer@cci.example']);
    member('second');
    await tell('second-person.requested');
    await tell('second-person.escalated');
    await tell('second-person.confirmed');
    expect(told().slice(1)).toEqual(['second@dupre.example', 'officer@cci.example', 'first@dupre.example']);
    expect(mailer.sent[1]?.text).toContain('Départ');
  });
});
