import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loginOf, runningSystem, type Run } from '../support/system/index.js';
import { ApiClient } from './support/api.js';
import { MAIN, ROOT, secondApi, type SecondApi } from './support/second-api.js';

const LOGIN = 'mutation($input: LoginInput!) { login(input: $input) { step viewer { email demo } } }';

let run: Run;
let environment: NodeJS.ProcessEnv;
let api: SecondApi;
let url: string;

beforeAll(async () => {
  run = runningSystem();
  // Integrations may send texts of their own here; trusted documents have a test of theirs.
  api = await secondApi(run, { GRAPHQL_DOCUMENTS: 'any' });
  ({ url, environment } = api);
});
afterAll(() => api?.stop());

describe('the API in production', () => {
  it('gives its cookie the __Host- prefix and reads no other; tells browsers to stay on https', async () => {
    const { email, password } = loginOf(run, 'HOLDER', 'Laiterie du Vercors');
    const client = new ApiClient(`${url}/graphql`);
    const { data, headers } = await client.ask(LOGIN, { input: { email, password } });
    expect(data).toEqual({ login: { step: 'SIGNED_IN', viewer: { email, demo: false } } });
    const [session, device] = headers.getSetCookie();
    expect(session).toMatch(/^__Host-mandataire=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(device).toMatch(
      /^__Host-mandataire-device=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=63072000/);
    const renamed = new ApiClient(`${url}/graphql`, client.cookie?.replace('__Host-', ''));
    expect(await renamed.read('{ viewer { email } }')).toEqual({ viewer: null });
    expect(await client.read('{ viewer { email } }')).toEqual({ viewer: { email } });
    await client.read('mutation { logout }');
  });

  it('keeps its schema to itself', async () => {
    const { status, data, errors } = await new ApiClient(`${url}/graphql`).ask(
      '{ __schema { types { name } } }',
    );
    expect({ status, data, code: errors[0]?.extensions.code }).toEqual({
      status: 400,
      data: null,
      code: 'INVALID_INPUT',
    });
  });

  it.each([
    ['a clock that can be shifted', { CLOCK_OFFSET_FILE: '/tmp/offset' }, 'CLOCK_OFFSET_FILE'],
    ['plain http beyond this machine', { PUBLIC_URL: 'http://mandataire.example.fr' }, 'PUBLIC_URL'],
    ['no secret', { CA_KEY_SECRET: '' }, 'CA_KEY_SECRET'],
    [
      'its keys in software and no record of a ceremony (D14)',
      { CEREMONY_RECORD_FILE: '' },
      'CEREMONY_RECORD_FILE',
    ],
    ['a record that nobody named has signed', { CEREMONY_SIGNERS: '0'.repeat(64) }, 'CEREMONY_SIGNERS'],
  ])('refuses to start with %s, and says which setting without its value', async (_what, change, name) => {
    const child = spawn(process.execPath, [MAIN], { env: { ...environment, ...change }, cwd: ROOT });
    let output = '';
    child.stderr.on('data', (part: Buffer) => (output += part.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).not.toBe(0);
    expect(output).toContain(name);
    expect(output).not.toContain(environment.DATA_KEY_SECRET);
  });
});
