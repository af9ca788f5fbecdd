import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { loginOf, runningSystem } from '../../support/system/index.js';
import { ApiClient } from '../support/api.js';

const LOGIN = 'mutation($input: LoginInput!) { login(input: $input) { step } }';
const VIEWER = '{ viewer { email } }';

const signIn = async (client: ApiClient): Promise<string> => {
  const { email, password } = loginOf(runningSystem(), 'HOLDER', 'Laiterie du Vercors');
  await client.read(LOGIN, { input: { email, password } });
  return client.cookie ?? '';
};
const isSignedIn = async (cookie: string): Promise<boolean> => {
  const client = new ApiClient(runningSystem().urls.graphql, cookie);
  return (await client.read<{ viewer: unknown }>(VIEWER)).viewer !== null;
};

describe('a session', () => {
  it('never takes up a token that was planted before the sign-in', async () => {
    const planted = `mandataire=${randomBytes(32).toString('base64url')}`;
    const client = new ApiClient(runningSystem().urls.graphql, planted);
    expect(await signIn(client)).not.toBe(planted);
    expect(await isSignedIn(planted)).toBe(false);
    await client.read('mutation { logout }');
  });

  it('has a new token at each sign-in, and the one before is worth nothing', async () => {
    const client = new ApiClient(runningSystem().urls.graphql);
    const first = await signIn(client);
    const second = await signIn(client);
    expect(second).not.toBe(first);
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, true]);
    await client.read('mutation { logout }');
    expect(await isSignedIn(second)).toBe(false);
  });
});
