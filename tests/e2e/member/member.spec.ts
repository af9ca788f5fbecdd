import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn } from '../support/api.js';
import { Newcomer } from '../support/chain.js';

const MEMBERS = '{ members { id displayName email role joined allowedActions } }';
const INVITE_MEMBER = `mutation($input: InviteMemberInput!) { inviteMember(input: $input) { id role email joined } }`;
const REMOVE = 'mutation($input: RemoveMemberInput!) { removeMember(input: $input) { id role } }';

interface Member {
  readonly id: string;
  readonly email: string;
  readonly role: string;
}

let run: Run;
beforeAll(() => {
  run = runningSystem();
});

describe('the members of a company', () => {
  it('are invited and removed by the representative; who was removed has no right a second later', async () => {
    const newcomer = await Newcomer.open(run);
    const agent = await newcomer.agentAtWork();
    const representative = await newcomer.activated('representative');
    const email = `lecture.${newcomer.tag}@essai.example`;
    const input = { displayName: 'Nadège Lœwenstein', email };
    expect(await agent.refusal(INVITE_MEMBER, { input })).toMatchObject({ code: 'FORBIDDEN' });
    const { inviteMember } = await representative.read<{ inviteMember: Member[] }>(INVITE_MEMBER, { input });
    const invited = inviteMember.find((member) => member.email === email);
    expect(invited).toMatchObject({ role: 'HR_READER', joined: false });

    const reader = await newcomer.activate({ email });
    expect(await reader.read('{ holders(first: 1) { edges { cursor } } }')).toBeDefined();
    expect(await reader.refusal(MEMBERS)).toMatchObject({ code: 'FORBIDDEN' });
    const { removeMember } = await representative.read<{ removeMember: Member[] }>(REMOVE, {
      input: { memberId: invited?.id },
    });
    expect(removeMember.map(({ role }) => role)).toEqual(['LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT']);
    const { errors } = await reader.ask('{ holders(first: 1) { edges { cursor } } }');
    expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(errors[0]?.extensions.code);
  });

  it('of another company are not told from nothing; an MC leaves by his mandate (R29)', async () => {
    const representative = await signedIn(run, 'LEGAL_REPRESENTATIVE', 'Menuiserie Dupré & Fils');
    const theirs = await signedIn(run, 'LEGAL_REPRESENTATIVE', 'Laiterie du Vercors');
    const memberOf = async (client: typeof theirs, role: string) =>
      (await client.read<{ members: Member[] }>(MEMBERS)).members.find((member) => member.role === role)?.id;
    expect(
      await representative.refusal(REMOVE, {
        input: { memberId: await memberOf(theirs, 'CERTIFICATION_AGENT') },
      }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await representative.refusal(REMOVE, {
        input: { memberId: await memberOf(representative, 'CERTIFICATION_AGENT') },
      }),
    ).toMatchObject({ code: 'RULE_REFUSED', rule: 'R29', reason: 'MEMBER_LEAVES_BY_MANDATE' });
  });
});
