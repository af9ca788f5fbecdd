import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, stranger, type ApiClient } from '../support/api.js';
import { addHolder, inMonths, meeting, Newcomer, today, VERIFY } from '../support/chain.js';
import { CONSENT, consentTo, expire, PLACE } from '../support/orders.js';

const DAY = `id heldOn place people verified absent failed
  persons { id version holderId surname state reason consentAwaited agreedAt }`;
const OPEN_DAY = `mutation($input: OpenVerificationDayInput!) { openVerificationDay(input: $input) { ${DAY} } }`;
const READ_DAY = `query($id: ID!) { verificationDay(id: $id) { ${DAY} } }`;
const MARK = `mutation($input: MarkDayPersonInput!) { markDayPerson(input: $input) { ${DAY} } }`;
const SHOW =
  'mutation($input: ShowConsentLinkInput!) { showConsentLink(input: $input) { opens url qrCodeSvg expiresAt } }';
const READ_AGREEMENT =
  'query($token: String!) { identityAgreement(token: $token) { surname companyName text textVersion agreedAt } }';
const AGREE =
  'mutation($input: GiveIdentityAgreementInput!) { giveIdentityAgreement(input: $input) { agreedAt } }';

interface Person {
  readonly id: string;
  readonly version: number;
  readonly holderId: string;
  readonly state: string;
  readonly agreedAt: string | null;
  readonly consentAwaited: boolean;
}
interface Day {
  readonly id: string;
  readonly persons: readonly Person[];
}

let run: Run;
let newcomer: Newcomer;
let agent: ApiClient;
beforeAll(async () => {
  run = runningSystem();
  newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
}, 120_000);

const opening = (holderIds: readonly string[], change: object = {}) => ({
  input: { idempotencyKey: randomUUID(), heldOn: today(), place: 'Salle Belledonne', holderIds, ...change },
});
const holders = async (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, async () => (await addHolder(agent)).id));
const open = async (holderIds: readonly string[]): Promise<Day> =>
  (await agent.read<{ openVerificationDay: Day }>(OPEN_DAY, opening(holderIds))).openVerificationDay;
const reread = async (id: string): Promise<Day> =>
  (await agent.read<{ verificationDay: Day }>(READ_DAY, { id })).verificationDay;
const shown = async (personId: string) =>
  (
    await agent.read<{ showConsentLink: { opens: string; url: string; qrCodeSvg: string } }>(SHOW, {
      input: { personId },
    })
  ).showConsentLink;
const tokenOf = ({ url }: { readonly url: string }) => url.split('/').at(-1) ?? '';

/** By which means the acts on this order were done, as the company's own rows say. */
async function strengths(orderId: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: run.databases.owner });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [newcomer.companyId]);
    const { rows } = await client.query<{ strength: string }>(
      'SELECT strength FROM order_act WHERE order_id = $1',
      [orderId],
    );
    await client.query('ROLLBACK');
    return rows.map(({ strength }) => strength);
  } finally {
    await client.end();
  }
}

describe('a day of face-to-face meetings', () => {
  it('is made once for one key, keeps the order of its list, and counts who was verified by the act itself (R30, F65)', async () => {
    const [one = '', two = '', three = ''] = await holders(3);
    const input = opening([two, one, three, two]);
    const made = await agent.read<{ openVerificationDay: Day }>(OPEN_DAY, input);
    const again = await agent.read<{ openVerificationDay: Day }>(OPEN_DAY, input);
    const { id, persons } = made.openVerificationDay;
    expect(again.openVerificationDay.id).toBe(id);
    expect(persons.map(({ holderId }) => holderId)).toEqual([two, one, three]);

    const verified = { input: meeting(one) };
    await agent.read(VERIFY, verified);
    await agent.read(VERIFY, verified);
    const third = persons[2];
    const absent = { personId: third?.id, version: third?.version, outcome: 'ABSENT' };
    await agent.read(MARK, { input: absent });
    expect(await agent.refusal(MARK, { input: absent })).toMatchObject({ code: 'CONFLICT' });
    expect(await reread(id)).toMatchObject({
      ...{ people: 3, verified: 1, absent: 1, failed: 0, place: 'Salle Belledonne' },
      persons: [{ state: 'WAITING' }, { state: 'VERIFIED' }, { state: 'ABSENT' }],
    });
    const failed = { personId: persons[0]?.id, version: 1, outcome: 'FAILED' };
    expect(await agent.refusal(MARK, { input: failed })).toMatchObject({ fields: { reason: 'REQUIRED' } });
    await agent.read(MARK, { input: { ...failed, reason: 'NAME_DIFFERS' } });
    const { verificationCandidates } = await agent.read<{ verificationCandidates: { id: string }[] }>(
      '{ verificationCandidates { id } }',
    );
    const waiting = verificationCandidates.map((candidate) => candidate.id);
    expect([waiting.includes(two), waiting.includes(one)]).toEqual([true, false]);
  });

  it('refuses the MC in his own list (I-5, F61), an expired document (I-6) and a day that has passed', async () => {
    const [id = ''] = await holders(1);
    const himself = await addHolder(agent, { email: newcomer.agent.email, surname: 'Benali' });
    expect(await agent.refusal(OPEN_DAY, opening([id, himself.id]))).toMatchObject({
      rule: 'F61',
      reason: 'DAY_INCLUDES_HIMSELF',
    });
    await open([id]);
    expect(
      await agent.refusal(VERIFY, { input: meeting(id, { documentExpiresOn: inMonths(-1) }) }),
    ).toMatchObject({ rule: 'I-6', reason: 'IDENTITY_DOCUMENT_EXPIRED' });
    expect(await agent.refusal(OPEN_DAY, opening([id], { heldOn: inMonths(-1), place: ' ' }))).toMatchObject({
      fields: { heldOn: 'IN_THE_PAST', place: 'REQUIRED' },
    });
  });

  it('is another company’s nobody (I-1, F12), and for an MC who may verify (I-2, D12)', async () => {
    const [id = ''] = await holders(1);
    const { id: dayId, persons } = await open([id]);
    const personId = persons[0]?.id;
    const theirs = await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors');
    const mark = { input: { personId, version: 1, outcome: 'ABSENT' } };
    for (const [query, variables] of [
      [OPEN_DAY, opening([id])],
      [READ_DAY, { id: dayId }],
      [MARK, mark],
      [SHOW, { input: { personId } }],
    ] as const)
      expect(await theirs.refusal(query, variables)).toMatchObject({ code: 'NOT_FOUND' });
    const other = await Newcomer.open(run);
    const orderOnly = await other.agentAtWork({ acts: ['ORDER'] });
    for (const client of [
      orderOnly,
      await signedIn(run, 'LEGAL_REPRESENTATIVE'),
      await signedIn(run, 'SALES'),
    ])
      expect(await client.refusal(OPEN_DAY, opening([id]))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the link that is shown to a holder', () => {
  it('takes his agreement once, to the text that he read (F15, I-9)', async () => {
    const { id, persons } = await open(await holders(1));
    const personId = persons[0]?.id ?? '';
    const replaced = await shown(personId);
    const link = await shown(personId);
    expect(link).toMatchObject({ opens: 'AGREEMENT', qrCodeSvg: expect.stringContaining('<svg') });
    const phone = stranger(run);
    expect(await phone.refusal(READ_AGREEMENT, { token: tokenOf(replaced) })).toMatchObject({
      rule: 'I-9',
      reason: 'LINK_REPLACED',
    });
    const token = tokenOf(link);
    const { identityAgreement } = await phone.read<{
      identityAgreement: { textVersion: string; text: string[] };
    }>(READ_AGREEMENT, { token });
    expect(identityAgreement).toMatchObject({ surname: 'Lefèvre', agreedAt: null });
    const { textVersion } = identityAgreement;
    const give = (change: object) => ({ input: { token, agrees: true, textVersion, ...change } });
    expect(await phone.refusal(AGREE, give({ agrees: false }))).toMatchObject({
      fields: { agrees: 'MUST_ACCEPT' },
    });
    expect(await phone.refusal(AGREE, give({ textVersion: '2020-01-01' }))).toMatchObject({
      reason: 'AGREEMENT_CHANGED',
    });
    await phone.read(AGREE, give({}));
    for (const [query, variables] of [
      [AGREE, give({})],
      [READ_AGREEMENT, { token }],
    ] as const)
      expect(await phone.refusal(query, variables)).toMatchObject({ reason: 'AGREEMENT_LINK_USED' });
    expect((await reread(id)).persons[0]?.agreedAt).not.toBeNull();
    const late = tokenOf(await shown(personId));
    await expire(run, late);
    expect(await phone.refusal(READ_AGREEMENT, { token: late })).toMatchObject({ reason: 'LINK_EXPIRED' });
  });

  it('opens the consent to the order that waits for it, beside the mailed one, and is kept as the weaker means (I-21, F15)', async () => {
    const [holderId = ''] = await holders(1);
    await agent.read(VERIFY, { input: meeting(holderId) });
    const order = { idempotencyKey: randomUUID(), holderId, productCode: 'INITIO' };
    const { placeOrder } = await agent.read<{ placeOrder: { id: string } }>(PLACE, { input: order });
    const { id, persons } = await open([holderId]);
    expect(persons[0]).toMatchObject({ state: 'VERIFIED', consentAwaited: true });
    const link = await shown(persons[0]?.id ?? '');
    expect(link.opens).toBe('CONSENT');
    expect(await stranger(run).refusal(READ_AGREEMENT, { token: tokenOf(link) })).toMatchObject({
      reason: 'LINK_UNKNOWN',
    });
    await stranger(run).read(CONSENT, { input: await consentTo(run, tokenOf(link)) });
    expect((await reread(id)).persons[0]).toMatchObject({
      consentAwaited: false,
      agreedAt: expect.any(String),
    });
    expect(await strengths(placeOrder.id)).toEqual(['SHOWN_LINK']);
    expect((await shown(persons[0]?.id ?? '')).opens).toBe('AGREEMENT');
  });
});
