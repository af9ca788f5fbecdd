import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runningSystem, type Run } from '../support/system/index.js';
import { stranger } from './support/api.js';
import {
  emptyPkcs12,
  forgedRequest,
  goodRequest,
  otherCurveRequest,
  privateKey,
  weakRequest,
} from './support/certificate-requests.js';
import { ANSWER, CONSENT, consentTo, expire, verifiedHolder, OrderFlow, SUBMIT } from './support/orders.js';

let run: Run;
let flow: OrderFlow;
beforeAll(async () => {
  run = runningSystem();
  flow = await OrderFlow.in(run, 'Laiterie du Vercors');
});

const READ_CONSENT = 'query($token: String!) { consentRequest(token: $token) { orderState } }';
const READ_RETRIEVAL = 'query($token: String!) { retrieval(token: $token) { state certificate { serial } } }';
const refusedBy = (rule: string, reason: string) => ({ code: 'RULE_REFUSED', rule, reason });

describe('consent link', () => {
  it('opens for nobody who made it up, and for no other purpose', async () => {
    for (const token of ['', 'x', randomBytes(32).toString('base64url'), "' OR 1=1 --"]) {
      for (const query of [READ_CONSENT, READ_RETRIEVAL]) {
        expect(await stranger(run).refusal(query, { token })).toMatchObject(refusedBy('I-9', 'LINK_UNKNOWN'));
      }
    }
    const holder = await verifiedHolder(flow.agent);
    const { id } = await flow.place(holder);
    const token = await flow.token('consentement', holder, id);
    expect(await stranger(run).refusal(READ_RETRIEVAL, { token })).toMatchObject(
      refusedBy('I-9', 'LINK_UNKNOWN'),
    );
    await flow.cancel(id);
  });

  it('takes a whole consent once', async () => {
    const holder = await verifiedHolder(flow.agent);
    const { id } = await flow.place(holder);
    const input = await consentTo(run, await flow.token('consentement', holder, id));
    const client = stranger(run);
    expect(await client.refusal(CONSENT, { input: { ...input, acceptsBinding: false } })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { acceptsBinding: 'MUST_ACCEPT' },
    });
    expect(await client.refusal(CONSENT, { input: { ...input, termsVersion: '2020-01-01' } })).toMatchObject(
      refusedBy('I-21', 'TERMS_CHANGED'),
    );
    const answers = await Promise.all([client.ask(CONSENT, { input }), client.ask(CONSENT, { input })]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(await client.refusal(CONSENT, { input })).toMatchObject(refusedBy('I-9', 'CONSENT_LINK_USED'));
    await flow.cancel(id);
  });
});

describe('retrieval link', () => {
  it('takes no weak key, no false proof, no private key (I-11, D21); then one request, once; and no key twice (F19)', async () => {
    const holder = await verifiedHolder(flow.agent);
    const { token } = await flow.retrievable(holder);
    const client = stranger(run);
    const submit = (csr: string) => client.refusal(SUBMIT, { input: { token, csr } });
    expect(await submit(await weakRequest())).toMatchObject(refusedBy('D21', 'CSR_KEY_TOO_WEAK'));
    expect(await submit(await otherCurveRequest())).toMatchObject(
      refusedBy('D21', 'CSR_KEY_ALGORITHM_REFUSED'),
    );
    expect(await submit(await forgedRequest())).toMatchObject(refusedBy('D21', 'CSR_SIGNATURE_FALSE'));
    expect(await submit('-----BEGIN NONSENSE-----')).toMatchObject(refusedBy('D21', 'CSR_UNREADABLE'));
    expect(await submit(await privateKey())).toMatchObject(refusedBy('I-11', 'CSR_IS_PRIVATE_KEY'));
    expect(await submit(emptyPkcs12())).toMatchObject(refusedBy('I-11', 'CSR_IS_PRIVATE_KEY'));
    expect(await client.read(READ_RETRIEVAL, { token })).toMatchObject({ retrieval: { state: 'READY' } });

    const csr = await goodRequest();
    const { submitCertificateRequest: issued } = await client.read<{
      submitCertificateRequest: { serial: string; chain: string[] };
    }>(SUBMIT, { input: { token, csr } });
    expect(issued.chain).toHaveLength(2);
    expect(await submit(await goodRequest())).toMatchObject(refusedBy('I-9', 'RETRIEVAL_LINK_USED'));
    expect(await client.read(READ_RETRIEVAL, { token })).toEqual({
      retrieval: { state: 'MADE', certificate: { serial: issued.serial } },
    });

    const answer = { token, answer: 'ACCEPT', backupAcknowledged: false };
    expect(await client.refusal(ANSWER, { input: answer })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { backupAcknowledged: 'MUST_ACCEPT' },
    });
    await client.read(ANSWER, { input: { ...answer, backupAcknowledged: true } });
    expect(await client.refusal(ANSWER, { input: { ...answer, backupAcknowledged: true } })).toMatchObject({
      code: 'INVALID_STATE',
    });

    const second = await flow.retrievable(holder);
    expect(await client.refusal(SUBMIT, { input: { token: second.token, csr } })).toMatchObject(
      refusedBy('F19', 'KEY_ALREADY_CERTIFIED'),
    );
    await expire(run, second.token);
    expect(await client.refusal(READ_RETRIEVAL, { token: second.token })).toMatchObject(
      refusedBy('I-9', 'LINK_EXPIRED'),
    );
    expect(
      await client.refusal(SUBMIT, { input: { token: second.token, csr: await goodRequest() } }),
    ).toMatchObject(refusedBy('I-9', 'LINK_EXPIRED'));
    await eventually('the order whose link expired', async () => {
      const { state } = await flow.order(second.order.id);
      return state === 'LINK_EXPIRED' || undefined;
    });
    await flow.cancel(second.order.id);
  });
});
