import type { PlatformRole } from '@mandataire/domain/account';
import { accessReason } from '@mandataire/domain/access';
import { refuseByRule } from '@mandataire/domain/decision';
import { grantRole, revokeRole } from '@mandataire/domain/staff';
import { addDuration } from '@mandataire/domain/time';
import { ACCOUNT_LINK_VALIDITY, invitedPerson, type InvitedPerson } from '../account/index.js';
import type { Clock, Randomness } from '../clock/index.js';
import { authorisePlatform, type Requester } from '../permission/index.js';
import { notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { StaffAccount, StaffChange, StaffStore } from './staff.ports.js';

interface RoleInput {
  readonly role: PlatformRole;
  /** Ten characters at least; the person reads it, and the auditor. */
  readonly reason: string;
}

interface GrantInput extends RoleInput {
  /** Said by the administrator: he knows that the person belongs to a client company (F61). */
  readonly companyMemberConfirmed: boolean;
}

export type InviteStaffInput = InvitedPerson & GrantInput;
export type GrantPlatformRoleInput = GrantInput & { readonly accountId: string };
export type RevokePlatformRoleInput = RoleInput & { readonly accountId: string };

export interface StaffPorts {
  readonly staff: StaffStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** Runs the work as an administrator of this very instant, his role locked with everybody's. */
const asAdministrator = <T>(
  { staff, clock }: StaffPorts,
  requester: Requester,
  work: (change: StaffChange, now: Date) => Promise<T>,
): Promise<T> => {
  const { accountId, correlationId } = requester;
  const now = clock.now();
  return staff.change({ accountId, now, correlationId }, (change) => {
    const own = change.held.filter((held) => held.accountId === accountId).map(({ role }) => role);
    authorisePlatform(requester, own, 'staff.manage', now);
    return work(change, now);
  });
};

/**
 * An administrator invites somebody to the platform's staff with his first role: an account and, until it is activated, a
 * link by mail. Somebody with an account who holds no role comes back this way, too; asked again before the activation,
 * a new link replaces the one of before. His sessions end. Permission `staff.manage`.
 */
export class InviteStaff {
  constructor(private readonly ports: StaffPorts) {}

  /** @throws RULE_REFUSED OWN_ROLES, COMPANY_MEMBER, ALREADY_STAFF; INVALID_INPUT. */
  execute(requester: Requester, input: InviteStaffInput): Promise<void> {
    return asAdministrator(this.ports, requester, async (staff, now) => {
      const person = invitedPerson(input);
      const reason = orRefuse(accessReason(input.reason));
      const found = await staff.ensure({ id: this.ports.randomness.id(), ...person });
      const outcome = await give(staff, requester, found, input);
      if (found.activated) {
        if (outcome === 'UNCHANGED') throw refusedError(refuseByRule('F44', 'ALREADY_STAFF').refusal);
        return tell(staff, found, 'account.role-granted', { ...input, reason });
      }
      const account = await staff.account(found.account.id);
      const linkId = this.ports.randomness.id();
      const expiresAt = addDuration(now, ACCOUNT_LINK_VALIDITY.ACTIVATION);
      await account.insertLink({ id: linkId, purpose: 'ACTIVATION', email: found.account.email, expiresAt });
      await account.record('account.invited', { ...factsOf(found, { ...input, reason }), linkId });
    });
  }
}

/** An administrator gives a member of the staff one more role; his sessions end. Permission `staff.manage`. */
export class GrantPlatformRole {
  constructor(private readonly ports: StaffPorts) {}

  /** @throws RULE_REFUSED OWN_ROLES, COMPANY_MEMBER; NOT_FOUND for whoever never was staff. */
  execute(requester: Requester, input: GrantPlatformRoleInput): Promise<void> {
    return asAdministrator(this.ports, requester, async (staff) => {
      const found = await staff.find(input.accountId);
      if (!found) throw notFound();
      const reason = orRefuse(accessReason(input.reason));
      if ((await give(staff, requester, found, input)) === 'UNCHANGED') return;
      await tell(staff, found, 'account.role-granted', { ...input, reason });
    });
  }
}

/** An administrator takes a role away: it is gone at the person's next request, and his sessions end. `staff.manage`. */
export class RevokePlatformRole {
  constructor(private readonly ports: StaffPorts) {}

  /** @throws RULE_REFUSED LAST_ADMINISTRATOR, OWN_ROLES; NOT_FOUND for whoever never was staff. */
  execute(requester: Requester, input: RevokePlatformRoleInput): Promise<void> {
    return asAdministrator(this.ports, requester, async (staff) => {
      const found = await staff.find(input.accountId);
      if (!found) throw notFound();
      const reason = orRefuse(accessReason(input.reason));
      const role = { accountId: found.account.id, role: input.role };
      const outcome = orRefuse(revokeRole(staff.held, { ...role, actorId: requester.accountId }));
      if (outcome === 'UNCHANGED') return;
      await staff.revoke(role);
      await tell(staff, found, 'account.role-revoked', { ...input, reason });
    });
  }
}

async function give(
  staff: StaffChange,
  requester: Requester,
  { account, companyMember }: StaffAccount,
  { role, companyMemberConfirmed }: GrantInput,
) {
  const held = { accountId: account.id, role };
  const outcome = orRefuse(
    grantRole(
      staff.held,
      { ...held, actorId: requester.accountId },
      { is: companyMember, confirmed: companyMemberConfirmed },
    ),
  );
  if (outcome === 'CHANGE') await staff.grant(held);
  return outcome;
}

const factsOf = ({ companyMember }: StaffAccount, { role, reason }: RoleInput) => ({
  ...{ role, reason },
  ...(companyMember ? { companyMember } : {}),
});

/** What he may do has changed: his sessions end, and he is told, in the transaction of the change. */
async function tell(
  staff: StaffChange,
  found: StaffAccount,
  name: 'account.role-granted' | 'account.role-revoked',
  input: RoleInput,
): Promise<void> {
  const change = await staff.account(found.account.id);
  await change.endSessions(null);
  await change.record(name, factsOf(found, input));
}
