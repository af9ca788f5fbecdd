import { beforeEach, describe, expect, it } from '@jest/globals';
import { grantsOver } from '../access/access-grant.fake.js';
import { FakeMailer } from '../mail/mailer.fake.js';
import type { Order } from '@mandataire/domain/order';
import { EndUnsubmittedOrders } from '../order/index.js';
import { LinkIssuer, SendActCode } from '../link/index.js';
import type { CmsInspection } from '../evidence/index.js';
import { FakeSmsSender } from '../sms/sms-sender.fake.js';
import { event as eventOf, fleet, NOW, officer, requester, TENANT } from '../unit-of-work/fleet.builder.js';
import { DecideMandate } from './decide-mandate.js';
import { EndMandate, SettleMandate } from './end-mandate.js';
import { InviteRepresentative } from './invite-representative.js';
import { ReadMandateFile } from './mandate-file.js';
import { OpenCompany } from './open-company.js';
import { SendMandateLink } from './send-mandate-link.js';
import { ActProver } from './prove-act.js';
import { RequestActCode } from './request-act-code.js';
import { AcceptMandate, NameAgent, SignMandate } from './sign-mandate.js';

const sales = requester('sales', { tenantId: null, platformRoles: ['SALES'] });
const naming = {
  agentName: 'Nadia Benali',
  agentEmail: 'Nadia@scierie.example',
  acts: ['VERIFY', 'ORDER', 'REVOKE'] as const,
  productCodes: ['INITIO'],
  establishments: [],
  startsOn: '2026-11-22',
  endsOn: '2028-11-21',
};
const proofs = {
  companyProofType: 'KBIS' as const,
  companyProofReference: 'KBIS 42',
  companyProofIssuedOn: '2026-11-01',
  representativeDocument: { type: 'CNI' as const, number: 'X4RTBPFW4', expiresOn: '2030-01-01' },
  agentDocument: { type: 'CNI' as const, number: 'Y4RTBPFW4', expiresOn: '2030-01-01' },
};

function setup() {
  const world = fleet();
  const { unitOfWork, randomness, hasher } = world;
  const mailer = new FakeMailer();
  const addresses = { console: (path: string) => `http://localhost:3000/#${path}` };
  unitOfWork.state.accounts.push({ id: 'officer', email: 'officer@cci.example', displayName: 'Agent' });
  const state = () => unitOfWork.state;
  let tenant = TENANT as string;
  const event = (name: Parameters<typeof eventOf>[0], id: string) => ({
    ...eventOf(name, id),
    tenantId: tenant,
  });
  const grants = grantsOver((id) => state().mandates.find((row) => row.id === id)?.tenantId);
  const fold = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const names = {
    isTakenBeside: async (name: string, tenantId: string) =>
      state().companies.some((row) => row.tenantId !== tenantId && fold(row.name) === fold(name)),
  };
  const sms = new FakeSmsSender();
  const requestCode = new RequestActCode(unitOfWork, hasher, randomness, { sendsSms: true });
  const certificate: { says: CmsInspection } = { says: { ok: false, refusal: 'CMS_UNREADABLE' } };
  const inspector = { inspect: async () => certificate.says };
  const prover = new ActProver(unitOfWork, { inspector, clock: world.clock, hasher });
  const use = {
    open: new OpenCompany(unitOfWork, randomness, names),
    invite: new InviteRepresentative(unitOfWork, randomness),
    sendLink: new SendMandateLink(unitOfWork, new LinkIssuer(randomness, hasher), mailer, addresses),
    read: new ReadMandateFile(unitOfWork, hasher),
    name: new NameAgent(unitOfWork, hasher, randomness),
    askCode: {
      execute: (
        token: string,
        purpose: 'REPRESENTATIVE' | 'AGENT',
        correlationId: string,
        by: { channel: 'MAIL' | 'SMS'; phone: string | null } = { channel: 'MAIL', phone: null },
      ) => requestCode.execute({ token, purpose, ...by }, correlationId),
    },
    sendCode: new SendActCode(unitOfWork, hasher, randomness, { mailer, sms }),
    sign: new SignMandate(prover, randomness),
    accept: new AcceptMandate(prover, randomness),
    decide: new DecideMandate(unitOfWork, grants, world.clock, hasher, randomness),
    end: new EndMandate(unitOfWork, new EndUnsubmittedOrders(randomness)),
    settle: new SettleMandate(unitOfWork, new EndUnsubmittedOrders(randomness)),
  };
  const token = () =>
    /mandat\/\w+\/([\w-]{43})/.exec(
      mailer.sent.findLast((m) => m.text.includes('/mandat/'))?.text ?? '',
    )?.[1] ?? '';
  const mandate = () => state().mandates.at(-1) as NonNullable<ReturnType<typeof state>['mandates'][number]>;
  const invited = async () => {
    const { companyId } = await use.open.execute(sales, {
      siren: '443121975',
      name: 'Scierie Benali',
      city: 'Metz',
    });
    tenant = companyId;
    await use.invite.execute(sales, { companyId, name: 'Luc Benali', email: 'luc@scierie.example' });
    await use.sendLink.execute(event('mandate.invited', mandate().id));
    return token();
  };
  const code = async (purpose: 'REPRESENTATIVE' | 'AGENT') => {
    await use.askCode.execute(token(), purpose, 'c');
    await use.sendCode.execute(event('act-code.requested', state().actCodes.at(-1)?.id ?? ''));
    return /: (\d{4} \d{4})/.exec(mailer.sent.at(-1)?.text ?? '')?.[1] ?? '';
  };
  const signed = async () => {
    const link = await invited();
    const { contentHash } = await use.name.execute(link, naming, 'c');
    await use.sign.execute(
      { token: link, typedName: 'Luc Benali', code: await code('REPRESENTATIVE'), contentHash },
      'c',
    );
    await use.sendLink.execute(event('mandate.signed', mandate().id));
  };
  const submitted = async () => {
    await signed();
    const { contentHash } = await use.read.execute(token(), 'AGENT', 'c');
    const commitments = { acceptsMandate: true, commitsToIndependence: true, commitsToReportDeparture: true };
    const input = {
      token: token(),
      typedName: 'Nadia Benali',
      code: await code('AGENT'),
      contentHash,
      ...commitments,
    };
    await use.accept.execute(input, 'c');
  };
  const decide = (change: object = {}) =>
    use.decide.execute(officer, {
      mandateId: mandate().id,
      version: mandate().version,
      decision: 'approve',
      reason: null,
      proofs,
      ...change,
    });
  return {
    ...world,
    use,
    state,
    mailer,
    sms,
    certificate,
    token,
    mandate,
    invited,
    code,
    signed,
    submitted,
    decide,
    event,
  };
}

let t: ReturnType<typeof setup>;
beforeEach(() => {
  t = setup();
});

describe('opening a company (R31, I-28)', () => {
  it('is for sales only', async () => {
    const fields = { siren: '443121975', name: 'Scierie', city: 'Metz' };
    await expect(t.use.open.execute(officer, fields)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(t.use.open.execute(requester('mc'), fields)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
  it('refuses a SIREN twice and a false key', async () => {
    await t.invited();
    const open = (siren: string) => t.use.open.execute(sales, { siren, name: 'Scierie', city: 'Metz' });
    await expect(open('443 121 975')).rejects.toMatchObject({ extensions: { reason: 'SIREN_ALREADY_OPEN' } });
    await expect(open('443121976')).rejects.toMatchObject({ extensions: { fields: { siren: 'SIREN_KEY' } } });
  });
});

describe('the representative', () => {
  it('is invited again, elsewhere, while he has not signed: the former link is dead', async () => {
    const former = await t.invited();
    const again = {
      companyId: t.mandate().tenantId,
      name: 'Luc Benali',
      email: 'luc.benali@scierie.example',
    };
    await t.use.invite.execute(sales, again);
    await t.use.sendLink.execute({ ...t.event('mandate.invited', t.mandate().id), id: 'again' });
    expect(t.mailer.sent.at(-1)?.to).toBe(again.email);
    await expect(t.use.read.execute(former, 'REPRESENTATIVE', 'c')).rejects.toMatchObject({
      extensions: { reason: 'LINK_REPLACED' },
    });
    await t.use.read.execute(t.token(), 'REPRESENTATIVE', 'c');
  });
  it('is not invited again once he has signed', async () => {
    await t.signed();
    const again = { companyId: t.mandate().tenantId, name: 'Luc Benali', email: 'autre@scierie.example' };
    await expect(t.use.invite.execute(sales, again)).rejects.toMatchObject({ code: 'INVALID_STATE' });
    expect(t.mandate().representativeEmail).toBe('luc@scierie.example');
  });
  it('reads his link as often as he likes, and nobody signs by another link', async () => {
    const link = await t.invited();
    await t.use.read.execute(link, 'REPRESENTATIVE', 'c');
    await t.use.read.execute(link, 'REPRESENTATIVE', 'c');
    await expect(t.use.read.execute(link, 'AGENT', 'c')).rejects.toMatchObject({
      extensions: { reason: 'LINK_UNKNOWN' },
    });
  });
  it('signs what he was shown, and evidence is kept with its strength (I-4, D25)', async () => {
    await t.signed();
    expect(t.state().mandateActs).toMatchObject([
      {
        kind: 'REPRESENTATIVE_SIGNATURE',
        strength: 'MAILED_LINK_AND_CODE',
        typedName: 'Luc Benali',
        email: 'luc@scierie.example',
      },
    ]);
    expect(t.state().journal.find((row) => row.name === 'mandate.signed')?.actor.kind).toBe(
      'LEGAL_REPRESENTATIVE',
    );
  });
  it('cannot sign twice with the same link', async () => {
    const link = await t.invited();
    const { contentHash } = await t.use.name.execute(link, naming, 'c');
    const input = { token: link, typedName: 'Luc Benali', code: await t.code('REPRESENTATIVE'), contentHash };
    await t.use.sign.execute(input, 'c');
    await expect(t.use.sign.execute(input, 'c')).rejects.toMatchObject({
      extensions: { reason: 'LINK_USED' },
    });
  });
  it('cannot sign a file that changed since he read it', async () => {
    const link = await t.invited();
    const { contentHash } = await t.use.name.execute(link, naming, 'c');
    await t.use.name.execute(link, { ...naming, endsOn: '2027-11-21' }, 'c');
    const input = { token: link, typedName: 'Luc Benali', code: await t.code('REPRESENTATIVE'), contentHash };
    await expect(t.use.sign.execute(input, 'c')).rejects.toMatchObject({
      extensions: { reason: 'FILE_CHANGED' },
    });
  });
  it('has five tries for a code, which are counted though refused', async () => {
    const link = await t.invited();
    const { contentHash } = await t.use.name.execute(link, naming, 'c');
    const right = await t.code('REPRESENTATIVE');
    const sign = (code: string) =>
      t.use.sign.execute({ token: link, typedName: 'Luc Benali', code, contentHash }, 'c');
    for (let i = 0; i < 5; i += 1) {
      await expect(sign('0000 0001')).rejects.toMatchObject({
        extensions: { fields: { code: 'WRONG_CODE' } },
      });
    }
    await expect(sign(right)).rejects.toMatchObject({ extensions: { fields: { code: 'TOO_MANY_TRIES' } } });
    expect(t.mandate().representativeSignedAt).toBeNull();
  });
  it('gets no second code within a minute, and a code ends after ten', async () => {
    const link = await t.invited();
    const { contentHash } = await t.use.name.execute(link, naming, 'c');
    const code = await t.code('REPRESENTATIVE');
    await expect(t.use.askCode.execute(link, 'REPRESENTATIVE', 'c')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
    t.clock.set(new Date(NOW.getTime() + 600_000));
    const late = t.use.sign.execute({ token: link, typedName: 'Luc Benali', code, contentHash }, 'c');
    await expect(late).rejects.toMatchObject({ extensions: { fields: { code: 'CODE_EXPIRED' } } });
  });
  it('signs by SMS to a telephone that is then a factor: no mailed code counts for him any more (D25)', async () => {
    const link = await t.invited();
    const { contentHash } = await t.use.name.execute(link, naming, 'c');
    const by = { channel: 'SMS' as const, phone: '+33612345678' };
    await expect(
      t.use.askCode.execute(link, 'REPRESENTATIVE', 'c', { ...by, phone: null }),
    ).rejects.toMatchObject({ extensions: { fields: { phone: 'REQUIRED' } } });
    await t.use.askCode.execute(link, 'REPRESENTATIVE', 'c', by);
    await t.use.sendCode.execute(t.event('act-code.requested', t.state().actCodes.at(-1)?.id ?? ''));
    expect(t.sms.sent.at(-1)?.to).toBe(by.phone);
    const code = /\d{4} \d{4}/.exec(t.sms.sent.at(-1)?.text ?? '')?.[0] ?? '';
    const mailed = t.state().actCodes.length;
    await t.use.sign.execute({ token: link, typedName: 'Luc Benali', code, contentHash }, 'c');
    expect(t.state().actCodes).toHaveLength(mailed);
    expect(t.state().mandateActs.at(-1)).toMatchObject({
      strength: 'SMS_CODE',
      proof: { means: 'SMS', phone: '+33 6 •• •• •• 78', phoneGivenBy: 'SIGNER' },
    });
    expect(t.state().evidence.phones).toMatchObject([{ phone: by.phone, confirmedAt: NOW }]);
    expect(t.state().evidence.contents).toMatchObject([{ contentHash }]);
  });
  it('gets five codes an hour at most, and none that was asked for another text counts', async () => {
    const link = await t.invited();
    await t.use.name.execute(link, naming, 'c');
    const code = await t.code('REPRESENTATIVE');
    const { contentHash } = await t.use.read.execute(link, 'REPRESENTATIVE', 'c');
    const [asked] = t.state().actCodes;
    if (asked) t.state().actCodes[0] = { ...asked, contentHash: 'f'.repeat(64) };
    await expect(
      t.use.sign.execute({ token: link, typedName: 'Luc Benali', code, contentHash }, 'c'),
    ).rejects.toMatchObject({ extensions: { fields: { code: 'CODE_OF_OTHER_TEXT' } } });
    for (let minute = 1; minute <= 4; minute += 1) {
      t.clock.set(new Date(NOW.getTime() + minute * 61_000));
      await t.use.askCode.execute(link, 'REPRESENTATIVE', 'c');
    }
    t.clock.set(new Date(NOW.getTime() + 5 * 61_000));
    await expect(t.use.askCode.execute(link, 'REPRESENTATIVE', 'c')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
  });
  it('signs with a certificate in his own name only', async () => {
    const link = await t.invited();
    const { contentHash } = await t.use.name.execute(link, naming, 'c');
    const sign = () =>
      t.use.sign.execute({ token: link, typedName: 'Luc Benali', cms: 'AAAA', contentHash }, 'c');
    const proof = {
      ...{ means: 'CMS' as const, cms: 'AAAA', subject: 'Luc Benali', issuer: 'AC', serial: '01' },
      ...{ notAfter: '2027-01-01T00:00:00.000Z', path: [], status: 'GOOD' as const, checkedAt: 'now' },
    };
    await expect(sign()).rejects.toMatchObject({ extensions: { fields: { cms: 'CMS_UNREADABLE' } } });
    t.certificate.says = { ok: true, proof, names: ['Une Autre'] };
    await expect(sign()).rejects.toMatchObject({ extensions: { fields: { cms: 'CMS_NAME_DIFFERS' } } });
    t.certificate.says = { ok: true, proof, names: ['LUC BENALI'] };
    await sign();
    expect(t.state().mandateActs.at(-1)).toMatchObject({ strength: 'CMS', proof });
  });
  it('never leaves a code in the store', async () => {
    await t.invited();
    const code = await t.code('REPRESENTATIVE');
    expect(JSON.stringify(t.state())).not.toContain(code.replace(' ', ''));
  });
});

describe('from acceptance to ACTIVE', () => {
  it('goes to the officer, who records references; accounts and memberships follow (I-3, F6)', async () => {
    await t.submitted();
    expect(t.mandate().state).toBe('UNDER_RA_REVIEW');
    await t.decide();
    expect(t.mandate()).toMatchObject({
      state: 'ACTIVE',
      agentAccountId: expect.any(String),
      representativeAccountId: expect.any(String),
    });
    const roles = t
      .state()
      .memberships.filter((row) => row.tenantId === t.mandate().tenantId)
      .map((row) => row.role);
    expect(roles).toEqual(['LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT']);
    expect(t.state().mandateActs.at(-1)).toMatchObject({
      kind: 'OFFICER_DECISION',
      references: { companyProof: 'KBIS KBIS 42 2026-11-01' },
    });
    expect(t.state().accounts.find((row) => row.email === 'nadia@scierie.example')).toBeDefined();
  });
  it('is a conflict for the second of two officers', async () => {
    await t.submitted();
    const version = t.mandate().version;
    await t.decide();
    await expect(t.decide({ version })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
  it('needs the papers to approve and a reason to refuse or return', async () => {
    await t.submitted();
    await expect(t.decide({ proofs: null })).rejects.toMatchObject({
      extensions: { fields: { proofs: 'REQUIRED' } },
    });
    await expect(t.decide({ decision: 'return' })).rejects.toMatchObject({
      extensions: { fields: { reason: 'REQUIRED' } },
    });
    await t.decide({ decision: 'return', reason: 'Kbis illisible', proofs: null });
    expect(t.mandate()).toMatchObject({
      state: 'AWAITING_SIGNATURES',
      representativeSignedAt: null,
      agentSignedAt: null,
    });
  });
  it('is not decided by sales, nor by an officer whom it concerns', async () => {
    await t.submitted();
    const input = {
      mandateId: t.mandate().id,
      version: t.mandate().version,
      decision: 'approve' as const,
      reason: null,
      proofs,
    };
    await expect(t.use.decide.execute(sales, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    t.state().accounts.push({ id: 'self', email: 'nadia@scierie.example', displayName: 'Nadia' });
    const self = { ...officer, accountId: 'self' };
    await expect(t.use.decide.execute(self, input)).rejects.toMatchObject({ extensions: { rule: 'F61' } });
  });
});

describe('the end of a mandate', () => {
  it('takes every right of the MC away at once (F4, I-2)', async () => {
    const before = t.state().mandates[0];
    // A deputy stays: the last mandate would need a second person (D28).
    if (before) t.state().mandates.push({ ...before, id: 'deputy', agentAccountId: 'deputy' });
    await t.use.end.execute(requester('representative'), {
      mandateId: 'mandate',
      version: before?.version ?? 0,
      reason: 'Départ',
    });
    expect(t.state().mandates[0]).toMatchObject({ state: 'REVOKED', endedAt: NOW });
    await expect(
      t.use.end.execute(requester('mc'), { mandateId: 'mandate', version: 2, reason: null }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
  const line = (change: Partial<Order>): Order =>
    ({
      ...{ tenantId: TENANT, version: 1, kind: 'NEW', state: 'AWAITING_CONSENT', holderId: 'holder' },
      ...{ placedBy: 'mc', productCode: 'INITIO', replacesCertificateId: null, ...change },
    }) as Order;
  const expired = async () => {
    t.clock.set(new Date('2027-12-31T23:00:00Z'));
    await t.use.settle.execute({ tenantId: TENANT, accountId: null, correlationId: 'sweep' }, 'mandate');
  };
  const states = () => Object.fromEntries(t.state().orders.map(({ id, state }) => [id, state]));
  it('kills what he placed and did not submit; what was submitted, and others placed, runs on (D12)', async () => {
    t.state().orders.push(
      line({ id: 'asked' }),
      line({ id: 'consented', consentedAt: NOW }),
      line({ id: 'sent', state: 'UNDER_REVIEW' }),
      line({ id: 'approved', state: 'APPROVED' }),
      line({ id: 'theirs', placedBy: 'representative' }),
    );
    await expired();
    expect(states()).toEqual({
      ...{ asked: 'CANCELLED', consented: 'CANCELLED', sent: 'UNDER_REVIEW', approved: 'APPROVED' },
      theirs: 'AWAITING_CONSENT',
    });
    expect(t.state().sessionsEnded).toEqual(['mc']);
    expect(t.state().journal.filter(({ name }) => name === 'order.cancelled')).toHaveLength(2);
  });
  it('keeps the replacement that the company owes: a draft stays, one that was begun is a draft again (D30)', async () => {
    const owed = { kind: 'REPLACEMENT' as const };
    t.state().orders.push(
      line({ id: 'draft', ...owed, state: 'DRAFT', replacesCertificateId: 'one' }),
      line({ id: 'begun', ...owed, replacesCertificateId: 'two', verificationId: 'v', consentedAt: NOW }),
    );
    await expired();
    expect(states()).toMatchObject({ draft: 'DRAFT', begun: 'CANCELLED' });
    expect(t.state().orders.at(-1)).toMatchObject({
      ...{
        state: 'DRAFT',
        replacesCertificateId: 'two',
        verificationId: null,
        consentedAt: null,
        version: 1,
      },
    });
  });
  it('leaves him what his next mandate covers, in force the next morning (D12)', async () => {
    const [before] = t.state().mandates;
    if (!before) throw new Error('no mandate');
    const next = { ...before, id: 'next', startsOn: '2028-01-01', endsOn: '2028-12-31' };
    t.state().mandates.push({ ...next, establishments: ['73282932000074'] });
    const [holder] = t.state().holders;
    if (!holder) throw new Error('no holder');
    t.state().holders.push({ ...holder, id: 'local', establishment: '73282932000074' });
    t.state().orders.push(line({ id: 'kept', holderId: 'local' }), line({ id: 'elsewhere' }));
    t.state().orders.push(line({ id: 'other', holderId: 'local', productCode: 'AUDACIO' }));
    await expired();
    expect(states()).toEqual({ kept: 'AWAITING_CONSENT', elsewhere: 'CANCELLED', other: 'CANCELLED' });
  });
  it('lapses three calendar months after the representative signed, not a day before', async () => {
    await t.signed();
    const caller = { tenantId: t.mandate().tenantId, accountId: null, correlationId: 'sweep' };
    t.clock.set(new Date('2027-02-22T22:59:59Z'));
    await t.use.settle.execute(caller, t.mandate().id);
    expect(t.mandate().state).toBe('AWAITING_SIGNATURES');
    t.clock.set(new Date('2027-02-22T23:00:00Z'));
    await t.use.settle.execute(caller, t.mandate().id);
    expect(t.mandate().state).toBe('LAPSED');
  });
  it('expires after its last day', async () => {
    const caller = { tenantId: TENANT, accountId: null, correlationId: 'sweep' };
    t.clock.set(new Date('2027-12-31T22:59:59Z'));
    await t.use.settle.execute(caller, 'mandate');
    expect(t.state().mandates[0]?.state).toBe('ACTIVE');
    t.clock.set(new Date('2027-12-31T23:00:00Z'));
    await t.use.settle.execute(caller, 'mandate');
    expect(t.state().mandates[0]?.state).toBe('EXPIRED');
  });
});
