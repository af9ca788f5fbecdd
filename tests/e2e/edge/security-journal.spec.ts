import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runningSystem, type Run } from '../../support/system/index.js';
import { type ApiClient, signedIn, stranger } from '../support/api.js';
import { Newcomer } from '../support/chain.js';
import { send, type RawAnswer } from '../support/raw.js';
import { secondApi, type SecondApi } from '../support/second-api.js';

interface Event {
  readonly status: number;
  readonly code: string;
  readonly reason: string | null;
  readonly act: string | null;
  readonly accountId: string | null;
  readonly sender: string | null;
  readonly correlationId: string;
}
const EVENTS = `query($first: Int!, $after: String) { securityEvents(first: $first, after: $after) {
  edges { node { status code reason act accountId sender correlationId repeated } } pageInfo { hasNextPage endCursor } } }`;

interface Answer {
  securityEvents: {
    edges: { node: Event }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

let run: Run;
let auditor: ApiClient;
let api: SecondApi;
beforeAll(async () => {
  run = runningSystem();
  auditor = await signedIn(run, 'AUDITOR');
  // Behind a proxy, so that this file is a sender of its own: one has so many lines a minute.
  const settings = { NODE_ENV: 'development', PUBLIC_URL: run.urls.console, TRUST_PROXY: '127.0.0.1' };
  api = await secondApi(run, settings);
});
afterAll(() => api?.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const ask = (body: string, headers: Record<string, string> = JSON_TYPE): Promise<RawAnswer> =>
  send({ body, headers: { ...headers, 'x-forwarded-for': '192.0.2.77' } }, `${api.url}/graphql`);
const query = (text: string, variables: object = {}, headers: Record<string, string> = {}) =>
  ask(JSON.stringify({ query: text, variables }), { ...JSON_TYPE, ...headers });

/** The line about this answer, once it is written: within a second or two. */
const lineOf = ({ headers }: RawAnswer): Promise<Event> =>
  eventually('the journal line', async () => {
    const { securityEvents } = await auditor.read<Answer>(EVENTS, { first: 100 });
    const id = headers.get('x-correlation-id');
    return securityEvents.edges.find(({ node }) => node.correlationId === id)?.node;
  });

const many = (times: number, text: (n: number) => string) =>
  Array.from({ length: times }, (_, n) => text(n)).join(' ');
const form = (): FormData => {
  const data = new FormData();
  data.set('operations', '{"query":"mutation { logout }"}');
  return data;
};
const from = { 'x-forwarded-for': '192.0.2.77' };
const oneVariable = (type: string, field: string, input: object) =>
  query(`mutation($input: ${type}!) { ${field}(input: $input) { __typename } }`, { input });

type Fault = readonly [what: string, send: () => Promise<RawAnswer>, line: Partial<Event>];
const FAULTS: readonly Fault[] = [
  [
    'a thousand aliased logins',
    () => query(`mutation { ${many(1_000, (n) => `a${n}:logout`)} }`),
    { status: 400, reason: 'TOO_LONG' },
  ],
  [
    'a depth of 41',
    () => query(`{ ${'viewer { '.repeat(41)}id${' }'.repeat(41)} }`),
    { status: 400, reason: 'TOO_DEEP' },
  ],
  [
    'a query of 50 kB',
    () => query(`{ viewer { id } } # ${'x'.repeat(50_000)}`),
    { status: 400, reason: 'TOO_LONG' },
  ],
  [
    'a batch of eleven operations',
    () => ask(JSON.stringify(Array.from({ length: 11 }, () => ({ query: '{ viewer { id } }' })))),
    { status: 400, reason: 'NO_BATCH' },
  ],
  ['plain text', () => ask('x', { 'content-type': 'text/plain' }), { status: 415, reason: 'JSON_ONLY' }],
  [
    'multipart without a preflight',
    () => send({ body: form(), headers: from }, `${api.url}/graphql`),
    { status: 415, reason: 'JSON_ONLY' },
  ],
  [
    'a mutation by GET',
    () => send({ method: 'GET', headers: from }, `${api.url}/graphql?query=mutation{logout}`),
    { status: 405, reason: 'POST_ONLY' },
  ],
  [
    'an oversized body',
    () => query('{ viewer { id } }', { a: 'x'.repeat(70_000) }),
    { status: 413, reason: 'TOO_LARGE' },
  ],
  ...['status', 'tenantId', 'approvedBy'].map((name): Fault => [
    `a smuggled ${name}`,
    () => oneVariable('OrderActInput', 'coSignOrder', { orderId: randomUUID(), version: 1, [name]: 'x' }),
    { status: 400, code: 'INVALID_INPUT' },
  ]),
  [
    'a link that nobody was sent',
    () => query(`{ consentRequest(token: "${'A'.repeat(43)}") { orderState } }`),
    { code: 'RULE_REFUSED', reason: 'LINK_UNKNOWN', act: 'consentRequest' },
  ],
];

describe('the security journal', () => {
  it.each(FAULTS)('has a line for %s', async (_what, attack, line) => {
    expect(await lineOf(await attack())).toMatchObject(line);
  });

  it('has a line for a link that is sent again', async () => {
    const newcomer = await Newcomer.open(run);
    const token = await newcomer.invite();
    await newcomer.sign(token, await newcomer.nameAgent(token));
    const answer = await query(`{ mandateFile(token: "${token}", signer: REPRESENTATIVE) { siren } }`);
    expect(await lineOf(answer)).toMatchObject({ reason: 'LINK_USED', act: 'mandateFile' });
  });

  it('has a line for a query that was refused, and for a request that was none', async () => {
    expect(await lineOf(await query('mutation { a: logout b: logout }'))).toMatchObject({
      status: 400,
      code: 'INVALID_INPUT',
      reason: 'ONE_MUTATION',
      act: null,
      accountId: null,
      sender: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(await lineOf(await ask('[]'))).toMatchObject({ reason: 'NO_BATCH' });
    expect(await lineOf(await ask('x', { 'content-type': 'text/plain' }))).toMatchObject({
      status: 415,
      reason: 'JSON_ONLY',
    });
  });

  it('has a line for a try on another’s object, with whose session it was and without the alias he chose', async () => {
    const agent = await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors');
    const { viewer } = await agent.read<{ viewer: { id: string } }>('{ viewer { id } }');
    const probe = async (field: string) =>
      lineOf(await query(`{ ${field} }`, {}, { cookie: agent.cookie ?? '' }));
    expect(await probe(`order(id: "${randomUUID()}") { id }`)).toMatchObject({
      status: 200,
      code: 'NOT_FOUND',
      act: 'order',
      accountId: viewer.id,
    });
    expect(await probe(`claire_dupre: order(id: "${randomUUID()}") { id }`)).toMatchObject({
      code: 'NOT_FOUND',
      act: null,
    });
    expect(await probe('companies { pageInfo { hasNextPage } }')).toMatchObject({
      code: 'FORBIDDEN',
      act: 'companies',
    });
  });

  it('has a line for a guessed password', async () => {
    const guess = { input: { email: 'nobody@example.fr', password: 'not the one' } };
    const login = 'mutation($input: LoginInput!) { login(input: $input) { step } }';
    expect(await lineOf(await query(login, guess))).toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'BAD_CREDENTIALS',
      act: 'login',
    });
  });

  it('is read page by page, by the auditor and by nobody else', async () => {
    const { securityEvents: first } = await auditor.read<Answer>(EVENTS, { first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const { securityEvents: next } = await auditor.read<Answer>(EVENTS, {
      first: 1,
      after: first.pageInfo.endCursor,
    });
    expect(next.edges[0]?.node).not.toEqual(first.edges[0]?.node);
    for (const role of ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE']) {
      const somebody = await signedIn(run, role, 'Menuiserie Dupré & Fils');
      expect(await somebody.refusal(EVENTS, { first: 1 })).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await stranger(run).refusal(EVENTS, { first: 1 })).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
