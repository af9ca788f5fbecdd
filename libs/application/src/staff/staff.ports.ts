import type { Account, PlatformRole } from '@mandataire/domain/account';
import type { HeldRole } from '@mandataire/domain/staff';
import type { AccountChange, AccountChanger } from '../account/index.js';

/** One role of a member of the staff. */
export interface StaffRole {
  readonly role: PlatformRole;
  readonly since: Date;
  /** Null: given by whoever installed the platform. */
  readonly grantedBy: string | null;
}

/** A member of the platform's staff. */
export interface StaffRow {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  /** Whether he has chosen a password yet. */
  readonly activated: boolean;
  readonly roles: readonly StaffRole[];
}

export interface StaffAccount {
  readonly account: Account;
  readonly activated: boolean;
  /** Whether he has a role in a client company now. */
  readonly companyMember: boolean;
}

/** The staff's roles inside one transaction. */
export interface StaffChange {
  /** Every role held now, locked until the commit: of two administrators one acts after the other. */
  readonly held: readonly HeldRole[];
  /** Whoever has, or once had, a role of the platform; nobody else is reached by an identifier. */
  find(accountId: string): Promise<StaffAccount | undefined>;
  /** The account with this e-mail, made without password or factor when there is none. */
  ensure(account: Account): Promise<StaffAccount>;
  grant(role: HeldRole): Promise<void>;
  revoke(role: HeldRole): Promise<void>;
  /** The person's account, its row locked; what is recorded there names who did it. */
  account(accountId: string): Promise<AccountChange>;
}

export interface StaffStore {
  /** Everybody with a role, by name. */
  staff(): Promise<readonly StaffRow[]>;
  /** `accountId` is who does it. A throw rolls everything back. */
  change<T>(by: Omit<AccountChanger, 'actorId'>, work: (staff: StaffChange) => Promise<T>): Promise<T>;
}
