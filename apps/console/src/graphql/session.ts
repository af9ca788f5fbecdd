import { request } from './client.js';
import { VIEWER } from './fragments.js';
import type { Viewer } from './schema.js';

export interface LoginResult {
  readonly step: 'TOTP_REQUIRED' | 'SIGNED_IN';
  readonly viewer: Viewer | null;
}

export const fetchViewer = async (): Promise<Viewer | null> =>
  (await request<{ viewer: Viewer | null }>(`query Viewer { ${VIEWER} }`)).viewer;

export const signIn = async (email: string, password: string): Promise<LoginResult> =>
  (
    await request<{ login: LoginResult }>(
      `mutation Login($input: LoginInput!) { login(input: $input) { step ${VIEWER} } }`,
      { input: { email, password } },
    )
  ).login;

export const confirmTotp = async (code: string): Promise<LoginResult> =>
  (
    await request<{ confirmTotp: LoginResult }>(
      `mutation ConfirmTotp($input: ConfirmTotpInput!) { confirmTotp(input: $input) { step ${VIEWER} } }`,
      { input: { code } },
    )
  ).confirmTotp;

export const signOut = async (): Promise<void> => {
  await request('mutation Logout { logout }');
};

export const switchCompany = async (companyId: string): Promise<LoginResult> =>
  (
    await request<{ switchCompany: LoginResult }>(
      `mutation SwitchCompany($input: SwitchCompanyInput!) { switchCompany(input: $input) { step ${VIEWER} } }`,
      { input: { companyId } },
    )
  ).switchCompany;
