import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { totpCode } from '../../../tools/start/totp.mjs';
import {
  asOwner,
  BEGIN,
  CHANGE_PASSWORD,
  ENROL,
  LOGIN,
  ownAccount,
  signedInAgain,
  type OwnAccount,
} from '../support/account.js';
import { ApiClient, stranger } from '../support/api.js';

const VIEWER = '{ viewer { id activeCompany { id } } }';
const SWITCH = 'mutation($input: SwitchCompanyInput!) { switchCompany(input: $input) { step } }';
const OVER = { code: 'UNAUTHENTICATED' };
const NEXT = 'Vingt bateaux rouges dansent';

let run: Run;
let account: OwnAccount;
beforeAll(async () => {
  run = runningSystem();
  account = await ownAccount(run);
});

/** Sessions of the account that still open something, or wait to. */
const alive = async ({ email }: OwnAccount) => {
  const sql = `SELECT count(*)::integer AS count FROM session WHERE ended_at IS NULL
    AND account_id = (SELECT id FROM account WHERE email = $1)`;
  return (await asOwner<{ count: number }>(run, sql, [email]))[0]?.count;
};

/** As if he had never enrolled one; the database asks for a letter with it. */
const FORGET_FACTOR = `
  WITH letter AS (
    INSERT INTO account_letter (id, account_id, name, at, facts, told_at)
    SELECT $2::uuid, id, 'account.factor-enrolled', now(), '{}', now() FROM account WHERE email = $1
  )
  UPDATE account SET totp_secret_sealed = NULL, last_totp_step = NULL WHERE email = $1`;

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('what was under way while an account changed', () => {
  it('does not sign in with the password of before', async () => {
    const { client, email, password } = account;
    const changing = client.read(CHANGE_PASSWORD, { input: { current: password, next: NEXT } });
    // Some are hashed before the new password, some after it; all have read the old one.
    const late = [1, 2, 3, 4].map(async (turn) => {
      await after(45 * turn);
      await stranger(run).ask(LOGIN, { input: { email, password } });
    });
    await Promise.all([changing, ...late]);
    expect(await alive(account)).toBe(1);
    account = { ...account, password: NEXT };
  });

  it('does not replace a factor that was enrolled meanwhile, with the password alone', async () => {
    await asOwner(run, FORGET_FACTOR, [account.email, randomUUID()]);
    const { email, password } = account;
    const signIn = async (client: ApiClient) => {
      const { login } = await client.read<{ login: { step: string } }>(LOGIN, { input: { email, password } });
      expect(login.step).toBe('ENROLMENT_REQUIRED');
      return client;
    };
    const own = await signIn(stranger(run));
    const { beginTotpEnrolment } = await own.read<{ beginTotpEnrolment: { secret: string } }>(BEGIN);
    const late = Array.from({ length: 3 }, () => stranger(run));
    const trying = late.map((each) => each.ask(LOGIN, { input: { email, password } }));
    await after(50);
    const { secret } = beginTotpEnrolment;
    await own.read(ENROL, { input: { code: totpCode(secret, Date.now()) } });
    await Promise.all(trying);
    for (const each of late) {
      expect(await each.refusal(BEGIN)).toMatchObject(OVER);
      expect(await each.refusal(ENROL, { input: { code: '000000' } })).toMatchObject(OVER);
    }
    expect(await alive(account)).toBe(1);
    account = { ...account, client: own, totpSecret: secret };
  });

  it('leaves one session of one token, however often it switches at once, and ends that with the others', async () => {
    const thief = await signedInAgain(run, account);
    const { viewer } = await thief.read<{ viewer: { activeCompany: { id: string } } }>(VIEWER);
    const input = { companyId: viewer.activeCompany.id };
    const copies = Array.from({ length: 6 }, () => new ApiClient(run.urls.graphql, thief.cookie));
    const switched = await Promise.all(copies.map((each) => each.ask(SWITCH, { input })));
    expect(switched.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(await alive(account)).toBe(2);
    await account.client.read('mutation { endOtherSessions }');
    expect(await alive(account)).toBe(1);
  });
});
