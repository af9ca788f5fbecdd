import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runningSystem, type Run } from '../../support/system/index.js';
import { type ApiClient, signedIn, stranger } from '../support/api.js';
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

describe('the security journal', () => {
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
