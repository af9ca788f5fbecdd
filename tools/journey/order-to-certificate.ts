import { randomUUID } from 'node:crypto';
import {
  assemblePkcs12,
  makeCertificateRequest,
  makeKeyPair,
} from '../../apps/console/src/holder-key/index.js';
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

interface Candidate {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly activeCertificates: number;
  readonly allowedActions: readonly string[];
  readonly verification: { readonly state: string; readonly validUntil: string | null } | null;
  readonly orders: readonly { readonly state: string }[];
}

const ENDED = ['COMPLETED', 'CANCELLED', 'REJECTED'];
const PASSWORD = 'Journée-2026!clé';

const isValid = (verification: Candidate['verification']): boolean =>
  verification?.state === 'VERIFIED' && new Date(verification.validUntil ?? 0) > new Date();

/** A verified holder without an open order; the one with the fewest certificates first. */
export async function freeHolder(mc: GraphqlClient): Promise<Candidate> {
  const { holders } = await mc.request<{ holders: { edges: { node: Candidate }[] } }>(
    `{ holders(first: 50) { edges { node { id displayName email activeCertificates allowedActions
       verification { state validUntil } orders { state } } } } }`,
  );
  const free = holders.edges
    .map((edge) => edge.node)
    .filter((node) => node.allowedActions.includes('PLACE_ORDER') && isValid(node.verification))
    .filter((node) => node.orders.every((order) => ENDED.includes(order.state)))
    .sort((a, b) => a.activeCertificates - b.activeCertificates);
  const holder = free[0];
  if (!holder)
    throw new Error('No verified holder without an open order: npm run reset gives the demo back.');
  return holder;
}

/** Places the order; the holder consents by his mail, the MC co-signs, the officer approves. Gives the order's id. */
export async function orderUntilApproved(
  ground: Ground,
  holder: Candidate,
): Promise<{ orderId: string; since: Date }> {
  const { steps, mc, officer, holder: browser, mailboxApi } = ground;
  const since = new Date(Date.now() - 1000);
  const order = await steps.run(`Le MC commande Initio RGS* pour ${holder.displayName}`, async () => {
    const input = { idempotencyKey: randomUUID(), holderId: holder.id, productCode: 'INITIO' };
    const { placeOrder } = await mc.request<{ placeOrder: { id: string; state: string } }>(
      'mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { id state } }',
      { input },
    );
    expectState(placeOrder.state, 'AWAITING_CONSENT');
    return placeOrder;
  });
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
    const input = { orderId: order.id, version: await versionOf(mc, order.id) };
    const { coSignOrder } = await mc.request<{ coSignOrder: { state: string } }>(
      'mutation($input: OrderActInput!) { coSignOrder(input: $input) { state } }',
      { input },
    );
    expectState(coSignOrder.state, 'UNDER_REVIEW');
  });
  await steps.run('Le bureau d’enregistrement valide le dossier', async () => {
    const input = { orderId: order.id, version: await versionOf(officer, order.id), decision: 'APPROVE' };
    const { decideOrder } = await officer.request<{ decideOrder: { state: string } }>(
      'mutation($input: DecideOrderInput!) { decideOrder(input: $input) { state } }',
      { input },
    );
    expectState(decideOrder.state, 'APPROVED');
  });
  return { orderId: order.id, since };
}

/** The holder opens his link, makes his key, gets his certificate and a PKCS#12 that OpenSSL opens, and accepts. */
export async function retrieveCertificate(ground: Ground, holder: Candidate, since: Date): Promise<Issued> {
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
