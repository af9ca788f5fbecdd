import { randomUUID } from 'node:crypto';
import {
  assemblePkcs12,
  makeCertificateRequest,
  makeKeyPair,
} from '../../apps/console/src/holder-key/index.js';
import { openFile } from './access.js';
import type { GraphqlClient } from './graphql-client.js';
import { tokenFromMail } from './mailbox.js';
import type { OpenSsl } from './openssl.js';
import type { Steps } from './steps.js';

export interface Ground {
  readonly steps: Steps;
  readonly openssl: OpenSsl;
  readonly mailboxApi: string;
  readonly statusUrl: string;
  readonly mc: GraphqlClient;
  readonly officer: GraphqlClient;
  /** The holder's browser: no login, only his links. */
  readonly holder: GraphqlClient;
}

export interface Issued {
  readonly certificateId: string;
  readonly serial: string;
  readonly leaf: string;
  readonly issuing: string;
  readonly root: string;
}

/** The person for whom a certificate is made. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
}

const PASSWORD = 'Journée-2026!clé';

/** The MC orders for a verified holder. Gives the order's id. */
export async function placeOrder({ steps, mc }: Ground, holder: Person): Promise<string> {
  return steps.run(`Le MC commande Initio RGS* pour ${holder.displayName}`, async () => {
    const input = { idempotencyKey: randomUUID(), holderId: holder.id, productCode: 'INITIO' };
    const { placeOrder: placed } = await mc.request<{ placeOrder: { id: string; state: string } }>(
      'mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { id state } }',
      { input },
    );
    expectState(placed.state, 'AWAITING_CONSENT');
    return placed.id;
  });
}

/** The MC starts a prepared replacement whose blocker is gone. */
export async function resumeOrder({ steps, mc }: Ground, orderId: string): Promise<void> {
  await steps.run('Le MC reprend la commande de remplacement', async () => {
    const input = { orderId, version: await versionOf(mc, orderId) };
    const { resumeOrder: resumed } = await mc.request<{ resumeOrder: { state: string } }>(
      'mutation($input: OrderActInput!) { resumeOrder(input: $input) { state } }',
      { input },
    );
    expectState(resumed.state, 'AWAITING_CONSENT');
  });
}

/** The holder consents by his mail, the MC co-signs, the officer approves. */
export async function carryToApproval(
  ground: Ground,
  holder: Person,
  orderId: string,
  since: Date,
): Promise<void> {
  const { steps, mc, officer, holder: browser, mailboxApi } = ground;
  await steps.run('Le porteur reçoit le mail, relit et donne son accord', async () => {
    const token = await tokenFromMail(mailboxApi, holder.email, { path: 'consentement', since });
    const { consentRequest } = await browser.request<{ consentRequest: { termsVersion: string } }>(
      'query($token: String!) { consentRequest(token: $token) { termsVersion } }',
      { token },
    );
    const input = {
      token,
      acceptsBinding: true,
      acceptsTerms: true,
      termsVersion: consentRequest.termsVersion,
    };
    await browser.request(
      'mutation($input: GiveConsentInput!) { giveConsent(input: $input) { consentedAt } }',
      {
        input,
      },
    );
  });
  await steps.run('Le MC cosigne la demande', async () => {
    const input = { orderId: orderId, version: await versionOf(mc, orderId) };
    const { coSignOrder } = await mc.request<{ coSignOrder: { state: string } }>(
      'mutation($input: OrderActInput!) { coSignOrder(input: $input) { state } }',
      { input },
    );
    expectState(coSignOrder.state, 'UNDER_REVIEW');
  });
  await steps.run('Le bureau d’enregistrement valide le dossier', async () => {
    await openFile(officer, 'ORDER', orderId);
    const input = { orderId, version: await versionOf(officer, orderId), decision: 'APPROVE' };
    const { decideOrder } = await officer.request<{ decideOrder: { state: string } }>(
      'mutation($input: DecideOrderInput!) { decideOrder(input: $input) { state } }',
      { input },
    );
    expectState(decideOrder.state, 'APPROVED');
  });
}

/** The holder opens his link, makes his key, gets his certificate and a PKCS#12 that OpenSSL opens, and accepts. */
export async function retrieveCertificate(ground: Ground, holder: Person, since: Date): Promise<Issued> {
  const { steps, holder: browser, mailboxApi } = ground;
  const token = await steps.run(
    'Le porteur reçoit son lien ; le lire deux fois ne le consomme pas',
    async () => {
      const found = await tokenFromMail(mailboxApi, holder.email, { path: 'retrait', since });
      for (let i = 0; i < 2; i += 1) {
        const query = 'query($token: String!) { retrieval(token: $token) { state } }';
        const { retrieval } = await browser.request<{ retrieval: { state: string } }>(query, {
          token: found,
        });
        expectState(retrieval.state, 'READY');
      }
      return found;
    },
  );
  const keys = await steps.run('La clé est créée chez le porteur', () => makeKeyPair('P-256'));
  const made = await steps.run('L’AC signe le certificat', async () => {
    const csr = await makeCertificateRequest(keys, holder.displayName);
    const { submitCertificateRequest } = await browser.request<{
      submitCertificateRequest: { id: string; serial: string; pem: string; chain: string[] };
    }>(
      `mutation($input: SubmitCertificateRequestInput!) {
         submitCertificateRequest(input: $input) { id serial pem chain } }`,
      { input: { token, csr } },
    );
    return submitCertificateRequest;
  });
  await steps.run('Le PKCS#12 s’ouvre avec OpenSSL', async () => {
    const p12 = await assemblePkcs12({
      privateKey: keys.privateKey,
      certificatePem: made.pem,
      chainPem: made.chain,
      password: PASSWORD,
      friendlyName: holder.displayName,
    });
    const file = ground.openssl.file('holder.p12', p12);
    await ground.openssl.expect(
      /PBES2.*AES-256-CBC/s,
      'pkcs12',
      '-in',
      file,
      '-passin',
      `pass:${PASSWORD}`,
      '-info',
      '-noout',
    );
  });
  await steps.run('Le porteur accepte son certificat', async () => {
    const { answerCertificate } = await browser.request<{ answerCertificate: { state: string } }>(
      'mutation($input: AnswerCertificateInput!) { answerCertificate(input: $input) { state } }',
      { input: { token, answer: 'ACCEPT', backupAcknowledged: true } },
    );
    expectState(answerCertificate.state, 'ACCEPTED');
  });
  const [issuing = '', root = ''] = made.chain;
  return {
    certificateId: made.id,
    serial: made.serial,
    leaf: ground.openssl.file('leaf.pem', made.pem),
    issuing: ground.openssl.file('issuing.pem', issuing),
    root: ground.openssl.file('root.pem', root),
  };
}

async function versionOf(client: GraphqlClient, id: string): Promise<number> {
  const { order } = await client.request<{ order: { version: number } }>(
    'query($id: ID!) { order(id: $id) { version } }',
    { id },
  );
  return order.version;
}

export function expectState(found: string, expected: string): void {
  if (found !== expected) throw new Error(`état ${found}, attendu ${expected}`);
}
