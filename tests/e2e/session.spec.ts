import { beforeAll, describe, expect, it } from '@jest/globals';
import { loginOf, runningSystem, totp, type Run } from '../support/system/index.js';
import { signedIn, stranger, ApiClient } from './support/api.js';

const LOGIN = 'mutation($input: LoginInput!) { login(input: $input) { step viewer { id } } }';
const CONFIRM = 'mutation($input: ConfirmTotpInput!) { confirmTotp(input: $input) { step } }';

let run: Run;
beforeAll(() => {
  run = runningSystem();
});

/** Right password, factor awaited; of an account that no other test needs. */
async function pending(): Promise<ApiClient> {
  const { email, password } = loginOf(run, 'ADMINISTRATOR');
  const client = stranger(run);
  await client.read(LOGIN, { input: { email, password } });
  return client;
}

describe('session', () => {
  it('is needed for everything but signing in and mailed links', async () => {
    for (const query of [
      '{ fleet { holders } }',
      '{ holders { totalCount } }',
      '{ certificates { totalCount } }',
      '{ orders { totalCount } }',
      '{ reviewQueue { totalCount } }',
      '{ products { code } }',
      '{ journal { pageInfo { hasNextPage } } }',
      '{ companies { pageInfo { hasNextPage } } }',
    ]) {
      expect(await stranger(run).refusal(query)).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect(await stranger(run).read('{ viewer { id } }')).toEqual({ viewer: null });
  });

  it('opens nothing between password and code', async () => {
    const client = await pending();
    expect(await client.read('{ viewer { id } }')).toEqual({ viewer: null });
    for (const query of ['{ companies { edges { cursor } } }', '{ products { code } }']) {
      expect(await client.refusal(query)).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('refuses a wrong code, and a code that was used', async () => {
    const login = loginOf(run, 'ADMINISTRATOR');
    const client = await pending();
    const right = totp(login);
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0');
    expect(await client.refusal(CONFIRM, { input: { code: wrong } })).toMatchObject({
      code: 'RULE_REFUSED',
      reason: 'WRONG_CODE',
    });
    const { errors } = await client.ask(CONFIRM, { input: { code: right } });
    const again = await (await pending()).refusal(CONFIRM, { input: { code: right } });
    expect(again).toMatchObject({ code: 'RULE_REFUSED', reason: 'CODE_ALREADY_USED' });
    // Accepted, or used by another run within the same half minute.
    expect([undefined, 'CODE_ALREADY_USED']).toContain(errors[0]?.extensions.reason);
  });

  it('answers alike to a wrong password and to an unknown address', async () => {
    const { email } = loginOf(run, 'ADMINISTRATOR');
    const client = stranger(run);
    const wrong = await client.refusal(LOGIN, { input: { email, password: 'not this one' } });
    const unknown = await client.refusal(LOGIN, {
      input: { email: 'nobody@example.fr', password: 'not this one' },
    });
    expect({ ...wrong, correlationId: '' }).toEqual({ ...unknown, correlationId: '' });
    expect(wrong).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'BAD_CREDENTIALS' });
  });

  it('lives in a cookie that no script and no other site can use, and ends at logout', async () => {
    const { email, password } = loginOf(run, 'HOLDER', 'Laiterie du Vercors');
    const client = stranger(run);
    const { headers } = await client.ask(LOGIN, { input: { email, password } });
    expect(headers.getSetCookie()[0]).toMatch(/^mandataire=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const stolen = new ApiClient(run.urls.graphql, client.cookie);
    const { headers: last } = await client.ask('mutation { logout }');
    expect(last.get('clear-site-data')).toBe('"cache"');
    expect(await stolen.refusal('{ holders { totalCount } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('says refusals in French, in English to who prefers it', async () => {
    const { errors } = await stranger(run).ask('{ products { code } }');
    expect(errors[0]?.message).toMatch(/connectez-vous/);
    const english = await stranger(run).ask(
      '{ products { code } }',
      {},
      { 'accept-language': 'en-GB,fr;q=0.5' },
    );
    expect(english.errors[0]?.message).toMatch(/sign in/);
  });
});

describe('the door of the API', () => {
  const send = (init: RequestInit, suffix = '') => fetch(`${run.urls.graphql}${suffix}`, init);
  const body = JSON.stringify({ query: 'mutation { logout }' });

  it('takes no GET, no form and no plain text, so that no other site can send one', async () => {
    expect((await send({}, '?query=mutation{logout}')).status).toBe(405);
    expect((await send({}, '?query={viewer{id}}')).status).toBe(405);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/graphql']) {
      expect((await send({ method: 'POST', body, headers: { 'content-type': type } })).status).toBe(415);
    }
  });

  it('is the same door however the path is written', async () => {
    const form = { method: 'POST', body: 'query=mutation{logout}' };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const path of ['/%67raphql', '/graphql/', '/%67%72aphql', '//graphql', '/graphql%2F']) {
      const url = `${new URL(run.urls.graphql).origin}${path}`;
      expect([path, (await fetch(url, { ...form, headers })).status]).toEqual([path, 415]);
      const read = await fetch(`${url}?query={viewer{id}}`);
      expect([path, (await read.text()).includes('viewer')]).toEqual([path, false]);
    }
  });

  it('takes nothing that another site or another origin sends, even as JSON', async () => {
    const json = { method: 'POST', body: JSON.stringify({ query: '{ viewer { id } }' }) };
    const headers = { 'content-type': 'application/json' };
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const from of elsewhere) {
      expect((await send({ ...json, headers: { ...headers, ...from } })).status).toBe(403);
    }
    expect(
      (await send({ ...json, headers: { ...headers, origin: new URL(run.urls.graphql).origin } })).status,
    ).toBe(200);
  });

  it('survives JSON nested deeper than a stack', async () => {
    const nested = `{"query":"{ viewer { id } }","variables":{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}}`;
    const answer = await send({
      method: 'POST',
      body: nested,
      headers: { 'content-type': 'application/json' },
    });
    expect(await answer.text()).not.toContain('INTERNAL');
  });

  it('is never stored, and shows no frame, no foreign script, no foreign origin', async () => {
    const { headers } = await stranger(run).ask('{ viewer { id } }');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('refuses what is too long, too deep, aliased too often, or several mutations at once', async () => {
    const long = await stranger(run).ask('{ viewer { id } }', { filler: 'x'.repeat(70_000) });
    expect(long.status).toBe(413);
    const aliases = Array.from({ length: 40 }, (_, n) => `a${n}: viewer { id }`).join(' ');
    for (const query of [`{ ${aliases} }`, 'mutation { a: logout b: logout }']) {
      const { status, errors } = await stranger(run).ask(query);
      expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 400, code: 'INVALID_INPUT' });
    }
    const introspection = `{ __schema { types { fields { type { ${'ofType { '.repeat(12)} name ${'} '.repeat(12)} } } } } }`;
    expect((await stranger(run).ask(introspection)).status).toBe(400);
  });

  it('survives a character that no text may hold', async () => {
    const { status, errors } = await stranger(run).ask(
      'query($t: String!) { retrieval(token: $t) { state } }',
      {
        t: 'a\u0000b',
      },
    );
    expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 400, code: 'INVALID_INPUT' });
  });

  it('refuses a page of more than a hundred rows by name', async () => {
    const agent = await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors');
    expect(await agent.refusal('{ holders(first: 101) { totalCount } }')).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { first: 'PAGE_SIZE' },
    });
    expect(await agent.refusal('{ holders(after: "x") { totalCount } }')).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { after: 'INVALID_CURSOR' },
    });
  });

  it('is answered by the console everywhere else', async () => {
    const page = await fetch(run.urls.console);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root"');
    expect((await fetch(`${run.urls.console}/assets/none.js`)).status).toBe(404);
  });
});
