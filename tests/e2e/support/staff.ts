import { randomBytes } from 'node:crypto';
import type { Run } from '../../support/system/index.js';
import { totpCode } from '../../../tools/start/totp.mjs';
import { accountToken, signedInAgain } from './account.js';
import { stranger, type ApiClient } from './api.js';

const FIELDS =
  '{ id displayName email activated roles { role grantedBy } incompatibilities { roles } allowedActions }';
export const STAFF = `{ staff ${FIELDS} }`;
export const INVITE_STAFF = `mutation($input: InviteStaffInput!) { inviteStaff(input: $input) ${FIELDS} }`;
export const GRANT_ROLE = `mutation($input: GrantPlatformRoleInput!) { grantPlatformRole(input: $input) ${FIELDS} }`;
export const REVOKE_ROLE = `mutation($input: RevokePlatformRoleInput!) { revokePlatformRole(input: $input) ${FIELDS} }`;
const BEGIN = 'mutation($input: BeginActivationInput!) { beginActivation(input: $input) { secret } }';
const ACTIVATE = 'mutation($input: ActivateAccountInput!) { activateAccount(input: $input) }';

export interface StaffMember {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly activated: boolean;
  readonly roles: readonly { readonly role: string; readonly grantedBy: string | null }[];
  readonly incompatibilities: readonly { readonly roles: readonly string[] }[];
  readonly allowedActions: readonly string[];
}

/** A member of the staff whom no other test knows. */
export interface OwnStaff {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string;
  /** Signs in once more: another browser of the same person. */
  signIn(): Promise<ApiClient>;
}

export const REASON = 'Arrivée dans l’équipe';

export async function invited(administrator: ApiClient, role: string): Promise<StaffMember> {
  const tag = randomBytes(4).toString('hex');
  const email = `equipe.${tag}@chambersign.example`;
  const input = { displayName: `Inès Kerbrat ${tag}`, email, role, reason: REASON };
  const { inviteStaff } = await administrator.read<{ inviteStaff: StaffMember[] }>(INVITE_STAFF, { input });
  const member = inviteStaff.find((each) => each.email === email);
  if (!member) throw new Error('invited, and not in the list');
  return member;
}

/** Invited by the administrator, activated by the link in the mail. */
export async function ownStaff(run: Run, administrator: ApiClient, role: string): Promise<OwnStaff> {
  const { id, email, displayName } = await invited(administrator, role);
  const token = await accountToken(run, 'activation', email);
  const nobody = stranger(run);
  const { beginActivation } = await nobody.read<{ beginActivation: { secret: string } }>(BEGIN, {
    input: { token },
  });
  const totpSecret = beginActivation.secret;
  const password = `Lanterne-Cadran-${randomBytes(4).toString('hex')}`;
  const code = totpCode(totpSecret, Date.now());
  await nobody.read(ACTIVATE, { input: { token, password, code } });
  const login = { email, password, totpSecret };
  return { id, displayName, ...login, signIn: () => signedInAgain(run, login) };
}
