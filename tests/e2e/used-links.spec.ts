import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../support/system/index.js';
import { stranger } from './support/api.js';
import { goodRequest } from './support/certificate-requests.js';
import { FILE, Newcomer } from './support/chain.js';
import { ANSWER, CONSENT, consentTo, OrderFlow, SUBMIT, verifiedHolder } from './support/orders.js';

const PERSON = '{ commonName surname givenNames email jobTitle companyName siren subjectSerialNumber }';
const READ_CONSENT = `query($token: String!) {
  consentRequest(token: $token) { orderState productName certifiedData ${PERSON} } }`;
const DECLINE = 'mutation($input: DeclineConsentInput!) { declineConsent(input: $input) { orderState } }';
const READ_RETRIEVAL = `query($token: String!) {
  retrieval(token: $token) { state productName certifiedData ${PERSON} certificate { serial pem } } }`;
const ACTIVATION = 'query($token: String!) { activation(token: $token) { email displayName companyName } }';
const used = (reason: string) => ({ code: 'RULE_REFUSED', rule: 'I-9', reason });

let run: Run;
let newcomer: Newcomer;
let flow: OrderFlow;
let activation: string;

beforeAll(async () => {
  run = runningSystem();
  newcomer = await Newcomer.open(run);
  await newcomer.approved();
  activation = await newcomer.token('activation', newcomer.agent.email);
  flow = OrderFlow.of(newcomer, await newcomer.activated('agent'));
});

const holder = () => verifiedHolder(flow.agent);

/** All that the bearer of a link can read: nothing of this may name somebody. */
const names = (answer: unknown): string => JSON.stringify(answer);

describe('a link that has done its work (I-9)', () => {
  it('shows nothing of a request that the holder has answered, whatever he answered', async () => {
    const reader = stranger(run);
    const [one, two] = [await holder(), await holder()];
    const consented = await flow.place(one);
    const yes = await flow.token('consentement', one, consented.id);
    expect(names(await reader.read(READ_CONSENT, { token: yes }))).toContain(one.email);
    await reader.read(CONSENT, { input: await consentTo(run, yes) });

    const declined = await flow.place(two);
    const no = await flow.token('consentement', two, declined.id);
    await reader.read(DECLINE, { input: { token: no } });

    for (const token of [yes, no])
      expect(await reader.refusal(READ_CONSENT, { token })).toMatchObject(used('CONSENT_LINK_USED'));
    await flow.cancel(consented.id);
  });

  it('shows a certificate to the holder until he has answered, then only that he has', async () => {
    const reader = stranger(run);
    const who = await holder();
    const { token } = await flow.retrievable(who);
    await reader.read(SUBMIT, { input: { token, csr: await goodRequest() } });
    const made = await reader.read(READ_RETRIEVAL, { token });
    expect(made).toMatchObject({ retrieval: { state: 'MADE', certifiedData: { email: who.email } } });

    const answered = await reader.read(ANSWER, {
      input: { token, answer: 'ACCEPT', backupAcknowledged: true },
    });
    expect(answered).toEqual({ answerCertificate: { state: 'ACCEPTED' } });
    expect(await reader.read(READ_RETRIEVAL, { token })).toEqual({
      retrieval: { state: 'ACCEPTED', productName: 'Initio RGS*', certifiedData: null, certificate: null },
    });
  });

  it('shows no mandate to who has signed it, and no account to who has activated it', async () => {
    const reader = stranger(run);
    const signing = await newcomer.token('mandat/signer', newcomer.representative.email);
    const accepting = await newcomer.token('mandat/accepter', newcomer.agent.email);
    expect(await reader.refusal(FILE, { token: signing, signer: 'REPRESENTATIVE' })).toMatchObject(
      used('LINK_USED'),
    );
    expect(await reader.refusal(FILE, { token: accepting, signer: 'AGENT' })).toMatchObject(
      used('LINK_USED'),
    );
    expect(await reader.refusal(ACTIVATION, { token: activation })).toMatchObject(used('LINK_USED'));
  });
});
