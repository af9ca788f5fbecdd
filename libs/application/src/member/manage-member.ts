import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import { isEmailAddress } from '@mandataire/domain/account';
import type { Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { notFound, refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

export interface InviteMemberInput {
  readonly displayName: string;
  readonly email: string;
}

/**
 * The representative lets somebody of his company read its fleet (HR_READER): an account, a membership and an activation
 * link by mail. An MC comes by a mandate and a holder by his file, never this way (R28, R29). Permission `member.manage`.
 */
export class InviteMember {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: InviteMemberInput): Promise<{ membershipId: string }> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'member.manage');
      const { displayName, email } = checked(input);
      const account = await tx.accounts.ensure({ id: this.randomness.id(), email, displayName });
      if ((await tx.memberships.of(account.id)).some(({ role }) => role === 'HR_READER')) {
        throw refusedError(refuseByRule('R28', 'ALREADY_MEMBER').refusal);
      }
      const membershipId = this.randomness.id();
      await tx.memberships.insert({
        ...{ tenantId: tx.caller.tenantId, id: membershipId, accountId: account.id },
        ...{ role: 'HR_READER', endedAt: null },
      });
      const facts = { role: 'HR_READER' };
      await tx.record({ name: 'member.invited', objectType: 'Membership', objectId: membershipId, facts });
      return { membershipId };
    });
  }
}

/**
 * Ends a reader's membership and his sessions in the company, the same second. MC and representative leave by their mandates, a holder by
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

const LONGEST_NAME = 120;

function checked({ displayName, email }: InviteMemberInput): InviteMemberInput {
  const name = displayName.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const address = email.trim().toLowerCase();
  const faults: Record<string, string> = {};
  if (name === '') faults.displayName = 'REQUIRED';
  if (name.length > LONGEST_NAME) faults.displayName = 'TOO_LONG';
  if (!isEmailAddress(address)) faults.email = 'NOT_AN_EMAIL';
  if (Object.keys(faults).length > 0) throw refusedError(refuseInput(faults).refusal);
  return { displayName: name, email: address };
}
