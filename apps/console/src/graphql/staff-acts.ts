import type { PlatformRole } from '@mandataire/domain/account';
import { request } from './client.js';
import { operation } from './operation.js';
import type { StaffMember } from './schema-security.js';

const MEMBER = `id displayName email activated roles { role since grantedBy } incompatibilities { roles } allowedActions`;

const STAFF = operation(`query Staff { staff { ${MEMBER} } }`);

export const fetchStaff = async (): Promise<readonly StaffMember[]> =>
  (await request<{ staff: readonly StaffMember[] }>(STAFF)).staff;

interface RoleInput {
  readonly role: PlatformRole;
  /** The person reads it, and the auditor. */
  readonly reason: string;
}

interface GrantInput extends RoleInput {
  /** Asked for by COMPANY_MEMBER. */
  readonly companyMemberConfirmed: boolean;
}

const INVITE_STAFF = operation(
  `mutation InviteStaff($input: InviteStaffInput!) { inviteStaff(input: $input) { ${MEMBER} } }`,
);

export const inviteStaff = async (
  input: GrantInput & { readonly displayName: string; readonly email: string },
): Promise<readonly StaffMember[]> =>
  (await request<{ inviteStaff: readonly StaffMember[] }>(INVITE_STAFF, { input })).inviteStaff;

const GRANT_PLATFORM_ROLE = operation(
  `mutation GrantPlatformRole($input: GrantPlatformRoleInput!) { grantPlatformRole(input: $input) { ${MEMBER} } }`,
);

export const grantPlatformRole = async (
  input: GrantInput & { readonly accountId: string },
): Promise<readonly StaffMember[]> =>
  (await request<{ grantPlatformRole: readonly StaffMember[] }>(GRANT_PLATFORM_ROLE, { input }))
    .grantPlatformRole;

const REVOKE_PLATFORM_ROLE = operation(
  `mutation RevokePlatformRole($input: RevokePlatformRoleInput!) { revokePlatformRole(input: $input) { ${MEMBER} } }`,
);

/** The person's sessions end at once. */
export const revokePlatformRole = async (
  input: RoleInput & { readonly accountId: string },
): Promise<readonly StaffMember[]> =>
  (await request<{ revokePlatformRole: readonly StaffMember[] }>(REVOKE_PLATFORM_ROLE, { input }))
    .revokePlatformRole;
