import { beforeEach, describe, expect, it } from '@jest/globals';
import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import type { Certificate } from '@mandataire/domain/certificate';
import { asTenantId } from '@mandataire/domain/tenant';
import {
  ExpireVerification,
  MoveVerification,
  RecordVerification,
  RequestVerification,
  ScheduleVerification,
  SendMeetingInvitation,
} from '../identity-verification/index.js';
import type { CalendarEntry } from '../mail/index.js';
import { FakeMailer } from '../mail/mailer.fake.js';
import { OpenRevocationTasks } from '../revocation/index.js';
import { event, fleet, mc, NOW, requester, TENANT } from '../unit-of-work/fleet.builder.js';
import { CarryDeparture, CloseDeparture, ReportDeparture, ReturnHolder } from './index.js';

const system = { tenantId: TENANT, accountId: null, correlationId: 'sweep' };
const DAY = 86_400_000;

const certificate = (change: Partial<Certificate> = {}): Certificate =>
  ({
    ...{ tenantId: TENANT, id: 'certificate', version: 1, orderId: 'order', holderId: 'holder' },
    ...{
      productCode: 'INITIO',
      renewalIndex: 0,
      state: 'ACTIVE',
      issuerId: 'issuer',
      serial: '4a'.repeat(16),
    },
    ...{ publicKeyHash: 'k', profile: INITIAL_CATALOGUE[0]!.profile, der: new Uint8Array() },
    ...{ notBefore: NOW, notAfter: new Date('2028-12-12T10:00:00Z'), issuedAt: NOW, acceptedAt: NOW },
    revokedAt: null,
    ...change,
  }) as Certificate;

function setup() {
  const world = fleet();
  const { unitOfWork, catalogue, randomness } = world;
  const mailer = new FakeMailer();
  const entries: CalendarEntry[] = [];
  const calendar = {
    write: (entry: CalendarEntry) => {
      entries.push(entry);
      return 'BEGIN:VCALENDAR';
    },
  };
  const use = {
    verify: new RecordVerification(unitOfWork, randomness, {
      catalogue,
      settings: { acceptsExtendedCni: true },
    }),
    request: new RequestVerification(unitOfWork, randomness),
    schedule: new ScheduleVerification(unitOfWork),
    move: new MoveVerification(unitOfWork),
    invite: new SendMeetingInvitation(unitOfWork, calendar, mailer),
    expire: new ExpireVerification(unitOfWork, catalogue),
    tasks: new OpenRevocationTasks(unitOfWork, randomness),
    report: new ReportDeparture(unitOfWork, randomness),
    carry: new CarryDeparture(unitOfWork, randomness),
    close: new CloseDeparture(unitOfWork),
    back: new ReturnHolder(unitOfWork, randomness),
  };
  return { ...world, use, mailer, entries, state: () => unitOfWork.state };
}

let t: ReturnType<typeof setup>;
beforeEach(() => {
  t = setup();
});

const act = {
  ...{ documentType: 'CNI' as const, documentNumber: 'X4RTBPFW4', documentExpiresOn: '2030-01-01' },
  ...{ place: 'Lyon', verifiedOn: '2026-11-22' },
};

/** A second MC, and each of the two is a holder of the company too. */
function twoAgents(): void {
  const { state } = t.unitOfWork;
  const [mandate] = state.mandates;
  const [holder] = state.holders;
  const [identity] = state.identities;
  state.accounts.push({ id: 'mc2', email: 'mc2@dupre.example', displayName: 'Hugo Roux' });
  const joined = { invitedAs: null, acceptedAt: NOW, endedAt: null };
  state.memberships.push({
    ...{ tenantId: TENANT, id: 'm9', accountId: 'mc2', role: 'CERTIFICATION_AGENT' as const },
    ...joined,
  });
  state.mandates.push({ ...mandate!, id: 'mandate2', agentAccountId: 'mc2' });
  for (const [id, accountId, surname] of [
    ['h1', 'mc', 'Martin'],
    ['h2', 'mc2', 'Roux'],
  ] as const) {
    state.holders.push({ ...holder!, id, accountId, subjectSerialNumber: id });
    const givenNames = [id === 'h1' ? 'Claire' : 'Hugo'];
    state.identities.push({ ...identity!, id: `i-${id}`, holderId: id, surname, givenNames });
  }
}

describe('two MCs who verified each other (D25)', () => {
  it('are marked on both records and in the journal', async () => {
    twoAgents();
    await t.use.verify.execute(mc, { idempotencyKey: 'a', holderId: 'h2', ...act });
    expect(t.state().verifications.at(-1)).toMatchObject({ holderId: 'h2', mutual: false });
    await t.use.verify.execute(requester('mc2'), { idempotencyKey: 'b', holderId: 'h1', ...act });
    expect(t.state().verifications.slice(-2)).toMatchObject([
      { holderId: 'h2', mutual: true },
      { holderId: 'h1', mutual: true },
    ]);
    expect(t.state().journal.at(-1)).toMatchObject({ name: 'identity.verified', facts: { mutual: true } });
  });
  it('are not two people of whom one verified a third', async () => {
    twoAgents();
    await t.use.verify.execute(mc, { idempotencyKey: 'a', holderId: 'holder', ...act });
    await t.use.verify.execute(requester('mc2'), { idempotencyKey: 'b', holderId: 'h1', ...act });
    expect(t.state().verifications.at(-1)).toMatchObject({ mutual: false });
  });
});

describe('a meeting (rules (b), RFC 5546)', () => {
  async function planned() {
    await t.use.request.execute(mc, { idempotencyKey: 'r', holderId: 'holder' });
    const [meeting] = t.state().meetings;
    const scheduledAt = new Date(NOW.getTime() + DAY);
    const input = { verificationId: meeting!.id, version: meeting!.version, verifierAccountId: null };
    await t.use.schedule.execute(mc, { ...input, scheduledAt, place: 'Lyon' });
    return t.state().meetings[0]!;
  }
  const zoe = requester('holder-account', { strength: 'PASSWORD' });

  it('is told to both people, and taken back by the holder for himself alone', async () => {
    const { id, version } = await planned();
    await t.use.invite.execute(event('identity.scheduled', id));
    expect(t.mailer.sent.map(({ to, calendar }) => [to, calendar?.method])).toEqual([
      ['zoe@dupre.example', 'REQUEST'],
      ['mc@dupre.example', 'REQUEST'],
    ]);
    await expect(
      t.use.move.execute(requester('other-mc'), 'cancel', { verificationId: id, version }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await t.use.move.execute(zoe, 'cancel', { verificationId: id, version });
    await t.use.invite.execute(event('identity.cancelled', id));
    expect(t.entries.map(({ uid, sequence, method }) => [uid, sequence, method])).toEqual([
      [`${id}@mandataire`, 1, 'REQUEST'],
      [`${id}@mandataire`, 1, 'REQUEST'],
      [`${id}@mandataire`, 2, 'CANCEL'],
      [`${id}@mandataire`, 2, 'CANCEL'],
    ]);
  });
  it('is not the holder’s to begin', async () => {
    const { id, version } = await planned();
    await expect(t.use.move.execute(zoe, 'start', { verificationId: id, version })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
  it('is never planned with the person as his own verifier (F61)', async () => {
    twoAgents();
    await t.use.request.execute(mc, { idempotencyKey: 'r', holderId: 'h2' });
    const [meeting] = t.state().meetings;
    const planning = t.use.schedule.execute(mc, {
      ...{ verificationId: meeting!.id, version: 1, place: 'Lyon', verifierAccountId: 'mc2' },
      scheduledAt: new Date(NOW.getTime() + DAY),
    });
    await expect(planning).rejects.toMatchObject({ extensions: { rule: 'F61' } });
  });
});

describe('a verification that grows old (D5)', () => {
  const verifiedDaysAgo = (days: number, documentExpiresOn = '2030-01-01') => {
    const [verification] = t.unitOfWork.state.verifications;
    const verifiedAt = new Date(NOW.getTime() - days * DAY);
    t.unitOfWork.state.verifications[0] = { ...verification!, verifiedAt, documentExpiresOn };
  };
  it.each([
    [91, '2030-01-01', 'STALE'],
    [10, '2026-11-21', 'STALE'],
    [89, '2030-01-01', 'VERIFIED'],
    [10, '2026-11-22', 'VERIFIED'],
  ])('of %i days, with a document until %s, is %s', async (days, until, state) => {
    verifiedDaysAgo(days, until);
    await t.use.expire.execute(system, 'verification');
    expect(t.state().verifications[0]?.state).toBe(state);
    expect(t.state().journal.map(({ name }) => name)).toEqual(state === 'STALE' ? ['identity.stale'] : []);
  });
});

describe('a departure (I-30, D17)', () => {
  const reported = (leavesOn: string) =>
    t.use.report.execute(mc, {
      ...{ idempotencyKey: 'd', holderId: 'holder', version: t.state().holders[0]!.version, leavesOn },
      confirmedCertificateIds: ['certificate'],
    });
  const departure = () => t.state().departures[0]!;
  beforeEach(() => {
    t.unitOfWork.state.certificates.push(certificate());
  });

  it('makes one task per live certificate with owner and due, and one revocation, wherever the worker was killed', async () => {
    await reported('2026-11-22');
    expect(t.state().holders[0]?.state).toBe('DEPARTED');
    expect(t.state().revocationTasks).toMatchObject([
      { certificateId: 'certificate', ownerAccountId: 'mc', dueAt: new Date(NOW.getTime() + DAY) },
    ]);
    await t.use.carry.execute(event('departure.reported', departure().id));
    await t.use.carry.carry(system, departure().id);
    expect(t.state().revocations).toMatchObject([{ certificateId: 'certificate', reason: 'HOLDER_LEFT' }]);
    expect(t.state().revocationTasks).toHaveLength(1);
  });
  it('of a later day waits for it, then takes along what was issued since', async () => {
    await reported('2026-11-25');
    await t.use.carry.execute(event('departure.reported', departure().id));
    expect(t.state()).toMatchObject({ revocations: [], holders: [{ state: 'ACTIVE' }] });
    t.unitOfWork.state.certificates.push(certificate({ id: 'later', serial: '5b'.repeat(16) }));
    t.clock.set(new Date('2026-11-25T06:00:00Z'));
    await t.use.carry.carry(system, departure().id);
    expect(t.state().revocations.map(({ certificateId }) => certificateId)).toEqual(['certificate', 'later']);
    expect(t.state().revocationTasks.map(({ certificateId }) => certificateId)).toEqual([
      'certificate',
      'later',
    ]);
    expect(departure().state).toBe('OPEN');
  });
  it('is closed after the revocation only, and a return needs a new verification', async () => {
    await reported('2026-11-22');
    const close = () => t.use.close.execute(mc, { holderId: 'holder', version: departure().version });
    await expect(close()).rejects.toMatchObject({ extensions: { reason: 'CERTIFICATES_STILL_ACTIVE' } });
    const [revoked] = t.unitOfWork.state.certificates;
    t.unitOfWork.state.certificates[0] = { ...revoked!, state: 'REVOKED', revokedAt: NOW };
    const back = () => t.use.back.execute(mc, { holderId: 'holder', version: t.state().holders[0]!.version });
    await expect(back()).rejects.toMatchObject({ extensions: { reason: 'DEPARTURE_STILL_OPEN' } });
    await close();
    await back();
    expect(t.state().holders[0]).toMatchObject({ state: 'ACTIVE', identityNumber: 2 });
  });
  it('is not an HR reader’s to report, nor an MC’s without the act of revoking', async () => {
    const report = (who: string) =>
      t.use.report.execute(requester(who), {
        ...{ idempotencyKey: 'x', holderId: 'holder', version: 1, leavesOn: '2026-11-22' },
        confirmedCertificateIds: ['certificate'],
      });
    await expect(report('hr')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const [mandate] = t.unitOfWork.state.mandates;
    t.unitOfWork.state.mandates[0] = { ...mandate!, acts: ['VERIFY', 'ORDER'] };
    await expect(report('mc')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a verification that was found wrong (rules (b))', () => {
  it('opens one task per certificate that rests on it, once', async () => {
    t.unitOfWork.state.certificates.push(certificate());
    t.unitOfWork.state.orders.push({
      ...{ tenantId: asTenantId(TENANT), id: 'order', holderId: 'holder', verificationId: 'verification' },
      placedBy: 'mc',
    } as never);
    await t.use.tasks.execute(event('identity.invalidated', 'verification'));
    await t.use.tasks.execute(event('identity.invalidated', 'verification'));
    expect(t.state().revocationTasks).toMatchObject([
      { certificateId: 'certificate', cause: 'VERIFICATION_INVALIDATED', ownerAccountId: 'mc' },
    ]);
  });
});
