import { request, type RequestOptions } from './client.js';
import { operation } from './operation.js';
import type { Member } from './schema-access.js';
import type { CompanySignIns } from './schema-security.js';

const MEMBER = 'id displayName email role joined since allowedActions';

const MEMBERS = operation(`query Members { members { ${MEMBER} } }`);

export const fetchMembers = async (options: RequestOptions = {}): Promise<readonly Member[]> =>
  (await request<{ members: readonly Member[] }>(MEMBERS, {}, options)).members;

const COMPANY_SIGN_INS = operation(
  `query CompanySignIns { companySignIns {
    since signIns { id at displayName device newDevice } failedTries { displayName count lastAt } } }`,
);

/** Who came into the company's space, and who failed to. */
export const fetchSignIns = async (): Promise<CompanySignIns> =>
  (await request<{ companySignIns: CompanySignIns }>(COMPANY_SIGN_INS)).companySignIns;

const INVITE_MEMBER = operation(
  `mutation InviteMember($input: InviteMemberInput!) { inviteMember(input: $input) { ${MEMBER} } }`,
);

/** Lets somebody read the fleet; the activation link goes to him by mail. */
export const inviteMember = async (input: {
  displayName: string;
  email: string;
}): Promise<readonly Member[]> =>
  (await request<{ inviteMember: readonly Member[] }>(INVITE_MEMBER, { input })).inviteMember;

const REMOVE_MEMBER = operation(
  `mutation RemoveMember($input: RemoveMemberInput!) { removeMember(input: $input) { ${MEMBER} } }`,
);

export const removeMember = async (input: { memberId: string }): Promise<readonly Member[]> =>
  (await request<{ removeMember: readonly Member[] }>(REMOVE_MEMBER, { input })).removeMember;
