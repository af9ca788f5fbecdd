import { beforeAll, describe, expect, it } from '@jest/globals';
import { Mails, runningSystem, type Run } from '../../support/system/index.js';
import { totpCode } from '../../../tools/start/totp.mjs';
import {
  accountToken,
  ageFactor,
  ageLinks,
  ASK_EMAIL,
  ASK_RESET,
  BEGIN,
  CHANGE_PASSWORD,
  CONFIRM_EMAIL,
  ENROL,
  forgetCodes,
  LOGIN,
  ownAccount,
  READ_RESET,
  RECOVER,
  RENEW,
  RESET,
  SESSIONS,
  signedInAgain,
  STEP_UP,
  UNDO_EMAIL,
  type OwnAccount,
} from '../support/account.js';
import { ApiClient, stranger } from '../support/api.js';

const STEP_UP_REQUIRED = { code: 'FORBIDDEN', reason: 'STEP_UP_REQUIRED' };
const OVER = { code: 'UNAUTHENTICATED' };
const HOLDERS = '{ holders { totalCount } }';
const NEXT = 'Vingt bateaux rouges dansent';

let run: Run;
let mails: Mails;
let account: OwnAccount;
beforeAll(async () => {
  run = runningSystem();
  mails = new Mails(run.mailboxApi ?? '');
  account = await ownAccount(run);
});

const told = (subject: RegExp, to = account.email) => mails.waitFor(to, (mail) => subject.test(mail.subject));

interface SessionList {
  sessions: { id: string; current: boolean; strength: string; factor: string }[];
  accountEvents: { name: string }[];
}

describe('sessions', () => {
  it('are listed and ended by their person only', async () => {
    const second = await signedInAgain(run, account);
    const third = await signedInAgain(run, account);
    const { sessions } = await account.client.read<SessionList>(SESSIONS);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    expect(sessions.length).toBeGreaterThanOrEqual(3);
    const END = 'mutation($input: EndSessionInput!) { endSession(input: $input) }';
    const { sessions: theirs } = await second.read<SessionList>(SESSIONS);
    const sessionId = theirs.find(({ current }) => current)?.id;
    const stranger = await ownAccount(run);
    expect(await stranger.client.refusal(END, { input: { sessionId } })).toMatchObject({ code: 'NOT_FOUND' });
    await account.client.read(END, { input: { sessionId } });
    expect(await second.refusal(HOLDERS)).toMatchObject(OVER);
    await account.client.read('mutation { endOtherSessions }');
    expect(await third.refusal(HOLDERS)).toMatchObject(OVER);
    await account.client.read(HOLDERS);
  });
});

describe('recovery codes', () => {
  it('are shown once, replace the application once each, and are told by mail', async () => {
    const { renewRecoveryCodes: codes } = await account.client.read<{ renewRecoveryCodes: string[] }>(RENEW);
    expect(codes).toHaveLength(10);
    await told(/codes de secours ont été renouvelés/);
    const { email, password } = account;
    const client = stranger(run);
    await client.read(LOGIN, { input: { email, password } });
    await client.read(RECOVER, { input: { code: codes[0]?.toLowerCase() } });
    await client.read(HOLDERS);
    await told(/Un code de secours a été utilisé/);
    const again = stranger(run);
    await again.read(LOGIN, { input: { email, password } });
    expect(await again.refusal(RECOVER, { input: { code: codes[0] } })).toMatchObject({
      ...{ code: 'RULE_REFUSED', reason: 'WRONG_RECOVERY_CODE' },
    });
    await ageFactor(run, email);
    expect(await client.refusal(RENEW)).toMatchObject(STEP_UP_REQUIRED);
    const { stepUp } = await client.read<{ stepUp: { recoveryCodesLeft: number } }>(STEP_UP, {
      input: { recoveryCode: codes[1] },
    });
    expect(stepUp.recoveryCodesLeft).toBe(8);
    await client.read(RENEW);
    const { accountEvents } = await client.read<SessionList>(SESSIONS);
    expect(accountEvents.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'account.recovery-code-used',
        'account.stepped-up',
        'account.recovery-codes-renewed',
      ]),
    );
  });
});

describe('the second factor', () => {
  it('is replaced with a fresh factor of before; other sessions end, the old application opens nothing', async () => {
    const own = await ownAccount(run);
    const other = await signedInAgain(run, own);
    await ageFactor(run, own.email);
    expect(await own.client.refusal(BEGIN)).toMatchObject(STEP_UP_REQUIRED);
    await forgetCodes(run, own.email);
    await own.client.read(STEP_UP, { input: { code: totpCode(own.totpSecret, Date.now()) } });
    const { beginTotpEnrolment } = await own.client.read<{ beginTotpEnrolment: { secret: string } }>(BEGIN);
    const { secret } = beginTotpEnrolment;
    const old = totpCode(own.totpSecret, Date.now());
    expect(await own.client.refusal(ENROL, { input: { code: old } })).toMatchObject({
      ...{ code: 'INVALID_INPUT', fields: { code: 'WRONG_CODE' } },
    });
    const enrolled = await own.client.read<{ confirmTotpEnrolment: { recoveryCodes: string[] } }>(ENROL, {
      input: { code: totpCode(secret, Date.now()) },
    });
    expect(enrolled.confirmTotpEnrolment.recoveryCodes).toHaveLength(10);
    await own.client.read(HOLDERS);
    expect(await other.refusal(HOLDERS)).toMatchObject(OVER);
    await told(/second facteur a été remplacé/, own.email);
    await signedInAgain(run, { ...own, totpSecret: secret });
  });

  it('is not enrolled by nobody, nor between password and code', async () => {
    expect(await stranger(run).refusal(BEGIN)).toMatchObject(OVER);
    const { email, password } = account;
    const pending = stranger(run);
    await pending.read(LOGIN, { input: { email, password } });
    expect(await pending.refusal(BEGIN)).toMatchObject(OVER);
    expect(await pending.refusal(ENROL, { input: { code: '000000' } })).toMatchObject(OVER);
  });
});

describe('the password', () => {
  it('is changed by its person, refused when it is weak; other sessions end', async () => {
    const own = await ownAccount(run);
    const other = await signedInAgain(run, own);
    const { newcomer, client } = own;
    const change = (next: string, current = own.password) =>
      client.refusal(CHANGE_PASSWORD, { input: { current, next } });
    expect(await change(NEXT, 'not this one')).toMatchObject({ fields: { current: 'WRONG_PASSWORD' } });
    for (const [next, fault] of [
      ['Onze-caract', 'PASSWORD_TOO_SHORT'],
      ['motdepasse2026', 'PASSWORD_COMMON'],
      ['qwertyuiopqwertyuiop', 'PASSWORD_COMMON'],
      [`Nadia-Benali-${newcomer.tag.slice(0, 2)}`, 'PASSWORD_ABOUT_YOU'],
      [newcomer.agent.email, 'PASSWORD_ABOUT_YOU'],
      ['é'.repeat(257), 'TOO_LONG'],
    ] as const) {
      expect(await change(next)).toMatchObject({ code: 'INVALID_INPUT', fields: { next: fault } });
    }
    await client.read(CHANGE_PASSWORD, { input: { current: own.password, next: NEXT } });
    expect(await other.refusal(HOLDERS)).toMatchObject(OVER);
    await client.read(HOLDERS);
    await told(/mot de passe a été changé/, own.email);
    await ageFactor(run, own.email);
    expect(
      await client.refusal(CHANGE_PASSWORD, { input: { current: NEXT, next: own.password } }),
    ).toMatchObject(STEP_UP_REQUIRED);
  });

  it('is reset by a mailed link, once, within thirty minutes; the second factor is still asked for', async () => {
    const own = await ownAccount(run);
    const { email, client } = own;
    await stranger(run).read(ASK_RESET, { input: { email } });
    const token = await accountToken(run, 'password-reset', email);
    expect(await stranger(run).read(READ_RESET, { token })).toEqual({
      passwordReset: { email, passwordMinimum: 12 },
    });
    expect(
      await stranger(run).refusal(RESET, { input: { token, password: 'motdepasse2026' } }),
    ).toMatchObject({
      fields: { password: 'PASSWORD_COMMON' },
    });
    await stranger(run).read(RESET, { input: { token, password: NEXT } });
    expect(await client.refusal(HOLDERS)).toMatchObject(OVER);
    const { login } = await stranger(run).read<{ login: { step: string } }>(LOGIN, {
      input: { email, password: NEXT },
    });
    expect(login.step).toBe('TOTP_REQUIRED');
    expect(await stranger(run).refusal(RESET, { input: { token, password: NEXT } })).toMatchObject({
      ...{ code: 'RULE_REFUSED', rule: 'I-9', reason: 'ACCOUNT_LINK_USED' },
    });
    await told(/mot de passe a été réinitialisé/, email);
  });

  it('is reset by the newest link only, and by none that is old or made up', async () => {
    const { email } = account;
    await stranger(run).read(ASK_RESET, { input: { email } });
    const first = await accountToken(run, 'password-reset', email);
    await stranger(run).read(ASK_RESET, { input: { email } });
    const second = await waitForOther('password-reset', email, first);
    expect(await stranger(run).refusal(READ_RESET, { token: first })).toMatchObject({
      reason: 'LINK_REPLACED',
    });
    await ageLinks(run, email);
    expect(await stranger(run).refusal(READ_RESET, { token: second })).toMatchObject({
      reason: 'ACCOUNT_LINK_EXPIRED',
    });
    for (const token of ['', 'x', 'A'.repeat(22), 'A'.repeat(43)]) {
      expect(await stranger(run).refusal(READ_RESET, { token })).toMatchObject({ reason: 'LINK_UNKNOWN' });
    }
  });

  it('is asked for with the same answer and no mail for an address that nobody has', async () => {
    const email = `nobody.${account.newcomer.tag}@example.fr`;
    const known = await stranger(run).ask(ASK_RESET, {
      input: { email: account.newcomer.representative.email },
    });
    const unknown = await stranger(run).ask(ASK_RESET, { input: { email } });
    expect([unknown.status, unknown.data, unknown.errors]).toEqual([known.status, known.data, known.errors]);
    // The account that has a password is mailed; by then the other would have been too.
    await stranger(run).read(ASK_RESET, { input: { email: account.email } });
    await accountToken(run, 'password-reset', account.email);
    expect(await mails.list(email)).toEqual([]);
  });
});

describe('the address one signs in with', () => {
  it('changes by a link to the new one, ends other sessions, and is taken back from the old one', async () => {
    const own = await ownAccount(run);
    const other = await signedInAgain(run, own);
    const { email, client, password } = own;
    const next = `neuve.${own.newcomer.tag}@essai.example`;
    await ageFactor(run, email);
    expect(await client.refusal(ASK_EMAIL, { input: { email: next } })).toMatchObject(STEP_UP_REQUIRED);
    await forgetCodes(run, email);
    await client.read(STEP_UP, { input: { code: totpCode(own.totpSecret, Date.now()) } });
    await client.read(ASK_EMAIL, { input: { email: next } });
    await client.read(CONFIRM_EMAIL, { input: { token: await accountToken(run, 'email-change', next) } });
    expect(await client.read('{ viewer { email } }')).toEqual({ viewer: { email: next } });
    expect(await other.refusal(HOLDERS)).toMatchObject(OVER);
    expect(await stranger(run).refusal(LOGIN, { input: { email, password } })).toMatchObject({
      reason: 'BAD_CREDENTIALS',
    });
    const undo = await accountToken(run, 'email-undo', email);
    await stranger(run).read(UNDO_EMAIL, { input: { token: undo } });
    expect(await client.refusal(HOLDERS)).toMatchObject(OVER);
    await accountToken(run, 'password-reset', email);
    expect(await stranger(run).refusal(UNDO_EMAIL, { input: { token: undo } })).toMatchObject({
      reason: 'ACCOUNT_LINK_USED',
    });
  });

  it('is not somebody else’s: the same answer, and no mail', async () => {
    const own = await ownAccount(run);
    const taken = account.email;
    const before = (await mails.list(taken)).length;
    await own.client.read(ASK_EMAIL, { input: { email: taken } });
    await own.client.read(ASK_EMAIL, { input: { email: `libre.${own.newcomer.tag}@essai.example` } });
    await accountToken(run, 'email-change', `libre.${own.newcomer.tag}@essai.example`);
    expect(await mails.list(taken)).toHaveLength(before);
    expect(await own.client.refusal(ASK_EMAIL, { input: { email: 'no address' } })).toMatchObject({
      fields: { email: 'INVALID_EMAIL' },
    });
  });
});

/** The token of a mail newer than the one with this token. */
async function waitForOther(kind: string, email: string, before: string): Promise<string> {
  const pattern = new RegExp(`#/${kind}/([A-Za-z0-9_-]{22})$`);
  const tokens = (links: readonly string[]) => links.flatMap((link) => pattern.exec(link)?.[1] ?? []);
  const mail = await mails.waitFor(email, ({ links }) => tokens(links).some((token) => token !== before));
  return tokens(mail.links)[0] ?? '';
}

describe('a client without a cookie', () => {
  it.each([SESSIONS, RENEW, CHANGE_PASSWORD, ASK_EMAIL, STEP_UP, 'mutation { endOtherSessions }'])(
    'is nobody: %s',
    async (operation) => {
      const input = { current: 'x', next: 'y', email: 'a@b.fr', code: '1' };
      const named = operation.includes('$input');
      const used = /\$input: (\w+)/.exec(operation)?.[1] ?? '';
      const fields: Record<string, object> = {
        ChangePasswordInput: { current: input.current, next: input.next },
        RequestEmailChangeInput: { email: input.email },
        StepUpInput: { code: input.code },
      };
      const variables = named ? { input: fields[used] } : {};
      expect(await new ApiClient(run.urls.graphql).refusal(operation, variables)).toMatchObject(OVER);
    },
  );
});
