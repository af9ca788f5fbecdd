import { describe, expect, it } from '@jest/globals';
import { fleet, mc, requester } from '../unit-of-work/fleet.builder.js';
import { InviteMember, RemoveMember } from './manage-member.js';

const representative = requester('representative');
const reader = { displayName: ' Nadège  Loewenstein ', email: 'Nadege@Dupre.example' };

function setup() {
  const { unitOfWork, randomness } = fleet();
  return {
    unitOfWork,
    invite: new InviteMember(unitOfWork, randomness),
    remove: new RemoveMember(unitOfWork),
  };
}

describe('members of a company', () => {
  it('are invited by the representative as readers, once, with an event that mails the activation (R28)', async () => {
    const { unitOfWork, invite } = setup();
    const { membershipId } = await invite.execute(representative, reader);
    const { state } = unitOfWork;
    expect(state.accounts.at(-1)).toMatchObject({
      email: 'nadege@dupre.example',
      displayName: 'Nadège Loewenstein',
    });
    expect(state.memberships.at(-1)).toMatchObject({ id: membershipId, role: 'HR_READER', endedAt: null });
    expect(state.journal.at(-1)).toMatchObject({ name: 'member.invited', objectId: membershipId });
    await expect(invite.execute(representative, reader)).rejects.toMatchObject({
      extensions: { reason: 'ALREADY_MEMBER' },
    });
  });

  it('are invited by nobody else, and not without a name or an address', async () => {
    const { invite } = setup();
    for (const who of [mc, requester('hr'), requester('holder-account'), requester('other-mc')]) {
      await expect(invite.execute(who, reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(invite.execute(representative, { displayName: ' ', email: 'nobody' })).rejects.toMatchObject(
      {
        extensions: { fields: { displayName: 'REQUIRED', email: 'NOT_AN_EMAIL' } },
      },
    );
  });

  it('leave at once and may come back; MC and representative leave by their mandates (R29)', async () => {
    const { unitOfWork, invite, remove } = setup();
    const { membershipId } = await invite.execute(representative, reader);
    await remove.execute(representative, membershipId);
    expect(unitOfWork.state.memberships.at(-1)?.endedAt).not.toBeNull();
    await expect(remove.execute(representative, membershipId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const [id, expected] of [
      ['m1', { extensions: { reason: 'MEMBER_LEAVES_BY_MANDATE' } }],
      ['m5', { code: 'NOT_FOUND' }],
    ] as const) {
      await expect(remove.execute(representative, id)).rejects.toMatchObject(expected);
    }
    await expect(invite.execute(representative, reader)).resolves.toBeDefined();
  });
});
