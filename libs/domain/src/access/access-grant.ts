import type { AccountId, PlatformRole } from '../account/index.js';
import { accept, refuseInput, type Decision } from '../decision/index.js';
import type { TenantId } from '../tenant/index.js';

/** What platform staff may open: one file of the registration office, or a whole company for an audit. */
export type AccessObject = 'ORDER' | 'MANDATE' | 'COMPANY';

/**
 * Platform staff are in a company only through one of these: scoped to one object, with a reason, for a working day. The
 * company sees each (house.md; ASVS 5.0 V8).
 */
export interface AccessGrant {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly accountId: AccountId;
  readonly role: PlatformRole;
  readonly objectType: AccessObject;
  readonly objectId: string;
  /** The person whom an order's file is about: his data are open with it, nobody else's. */
  readonly holderId: string | null;
  readonly reason: string;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

export const ACCESS_DURATION = { hours: 8 } as const;
const REASON_LENGTH = { shortest: 10, longest: 300 } as const;

/** Which role may open what: an officer his files, an auditor a company's journal. */
export const ACCESS_OBJECTS: Readonly<Partial<Record<PlatformRole, readonly AccessObject[]>>> = {
  REGISTRATION_OFFICER: ['ORDER', 'MANDATE'],
  ON_CALL_OFFICER: ['ORDER'],
  AUDITOR: ['COMPANY'],
};

/** The role among these in which one may open such an object. */
export const roleToOpen = (roles: readonly PlatformRole[], object: AccessObject): PlatformRole | undefined =>
  roles.find((role) => ACCESS_OBJECTS[role]?.includes(object));

/** The reason as the company will read it. Refuses one that says nothing. */
export function accessReason(reason: string): Decision<string> {
  const said = reason.trim().replace(/\s+/g, ' ');
  if (said.length < REASON_LENGTH.shortest) return refuseInput({ reason: 'REASON_TOO_SHORT' });
  return said.length > REASON_LENGTH.longest ? refuseInput({ reason: 'TOO_LONG' }) : accept(said);
}

export const accessIsOpen = (grant: AccessGrant, now: Date): boolean =>
  grant.endedAt === null && grant.expiresAt > now;
