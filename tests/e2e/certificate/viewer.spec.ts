import { randomUUID, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { OpenSsl } from '@mandataire/pki/testing';
import { eventually, runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, stranger } from '../support/api.js';
import { goodRequest } from '../support/certificate-requests.js';
import { ANSWER, OrderFlow, SUBMIT, verifiedHolder } from '../support/orders.js';

const CONTENT = `query($id: ID!) { certificate(id: $id) { serial pem content {
  version subject { name value } issuer { name value } keyAlgorithm keyBits sha256
  extensions { name critical values { kind value } } chain { name pem } bundle } } }`;
const STATUS = `query($id: ID!) { publishedStatus(certificateId: $id) {
  checkedAt ocsp { state thisUpdate } crl { listed number thisUpdate nextUpdate } } }`;
const REVOKE = 'mutation($input: RequestRevocationInput!) { requestRevocation(input: $input) { id } }';

interface Named {
  readonly name: string | null;
  readonly value: string;
}

interface Content {
  readonly certificate: {
    readonly serial: string;
    readonly pem: string;
    readonly content: {
      readonly subject: readonly Named[];
      readonly issuer: readonly Named[];
      readonly sha256: string;
      readonly extensions: readonly { readonly name: string | null; readonly critical: boolean }[];
      readonly chain: readonly { readonly name: string; readonly pem: string }[];
      readonly bundle: string;
    };
  };
}

interface Status {
  readonly publishedStatus: {
    readonly ocsp: { readonly state: string; readonly thisUpdate: string } | null;
    readonly crl: { readonly listed: boolean; readonly number: number; readonly nextUpdate: string } | null;
  };
}

let run: Run;
let flow: OrderFlow;
let id: string;

beforeAll(async () => {
  run = runningSystem();
  flow = await OrderFlow.in(run, 'Laiterie du Vercors');
  const { token } = await flow.retrievable(await verifiedHolder(flow.agent));
  const client = stranger(run);
  const { submitCertificateRequest } = await client.read<{ submitCertificateRequest: { id: string } }>(
    SUBMIT,
    { input: { token, csr: await goodRequest() } },
  );
  await client.read(ANSWER, { input: { token, answer: 'ACCEPT', backupAcknowledged: true } });
  ({ id } = submitCertificateRequest);
});

const status = async () => (await flow.agent.read<Status>(STATUS, { id })).publishedStatus;

describe('the viewer of a certificate', () => {
  it('says what stands in it, with its chain, as openssl reads both', async () => {
    const { certificate } = await flow.agent.read<Content>(CONTENT, { id });
    const { content, pem } = certificate;
    const judge = new X509Certificate(pem);
    expect(content.sha256).toBe(judge.fingerprint256.replaceAll(':', '').toLowerCase());
    const [issuing, root] = content.chain;
    expect(judge.verify(new X509Certificate(issuing?.pem ?? '').publicKey)).toBe(true);
    expect(new X509Certificate(root?.pem ?? '').ca).toBe(true);
    expect(content.issuer.find(({ name }) => name === 'commonName')?.value).toBe(issuing?.name);
    expect(content.extensions.find(({ name }) => name === 'keyUsage')?.critical).toBe(true);
    const openssl = new OpenSsl();
    try {
      const file = openssl.file('chain.p7b', Buffer.from(content.bundle, 'base64'));
      const read = await openssl.run('pkcs7', '-inform', 'DER', '-in', file, '-print_certs', '-noout');
      expect(read.output.split('\n').filter((line) => line.startsWith('subject='))).toHaveLength(3);
    } finally {
      openssl.dispose();
    }
  });

  it('shows what OCSP and the list say now, before and after a revocation (R25), without its cause (F31)', async () => {
    const before = await status();
    expect(before).toMatchObject({ ocsp: { state: 'GOOD' }, crl: { listed: false } });
    await flow.agent.read(REVOKE, {
      input: { idempotencyKey: randomUUID(), certificateId: id, reason: 'KEY_LOST', comment: 'Vol' },
    });
    const after = await eventually('the revocation seen by both', async () => {
      const seen = await status();
      return seen.ocsp?.state === 'REVOKED' && seen.crl?.listed ? seen : undefined;
    });
    expect(after.crl?.number).toBeGreaterThan(before.crl?.number ?? 0);
    expect(Date.parse(after.crl?.nextUpdate ?? '')).toBeGreaterThan(Date.now());
    expect(JSON.stringify(after)).not.toMatch(/KEY_LOST|Vol/);
  });

  it('is not found by another company, whether it exists or not', async () => {
    const other = await signedIn(run, 'CERTIFICATION_AGENT', 'Menuiserie Dupré & Fils');
    const [theirs, nobodys] = await Promise.all([
      other.refusal(STATUS, { id }),
      other.refusal(STATUS, { id: randomUUID() }),
    ]);
    expect(theirs.code).toBe('NOT_FOUND');
    expect({ ...theirs, correlationId: '' }).toEqual({ ...nobodys, correlationId: '' });
  });
});
