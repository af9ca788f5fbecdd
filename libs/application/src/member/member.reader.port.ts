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

/** Somebody who came into the company's space. */
export interface SignInRow {
  readonly id: string;
  readonly at: Date;
  readonly displayName: string;
  /** Browser and system, coarse; empty when unknown. */
  readonly device: string;
  /** From a browser that he had not signed in from. */
  readonly newDevice: boolean;
}

/** Tries at a member's account that failed, in the time that is looked at. */
export interface FailedTries {
  readonly displayName: string;
  readonly count: number;
  readonly lastAt: Date;
}

export interface CompanySignIns {
  readonly since: Date;
  /** Newest first; at most 100. */
  readonly signIns: readonly SignInRow[];
  /** Most first. */
  readonly failedTries: readonly FailedTries[];
}

/** How far back a company sees who came in. */
export const SIGN_INS_SHOWN = { days: 30 } as const;

export interface MemberReader {
  /** Everyone with a role in the company but its holders, who have a list of their own; by role, then name; at most 200. */
  members(scope: ReadScope): Promise<readonly MemberRow[]>;
  /** Who came into the company's space, and at whose account somebody failed to, since that instant. */
  signIns(scope: ReadScope, since: Date): Promise<CompanySignIns>;
}
