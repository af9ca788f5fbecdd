import { request } from './client.js';
import { operation } from './operation.js';
import type { PasswordReset } from './schema-account.js';

const REQUEST_PASSWORD_RESET = operation(
  'mutation RequestPasswordReset($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }',
);

/** The same answer whether or not the address has an account. */
export const requestPasswordReset = async (email: string): Promise<boolean> =>
  (await request<{ requestPasswordReset: boolean }>(REQUEST_PASSWORD_RESET, { input: { email } }))
    .requestPasswordReset;

const PASSWORD_RESET = operation(
  'query PasswordReset($token: String!) { passwordReset(token: $token) { email passwordMinimum } }',
);

/** Reading a link changes nothing: a mail scanner may do it too. */
export const readPasswordReset = async (token: string): Promise<PasswordReset> =>
  (await request<{ passwordReset: PasswordReset }>(PASSWORD_RESET, { token })).passwordReset;

const RESET_PASSWORD = operation(
  'mutation ResetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) }',
);

/** Ends every session; the second factor of before is still asked for. */
export const resetPassword = async (input: { token: string; password: string }): Promise<boolean> =>
  (await request<{ resetPassword: boolean }>(RESET_PASSWORD, { input })).resetPassword;

const CONFIRM_EMAIL_CHANGE = operation(
  'mutation ConfirmEmailChange($input: AccountTokenInput!) { confirmEmailChange(input: $input) }',
);

export const confirmEmailChange = async (token: string): Promise<boolean> =>
  (await request<{ confirmEmailChange: boolean }>(CONFIRM_EMAIL_CHANGE, { input: { token } }))
    .confirmEmailChange;

const UNDO_EMAIL_CHANGE = operation(
  'mutation UndoEmailChange($input: AccountTokenInput!) { undoEmailChange(input: $input) }',
);

export const undoEmailChange = async (token: string): Promise<boolean> =>
  (await request<{ undoEmailChange: boolean }>(UNDO_EMAIL_CHANGE, { input: { token } })).undoEmailChange;
