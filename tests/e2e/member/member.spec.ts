import { beforeAll, describe, expect, it } from '@jest/globals';
import { loginOf, runningSystem, type Run } from '../../support/system/index.js';
import { ApiClient, signedIn, signIn, stranger } from '../support/api.js';
import { ACTIVATE, BEGIN_ACTIVATION, Newcomer } from '../support/chain.js';
import { askSecondPerson, CONFIRM_SECOND } from '../support/second-person.js';

const MEMBERS = '{ members { id displayName email role joined allowedActions } }';
const INVITE_MEMBER = `mutation($input: InviteMemberInput!) { inviteMember(input: $input) { id role email joined } }`;
const REMOVE = 'mutation($input: RemoveMemberInput!) { removeMember(input: $input) { id role } }';

const ACTIVATION = 'query($token: String!) { activation(token: $token) { email known } }';
const ACCEPT_INVITATION = 'mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) }';

interface Member {
  readonly id: string;
  readonly email: string;
  readonly role: string;
}

let run: Run;
beforeAll(() => {
  run = runningSystem();
});

/** Of the letter to somebody who has an account already. */
const invitationTo = async ({ mails, tag }: Newcomer, email: string): Promise<string> => {
  const { links } = await mails.waitFor(email, ({ subject }) => subject.includes(`${tag} vous invite`));
  return /activation\/([\w-]{43})/.exec(links.join(' '))?.[1] ?? '';
};

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

  it('join by their own acceptance: a company attaches nobody, and learns nothing of an account (ASVS 5.0 §6.3.8)', async () => {
    const [inviting, other] = [await Newcomer.open(run), await Newcomer.open(run)];
    await inviting.approved();
    const representative = await inviting.activated('representative');
    const person = await other.agentAtWork();
    const { email } = other.agent;
    const input = { displayName: 'Comme saisi', email };
    const { inviteMember } = await representative.read<{ inviteMember: object[] }>(
      INVITE_MEMBER.replace('role email', 'role displayName email'),
      { input },
    );
    expect(inviteMember).toContainEqual(
      expect.objectContaining({ email, displayName: 'Comme saisi', joined: false }),
    );
    const companies = '{ viewer { companies { id } } }';
    type Companies = { viewer: { companies: { id: string }[] } };
    const ofPerson = async () =>
      (await person.read<Companies>(companies)).viewer.companies.map(({ id }) => id);
    expect(await ofPerson()).toEqual([other.companyId]);

    const token = await invitationTo(inviting, email);
    const opened = await stranger(run).read<{ activation: object }>(ACTIVATION, { token });
    expect(opened.activation).toMatchObject({ known: true, email });
    // Whoever has the mail only accepts: neither password nor factor change.
    const password = 'une phrase que personne ne connaît';
    for (const [act, more] of [
      [ACTIVATE, { password, code: '123456' }],
      [BEGIN_ACTIVATION, {}],
    ] as const) {
      expect(await stranger(run).refusal(act, { input: { token, ...more } })).toMatchObject({
        reason: 'LINK_USED',
      });
    }
    await stranger(run).read(ACCEPT_INVITATION, { input: { token } });
    expect((await ofPerson()).sort()).toEqual([other.companyId, inviting.companyId].sort());
    expect(await stranger(run).refusal(ACCEPT_INVITATION, { input: { token } })).toMatchObject({
      reason: 'LINK_USED',
    });
  });

  it('of the platform keep their work, and say no where their own company asks for an officer (F61)', async () => {
    const newcomer = await Newcomer.open(run);
    await newcomer.approved();
    const representative = await newcomer.activated('representative');
    const { email, password, totpSecret } = loginOf(run, 'REGISTRATION_OFFICER');
    await representative.read(INVITE_MEMBER, { input: { displayName: 'Une collègue', email } });
    await stranger(run).read(ACCEPT_INVITATION, {
      input: { token: await invitationTo(newcomer, email) },
    });
    const officer = new ApiClient(run.urls.graphql);
    await signIn(officer, { email, password, totpSecret });
    const { viewer } = await officer.read<{ viewer: object }>(
      '{ viewer { activeCompany { id } permissions } }',
    );
    expect(viewer).toMatchObject({
      activeCompany: null,
      permissions: expect.arrayContaining(['order.review']),
    });
    const { id, version } = await newcomer.mandate(representative);
    const requestId = await askSecondPerson(representative, { objectId: id, version });
    const decision = { requestId, version: 1, reason: null };
    expect(await officer.refusal(CONFIRM_SECOND, { input: decision })).toMatchObject({
      ...{ code: 'RULE_REFUSED', rule: 'F61', reason: 'OFFICER_IS_CONCERNED' },
    });
    const members = (await representative.read<{ members: Member[] }>(MEMBERS)).members;
    const memberId = members.find((member) => member.email === email)?.id;
    await representative.read(REMOVE, { input: { memberId } });
    await officer.read(CONFIRM_SECOND, { input: decision });
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
