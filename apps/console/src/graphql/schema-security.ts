/** The types of apps/api/schema.graphql about one's own account, and about the platform's staff. */
import type { PlatformRole } from '@mandataire/domain/account';
import type { DateTime } from './schema.js';

export interface OpenSession {
  readonly id: string;
  /** The one that asks. */
  readonly current: boolean;
  /** Browser and system, coarse; empty when unknown. */
  readonly device: string;
  readonly createdAt: DateTime;
  readonly lastSeenAt: DateTime;
}

export interface AccountEvent {
  readonly id: string;
  readonly name: string;
  readonly at: DateTime;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

export interface StaffRole {
  readonly role: PlatformRole;
  readonly since: DateTime;
  /** Null: given by whoever installed the platform. */
  readonly grantedBy: string | null;
}

export interface StaffMember {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly activated: boolean;
  readonly roles: readonly StaffRole[];
  /** Pairs among his roles that do not go together at *** (F44). */
  readonly incompatibilities: readonly { readonly roles: readonly [PlatformRole, PlatformRole] }[];
  /** Nothing with one's own roles. */
  readonly allowedActions: readonly ('GRANT' | 'REVOKE')[];
}

export interface CompanySignIns {
  readonly since: DateTime;
  readonly signIns: readonly {
    readonly id: string;
    readonly at: DateTime;
    readonly displayName: string;
    readonly device: string;
    readonly newDevice: boolean;
  }[];
  readonly failedTries: readonly {
    readonly displayName: string;
    readonly count: number;
    readonly lastAt: DateTime;
  }[];
}
