/** The types of apps/api/schema.graphql about who is in a company, and who of the platform entered it. */
import type { AccessObject } from '@mandataire/domain/access';
import type { MembershipRole, PlatformRole } from '@mandataire/domain/account';
import type { DateTime } from './schema.js';

export interface AccessGrant {
  readonly id: string;
  readonly objectType: AccessObject;
  readonly objectId: string;
  readonly role: PlatformRole;
  readonly accountName: string;
  readonly companyName: string;
  readonly reason: string;
  readonly openedAt: DateTime;
  readonly expiresAt: DateTime;
  /** When the person left before its time. */
  readonly endedAt: DateTime | null;
}

export interface Member {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: MembershipRole;
  readonly joined: boolean;
  readonly since: DateTime;
  readonly allowedActions: readonly 'REMOVE'[];
}
