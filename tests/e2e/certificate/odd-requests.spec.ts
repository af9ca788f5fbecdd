import { createPublicKey, generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  constructed,
  ECDSA_SHA256,
  integer,
  objectIdentifier,
  RSA_SHA256,
  sequence,
  set,
  utf8String,
  writeSigned,
  type SignatureAlgorithm,
} from '@mandataire/pki';
import { runningSystem, type Run } from '../../support/system/index.js';
import { stranger } from '../support/api.js';
import { OrderFlow, verifiedHolder } from '../support/orders.js';
import { send } from '../support/raw.js';

const SUBMIT = `mutation($input: SubmitCertificateRequestInput!) {
  submitCertificateRequest(input: $input) { serial pem } }`;
const READ = 'query($token: String!) { retrieval(token: $token) { state certificate { serial } } }';
const COMMON_NAME = '2.5.4.3';

let run: Run;
let flow: OrderFlow;
beforeAll(async () => {
  run = runningSystem();
  flow = await OrderFlow.in(run, 'Laiterie du Vercors');
});

/** A request written octet by octet, so that nothing is made right on the way. */
function requestOf(privateKey: KeyObject, algorithm: SignatureAlgorithm, subject: readonly string[]): string {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const names = subject.map((text) => set(sequence(objectIdentifier(COMMON_NAME), utf8String(text))));
  const info = sequence(integer(0), sequence(...names), publicKey, constructed(0));
  const der = writeSigned(info, algorithm, sign('sha256', info, privateKey));
  const text = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE REQUEST-----\n${text}\n-----END CERTIFICATE REQUEST-----\n`;
}

const ecKey = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
const refusedBy = (rule: string, reason: string) => ({ code: 'RULE_REFUSED', rule, reason });

describe('a certificate request', () => {
  it('with exponent 3, on P-192 or of a megabyte is refused, and nothing is used up; its subject is not read (D21, F37)', async () => {
    const holder = await verifiedHolder(flow.agent);
    const { token } = await flow.retrievable(holder);
    const client = stranger(run);
    const submit = (csr: string) => client.refusal(SUBMIT, { input: { token, csr } });

    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072, publicExponent: 3 });
    expect(await submit(requestOf(privateKey, RSA_SHA256, []))).toMatchObject(
      refusedBy('D21', 'CSR_KEY_TOO_WEAK'),
    );
    expect(await submit(requestOf(ecKey('prime192v1'), ECDSA_SHA256, []))).toMatchObject(
      refusedBy('D21', 'CSR_KEY_ALGORITHM_REFUSED'),
    );
    expect(await submit('A'.repeat(20_000))).toMatchObject(refusedBy('D21', 'CSR_TOO_LARGE'));
    const megabyte = { query: SUBMIT, variables: { input: { token, csr: 'A'.repeat(1 << 20) } } };
    const answer = await send({ body: JSON.stringify(megabyte) });
    expect(answer.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: { request: 'TOO_LARGE' } });
    expect(await client.read(READ, { token })).toEqual({ retrieval: { state: 'READY', certificate: null } });

    const odd = ['Zoé d’Œuvre', '\u202Eevil', '\u0000', 'x'.repeat(300), "'; DROP TABLE certificate; --"];
    const { submitCertificateRequest: issued } = await client.read<{
      submitCertificateRequest: { serial: string; pem: string };
    }>(SUBMIT, { input: { token, csr: requestOf(ecKey('P-256'), ECDSA_SHA256, odd) } });
    const { subject } = new X509Certificate(issued.pem);
    for (const text of odd) expect(subject).not.toContain(text);
    expect(subject).toContain('O=');
  });
});
