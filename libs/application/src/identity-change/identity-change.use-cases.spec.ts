import { beforeEach, describe, expect, it } from '@jest/globals';
import { INITIAL_CATALOGUE, type ProductVersion } from '@mandataire/domain/catalogue';
import type { Certificate } from '@mandataire/domain/certificate';
import { AddHolder, ChangeHolderContact } from '../holder/index.js';
import { RecordVerification } from '../identity-verification/index.js';
import { FakeMailer } from '../mail/mailer.fake.js';
import { PlaceOrder, ResumeOrder } from '../order/index.js';
import { PlanReminders, SendReminder } from '../reminder/index.js';
import { event, fleet, mc, NOW, OTHER_TENANT, requester, TENANT } from '../unit-of-work/fleet.builder.js';
import { CarryIdentityChange, FinishReplacement } from './carry-identity-change.js';
import { ConfirmIdentityChange, PreviewIdentityChange } from './change-identity.js';

const system = { tenantId: TENANT, accountId: null, correlationId: 'sweep' };
const initio = INITIAL_CATALOGUE[0] as ProductVersion;

const certificate = (change: Partial<Certificate> = {}): Certificate => ({
  tenantId: TENANT,
  id: 'certificate',
  version: 1,
  orderId: 'order',
  holderId: 'holder',
  productCode: 'INITIO',
  renewalIndex: 0,
  state: 'ACTIVE',
  issuerId: 'issuer',
  serial: '4a'.repeat(16),
  publicKeyHash: 'k',
  certifiedData: {
    surname: 'Lefèvre',
    givenNames: ['Zoé'],
    email: 'zoe@dupre.example',
    jobTitle: 'Comptable',
    companyName: 'Menuiserie Dupré',
    siren: '552008443',
    subjectSerialNumber: 'p7q2w9',
  },
  profile: initio.profile,
  notBefore: new Date('2024-01-01T00:00:00Z'),
  notAfter: new Date('2026-12-12T10:00:00Z'),
  der: new Uint8Array(),
  issuedAt: NOW,
  acceptedAt: NOW,
  revokedAt: null,
  ...change,
});

function setup() {
  const world = fleet();
  const { unitOfWork, catalogue, randomness } = world;
  const mailer = new FakeMailer();
  unitOfWork.state.certificates.push(certificate());
  const saga = new CarryIdentityChange(unitOfWork, catalogue, randomness);
  const use = {
    preview: new PreviewIdentityChange(unitOfWork),
    confirm: new ConfirmIdentityChange(unitOfWork, randomness),
    saga,
    finish: new FinishReplacement(unitOfWork, saga),
    add: new AddHolder(unitOfWork, randomness),
    contact: new ChangeHolderContact(unitOfWork),
    verify: new RecordVerification(unitOfWork, randomness, {
      catalogue,
      settings: { acceptsExtendedCni: true },
    }),
    place: new PlaceOrder(unitOfWork, catalogue, randomness),
    resume: new ResumeOrder(unitOfWork, catalogue),
    plan: new PlanReminders(unitOfWork, randomness),
    remind: new SendReminder(unitOfWork, catalogue, mailer, { console: (path) => `#${path}` }),
  };
  return { ...world, use, mailer, state: () => unitOfWork.state };
}

let t: ReturnType<typeof setup>;
beforeEach(() => {
  t = setup();
});

const married = (change: object = {}) => ({
  holderId: 'holder',
  version: t.state().holders[0]?.version ?? 0,
  surname: 'Martin',
  givenNames: ['Zoé'],
  email: 'zoe@dupre.example',
  jobTitle: 'Comptable',
  effectiveOn: '2026-11-22',
  ...change,
});
const confirm = (change: object = {}) =>
  t.use.confirm.execute(mc, {
    idempotencyKey: 'k',
    confirmedCertificateIds: ['certificate'],
    ...married(),
    ...change,
  });

describe('a change of certified data (R23, I-15)', () => {
  it('is shown before it does anything', async () => {
    const impact = await t.use.preview.execute(mc, married());
    expect(impact).toMatchObject({
      changes: [{ attribute: 'surname', before: 'Lefèvre', after: 'Martin' }],
      certificatesToRevoke: [{ id: 'certificate' }],
      ordersToCreate: 1,
      immediate: true,
      daysWithoutCertificate: 3,
    });
    expect(t.state()).toMatchObject({ identityChanges: [], revocations: [] });
  });
  it('cannot be saved silently: it names the certificates that it revokes', async () => {
    await expect(confirm({ confirmedCertificateIds: [] })).rejects.toMatchObject({
      extensions: { reason: 'IMPACT_CHANGED' },
    });
    expect(t.state().holders[0]?.identityNumber).toBe(1);
  });
  it('ends in one revocation and one replacement, wherever the worker was killed (D16)', async () => {
    const { changeId } = await confirm();
    await t.use.saga.execute(event('identity-change.confirmed', changeId));
    await t.use.saga.execute(event('identity-change.confirmed', changeId));
    await t.use.saga.carry(system, changeId);
    expect(t.state().revocations).toMatchObject([{ certificateId: 'certificate', reason: 'DATA_CHANGED' }]);
    expect(t.state().orders).toMatchObject([
      {
        kind: 'REPLACEMENT',
        state: 'DRAFT',
        replacesCertificateId: 'certificate',
        certifiedData: { surname: 'Martin' },
      },
    ]);
    expect(t.state().identityChanges[0]?.state).toBe('DONE');
  });
  it('is taken up again where it stopped', async () => {
    const { changeId } = await confirm();
    const run = t.unitOfWork.run.bind(t.unitOfWork);
    let calls = 0;
    t.unitOfWork.run = (async (caller, work) => {
      calls += 1;
      if (calls === 2) throw new Error('killed');
      return run(caller, work);
    }) as typeof t.unitOfWork.run;
    await expect(t.use.saga.carry(system, changeId)).rejects.toThrow('killed');
    await t.use.saga.carry(system, changeId);
    expect(t.state().revocations).toHaveLength(1);
    expect(t.state().orders).toHaveLength(1);
  });
  it('of case, spaces or Unicode form alone is none, and a phone revokes nothing (D15)', async () => {
    await expect(t.use.preview.execute(mc, married({ surname: ' LEFE\u0300VRE' }))).rejects.toMatchObject({
      extensions: { reason: 'NOTHING_CHANGES' },
    });
    await t.use.contact.execute(mc, { holderId: 'holder', version: 1, phone: '06 12 34 56 78' });
    expect(t.state().holders[0]?.phone).toBe('+33612345678');
    expect(t.state().revocations).toHaveLength(0);
  });
  it('in the future prepares the replacement and revokes on its day (D17)', async () => {
    const { changeId } = await confirm({ effectiveOn: '2026-12-05' });
    await t.use.saga.execute(event('identity-change.confirmed', changeId));
    expect(t.state().orders).toHaveLength(1);
    expect(t.state().revocations).toHaveLength(0);
    expect(t.state().holders[0]?.identityNumber).toBe(1);
    t.clock.set(new Date('2026-12-04T23:00:00Z'));
    await t.use.saga.carry(system, changeId);
    expect(t.state().revocations).toHaveLength(1);
    expect(t.state().holders[0]?.identityNumber).toBe(2);
  });
  it('in the future comes into force when the replacement is accepted first (D17)', async () => {
    const { changeId } = await confirm({ effectiveOn: '2026-12-05' });
    await t.use.saga.execute(event('identity-change.confirmed', changeId));
    const order = t.state().orders[0];
    t.state().certificates.push(
      certificate({
        id: 'new',
        orderId: order?.id ?? '',
        certifiedData: { ...certificate().certifiedData, surname: 'Martin' },
      }),
    );
    await t.use.finish.execute(event('certificate.accepted', 'new'));
    expect(t.state().revocations).toMatchObject([{ certificateId: 'certificate' }]);
    expect(t.state().identityChanges[0]?.state).toBe('DONE');
  });
  it('supersedes an open order with the old data (F64)', async () => {
    t.state().certificates.length = 0;
    const { orderId } = await t.use.place.execute(mc, {
      idempotencyKey: 'o',
      holderId: 'holder',
      productCode: 'INITIO',
    });
    const { changeId } = await confirm({ confirmedCertificateIds: [] });
    await t.use.saga.execute(event('identity-change.confirmed', changeId));
    expect(t.state().orders.find((row) => row.id === orderId)?.state).toBe('CANCELLED');
  });
  it('is closed to other companies, to holders and to readers (I-1)', async () => {
    await expect(
      t.use.preview.execute(requester('other-mc', { tenantId: OTHER_TENANT }), married()),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const who of ['holder-account', 'hr']) {
      await expect(t.use.preview.execute(requester(who), married())).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });
});

describe('the replacement', () => {
  it('waits for a verification of the new data made after the revocation (D16, I-14, F21)', async () => {
    const { changeId } = await confirm();
    await t.use.saga.execute(event('identity-change.confirmed', changeId));
    const order = t.state().orders[0];
    const resume = () => t.use.resume.execute(mc, { orderId: order?.id ?? '', version: order?.version ?? 0 });
    await expect(resume()).rejects.toMatchObject({
      extensions: { reason: 'IDENTITY_CHANGED_SINCE_VERIFICATION' },
    });
    await t.use.verify.execute(mc, { idempotencyKey: 'v', holderId: 'holder', ...meeting });
    expect((await resume()).state).toBe('AWAITING_CONSENT');
  });
});

const meeting = {
  documentType: 'CNI' as const,
  documentNumber: 'x4rt bpfw4',
  documentExpiresOn: '2030-01-01',
  place: 'Lyon, siège',
  verifiedOn: '2026-11-22',
};

describe('a holder and his verification', () => {
  const added = () =>
    t.use.add.execute(mc, {
      idempotencyKey: 'h',
      surname: 'Œillet',
      givenNames: ['Anne'],
      email: 'Anne@dupre.example',
      jobTitle: 'Gérante',
      phone: null,
      establishment: null,
    });
  it('is added once, with his own subject serial number (D23)', async () => {
    expect(await added()).toEqual(await added());
    expect(t.state().holders).toHaveLength(2);
    expect(t.state().holders[1]?.subjectSerialNumber).toMatch(/^[0-9a-f]{20}$/);
  });
  it('is refused with an e-mail that a colleague has', async () => {
    await added();
    const again = t.use.add.execute(mc, {
      idempotencyKey: 'other',
      surname: 'X',
      givenNames: ['Y'],
      email: 'anne@dupre.example',
      jobTitle: 'Z',
      phone: null,
      establishment: null,
    });
    await expect(again).rejects.toMatchObject({ extensions: { reason: 'HOLDER_EMAIL_TAKEN' } });
  });
  it('is verified face to face with a valid document (F65, I-6)', async () => {
    const { holderId } = await added();
    await t.use.verify.execute(mc, { idempotencyKey: 'v', holderId, ...meeting });
    expect(t.state().verifications.at(-1)).toMatchObject({
      state: 'VERIFIED',
      documentNumber: 'X4RTBPFW4',
      verifierAccountId: 'mc',
      identityNumber: 1,
    });
  });
  it.each([
    [
      'an expired document',
      { documentExpiresOn: '2026-11-21' },
      { rule: 'I-6', reason: 'IDENTITY_DOCUMENT_EXPIRED' },
    ],
    ['a meeting tomorrow', { verifiedOn: '2026-11-23' }, { fields: { verifiedOn: 'IN_THE_FUTURE' } }],
    ['no place', { place: ' ' }, { fields: { place: 'REQUIRED' } }],
    [
      'a number too short',
      { documentNumber: '12' },
      { fields: { documentNumber: 'DOCUMENT_NUMBER_FORMAT' } },
    ],
  ])('is refused with %s', async (_what, change, extensions) => {
    const verified = t.use.verify.execute(mc, {
      idempotencyKey: 'v',
      holderId: 'holder',
      ...meeting,
      ...change,
    });
    await expect(verified).rejects.toMatchObject({ extensions });
  });
  it('is never verified by himself (F61, I-5)', async () => {
    const { holderId } = await t.use.add.execute(mc, {
      idempotencyKey: 'self',
      surname: 'Martin',
      givenNames: ['Claire'],
      email: 'mc@dupre.example',
      jobTitle: 'RSSI',
      phone: null,
      establishment: null,
    });
    const verified = t.use.verify.execute(mc, { idempotencyKey: 'v', holderId, ...meeting });
    await expect(verified).rejects.toMatchObject({ extensions: { rule: 'F61', reason: 'VERIFIES_HIMSELF' } });
  });
  it('of another company is not there (F12)', async () => {
    const stranger = requester('other-mc', { tenantId: OTHER_TENANT });
    const verified = t.use.verify.execute(stranger, { idempotencyKey: 'v', holderId: 'holder', ...meeting });
    await expect(verified).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('reminders (P14, I-31)', () => {
  const sendAll = async () => {
    for (const { id } of t.state().reminders) await t.use.remind.execute(event('reminder.planned', id));
  };
  it('go to holder and MC once, however often the planner and the worker run', async () => {
    for (let i = 0; i < 3; i += 1) {
      await t.use.plan.execute(system, 'certificate');
      await sendAll();
    }
    expect(t.mailer.sent.map((mail) => mail.to).sort()).toEqual(['mc@dupre.example', 'zoe@dupre.example']);
    expect(t.state().reminders.map((row) => row.state)).toEqual(['SENT', 'SENT']);
    expect(t.mailer.sent[0]?.subject).toContain('expire dans 20 jours');
  });
  it('propose a renewal where the rules allow one, else a new order', async () => {
    await t.use.plan.execute(system, 'certificate');
    await sendAll();
    expect(t.mailer.sent[0]?.text).toContain('peut être renouvelé');
    t = setup();
    t.state().certificates[0] = certificate({ productCode: 'PROBATIO' });
    await t.use.plan.execute(system, 'certificate');
    await sendAll();
    expect(t.mailer.sent[0]?.text).toContain('un nouveau certificat doit être commandé');
  });
  it('stop for a certificate revoked between planning and sending', async () => {
    await t.use.plan.execute(system, 'certificate');
    t.state().certificates[0] = certificate({ state: 'REVOKED' });
    await sendAll();
    expect(t.mailer.sent).toHaveLength(0);
    expect(t.state().reminders[0]).toMatchObject({ state: 'SUPPRESSED', suppressedBecause: 'REVOKED' });
  });
  it('are kept when the server refuses the mail, and sent the next time', async () => {
    await t.use.plan.execute(system, 'certificate');
    t.mailer.failNext = true;
    const first = t.state().reminders[0]?.id ?? '';
    await expect(t.use.remind.execute(event('reminder.planned', first))).rejects.toThrow();
    expect(t.state().reminders[0]?.state).toBe('PLANNED');
    await sendAll();
    expect(t.mailer.sent).toHaveLength(2);
  });
});
