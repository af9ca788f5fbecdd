import type { AccountId, PlatformRole } from '../account/index.js';
import { accept, refuseByRule, type Decision } from '../decision/index.js';

/** A role of the platform that somebody holds now. */
export interface HeldRole {
  readonly accountId: AccountId;
  readonly role: PlatformRole;
}

/** A role to be given or taken away, and who asks for it. */
export interface RoleChange extends HeldRole {
  readonly actorId: AccountId;
}

/** CHANGE: to be written. UNCHANGED: it is so already; asked twice is once. */
export type RoleChangeOutcome = 'CHANGE' | 'UNCHANGED';

const isHeld = (held: readonly HeldRole[], { accountId, role }: HeldRole): boolean =>
  held.some((each) => each.accountId === accountId && each.role === role);

const refuseOwn = () => refuseByRule('F61', 'OWN_ROLES');

/**
 * Whether the administrator may give the role. Nobody gives himself one (two persons, as F61). A client company's own
 * person becomes staff only when the administrator says that he knows it: he decides on none of that company's files
 * (F61). Roles that are not cumulated at *** (F44) are given all the same: they bind at the decision.
 */
export function grantRole(
  held: readonly HeldRole[],
  change: RoleChange,
  companyMember: { readonly is: boolean; readonly confirmed: boolean },
): Decision<RoleChangeOutcome> {
  if (change.actorId === change.accountId) return refuseOwn();
  if (isHeld(held, change)) return accept('UNCHANGED');
  return companyMember.is && !companyMember.confirmed
    ? refuseByRule('F61', 'COMPANY_MEMBER')
    : accept('CHANGE');
}

/** Whether the administrator may take the role away: not his own, and never the last administrator's (F44). */
export function revokeRole(held: readonly HeldRole[], change: RoleChange): Decision<RoleChangeOutcome> {
  if (isHeld(held, change) && isLastAdministrator(held, change))
    return refuseByRule('F44', 'LAST_ADMINISTRATOR');
  if (change.actorId === change.accountId) return refuseOwn();
  return accept(isHeld(held, change) ? 'CHANGE' : 'UNCHANGED');
}

const isLastAdministrator = (held: readonly HeldRole[], { role }: HeldRole): boolean =>
  role === 'ADMINISTRATOR' && held.filter((each) => each.role === 'ADMINISTRATOR').length === 1;
