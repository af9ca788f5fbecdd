import type { TenantId } from '../tenant/index.js';

export type AccountId = string;

/** One person, one e-mail, platform-wide (house.md). Password and factor live in the account's table, never here. */
export interface Account {
  readonly id: AccountId;
  readonly email: string;
  readonly displayName: string;
}

/** What a person is in one company. */
export type MembershipRole = 'LEGAL_REPRESENTATIVE' | 'CERTIFICATION_AGENT' | 'HOLDER' | 'HR_READER';

/** What a person is for ChamberSign and the CCIs. */
export type PlatformRole =
  | 'SALES'
  | 'REGISTRATION_OFFICER'
  | 'AUDITOR'
  | 'ADMINISTRATOR'
  /** Revokes when a request must not wait for an office to open (F25, D13). */
  | 'ON_CALL_OFFICER';

export interface Membership {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly accountId: AccountId;
  readonly role: MembershipRole;
  /** Whom the company invited, as it typed him; null where the person came by his own signature. */
  readonly invitedAs: string | null;
  /** When he accepted: before, he has no right here and the company knows nothing of him. */
  readonly acceptedAt: Date | null;
  /** When the person left this role; null while he holds it. */
  readonly endedAt: Date | null;
}

/** Everyone but holders must have a second factor. */
export const requiresSecondFactor = (roles: readonly (MembershipRole | PlatformRole)[]): boolean =>
  roles.some((role) => role !== 'HOLDER');
