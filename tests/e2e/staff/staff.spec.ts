import { beforeAll, describe, expect, it } from '@jest/globals';
import { Mails, runningSystem, type Run } from '../../support/system/index.js';
import { ageFactor } from '../support/account.js';
import { signedIn, stranger, type ApiClient } from '../support/api.js';
import { Newcomer } from '../support/chain.js';
import {
  GRANT_ROLE,
  invited,
  INVITE_STAFF,
  ownStaff,
  REASON,
  REVOKE_ROLE,
  STAFF,
  type StaffMember,
} from '../support/staff.js';

const COMPANIES = '{ companies(first: 1) { edges { cursor } } }';
const JOURNAL = `query($id: ID!) { journal(first: 50, filter: { objectId: $id }) {
  edges { node { name actorName reason previousState nextState } } } }`;
const EVENTS = '{ accountEvents { name facts { name value } } }';

interface Line {
  readonly name: string;
  readonly actorName: string | null;
  readonly reason: string | null;
}

let run: Run;
let administrator: ApiClient;
let administratorName: string;
beforeAll(async () => {
  run = runningSystem();
  administrator = await signedIn(run, 'ADMINISTRATOR');
  const { viewer } = await administrator.read<{ viewer: { displayName: string } }>(
    '{ viewer { displayName } }',
  );
  administratorName = viewer.displayName;
});

const grant = (accountId: string, role: string, change: object = {}) => ({
  input: { accountId, role, reason: REASON, ...change },
});
const journalOf = async (id: string): Promise<Line[]> => {
  const auditor = await signedIn(run, 'AUDITOR');
  const { journal } = await auditor.read<{ journal: { edges: { node: Line }[] } }>(JOURNAL, { id });
  return journal.edges.map(({ node }) => node);
};

describe('the platform’s staff', () => {
  it('are invited with a first role, activate their account by mail, and work with that role only', async () => {
    const member = await ownStaff(run, administrator, 'SALES');
    const sales = await member.signIn();
    expect(await sales.read(COMPANIES)).toBeDefined();
    expect(await sales.refusal(STAFF)).toMatchObject({ code: 'FORBIDDEN' });
    const { staff } = await administrator.read<{ staff: StaffMember[] }>(STAFF);
    expect(staff.find(({ id }) => id === member.id)).toMatchObject({
      ...{ activated: true, allowedActions: ['GRANT', 'REVOKE'], incompatibilities: [] },
      roles: [{ role: 'SALES', grantedBy: administratorName }],
    });
  });

  it('have a new role at the next login: the sessions of before are over', async () => {
    const member = await ownStaff(run, administrator, 'SALES');
    const before = await member.signIn();
    const { grantPlatformRole } = await administrator.read<{ grantPlatformRole: StaffMember[] }>(
      GRANT_ROLE,
      grant(member.id, 'REGISTRATION_OFFICER'),
    );
    // F44 binds at three stars: given all the same, and the pair is shown.
    expect(grantPlatformRole.find(({ id }) => id === member.id)).toMatchObject({
      incompatibilities: [{ roles: ['REGISTRATION_OFFICER', 'SALES'] }],
    });
    expect(await before.refusal(COMPANIES)).toMatchObject({ code: 'UNAUTHENTICATED' });
    const after = await member.signIn();
    const { viewer } = await after.read<{ viewer: object }>('{ viewer { platformRoles permissions } }');
    expect(viewer).toMatchObject({
      platformRoles: ['REGISTRATION_OFFICER', 'SALES'],
      permissions: expect.arrayContaining(['order.review', 'company.open']),
    });
    await new Mails(run.mailboxApi ?? '').waitFor(member.email, ({ subject }) =>
      subject.includes('agent d’enregistrement'),
    );
  });

  it('lose a role in every tab at once, and the journal says who took it, from whom and why', async () => {
    const member = await ownStaff(run, administrator, 'SALES');
    const [first, second] = [await member.signIn(), await member.signIn()];
    await first.read(COMPANIES);
    await second.read(COMPANIES);
    const reason = 'Fin de la mission';
    const revoke = grant(member.id, 'SALES', { reason });
    const { revokePlatformRole } = await administrator.read<{ revokePlatformRole: StaffMember[] }>(
      REVOKE_ROLE,
      revoke,
    );
    expect(revokePlatformRole.map(({ id }) => id)).not.toContain(member.id);
    for (const tab of [first, second]) {
      expect(await tab.refusal(COMPANIES)).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    // Asked twice is once.
    await administrator.read(REVOKE_ROLE, revoke);
    const lines = (await journalOf(member.id)).filter(({ name }) => name === 'account.role-revoked');
    expect(lines).toEqual([
      {
        ...{ name: 'account.role-revoked', actorName: administratorName, reason },
        ...{ previousState: 'SALES', nextState: null },
      },
    ]);
    // He still has an account, which tells him what happened, and no role.
    const again = await member.signIn();
    expect(await again.refusal(COMPANIES)).toMatchObject({ code: 'FORBIDDEN' });
    const { accountEvents } = await again.read<{ accountEvents: { name: string; facts: object[] }[] }>(
      EVENTS,
    );
    expect(accountEvents.find(({ name }) => name === 'account.role-revoked')?.facts).toEqual(
      expect.arrayContaining([
        { name: 'role', value: 'SALES' },
        { name: 'reason', value: reason },
      ]),
    );
  });

  it('come back by an invitation, which asks for no second activation', async () => {
    const member = await ownStaff(run, administrator, 'SALES');
    await administrator.read(REVOKE_ROLE, grant(member.id, 'SALES'));
    const { displayName, email } = member;
    const input = { displayName, email, role: 'AUDITOR', reason: REASON };
    await administrator.read(INVITE_STAFF, { input });
    expect(
      await (await member.signIn()).read('{ securityEvents(first: 1) { edges { cursor } } }'),
    ).toBeDefined();
    expect(await administrator.refusal(INVITE_STAFF, { input })).toMatchObject({ reason: 'ALREADY_STAFF' });
  });
});

describe('an administrator', () => {
  it('is the only one who reads and changes the staff, with a fresh factor and a reason', async () => {
    const { id } = await invited(administrator, 'SALES');
    for (const role of ['SALES', 'REGISTRATION_OFFICER', 'AUDITOR']) {
      const other = await signedIn(run, role);
      for (const asked of [
        other.refusal(STAFF),
        other.refusal(GRANT_ROLE, grant(id, 'AUDITOR')),
        other.refusal(REVOKE_ROLE, grant(id, 'SALES')),
      ]) {
        expect(await asked).toMatchObject({ code: 'FORBIDDEN' });
      }
    }
    expect(await stranger(run).refusal(STAFF)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await administrator.refusal(REVOKE_ROLE, grant(id, 'SALES', { reason: 'Non' }))).toMatchObject({
      ...{ code: 'INVALID_INPUT', fields: { reason: 'REASON_TOO_SHORT' } },
    });
    const second = await ownStaff(run, administrator, 'ADMINISTRATOR');
    const client = await second.signIn();
    await ageFactor(run, second.email);
    expect(await client.read(STAFF)).toBeDefined();
    expect(await client.refusal(REVOKE_ROLE, grant(id, 'SALES'))).toMatchObject({
      ...{ code: 'FORBIDDEN', reason: 'STEP_UP_REQUIRED' },
    });
    await administrator.read(REVOKE_ROLE, grant(second.id, 'ADMINISTRATOR'));
  });

  it('changes nothing of his own, and the last one stays (F44, F61)', async () => {
    const { viewer } = await administrator.read<{ viewer: { id: string } }>('{ viewer { id } }');
    const own = viewer.id;
    expect(await administrator.refusal(REVOKE_ROLE, grant(own, 'ADMINISTRATOR'))).toMatchObject({
      ...{ code: 'RULE_REFUSED', rule: 'F44', reason: 'LAST_ADMINISTRATOR' },
    });
    expect(await administrator.refusal(GRANT_ROLE, grant(own, 'AUDITOR'))).toMatchObject({
      ...{ code: 'RULE_REFUSED', rule: 'F61', reason: 'OWN_ROLES' },
    });
    const second = await ownStaff(run, administrator, 'ADMINISTRATOR');
    expect(await administrator.refusal(REVOKE_ROLE, grant(own, 'ADMINISTRATOR'))).toMatchObject({
      ...{ code: 'RULE_REFUSED', rule: 'F61', reason: 'OWN_ROLES' },
    });
    const { staff } = await administrator.read<{ staff: StaffMember[] }>(STAFF);
    expect(staff.find(({ id }) => id === own)?.allowedActions).toEqual([]);
    await administrator.read(REVOKE_ROLE, grant(second.id, 'ADMINISTRATOR'));
  });

  it('takes somebody of a client company in only when he says that he knows it (F61)', async () => {
    const newcomer = await Newcomer.open(run);
    const agent = await newcomer.agentAtWork();
    const { name: displayName, email } = newcomer.agent;
    const input = { displayName, email, role: 'REGISTRATION_OFFICER', reason: REASON };
    expect(await administrator.refusal(INVITE_STAFF, { input })).toMatchObject({
      ...{ code: 'RULE_REFUSED', rule: 'F61', reason: 'COMPANY_MEMBER' },
    });
    expect(await agent.read('{ viewer { id } }')).toMatchObject({ viewer: { id: expect.any(String) } });
    const { inviteStaff } = await administrator.read<{ inviteStaff: StaffMember[] }>(INVITE_STAFF, {
      input: { ...input, companyMemberConfirmed: true },
    });
    const id = inviteStaff.find((each) => each.email === email)?.id ?? '';
    expect((await journalOf(id))[0]).toMatchObject({ name: 'account.role-granted', reason: REASON });
    await administrator.read(REVOKE_ROLE, grant(id, 'REGISTRATION_OFFICER'));
  });
});
