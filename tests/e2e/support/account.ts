import pg from 'pg';
import { Mails, type Run } from '../../support/system/index.js';
import { totpCode } from '../../../tools/start/totp.mjs';
import { ApiClient, signIn, stranger } from './api.js';
import { Newcomer } from './chain.js';

export const LOGIN = 'mutation($input: LoginInput!) { login(input: $input) { step viewer { id } } }';
export const CONFIRM = 'mutation($input: ConfirmTotpInput!) { confirmTotp(input: $input) { step } }';
export const RECOVER =
  'mutation($input: ConfirmRecoveryCodeInput!) { confirmRecoveryCode(input: $input) { step } }';
export const STEP_UP =
  'mutation($input: StepUpInput!) { stepUp(input: $input) { factorFreshUntil recoveryCodesLeft } }';
export const RENEW = 'mutation { renewRecoveryCodes }';
export const SESSIONS =
  '{ sessions { id current device strength factor createdAt lastSeenAt expiresAt } accountEvents { name facts { name value } } }';
export const BEGIN = 'mutation { beginTotpEnrolment { secret uri qrCodeSvg } }';
export const ENROL =
  'mutation($input: ConfirmTotpInput!) { confirmTotpEnrolment(input: $input) { recoveryCodes viewer { id secondFactor recoveryCodesLeft } } }';
export const CHANGE_PASSWORD =
  'mutation($input: ChangePasswordInput!) { changePassword(input: $input) { id } }';
export const ASK_RESET =
  'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
export const READ_RESET = 'query($token: String!) { passwordReset(token: $token) { email passwordMinimum } }';
export const RESET = 'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) }';
export const ASK_EMAIL = 'mutation($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) }';
export const CONFIRM_EMAIL = 'mutation($input: AccountTokenInput!) { confirmEmailChange(input: $input) }';
export const UNDO_EMAIL = 'mutation($input: AccountTokenInput!) { undoEmailChange(input: $input) }';

export interface OwnAccount {
  readonly newcomer: Newcomer;
  readonly client: ApiClient;
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string;
}

/** An MC's account that no other test touches, signed in, with its second factor. */
export async function ownAccount(run: Run): Promise<OwnAccount> {
  const newcomer = await Newcomer.open(run);
  const client = await newcomer.agentAtWork();
  const { email } = newcomer.agent;
  return {
    newcomer,
    client,
    email,
    password: newcomer.password,
    totpSecret: newcomer.totpSecrets.get(email) ?? '',
  };
}

export async function asOwner<T>(run: Run, sql: string, values: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: run.databases.owner });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as T[];
  } finally {
    await client.end();
  }
}

/** As if the last code had been used long ago: tests sign in more often than every half minute. */
export const forgetCodes = (run: Run, email: string) =>
  asOwner(run, 'UPDATE account SET last_totp_step = NULL WHERE email = $1', [email]);

/** As if the factor had been proved six minutes ago in each session of the account. */
export const ageFactor = (run: Run, email: string) =>
  asOwner(
    run,
    `UPDATE session SET factor_at = factor_at - interval '6 minutes'
     WHERE account_id = (SELECT id FROM account WHERE email = $1)`,
    [email],
  );

/** As if the links mailed to the account had been made an hour and a minute before. */
export const ageLinks = (run: Run, email: string) =>
  asOwner(
    run,
    `UPDATE account_link SET created_at = created_at - interval '61 minutes', expires_at = expires_at - interval '61 minutes'
     WHERE account_id = (SELECT id FROM account WHERE email = $1)`,
    [email],
  );

export const codeOf = ({ totpSecret }: Pick<OwnAccount, 'totpSecret'>): string =>
  totpCode(totpSecret, Date.now());

/** Another browser of the same person. */
export async function signedInAgain(
  run: Run,
  account: Omit<OwnAccount, 'client' | 'newcomer'>,
): Promise<ApiClient> {
  await forgetCodes(run, account.email);
  const client = stranger(run);
  await signIn(client, account);
  return client;
}

/** The token of the newest mail to this address whose link is of this kind. */
export async function accountToken(run: Run, kind: string, email: string): Promise<string> {
  const pattern = new RegExp(`#/${kind}/([A-Za-z0-9_-]{22})$`);
  const mails = new Mails(run.mailboxApi ?? '');
  const mail = await mails.waitFor(email, ({ links }) => links.some((link) => pattern.test(link)));
  return mail.links.map((link) => pattern.exec(link)?.[1]).find(Boolean) ?? '';
}
