import type { MembershipRole } from '@mandataire/domain/account';
import type { ReadScope } from '../reading/index.js';

/** A person in a company as its list of members shows him. */
export interface MemberRow {
  readonly id: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: MembershipRole;
  /** Whether he has accepted, with an account of his own; before, the name is what the company typed. */
  readonly joined: boolean;
  readonly since: Date;
}

export interface MemberReader {
  /** Everyone with a role in the company but its holders, who have a list of their own; by role, then name; at most 200. */
  members(scope: ReadScope): Promise<readonly MemberRow[]>;
}
