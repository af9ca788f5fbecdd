import { refuseByRule } from '@mandataire/domain/decision';
import { invitedPerson, type InvitedPerson } from '../account/index.js';
import type { Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { notFound, refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

/**
 * The representative lets somebody of his company read its fleet (HR_READER), once he has accepted by a mailed link,
 * whether or not he has an account already: the company cannot tell. An MC comes by a mandate and a holder by his file, never this way (R28, R29). Permission `member.manage`.
 */
export class InviteMember {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: InvitedPerson): Promise<{ membershipId: string }> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'member.manage');
      const { displayName, email } = invitedPerson(input);
      const account = await tx.accounts.ensure({ id: this.randomness.id(), email, displayName });
      const known = [...(await tx.memberships.of(account.id)), ...(await tx.memberships.invited(account.id))];
      if (known.some(({ role }) => role === 'HR_READER')) {
        throw refusedError(refuseByRule('R28', 'ALREADY_MEMBER').refusal);
      }
      const membershipId = this.randomness.id();
      await tx.memberships.insert({
        ...{ tenantId: tx.caller.tenantId, id: membershipId, accountId: account.id },
        ...{ role: 'HR_READER', invitedAs: displayName, acceptedAt: null, endedAt: null },
      });
      const facts = { role: 'HR_READER' };
      await tx.record({ name: 'member.invited', objectType: 'Membership', objectId: membershipId, facts });
      return { membershipId };
    });
  }
}

/**
 * Ends a reader's membership and his sessions in the company. MC and representative leave by their mandates, a holder by
 * his file (L2): refused here. Permission `member.manage`.
 */
export class RemoveMember {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, membershipId: string): Promise<void> {
    await this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'member.manage');
      const membership = await tx.memberships.find(membershipId);
      if (!membership || membership.endedAt !== null) throw notFound();
      if (membership.role !== 'HR_READER') {
        throw refusedError(refuseByRule('R29', 'MEMBER_LEAVES_BY_MANDATE').refusal);
      }
      await tx.memberships.end(membership.id, tx.now);
      await tx.accounts.endSessions(membership.accountId);
      const facts = { role: membership.role };
      await tx.record({ name: 'member.removed', objectType: 'Membership', objectId: membership.id, facts });
    });
  }
}
