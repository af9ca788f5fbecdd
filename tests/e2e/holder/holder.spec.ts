import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, type ApiClient } from '../support/api.js';
import { ADD, addHolder, inMonths, meeting, Newcomer, person, today, VERIFY } from '../support/chain.js';
import { PLACE } from '../support/orders.js';

const CONTACT =
  'mutation($input: ChangeHolderContactInput!) { changeHolderContact(input: $input) { phone version } }';

let run: Run;
let newcomer: Newcomer;
let agent: ApiClient;
beforeAll(async () => {
  run = runningSystem();
  newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
}, 120_000);

describe('adding a holder', () => {
  it('refuses data that fit no certificate, never cuts them (I-23, V9, V10)', async () => {
    const refused = async (change: object) => (await agent.refusal(ADD, { input: person(change) })).fields;
    expect(await refused({ surname: 'x'.repeat(65) })).toMatchObject({ surname: 'TOO_LONG' });
    expect(await refused({ email: 'zoe@' })).toMatchObject({ email: 'NOT_AN_EMAIL' });
    expect(await refused({ phone: '12' })).toMatchObject({ phone: 'PHONE_FORMAT' });
    expect(await refused({ surname: 'Ben\u202eYoussef' })).toMatchObject({ surname: 'CONTROL_CHARACTER' });
  });

  it('refuses a second holder with one e-mail, also when both come at once (I-23)', async () => {
    const { email } = await addHolder(agent);
    expect(await agent.refusal(ADD, { input: person({ email }) })).toMatchObject({
      rule: 'I-23',
      reason: 'HOLDER_EMAIL_TAKEN',
    });
    const shared = person().email;
    const answers = await Promise.all([1, 2].map(() => agent.ask(ADD, { input: person({ email: shared }) })));
    expect(answers.map(({ errors }) => errors[0]?.extensions.reason ?? 'ACCEPTED').sort()).toEqual([
      'ACCEPTED',
      'HOLDER_EMAIL_TAKEN',
    ]);
  });

  it('gives homonyms a subject serial number each, so that no name is given twice (I-22, F38, D23)', async () => {
    const named = async () => {
      const { id } = await addHolder(agent, { surname: 'Homonyme', givenNames: ['Jean'] });
      await agent.read(VERIFY, { input: meeting(id) });
      const input = { idempotencyKey: randomUUID(), holderId: id, productCode: 'INITIO' };
      const placed = await agent.read<{
        placeOrder: { certifiedData: { commonName: string; subjectSerialNumber: string } };
      }>(
        'mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { certifiedData { commonName subjectSerialNumber } } }',
        { input },
      );
      return placed.placeOrder.certifiedData;
    };
    const [one, two] = [await named(), await named()];
    expect(one.commonName).toBe(two.commonName);
    for (const { subjectSerialNumber } of [one, two]) expect(subjectSerialNumber).toMatch(/^[0-9a-f]{20}$/);
    expect(one.subjectSerialNumber).not.toBe(two.subjectSerialNumber);
  });

  it('is one holder for one key', async () => {
    const input = person();
    const first = await agent.read<{ addHolder: { id: string } }>(ADD, { input });
    expect((await agent.read<{ addHolder: { id: string } }>(ADD, { input })).addHolder.id).toBe(
      first.addHolder.id,
    );
  });

  it('changes a phone number without touching any certificate (D15)', async () => {
    const { id, version } = await addHolder(agent);
    const input = { holderId: id, version, phone: '06 12 34 56 78' };
    expect(await agent.read(CONTACT, { input })).toMatchObject({
      changeHolderContact: { phone: '+33612345678', version: version + 1 },
    });
    expect(await agent.refusal(CONTACT, { input })).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('verifying an identity', () => {
  it('refuses a document that was expired on the day of the meeting, and takes one that ends on it (I-6)', async () => {
    const { id } = await addHolder(agent);
    const yesterday = new Date(Date.parse(today()) - 86_400_000).toISOString().slice(0, 10);
    for (const change of [
      { documentExpiresOn: inMonths(-1) },
      { documentExpiresOn: yesterday },
      { documentExpiresOn: inMonths(-2), verifiedOn: inMonths(-1) },
    ])
      expect(await agent.refusal(VERIFY, { input: meeting(id, change) })).toMatchObject({
        code: 'RULE_REFUSED',
        rule: 'I-6',
        reason: 'IDENTITY_DOCUMENT_EXPIRED',
      });
    const order = { idempotencyKey: randomUUID(), holderId: id, productCode: 'INITIO' };
    expect(await agent.refusal(PLACE, { input: order })).toMatchObject({ reason: 'HOLDER_NOT_VERIFIED' });
    const { recordVerification } = await agent.read<{
      recordVerification: { verification: { state: string } };
    }>(VERIFY, { input: meeting(id, { documentExpiresOn: today() }) });
    expect(recordVerification.verification.state).toBe('VERIFIED');
  });

  it('refuses an order on a document that has expired since the meeting (I-6)', async () => {
    const { id } = await addHolder(agent);
    const met = { verifiedOn: inMonths(-1), documentExpiresOn: inMonths(-1) };
    await agent.read(VERIFY, { input: meeting(id, met) });
    const order = { idempotencyKey: randomUUID(), holderId: id, productCode: 'INITIO' };
    expect(await agent.refusal(PLACE, { input: order })).toMatchObject({
      rule: 'I-6',
      reason: 'IDENTITY_DOCUMENT_EXPIRED',
    });
  });

  it('refuses a record without place, day, document or number (I-6, F65)', async () => {
    const { id } = await addHolder(agent);
    const faulty = { place: ' ', verifiedOn: '2026-02-30', documentNumber: 'X', documentExpiresOn: 'never' };
    expect(await agent.refusal(VERIFY, { input: meeting(id, faulty) })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: {
        place: 'REQUIRED',
        verifiedOn: 'NOT_A_DATE',
        documentNumber: 'DOCUMENT_NUMBER_FORMAT',
        documentExpiresOn: 'NOT_A_DATE',
      },
    });
    for (const missing of ['place', 'verifiedOn', 'documentType', 'documentNumber', 'documentExpiresOn']) {
      const { errors } = await agent.ask(VERIFY, { input: meeting(id, { [missing]: null }) });
      expect([missing, errors[0]?.extensions.code]).toEqual([missing, 'INVALID_INPUT']);
    }
  });

  it('refuses the MC himself (I-5, F61)', async () => {
    const { id } = await addHolder(agent, { email: newcomer.agent.email, surname: 'Benali' });
    expect(await agent.refusal(VERIFY, { input: meeting(id) })).toMatchObject({
      rule: 'F61',
      reason: 'VERIFIES_HIMSELF',
    });
  });

  it('does not find another company’s person (I-1, I-5, F12)', async () => {
    const { id } = await addHolder(agent);
    const theirs = await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors');
    expect(await theirs.refusal(VERIFY, { input: meeting(id) })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is for an MC with this act only (I-2)', async () => {
    const { id } = await addHolder(agent);
    for (const role of ['LEGAL_REPRESENTATIVE', 'HOLDER', 'SALES', 'AUDITOR']) {
      const client = await signedIn(run, role);
      expect(await client.refusal(VERIFY, { input: meeting(id) })).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
