import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loginOf, runningSystem } from '../../support/system/index.js';
import { ApiClient } from '../support/api.js';
import { sendQuery, send, type RawAnswer } from '../support/raw.js';
import { secondApi, type SecondApi } from '../support/second-api.js';

const LOGIN = 'mutation($input: LoginInput!) { login(input: $input) { step } }';
/** A try that costs nothing but its place in the bucket: nobody has given a password before it. */
const GUESS = {
  query: 'mutation($input: ConfirmTotpInput!) { confirmTotp(input: $input) { step } }',
  variables: { input: { code: '123456' } },
};
const BURST = 60;

const tally = (answers: readonly RawAnswer[]) => ({
  tried: answers.filter(({ status }) => status === 200).length,
  refused: answers.filter(({ status }) => status === 429).length,
});

let api: SecondApi;
let graphql: string;
/** Of an API of its own, so that the buckets that are emptied here are nobody else's. */
async function open(settings: NodeJS.ProcessEnv = {}) {
  api?.stop();
  api = await secondApi(runningSystem(), { GRAPHQL_DOCUMENTS: 'any', ...settings });
  graphql = `${api.url}/graphql`;
}
afterAll(() => api?.stop());

const guesses = (times: number, headers: (n: number) => Record<string, string> = () => ({})) =>
  Promise.all(
    Array.from({ length: times }, (_, n) =>
      send(
        {
          body: JSON.stringify(GUESS),
          headers: { 'content-type': 'application/json', ...headers(n) },
        },
        graphql,
      ),
    ),
  );

describe('rate limits', () => {
  beforeAll(() => open());

  it('let so many tries to sign in through from one address, all at once, and say when to come back', async () => {
    // Whoever it says it is: no proxy is trusted unless it is named.
    const answers = await guesses(BURST + 20, (n) => ({ 'x-forwarded-for': `192.0.2.${n}` }));
    const { tried, refused } = tally(answers);
    // The bucket fills while the first passwords are hashed.
    expect(tried).toBeGreaterThanOrEqual(BURST);
    expect(refused).toBeGreaterThan(0);
    const late = answers.find(({ status }) => status === 429);
    expect(late?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    expect(late?.headers.get('retry-after')).toBe(String(late?.extensions?.retryAfter));
  });

  it('do not keep out who is signed in already, nor who reads', async () => {
    expect((await sendQuery('{ viewer { id } }', {}, graphql)).status).toBe(200);
  });

  it('count each alias: one request of many counts as many', async () => {
    const many = `{ ${Array.from({ length: 300 }, (_, n) => `a${n}:viewer{id}`).join(' ')} }`;
    const statuses: number[] = [];
    for (let n = 0; n < 9; n += 1) statuses.push((await sendQuery(many, {}, graphql)).status);
    expect(statuses.slice(0, 2)).toEqual([400, 400]);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('behind a proxy that is named', () => {
  beforeAll(() => open({ TRUST_PROXY: '127.0.0.1' }));

  it('counts by the address that the proxy gives, and what a client puts before it is nothing', async () => {
    const from = (last: string) =>
      guesses(BURST + 20, (n) => ({ 'x-forwarded-for': `198.51.100.${n}, ${last}` }));
    expect(tally(await from('192.0.2.1')).refused).toBeGreaterThan(0);
    const [other] = await guesses(1, () => ({ 'x-forwarded-for': '192.0.2.2' }));
    expect(other?.status).toBe(200);
  });

  it('lets a person in while another address guesses', async () => {
    const { email, password } = loginOf(runningSystem(), 'HOLDER', 'Laiterie du Vercors');
    const client = new ApiClient(graphql);
    const { data } = await client.ask(
      LOGIN,
      { input: { email, password } },
      { 'x-forwarded-for': '192.0.2.3' },
    );
    expect(data).toEqual({ login: { step: 'SIGNED_IN' } });
    await client.ask('mutation { logout }', {}, { 'x-forwarded-for': '192.0.2.3' });
  });
});

describe('in production', () => {
  it('a wrong name is answered without a suggestion', async () => {
    const { text, status } = await sendQuery('{ holder(id: "1") { idd } }', {}, graphql);
    expect(status).toBe(400);
    expect(text).toContain('idd');
    expect(text).not.toContain('Did you mean');
    const state = await sendQuery('{ orders(filter: { states: [DRAFTS] }) { totalCount } }', {}, graphql);
    expect(state.status).toBe(400);
    expect(state.text).not.toContain('Did you mean');
  });
});
