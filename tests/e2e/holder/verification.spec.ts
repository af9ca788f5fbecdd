import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runningSystem, type Run } from '../../support/system/index.js';
import { openFile, signedIn, stranger, type ApiClient } from '../support/api.js';
import { goodRequest } from '../support/certificate-requests.js';
import { ADD, addHolder, inMonths, meeting, Newcomer, person, today, VERIFY } from '../support/chain.js';
import { ANSWER, OrderFlow, PLACE, SUBMIT, verifiedHolder, type HolderFacts } from '../support/orders.js';

const MEETING = 'id version state scheduledAt allowedActions';
const act = (name: string, input: string) =>
  `mutation($input: ${input}!) { ${name}(input: $input) { id version state meetings { ${MEETING} } departure { version state } } }`;
const REQUEST = act('requestVerification', 'RequestVerificationInput');
const SCHEDULE = act('scheduleVerification', 'ScheduleVerificationInput');
const START = act('startVerification', 'MeetingActInput');
const FAIL = act('failVerification', 'EndMeetingInput');
const MISS = act('missVerification', 'MeetingActInput');
const CANCEL = act('cancelVerification', 'EndMeetingInput');
const REPORT = act('reportDeparture', 'ReportDepartureInput');
const CANCEL_DEPARTURE = act('cancelDeparture', 'DepartureActInput');
const CLOSE = act('closeDeparture', 'DepartureActInput');
const RETURN = act('returnHolder', 'HolderActInput');
const HOLDER = `query($id: ID!) { holder(id: $id) { id version state activeCertificates allowedActions
  verification { state method level documentExpiresOn documentPrintedUntil } verifications { id }
  meetings { ${MEETING} } departure { version state } certificates { id state revocation { reason } } orders { id state } } }`;
const TASKS = '{ revocationTasks { cause holderId certificateId ownerName overdue plannedFor requested } }';
const INVALIDATE = `mutation($input: InvalidateVerificationInput!) { invalidateVerification(input: $input) { id verification { state } } }`;
const OFFICE = `mutation($input: RecordOrderVerificationInput!) { recordOrderVerification(input: $input) { id verification { id state verifierName } } }`;

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly activeCertificates: number;
  readonly allowedActions: string[];
  readonly verification: Record<string, unknown> | null;
  readonly verifications: { id: string }[];
  readonly meetings: { id: string; version: number; state: string; allowedActions: string[] }[];
  readonly departure: { version: number; state: string } | null;
  readonly certificates: { id: string; state: string; revocation: { reason: string } | null }[];
  readonly orders: { id: string; state: string }[];
}

let run: Run;
let newcomer: Newcomer;
let agent: ApiClient;
let flow: OrderFlow;
beforeAll(async () => {
  run = runningSystem();
  newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
  flow = OrderFlow.of(newcomer, agent);
}, 120_000);

const shown = async (id: string): Promise<Shown> =>
  (await agent.read<{ holder: Shown }>(HOLDER, { id })).holder;

/** The meeting of this holder that is on its way, after the act. */
async function moved(document: string, input: object): Promise<Shown['meetings'][number]> {
  const [holder] = Object.values(await agent.read<Record<string, Shown>>(document, { input }));
  return holder!.meetings[0]!;
}

const requested = (holderId: string) => moved(REQUEST, { idempotencyKey: randomUUID(), holderId });
const tomorrow = (hours = 24) => new Date(Date.now() + hours * 3_600_000).toISOString();
const day = ({ id, version }: { id: string; version: number }, change: object = {}) => ({
  ...{ verificationId: id, version, scheduledAt: tomorrow(), place: 'Siège, Metz' },
  ...change,
});
const at = ({ id, version }: { id: string; version: number }, change: object = {}) => ({
  ...{ verificationId: id, version },
  ...change,
});

async function certified(): Promise<HolderFacts> {
  const holder = await verifiedHolder(agent);
  const { token } = await flow.retrievable(holder);
  await stranger(run).read(SUBMIT, { input: { token, csr: await goodRequest() } });
  await stranger(run).read(ANSWER, { input: { token, answer: 'ACCEPT', backupAcknowledged: true } });
  return holder;
}

describe('the names of a holder', () => {
  it('with characters that look like others are taken once compared with the document (V10)', async () => {
    const turkish = person({ surname: 'Yıldız' });
    expect((await agent.refusal(ADD, { input: turkish })).fields).toEqual({ surname: 'CONFUSABLE' });
    const fake = person({ surname: 'Dupоnt', confirmedNames: ['Dupont'] });
    expect((await agent.refusal(ADD, { input: fake })).fields).toEqual({ surname: 'CONFUSABLE' });
    const zeroWidth = person({ surname: 'Mar\u200btin', confirmedNames: ['Mar\u200btin'] });
    expect((await agent.refusal(ADD, { input: zeroWidth })).fields).toEqual({ surname: 'CONTROL_CHARACTER' });
    await addHolder(agent, { surname: 'Yıldız', confirmedNames: ['Yıldız'] });
  });

  it('that another person bears ask who is who, whatever case and accents (I-22)', async () => {
    await addHolder(agent, { surname: 'Le Gœuff', givenNames: ['Yann'] });
    const twin = { surname: 'LE GOEUFF', givenNames: ['Yann', 'Marie'], anotherPerson: false };
    expect(await agent.refusal(ADD, { input: person(twin) })).toMatchObject({
      rule: 'I-22',
      reason: 'HOMONYM',
    });
    await addHolder(agent, { ...twin, anotherPerson: true });
  });

  it('come with an address that is one person’s over all companies, and nobody learns whose (I-23)', async () => {
    const { email } = await addHolder(agent);
    const other = await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors');
    const taken = await other.refusal(ADD, { input: person({ email }) });
    expect(taken).toMatchObject({ rule: 'I-23', reason: 'HOLDER_EMAIL_TAKEN' });
    expect(await agent.refusal(ADD, { input: person({ email }) })).toMatchObject({
      rule: 'I-23',
      reason: 'HOLDER_EMAIL_TAKEN',
    });
    expect(JSON.stringify(taken)).not.toContain(newcomer.companyId);
  });
});

describe('a verification on its way', () => {
  it('is planned, changed and taken back in both calendars under one UID (RFC 5546)', async () => {
    const { id, email } = await addHolder(agent);
    const first = await requested(id);
    expect(first).toMatchObject({ state: 'REQUESTED' });
    expect(
      await agent.refusal(REQUEST, { input: { idempotencyKey: randomUUID(), holderId: id } }),
    ).toMatchObject({ reason: 'VERIFICATION_ALREADY_OPEN' });
    const planned = await moved(SCHEDULE, day(first));
    const again = await moved(SCHEDULE, day(planned, { scheduledAt: tomorrow(48), place: 'Nancy' }));
    const entry = async (to: string, sequence: number, method: string) => {
      const mail = await newcomer.mails.waitFor(
        to,
        ({ calendar }) =>
          calendar.includes(`SEQUENCE:${sequence}\r\n`) && calendar.includes(`METHOD:${method}`),
      );
      return /UID:(.*)\r\n/.exec(mail.calendar)?.[1];
    };
    expect(await entry(email, 2, 'REQUEST')).toBe(`${first.id}@mandataire`);
    expect(await moved(CANCEL, at(again))).toMatchObject({ state: 'CANCELLED', allowedActions: [] });
    expect(await entry(email, 3, 'CANCEL')).toBe(`${first.id}@mandataire`);
    expect(await entry(newcomer.agent.email, 3, 'CANCEL')).toBe(`${first.id}@mandataire`);
  });

  it('fails with its reason, is begun once, and ends with the record (rules (b), I-7)', async () => {
    const { id } = await addHolder(agent);
    const planned = await moved(SCHEDULE, day(await requested(id)));
    expect(await agent.refusal(MISS, { input: at(planned) })).toMatchObject({
      reason: 'MEETING_NOT_YET_DUE',
    });
    const begun = await moved(START, at(planned));
    expect(await agent.refusal(START, { input: at(begun) })).toMatchObject({ code: 'INVALID_STATE' });
    expect(await agent.refusal(SCHEDULE, { input: day(planned) })).toMatchObject({ code: 'CONFLICT' });
    expect((await agent.refusal(FAIL, { input: at(begun, { reason: ' ' }) })).fields).toEqual({
      reason: 'REQUIRED',
    });
    expect(await moved(FAIL, at(begun, { reason: 'Doute sur la pièce' }))).toMatchObject({ state: 'FAILED' });
    const next = await moved(SCHEDULE, day(await requested(id)));
    await agent.read(VERIFY, { input: meeting(id) });
    const holder = await shown(id);
    expect(holder.meetings.map(({ state }) => state)).toEqual(['VERIFIED', 'FAILED']);
    expect(holder.verifications.map((each) => each.id)).toEqual([next.id]);
  });

  it('refuses a day in the past, a verifier who is no MC, and another company’s (F12)', async () => {
    const { id } = await addHolder(agent);
    const open = await requested(id);
    const refused = async (change: object) => agent.refusal(SCHEDULE, { input: day(open, change) });
    expect((await refused({ scheduledAt: tomorrow(-1) })).fields).toEqual({ scheduledAt: 'IN_THE_PAST' });
    expect((await refused({ verifierAccountId: randomUUID() })).fields).toEqual({
      verifierAccountId: 'NOT_AN_AGENT',
    });
    const theirs = await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors');
    expect(await theirs.refusal(SCHEDULE, { input: day(open) })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await theirs.refusal(CANCEL, { input: at(open) })).toMatchObject({ code: 'NOT_FOUND' });
    const representative = await signedIn(run, 'LEGAL_REPRESENTATIVE');
    expect(await representative.refusal(START, { input: at(open) })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('documents and methods', () => {
  it('takes an extended CNI and says so, and asks for its issue and birth date (V4, V6, D10)', async () => {
    const { id } = await addHolder(agent);
    const old = { documentNumber: '880692310285', documentExpiresOn: inMonths(-24) };
    expect((await agent.refusal(VERIFY, { input: meeting(id, old) })).fields).toEqual({
      documentIssuedOn: 'REQUIRED',
      birthDate: 'REQUIRED',
    });
    const minor = { ...old, documentIssuedOn: '2013-06-01', birthDate: '1996-01-01' };
    expect(await agent.refusal(VERIFY, { input: meeting(id, minor) })).toMatchObject({
      reason: 'IDENTITY_DOCUMENT_EXPIRED',
    });
    await agent.read(VERIFY, { input: meeting(id, { ...minor, birthDate: '1980-01-01' }) });
    expect((await shown(id)).verification).toMatchObject({
      state: 'VERIFIED',
      documentExpiresOn: inMonths(36),
      documentPrintedUntil: inMonths(-24),
    });
  });

  it('refuses a signature that no certificate of the person made, and an unproven method (F13)', async () => {
    const { id } = await addHolder(agent);
    const distant = (change: object) => ({ input: meeting(id, { method: 'SIGNED_REQUEST', ...change }) });
    expect((await agent.refusal(VERIFY, distant({}))).fields).toEqual({ evidence: 'REQUIRED' });
    expect(await agent.refusal(VERIFY, distant({ evidence: '0A:1B' }))).toMatchObject({
      rule: 'F13',
      reason: 'SIGNATURE_NOT_VALID',
    });
    await agent.read(VERIFY, { input: meeting(id, { method: 'CERTIFIED_COPY', evidence: 'Dossier 12' }) });
    expect((await shown(id)).verification).toMatchObject({ method: 'CERTIFIED_COPY', level: 'ONE_STAR' });
    const input = { idempotencyKey: randomUUID(), holderId: id, productCode: 'INITIO' };
    await agent.read(PLACE, { input });
  });
});

describe('the registration office', () => {
  it('verifies the holder of a file itself, and invalidates with a task per certificate (D1, D6, rules (b))', async () => {
    const holder = await certified();
    const { orders, certificates } = await shown(holder.id);
    const [order] = orders;
    const record = (orderId: string) => {
      const { holderId: _, ...said } = meeting(holder.id);
      return { input: { ...said, orderId } };
    };
    const { officer } = newcomer;
    const unopened = await flow.place(await verifiedHolder(agent));
    expect(await officer.refusal(OFFICE, record(unopened.id))).toMatchObject({
      reason: 'ACCESS_GRANT_REQUIRED',
    });
    await openFile(officer, 'ORDER', order!.id);
    expect(await agent.refusal(OFFICE, record(order!.id))).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      (await officer.refusal(INVALIDATE, { input: { orderId: order!.id, reason: ' ' } })).fields,
    ).toEqual({
      reason: 'REQUIRED',
    });
    const input = { orderId: order!.id, reason: 'Pièce contrefaite' };
    const invalidated = await officer.read(INVALIDATE, { input });
    expect(invalidated).toMatchObject({ invalidateVerification: { verification: { state: 'INVALIDATED' } } });
    const task = await eventually('the revocation task', async () => {
      const { revocationTasks } = await agent.read<{ revocationTasks: { holderId: string }[] }>(TASKS);
      return revocationTasks.find(({ holderId }) => holderId === holder.id);
    });
    expect(task).toMatchObject({
      cause: 'VERIFICATION_INVALIDATED',
      certificateId: certificates[0]!.id,
      ownerName: newcomer.agent.name,
      overdue: false,
    });
    const file = await flow.submitted(await verifiedHolder(agent));
    await openFile(officer, 'ORDER', file.id);
    expect(await officer.read(OFFICE, record(file.id))).toMatchObject({
      recordOrderVerification: {
        verification: { state: 'VERIFIED', verifierName: expect.not.stringContaining(newcomer.agent.name) },
      },
    });
  });
});

describe('a departure', () => {
  const report = (holder: Shown, change: object = {}) => ({
    ...{ idempotencyKey: randomUUID(), holderId: holder.id, version: holder.version, leavesOn: today() },
    confirmedCertificateIds: holder.certificates.map(({ id }) => id),
    ...change,
  });

  it('that is planned asks for nothing before its day, and can be taken back (D17)', async () => {
    const holder = await shown((await certified()).id);
    await agent.read(REPORT, { input: report(holder, { leavesOn: inMonths(1) }) });
    const planned = await shown(holder.id);
    expect(planned).toMatchObject({
      state: 'ACTIVE',
      activeCertificates: 1,
      departure: { state: 'PLANNED' },
    });
    expect(await agent.refusal(REPORT, { input: report(planned) })).toMatchObject({
      reason: 'DEPARTURE_ALREADY_REPORTED',
    });
    const mine = async () =>
      (
        await agent.read<{ revocationTasks: { holderId: string; plannedFor: string }[] }>(TASKS)
      ).revocationTasks.filter(({ holderId }) => holderId === holder.id);
    expect(await mine()).toMatchObject([{ plannedFor: inMonths(1) }]);
    const { version } = planned.departure!;
    await agent.read(CANCEL_DEPARTURE, { input: { holderId: holder.id, version } });
    expect(await mine()).toEqual([]);
  });

  it('revokes what was confirmed, closes only after it, and a return is verified anew (I-30)', async () => {
    const holder = await shown((await certified()).id);
    expect(
      await agent.refusal(REPORT, { input: report(holder, { confirmedCertificateIds: [] }) }),
    ).toMatchObject({ rule: 'I-30', reason: 'IMPACT_CHANGED' });
    const theirs = await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors');
    expect(await theirs.refusal(REPORT, { input: report(holder) })).toMatchObject({ code: 'NOT_FOUND' });
    const [reported] = Object.values(
      await agent.read<Record<string, Shown>>(REPORT, { input: report(holder) }),
    );
    expect(reported).toMatchObject({ state: 'DEPARTED', departure: { state: 'OPEN' } });
    const closing = await agent.ask(CLOSE, { input: { holderId: holder.id, version: 1 } });
    expect(closing.errors[0]?.extensions.reason ?? 'REVOKED ALREADY').toMatch(
      /^(CERTIFICATES_STILL_ACTIVE|REVOKED ALREADY)$/,
    );
    const done = await eventually('the revocation', async () => {
      const now = await shown(holder.id);
      return now.activeCertificates === 0 ? now : undefined;
    });
    expect(done.certificates).toMatchObject([{ state: 'REVOKED', revocation: { reason: 'HOLDER_LEFT' } }]);
    expect(await agent.refusal(VERIFY, { input: meeting(holder.id) })).toMatchObject({
      reason: 'HOLDER_DEPARTED',
    });
    if (done.departure?.state === 'OPEN') {
      expect(
        await agent.refusal(RETURN, { input: { holderId: holder.id, version: done.version } }),
      ).toMatchObject({ reason: 'DEPARTURE_STILL_OPEN' });
      await agent.read(CLOSE, { input: { holderId: holder.id, version: done.departure.version } });
    }
    await agent.read(RETURN, { input: { holderId: holder.id, version: done.version } });
    expect(await shown(holder.id)).toMatchObject({ state: 'ACTIVE', verification: { state: 'STALE' } });
    const order = { idempotencyKey: randomUUID(), holderId: holder.id, productCode: 'INITIO' };
    expect(await agent.refusal(PLACE, { input: order })).toMatchObject({
      reason: 'IDENTITY_CHANGED_SINCE_VERIFICATION',
    });
  });
});
