import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import {
  ASK_RESET,
  CONFIRM,
  codeOf,
  forgetCodes,
  LOGIN,
  ownAccount,
  SESSIONS,
  type OwnAccount,
} from '../support/account.js';
import { ApiClient } from '../support/api.js';
import { secondApi, type SecondApi } from '../support/second-api.js';

let run: Run;
let account: OwnAccount;
/** Without the limit per address of the network, where everybody else's tests knock too: the account's own is left. */
let door: SecondApi;
let graphql: string;
beforeAll(async () => {
  run = runningSystem();
  account = await ownAccount(run);
  const plain = { NODE_ENV: 'development', PUBLIC_URL: 'http://localhost' };
  door = await secondApi(run, { ...plain, GRAPHQL_DOCUMENTS: 'any', RATE_LIMITS: 'off' });
  graphql = `${door.url}/graphql`;
});
afterAll(() => door?.stop());

const attempt = (email: string, password: string, cookie?: string) =>
  new ApiClient(graphql, cookie).ask<{ login: { step: string } }>(LOGIN, {
    input: { email, password },
  });
const nobody = () => `nobody.${randomUUID()}@example.fr`;

describe('tries of a password', () => {
  it('in a burst are looked at five times at most, whether or not the address has an account', async () => {
    for (const email of [nobody(), account.email]) {
      const answers = await Promise.all(Array.from({ length: 30 }, () => attempt(email, 'not this one')));
      const codes = answers.map(({ errors }) => errors[0]?.extensions.code);
      expect(codes.filter((code) => code === 'UNAUTHENTICATED').length).toBeLessThanOrEqual(5);
      expect(codes.filter((code) => code === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(25);
      for (const { status, errors } of answers)
        expect(status).toBe(errors[0]?.extensions.code === 'RATE_LIMITED' ? 429 : 200);
    }
  });

  it('by a stranger keep nobody out of a browser that he has used', async () => {
    const { email, password } = account;
    const first = await signedInWithDevice();
    for (let i = 0; i < 12; i += 1) await attempt(email, 'not this one');
    expect((await attempt(email, password)).errors[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: expect.any(Number),
    });
    const { data } = await attempt(email, password, first.device);
    expect(data).toMatchObject({ login: { step: 'TOTP_REQUIRED' } });
    // It opens nothing by itself, and serves nobody else.
    expect((await attempt(email, 'not this one', first.device)).errors[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('and requests for a link cost the same whether or not the address has an account', async () => {
    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const { email } = await ownAccount(run);
    const time = async (work: Promise<unknown>) => {
      const start = performance.now();
      await work;
      return performance.now() - start;
    };
    const ask = (address: string) => new ApiClient(graphql).ask(ASK_RESET, { input: { email: address } });
    for (const knock of [(address: string) => attempt(address, 'not this one'), ask]) {
      const known: number[] = [];
      const unknown: number[] = [];
      for (let i = 0; i < 4; i += 1) {
        known.push(await time(knock(email)));
        unknown.push(await time(knock(nobody())));
      }
      // A missing hash would make it ten times quicker.
      const ratio = median(known) / median(unknown);
      expect(ratio).toBeGreaterThan(0.4);
      expect(ratio).toBeLessThan(2.5);
    }
  });
});

describe('the token of a session', () => {
  it('is another one after each proof: one planted before is worth nothing', async () => {
    const { email, password } = account;
    await forgetCodes(run, email);
    const planted = `mandataire=${'A'.repeat(43)}`;
    const client = new ApiClient(graphql, planted);
    await freeTries();
    await client.read(LOGIN, { input: { email, password } });
    const pending = client.cookie;
    expect(pending).not.toBe(planted);
    await client.read(CONFIRM, { input: { code: codeOf(account) } });
    expect(client.cookie).not.toBe(pending);
    for (const stale of [planted, pending]) {
      const { viewer } = await new ApiClient(graphql, stale).read<{ viewer: unknown }>('{ viewer { id } }');
      expect(viewer).toBeNull();
    }
    const { accountEvents } = await client.read<{ accountEvents: { name: string }[] }>(SESSIONS);
    expect(accountEvents.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['account.logged-in', 'account.login-failed']),
    );
  });
});

/** After other tests' wrong tries. */
async function freeTries(): Promise<void> {
  const pg = await import('pg');
  const owner = new pg.default.Client({ connectionString: run.databases.owner });
  await owner.connect();
  await owner.query('UPDATE try_throttle SET tries = 0, free_at = last_at');
  await owner.end();
}

/** Signs in as a browser that keeps both cookies. */
async function signedInWithDevice(): Promise<{ device: string }> {
  const { email, password } = account;
  await freeTries();
  await forgetCodes(run, email);
  const client = new ApiClient(graphql);
  await client.read(LOGIN, { input: { email, password } });
  const { headers, errors } = await client.ask(CONFIRM, { input: { code: codeOf(account) } });
  expect(errors).toEqual([]);
  const device = headers.getSetCookie().find((cookie) => cookie.startsWith('mandataire-device='));
  expect(device).toMatch(
    /^mandataire-device=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  return { device: device?.split(';')[0] ?? '' };
}
