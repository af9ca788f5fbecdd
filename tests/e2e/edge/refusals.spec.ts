import { describe, expect, it } from '@jest/globals';
import { runningSystem } from '../../support/system/index.js';
import { send, sendQuery, type RawAnswer } from '../support/raw.js';

const json = (value: unknown) => ({ body: JSON.stringify(value) });
const typed = (type: string, body = JSON.stringify({ query: '{ viewer { id } }' })) => ({
  body,
  headers: { 'content-type': type },
});
const LOGIN = 'login(input: { email: "a@example.fr", password: "guess" }) { step }';
const logins = (times: number) =>
  `mutation { ${Array.from({ length: times }, (_, n) => `a${n}: ${LOGIN}`).join(' ')} }`;
const nested = (levels: number) => `{ ${'viewer { '.repeat(levels)}id${' }'.repeat(levels)} }`;
const operations = (times: number) => Array.from({ length: times }, () => ({ query: '{ viewer { id } }' }));

function form(): FormData {
  const data = new FormData();
  data.set('operations', '{"query":"mutation { logout }"}');
  return data;
}

type Attack = readonly [what: string, send: () => Promise<RawAnswer>, status: number, fault: object];

const ATTACKS: readonly Attack[] = [
  ['sixty aliased logins', () => sendQuery(logins(60)), 400, { query: 'ONE_MUTATION' }],
  ['a thousand aliased logins', () => sendQuery(logins(1_000)), 413, { request: 'TOO_LARGE' }],
  [
    'a thousand aliased logins, written shortly',
    () => sendQuery(`mutation { ${Array.from({ length: 1_000 }, (_, n) => `a${n}:logout`).join(' ')} }`),
    400,
    { query: 'TOO_LONG' },
  ],
  ['a depth of 41', () => sendQuery(nested(41)), 400, { query: 'TOO_DEEP' }],
  [
    'a query of 50 kB',
    () => sendQuery(`{ viewer { id } } # ${'x'.repeat(50_000)}`),
    400,
    { query: 'TOO_LONG' },
  ],
  ['a batch of eleven operations', () => send(json(operations(11))), 400, { request: 'NO_BATCH' }],
  ['a batch of one', () => send(json(operations(1))), 400, { request: 'NO_BATCH' }],
  ['an empty batch', () => send(json([])), 400, { request: 'NO_BATCH' }],
  ['plain text', () => send(typed('text/plain')), 415, { request: 'JSON_ONLY' }],
  ['no content type', () => send({ body: new Uint8Array([1]), headers: {} }), 415, { request: 'JSON_ONLY' }],
  [
    'a form',
    () => send(typed('application/x-www-form-urlencoded', 'query={viewer{id}}')),
    415,
    { request: 'JSON_ONLY' },
  ],
  ['multipart without a preflight', () => send({ body: form(), headers: {} }), 415, { request: 'JSON_ONLY' }],
  [
    'GraphQL as such',
    () => send(typed('application/graphql', '{ viewer { id } }')),
    415,
    { request: 'JSON_ONLY' },
  ],
  [
    'a mutation by PUT',
    () => send({ ...json({ query: 'mutation { logout }' }), method: 'PUT' }),
    405,
    { request: 'POST_ONLY' },
  ],
  [
    'a body above 64 kB',
    () => send(json({ query: '{ viewer { id } }', variables: { a: 'x'.repeat(70_000) } })),
    413,
    { request: 'TOO_LARGE' },
  ],
  [
    'another site’s request',
    () =>
      send({
        ...typed('application/json'),
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      }),
    403,
    { request: 'FOREIGN_ORIGIN' },
  ],
  ['broken JSON', () => send({ body: '{"query":' }), 400, { request: 'MALFORMED' }],
  ['nothing at all', () => send({ body: '' }), 400, { request: 'MALFORMED' }],
  [
    'a prototype',
    () => send({ body: '{"__proto__":{"query":"{ viewer { id } }"}}' }),
    400,
    { request: 'MALFORMED' },
  ],
  ['null', () => send({ body: 'null' }), 400, { request: 'MALFORMED' }],
  ['a number', () => send({ body: '7' }), 400, { request: 'MALFORMED' }],
  ['no query', () => send(json({ variables: {} })), 400, { request: 'MALFORMED' }],
  [
    'a query that is a list',
    () => send(json({ query: ['{ viewer { id } }'] })),
    400,
    { request: 'MALFORMED' },
  ],
  [
    'variables that are a list',
    () => send(json({ query: '{ viewer { id } }', variables: [] })),
    400,
    { request: 'MALFORMED' },
  ],
  ['a syntax error', () => sendQuery('{ viewer { id }'), 400, { query: 'SYNTAX' }],
  [
    'a parsed document in place of a text',
    () => sendQuery('{"kind":"Document","definitions":[]}'),
    400,
    { query: 'SYNTAX' },
  ],
  ['a number in place of a text', () => sendQuery('5'), 400, { query: 'SYNTAX' }],
  ['a subscription', () => sendQuery('subscription { viewer { id } }'), 400, { query: 'NO_SUBSCRIPTION' }],
  [
    'two operations',
    () => sendQuery('query A { viewer { id } } query B { viewer { id } }'),
    400,
    { query: 'ONE_OPERATION' },
  ],
  [
    'a fragment that contains itself',
    () => sendQuery('{ viewer { ...A } } fragment A on Viewer { ...A }'),
    400,
    { query: 'CIRCULAR_FRAGMENT' },
  ],
];

describe('the edge', () => {
  it.each(ATTACKS)('refuses %s', async (_what, attack, status, fields) => {
    const answer = await attack();
    expect({ status: answer.status, ...answer.extensions }).toEqual({
      status,
      code: status === 403 ? 'FORBIDDEN' : 'INVALID_INPUT',
      fields,
      correlationId: answer.headers.get('x-correlation-id'),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.text).not.toMatch(/\bat .*\.js|node_modules|stack/);
  });

  it.each([
    ['an unknown field', '{ viewer { pin } }', {}],
    ['an unknown argument', '{ holders(tenantId: "x") { totalCount } }', {}],
    ['a variable that is missing', 'query($id: ID!) { order(id: $id) { id } }', {}],
    ['a variable of another type', 'query($n: Int!) { holders(first: $n) { totalCount } }', { n: 'many' }],
    [
      'a variable of another enumeration',
      'query($s: MandateSigner!) { mandateFile(token: "t", signer: $s) { siren } }',
      { s: 'X' },
    ],
    ['a list in place of a text', 'query($t: String!) { retrieval(token: $t) { state } }', { t: ['a'] }],
  ])('refuses %s by 400, however often it is sent', async (_what, query, variables) => {
    // The third is run by the compiled query.
    for (let times = 0; times < 3; times += 1) {
      const { status, extensions } = await sendQuery(query, { variables });
      expect({ times, status, code: extensions?.code }).toEqual({
        times,
        status: 400,
        code: 'INVALID_INPUT',
      });
    }
  });

  it('takes a document for its one operation, whatever name is sent with it', async () => {
    for (const operationName of ['B', null, 7, {}]) {
      const { status } = await sendQuery('query A { viewer { id } }', { operationName });
      expect({ operationName, status }).toEqual({ operationName, status: 200 });
    }
  });

  it('takes no mutation by GET, nor any query', async () => {
    for (const query of ['mutation{logout}', '{viewer{id}}']) {
      const url = `${runningSystem().urls.graphql}?query=${query}`;
      const { status, headers } = await send({ method: 'GET', headers: {} }, url);
      expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'POST' });
    }
  });
});
