import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { Mails, eventually, type Run } from '../../support/system/index.js';
import { openFile, signedIn, stranger, type ApiClient } from './api.js';
import { addHolder, meeting, VERIFY, type Newcomer } from './chain.js';

export interface HolderFacts {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
}

/**
 * Somebody new in this MC's company, met face to face today. Every test has its own holder: an order, a revocation
 * or an identity change of one never stands in the way of another.
 */
export async function verifiedHolder(agent: ApiClient, change: object = {}): Promise<HolderFacts> {
  const name = { surname: 'Lefèvre', givenNames: [`Zoé-${randomName()}`] };
  const { id, email } = await addHolder(agent, { ...name, ...change });
  await meet(agent, id);
  return { id, email, displayName: `${name.givenNames.join(' ')} ${name.surname}` };
}

/** Letters only: a name on an identity document has no digits. */
const randomName = (): string =>
  'A' + Array.from(randomBytes(8), (byte) => String.fromCharCode(97 + (byte % 26))).join('');

/** A meeting of today, again: after a revocation an earlier one no longer serves (I-14). */
export const meet = (agent: ApiClient, holderId: string) => agent.read(VERIFY, { input: meeting(holderId) });

export interface PlacedOrder {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

export const PLACE = 'mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { id state version } }';
export const CO_SIGN = 'mutation($input: OrderActInput!) { coSignOrder(input: $input) { id state version } }';
export const DECIDE =
  'mutation($input: DecideOrderInput!) { decideOrder(input: $input) { id state version } }';
export const CANCEL =
  'mutation($input: CancelOrderInput!) { cancelOrder(input: $input) { id state version } }';
export const CONSENT = 'mutation($input: GiveConsentInput!) { giveConsent(input: $input) { orderState } }';
export const SUBMIT =
  'mutation($input: SubmitCertificateRequestInput!) { submitCertificateRequest(input: $input) { id serial pem chain } }';
export const ANSWER =
  'mutation($input: AnswerCertificateInput!) { answerCertificate(input: $input) { state } }';

/** One company's way from order to certificate, step by step, in the way that its people go it. */
export class OrderFlow {
  private constructor(
    private readonly run: Run,
    readonly agent: ApiClient,
    readonly officer: ApiClient,
    readonly mails: Mails,
  ) {}

  static async in(run: Run, company: string): Promise<OrderFlow> {
    if (!run.mailboxApi) throw new Error('these tests read mails');
    return new OrderFlow(
      run,
      await signedIn(run, 'CERTIFICATION_AGENT', company),
      await signedIn(run, 'REGISTRATION_OFFICER'),
      new Mails(run.mailboxApi),
    );
  }

  /** Of a company that the test made itself. */
  static of({ run, officer, mails }: Newcomer, agent: ApiClient): OrderFlow {
    return new OrderFlow(run, agent, officer, mails);
  }

  async place(holder: HolderFacts, idempotencyKey: string = randomUUID()): Promise<PlacedOrder> {
    const input = { idempotencyKey, holderId: holder.id, productCode: 'INITIO' };
    return (await this.agent.read<{ placeOrder: PlacedOrder }>(PLACE, { input })).placeOrder;
  }

  async order(id: string, asked: ApiClient = this.agent): Promise<PlacedOrder> {
    const query = 'query($id: ID!) { order(id: $id) { id state version } }';
    return (await asked.read<{ order: PlacedOrder }>(query, { id })).order;
  }

  /** The token of the newest mailed link of this kind that opens this very order. */
  async token(kind: 'consentement' | 'retrait', holder: HolderFacts, orderId: string): Promise<string> {
    return eventually(`the ${kind} link of ${holder.displayName}`, async () => {
      const mails = await this.mails.list(holder.email);
      for (const token of mails.flatMap(({ links }) => links).map(tokenIn(kind))) {
        if (token !== undefined && (await this.opens(kind, token, orderId))) return token;
      }
      return undefined;
    });
  }

  /** Consented by the holder, co-signed by the MC: under review. */
  async submitted(holder: HolderFacts): Promise<PlacedOrder> {
    const placed = await this.place(holder);
    const token = await this.token('consentement', holder, placed.id);
    await stranger(this.run).read(CONSENT, { input: await consentTo(this.run, token) });
    const { version } = await this.order(placed.id);
    const input = { orderId: placed.id, version };
    return (await this.agent.read<{ coSignOrder: PlacedOrder }>(CO_SIGN, { input })).coSignOrder;
  }

  /** Approved by the office, and the link that the holder got. */
  async retrievable(holder: HolderFacts): Promise<{ order: PlacedOrder; token: string }> {
    const { id, version } = await this.submitted(holder);
    await openFile(this.officer, 'ORDER', id);
    const input = { orderId: id, version, decision: 'APPROVE' };
    const { decideOrder } = await this.officer.read<{ decideOrder: PlacedOrder }>(DECIDE, { input });
    return { order: decideOrder, token: await this.token('retrait', holder, id) };
  }

  async cancel(id: string): Promise<void> {
    const { version } = await this.order(id);
    await this.agent.read(CANCEL, { input: { orderId: id, version } });
  }

  /** Links are told apart by the order's state and link: only the newest one of an order opens. */
  private async opens(kind: 'consentement' | 'retrait', token: string, orderId: string): Promise<boolean> {
    const query =
      kind === 'retrait'
        ? 'query($token: String!) { retrieval(token: $token) { state } }'
        : 'query($token: String!) { consentRequest(token: $token) { orderState consentedAt } }';
    const { data } = await stranger(this.run).ask(query, { token });
    return Boolean(data) && (await orderOfToken(this.run, token)) === orderId;
  }
}

const tokenIn =
  (kind: string) =>
  (link: string): string | undefined =>
    new RegExp(`#/${kind}/([A-Za-z0-9_-]{43})`).exec(link)?.[1];

/** What the holder's browser sends after he has read everything. */
export async function consentTo(run: Run, token: string) {
  const query = 'query($token: String!) { consentRequest(token: $token) { termsVersion } }';
  const { consentRequest } = await stranger(run).read<{ consentRequest: { termsVersion: string } }>(query, {
    token,
  });
  return { token, acceptsBinding: true, acceptsTerms: true, termsVersion: consentRequest.termsVersion };
}

/** A token starts with its company's identifier: that opens row-level security for the test's own look. */
const companyOf = (token: string): string =>
  Buffer.from(token, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

async function inCompanyOf<T>(run: Run, token: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: run.databases.owner });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [companyOf(token)]);
    const { rows } = await client.query(sql, [await sha256(token)]);
    await client.query('COMMIT');
    return rows as T[];
  } finally {
    await client.end();
  }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('hex');
}

async function orderOfToken(run: Run, token: string): Promise<string | undefined> {
  const sql = 'SELECT object_id AS "objectId" FROM one_time_link WHERE token_hash = $1';
  return (await inCompanyOf<{ objectId: string }>(run, token, sql))[0]?.objectId;
}

/** Makes a link older than it is, as if the holder had waited. */
export async function age(run: Run, token: string, minutes: number): Promise<void> {
  const sql = `UPDATE one_time_link SET created_at = created_at - interval '${minutes} minutes'
    WHERE token_hash = $1 RETURNING id`;
  if ((await inCompanyOf(run, token, sql)).length !== 1) throw new Error('no such link');
}

/** Lets a link's time be over, as if it had been mailed weeks ago. */
export async function expire(run: Run, token: string): Promise<void> {
  const sql = `UPDATE one_time_link SET created_at = created_at - interval '30 days', expires_at = created_at
    WHERE token_hash = $1 RETURNING id`;
  if ((await inCompanyOf(run, token, sql)).length !== 1) throw new Error('no such link');
}
