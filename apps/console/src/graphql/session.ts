import { request } from './client.js';
import { VIEWER, VIEWER_FIELDS } from './fragments.js';
import { operation } from './operation.js';
import type { FactorEnrolled, LoginResult, TotpEnrolment } from './schema-account.js';
import type { Viewer } from './schema.js';

const FETCH_VIEWER = operation(`query Viewer { ${VIEWER} }`);

export const fetchViewer = async (): Promise<Viewer | null> =>
  (await request<{ viewer: Viewer | null }>(FETCH_VIEWER)).viewer;

const LOGIN = operation(`mutation Login($input: LoginInput!) { login(input: $input) { step ${VIEWER} } }`);

export const signIn = async (email: string, password: string): Promise<LoginResult> =>
  (await request<{ login: LoginResult }>(LOGIN, { input: { email, password } })).login;

const CONFIRM_TOTP = operation(
  `mutation ConfirmTotp($input: ConfirmTotpInput!) { confirmTotp(input: $input) { step ${VIEWER} } }`,
);

export const confirmTotp = async (code: string): Promise<LoginResult> =>
  (await request<{ confirmTotp: LoginResult }>(CONFIRM_TOTP, { input: { code } })).confirmTotp;

const CONFIRM_RECOVERY_CODE = operation(`mutation ConfirmRecoveryCode($input: ConfirmRecoveryCodeInput!) {
  confirmRecoveryCode(input: $input) { step ${VIEWER} }
}`);

/** In place of the application; the code is used up. */
export const confirmRecoveryCode = async (code: string): Promise<LoginResult> =>
  (await request<{ confirmRecoveryCode: LoginResult }>(CONFIRM_RECOVERY_CODE, { input: { code } }))
    .confirmRecoveryCode;

const BEGIN_TOTP_ENROLMENT = operation(
  'mutation BeginTotpEnrolment { beginTotpEnrolment { secret uri qrCodeSvg } }',
);

/** A new secret each time: the former one is worth nothing then. */
export const beginTotpEnrolment = async (): Promise<TotpEnrolment> =>
  (await request<{ beginTotpEnrolment: TotpEnrolment }>(BEGIN_TOTP_ENROLMENT)).beginTotpEnrolment;

const CONFIRM_TOTP_ENROLMENT = operation(`mutation ConfirmTotpEnrolment($input: ConfirmTotpInput!) {
  confirmTotpEnrolment(input: $input) { recoveryCodes ${VIEWER} }
}`);

/** Proves the new factor and signs in; all other sessions end. */
export const confirmTotpEnrolment = async (code: string): Promise<FactorEnrolled> =>
  (
    await request<{ confirmTotpEnrolment: FactorEnrolled }>(
      CONFIRM_TOTP_ENROLMENT,
      { input: { code } },
      { renewsSession: true },
    )
  ).confirmTotpEnrolment;

const STEP_UP = operation(
  `mutation StepUp($input: StepUpInput!) { stepUp(input: $input) { ${VIEWER_FIELDS} } }`,
);

/** A second factor where the account has one, else its password. */
export type Proof =
  { readonly code: string } | { readonly recoveryCode: string } | { readonly password: string };

/** Proves a factor again, for the acts of the next five minutes. */
export const stepUp = async (proof: Proof): Promise<Viewer> =>
  (await request<{ stepUp: Viewer }>(STEP_UP, { input: proof }, { renewsSession: true })).stepUp;

const LOGOUT = operation('mutation Logout { logout }');

export const signOut = async (): Promise<void> => {
  await request(LOGOUT);
};

const SWITCH_COMPANY = operation(
  `mutation SwitchCompany($input: SwitchCompanyInput!) { switchCompany(input: $input) { step ${VIEWER} } }`,
);

export const switchCompany = async (companyId: string): Promise<LoginResult> =>
  (
    await request<{ switchCompany: LoginResult }>(
      SWITCH_COMPANY,
      { input: { companyId } },
      { renewsSession: true },
    )
  ).switchCompany;
