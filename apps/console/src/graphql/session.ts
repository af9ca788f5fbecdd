import { request } from './client.js';
import { VIEWER } from './fragments.js';
import { operation } from './operation.js';
import type { Viewer } from './schema.js';

export interface LoginResult {
  readonly step: 'TOTP_REQUIRED' | 'SIGNED_IN';
  readonly viewer: Viewer | null;
}

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

const LOGOUT = operation('mutation Logout { logout }');

export const signOut = async (): Promise<void> => {
  await request(LOGOUT);
};

const SWITCH_COMPANY = operation(
  `mutation SwitchCompany($input: SwitchCompanyInput!) { switchCompany(input: $input) { step ${VIEWER} } }`,
);

export const switchCompany = async (companyId: string): Promise<LoginResult> =>
  (await request<{ switchCompany: LoginResult }>(SWITCH_COMPANY, { input: { companyId } })).switchCompany;
