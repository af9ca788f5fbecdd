import { beforeEach, describe, expect, it } from '@jest/globals';
import { INITIAL_CATALOGUE, PROFILE, type ProductVersion } from '@mandataire/domain/catalogue';
import { LinkIssuer } from '../link/index.js';
import { RefusedError } from '../refusal/index.js';
import {
  CarryOutRevocations,
  ObserveRevocation,
  RequestRevocation,
  RevokeRefusedCertificate,
  TellRevocation,
} from '../revocation/index.js';
import { FakeMailer } from '../mail/mailer.fake.js';
import { event, fleet, mc, NOW, OTHER_TENANT, requester, TENANT } from '../unit-of-work/fleet.builder.js';
import { AbandonReserved } from './abandon-reserved.js';
import { AnswerCertificate } from './answer-certificate.js';
import { FakeCertificateAuthority, fakeInspector } from './certificate-authority.fake.js';
import { ExpireCertificate } from './expire-certificate.js';
import { IssueCertificate } from './issue-certificate.js';
import { ReadRetrieval } from './read-retrieval.js';

const system = { tenantId: TENANT, accountId: null, correlationId: 'test' };

async function setup() {
  const world = fleet();
  const { unitOfWork, randomness, hasher, clock } = world;
  const authority = new FakeCertificateAuthority();
  const mailer = new FakeMailer();
  const seen = { ocsp: 'REVOKED' as 'GOOD' | 'REVOKED', crl: true };
  const probe = { ocsp: async () => seen.ocsp, crlLists: async () => seen.crl };
  const initio = INITIAL_CATALOGUE[0] as ProductVersion;
  unitOfWork.state.orders.push({
    tenantId: TENANT,
    id: 'order',
    version: 1,
    kind: 'NEW',
    state: 'LINK_SENT',
    holderId: 'holder',
    identityNumber: 1,
    productCode: 'INITIO',
    productVersion: 1,
    profile: initio.profile,
    certifiedData: {
      surname: 'Lefèvre',
      givenNames: ['Zoé'],
      email: 'zoe@dupre.example',
      jobTitle: 'Comptable',
      companyName: 'Menuiserie Dupré',
      siren: '552008443',
      subjectSerialNumber: 'p7q2w9',
    },
    registrationOffice: 'CCI',
    verificationId: 'verification',
    replacesCertificateId: null,
    placedBy: 'mc',
    placedAt: NOW,
    consentedAt: NOW,
    coSignedAt: NOW,
    decidedBy: 'officer',
    decidedAt: NOW,
    decisionReason: null,
  });
  const link = () =>
    unitOfWork.run(system, (tx) =>
      new LinkIssuer(randomness, hasher).issue(tx, {
        purpose: 'RETRIEVAL',
        objectId: 'order',
        email: 'zoe@dupre.example',
        expiresAt: new Date(NOW.getTime() + 15 * 86_400_000),
      }),
    );
  const { token } = await link();
  const use = {
    read: new ReadRetrieval(unitOfWork, hasher),
    issue: new IssueCertificate(unitOfWork, authority, fakeInspector, hasher, randomness),
    answer: new AnswerCertificate(unitOfWork, hasher, randomness),
    abandon: new AbandonReserved(unitOfWork),
    expire: new ExpireCertificate(unitOfWork),
    request: new RequestRevocation(unitOfWork, randomness),
    refused: new RevokeRefusedCertificate(unitOfWork, randomness),
    carryOut: new CarryOutRevocations(unitOfWork, authority, clock),
    observe: new ObserveRevocation(unitOfWork, probe),
    tell: new TellRevocation(unitOfWork, mailer),
  };
  const issue = (csr = 'KEY:one') => use.issue.execute({ token, csr }, 'c');
  const answer = (change: object = {}) =>
    use.answer.execute({ token, answer: 'accept', backupAcknowledged: true, comment: null, ...change }, 'c');
  const active = async () => {
    await issue();
    return answer();
  };
  const carryOut = async (...ids: string[]) => {
    const sent = await use.carryOut.revoke(system, ids);
    for (const issuerId of new Set(sent.map((each) => each.issuerId))) await use.carryOut.publish(issuerId);
    await use.carryOut.confirm(system, ids);
  };
  return {
    ...world,
    carryOut,
    authority,
    mailer,
    seen,
    token,
    link,
    use,
    issue,
    answer,
    active,
    state: () => unitOfWork.state,
  };
}

let t: Awaited<ReturnType<typeof setup>>;
beforeEach(async () => {
  t = await setup();
});

describe('issuing', () => {
  it('reserves the row before the signature, then records what was signed', async () => {
    const { certificate } = await t.issue();
    expect(t.state().journal.map((row) => row.name)).toEqual(['certificate.reserved', 'certificate.issued']);
    expect(certificate).toMatchObject({
      state: 'ISSUED',
      serial: expect.stringMatching(/^[4-7][0-9a-f]{31}$/),
    });
    expect(t.state().serials).toEqual([{ serial: certificate.serial, state: 'ISSUED' }]);
    expect(t.state().orders[0]?.state).toBe('DOWNLOADED');
  });
  it('signs by the profile frozen in the order, with the authority of its family (I-32, F35)', async () => {
    const [order] = t.state().orders;
    if (!order) throw new Error('no order');
    t.state().orders[0] = { ...order, profile: PROFILE.probatioSignature };
    const { certificate } = await t.issue();
    expect(certificate).toMatchObject({ issuerId: 'issuer SIGNATURE', profile: PROFILE.probatioSignature });
    expect(t.authority.issued).toMatchObject([
      { issuerId: 'issuer SIGNATURE', profile: PROFILE.probatioSignature },
    ]);
  });
  it('lasts three years, not a second more (R13, I-12)', async () => {
    const { certificate } = await t.issue();
    expect(certificate.notBefore.toISOString()).toBe('2026-11-22T10:00:00.000Z');
    expect(certificate.notAfter.toISOString()).toBe('2029-11-22T09:59:59.000Z');
  });
  it('uses the link once: a second request is refused and signs nothing', async () => {
    await t.issue();
    await expect(t.issue('KEY:two')).rejects.toMatchObject({ extensions: { reason: 'RETRIEVAL_LINK_USED' } });
    expect(t.authority.issued).toHaveLength(1);
  });
  it('refuses a key that was certified before (F19), leaving link and order as they were', async () => {
    t.state().claims.push('key:one=');
    await expect(t.issue()).rejects.toMatchObject({
      extensions: { rule: 'F19', reason: 'KEY_ALREADY_CERTIFIED' },
    });
    expect(t.state().orders[0]?.state).toBe('LINK_SENT');
    expect(t.state().links[0]?.usedAt).toBeNull();
    expect(t.state().serials).toHaveLength(0);
  });
  it('refuses a key that is known to be compromised, and knows one once its revocation is confirmed (F57)', async () => {
    t.state().compromisedKeys.push('one');
    await expect(t.issue()).rejects.toMatchObject({
      extensions: { rule: 'F57', reason: 'KEY_IS_COMPROMISED' },
    });
    expect(t.state().serials).toHaveLength(0);
  });
  it('refuses a weak key and a private key, and consumes nothing (D21, I-11)', async () => {
    await expect(t.issue('weak')).rejects.toMatchObject({ extensions: { rule: 'D21' } });
    await expect(t.issue('P12')).rejects.toMatchObject({
      extensions: { rule: 'I-11', reason: 'CSR_IS_PRIVATE_KEY' },
    });
    await expect(t.issue()).resolves.toBeDefined();
  });
  it('abandons the serial when the lint finds something and gives the file back (D27)', async () => {
    t.authority.lint = true;
    await expect(t.issue()).rejects.toMatchObject({
      extensions: { rule: 'F37', reason: 'CERTIFICATE_LINT' },
    });
    expect(t.state().certificates[0]?.state).toBe('ABANDONED');
    expect(t.state().serials[0]?.state).toBe('ABANDONED');
    expect(t.state().orders[0]?.state).toBe('INCOMPLETE');
  });
  it('leaves a reserved row when the power goes, which the sweeper abandons and the order starts over', async () => {
    t.authority.fail = true;
    await expect(t.issue()).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      extensions: { reason: 'SIGNATURE_INTERRUPTED', retryable: false },
      cause: new Error('power cut'),
    });
    await expect(t.issue('KEY:two')).rejects.toMatchObject({ extensions: { reason: 'RETRIEVAL_LINK_USED' } });
    expect(t.state().certificates[0]?.state).toBe('REQUESTED');
    await t.use.abandon.execute(system, t.state().certificates[0]?.id ?? '');
    expect(t.state().certificates[0]?.state).toBe('ABANDONED');
    expect(t.state().orders[0]?.state).toBe('APPROVED');
    expect(t.state().journal.at(-1)?.name).toBe('order.restarted');
  });
  it('says what is true when the database fails at the recording: the link has served, a new one comes', async () => {
    const { run } = t.unitOfWork;
    let runs = 0;
    t.unitOfWork.run = function fail(caller, work) {
      runs += 1;
      if (runs === 2) throw new RefusedError('UPSTREAM_UNAVAILABLE', { retryable: true });
      return run.call(this, caller, work) as never;
    };
    await expect(t.issue()).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      extensions: { reason: 'SIGNATURE_INTERRUPTED', retryable: false },
    });
    expect(t.state().certificates[0]?.state).toBe('REQUESTED');
  });
});

describe('acceptance (F17)', () => {
  it('activates the certificate and completes the order', async () => {
    expect(await t.active()).toMatchObject({ state: 'ACTIVE', acceptedAt: NOW });
    expect(t.state().orders[0]?.state).toBe('COMPLETED');
    expect(t.state().orderActs.map((act) => act.kind)).toEqual(['ACCEPTANCE']);
  });
  it('needs the backup acknowledged (R40)', async () => {
    await t.issue();
    await expect(t.answer({ backupAcknowledged: false })).rejects.toMatchObject({
      extensions: { fields: { backupAcknowledged: 'MUST_ACCEPT' } },
    });
  });
  it('is refused before there is a certificate, and a second time', async () => {
    await expect(t.answer()).rejects.toMatchObject({ extensions: { reason: 'CERTIFICATE_NOT_MADE' } });
    await t.active();
    await expect(t.answer()).rejects.toMatchObject({ code: 'INVALID_STATE' });
  });
  it('refused by the holder, it is revoked once, however often the event comes', async () => {
    await t.issue();
    const certificate = await t.answer({ answer: 'refuse', backupAcknowledged: false });
    expect(certificate.state).toBe('REFUSED');
    await t.use.refused.execute(event('certificate.refused', certificate.id));
    await t.use.refused.execute(event('certificate.refused', certificate.id));
    await t.use.refused.execute(event('certificate.refused', certificate.id, 'again'));
    expect(t.state().revocations).toMatchObject([
      { state: 'AUTHENTICATED', reason: 'CERTIFICATE_REFUSED', requesterRole: 'SYSTEM' },
    ]);
  });
});

describe('revocation', () => {
  const ask = (who = mc, key = 'k', certificateId = t.state().certificates[0]?.id ?? '') =>
    t.use.request.execute(who, {
      idempotencyKey: key,
      certificateId,
      reason: 'KEY_COMPROMISED',
      comment: null,
    });

  it('fixes receipt and the 24 hours, and waits for nobody (I-17, F50)', async () => {
    await t.active();
    await ask();
    expect(t.state().revocations[0]).toMatchObject({
      state: 'AUTHENTICATED',
      receivedAt: NOW,
      dueAt: new Date('2026-11-23T10:00:00Z'),
    });
    expect(t.authority.revoked).toHaveLength(0);
  });
  it('is for an MC within his product families and establishments, for a holder his own wherever he works (D12)', async () => {
    await t.active();
    const [mandate] = t.state().mandates;
    const [holder] = t.state().holders;
    if (!mandate || !holder) throw new Error('no mandate, no holder');
    t.state().mandates[0] = { ...mandate, productCodes: ['AUDACIO'] };
    await expect(ask()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    t.state().mandates[0] = { ...mandate, establishments: ['73282932000074'] };
    await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // The MC himself, as a holder elsewhere.
    t.state().holders[0] = { ...holder, accountId: 'mc' };
    t.state().memberships.push({
      tenantId: TENANT,
      id: 'm9',
      accountId: 'mc',
      role: 'HOLDER',
      ...{ invitedAs: null, acceptedAt: NOW, endedAt: null },
    });
    await expect(ask()).resolves.toBeDefined();
  });
  it('makes one request of two clicks, and refuses another while it is open', async () => {
    await t.active();
    expect(await ask()).toEqual(await ask());
    await expect(ask(mc, 'other')).rejects.toMatchObject({
      extensions: { reason: 'REVOCATION_ALREADY_OPEN' },
    });
    expect(t.state().revocations).toHaveLength(1);
  });
  it('is open to the holder for his own certificate and to the representative', async () => {
    await t.active();
    await expect(ask(requester('holder-account'))).resolves.toBeDefined();
  });
  it('is closed to others: NOT_FOUND in another company, FORBIDDEN without the act (I-16)', async () => {
    await t.active();
    await expect(ask(requester('other-mc', { tenantId: OTHER_TENANT }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(ask(requester('hr'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
  it('does not let a person set a reason that only a process may set', async () => {
    await t.active();
    const asked = t.use.request.execute(mc, {
      idempotencyKey: 'k',
      certificateId: t.state().certificates[0]?.id ?? '',
      reason: 'CERTIFICATE_REFUSED',
      comment: null,
    });
    await expect(asked).rejects.toMatchObject({ extensions: { fields: { reason: 'NOT_CHOOSABLE' } } });
  });
  it('goes through the CA to REVOKED, is seen from outside, told and closed (F32)', async () => {
    const { serial } = await t.active();
    const { revocationId } = await ask();
    await t.carryOut(revocationId);
    expect(t.state().compromisedKeys).toEqual(['one']);
    expect(t.authority).toMatchObject({ revoked: [serial], published: 1 });
    expect(t.state().certificates[0]).toMatchObject({ state: 'REVOKED', revokedAt: NOW });
    await t.use.observe.execute(event('revocation.confirmed', revocationId));
    expect(t.state().revocations[0]).toMatchObject({ state: 'PUBLISHED', ocspSeenAt: NOW, crlSeenAt: NOW });
    await t.use.tell.execute(event('revocation.published', revocationId));
    expect(t.state().revocations[0]?.state).toBe('CLOSED');
    expect(t.mailer.sent.map((mail) => mail.to).sort()).toEqual(['mc@dupre.example', 'zoe@dupre.example']);
    expect(t.mailer.sent.map((mail) => mail.text).join()).not.toMatch(/compromi/i);
  });
  it('is carried out once when delivered twice', async () => {
    await t.active();
    const { revocationId } = await ask();
    await t.carryOut(revocationId);
    await t.carryOut(revocationId);
    expect(t.authority.revoked).toHaveLength(1);
    expect(t.state().journal.filter((row) => row.name === 'certificate.revoked')).toHaveLength(1);
  });
  it('is not called published before OCSP and CRL both say so, and keeps what was seen first', async () => {
    await t.active();
    const { revocationId } = await ask();
    await t.carryOut(revocationId);
    t.seen.crl = false;
    await expect(t.use.observe.execute(event('revocation.confirmed', revocationId))).rejects.toThrow(
      'CRL not seen',
    );
    expect(t.state().revocations[0]).toMatchObject({ state: 'CONFIRMED', ocspSeenAt: NOW, crlSeenAt: null });
    t.clock.set(new Date('2026-11-22T10:00:02Z'));
    t.seen.crl = true;
    await t.use.observe.execute(event('revocation.confirmed', revocationId));
    expect(t.state().revocations[0]).toMatchObject({
      ocspSeenAt: NOW,
      crlSeenAt: new Date('2026-11-22T10:00:02Z'),
    });
  });
  it('never comes back from REVOKED and is refused after expiry (I-18)', async () => {
    await t.active();
    const { revocationId } = await ask();
    await t.carryOut(revocationId);
    await t.use.observe.execute(event('revocation.confirmed', revocationId));
    await t.use.tell.execute(event('revocation.published', revocationId));
    await expect(ask(mc, 'later')).rejects.toMatchObject({ extensions: { reason: 'ALREADY_REVOKED' } });
  });
});

describe('expiry', () => {
  it('is written by the sweeper after notAfter only', async () => {
    const { id } = await t.active();
    await t.use.expire.execute(system, id);
    expect(t.state().certificates[0]?.state).toBe('ACTIVE');
    t.clock.set(new Date('2029-11-22T09:59:59Z'));
    await t.use.expire.execute(system, id);
    expect(t.state().certificates[0]?.state).toBe('EXPIRED');
  });

  it('waits for a revocation that the authority has carried out and nobody has confirmed yet (I-18)', async () => {
    const { id } = await t.active();
    const { revocationId } = await t.use.request.execute(mc, {
      ...{ idempotencyKey: 'late', certificateId: id, reason: 'KEY_LOST', comment: null },
    });
    const revoke = t.authority.revoke.bind(t.authority);
    t.authority.revoke = async (...which: Parameters<typeof revoke>) => {
      await revoke(...which);
      t.clock.set(new Date('2029-11-22T09:59:59Z'));
      await t.use.expire.execute(system, id);
    };
    await t.carryOut(revocationId);
    expect(t.state().certificates[0]?.state).toBe('REVOKED');
    expect(t.state().revocations[0]?.state).toBe('CONFIRMED');
  });
});
