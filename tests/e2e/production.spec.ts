import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, loginOf, runningSystem, type Run } from '../support/system/index.js';
import { ApiClient } from './support/api.js';

const ROOT = path.join(import.meta.dirname, '../..');
const MAIN = path.join(ROOT, 'apps/api/dist/main.js');
const LOGIN = 'mutation($input: LoginInput!) { login(input: $input) { step viewer { email demo } } }';

let run: Run;
let environment: NodeJS.ProcessEnv;
let api: ChildProcess;
let url: string;

/** A second API beside the running one, on the same data: as an installation on the internet has it. */
beforeAll(async () => {
  run = runningSystem();
  const secrets = JSON.parse(readFileSync(path.join(run.dataDir, 'secrets.json'), 'utf8')) as Record<
    string,
    string
  >;
  const port = await freePort();
  environment = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://mandataire.example.fr',
    PKI_BASE_URL: run.urls.status,
    APP_DATABASE_URL: run.databases.app,
    DATA_DIR: run.dataDir,
    API_PORT: String(port),
    CA_KEY_SECRET: secrets.CA_KEY_SECRET,
    DATA_KEY_SECRET: secrets.DATA_KEY_SECRET,
  };
  api = spawn(process.execPath, [MAIN], { env: environment, cwd: ROOT, stdio: 'ignore' });
  url = `http://127.0.0.1:${port}`;
  await eventually('the second API', async () => {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    return answer?.ok || undefined;
  });
});
afterAll(() => void api?.kill());

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

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
