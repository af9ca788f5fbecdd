import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InviteStaff, RevokePlatformRole } from '@mandataire/application/staff';
import type { Requester } from '@mandataire/application/permission';
import type { PlatformRole } from '@mandataire/domain/account';
import { addDuration } from '@mandataire/domain/time';
import { NOW, World } from '../persistence/world.builder.js';

const REASON = 'Fin de la mission';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** As the installer gives roles: nobody has to be told. */
async function staff(name: string, role: PlatformRole): Promise<Requester> {
  const accountId = await world.account(name);
  await world.owner.query('INSERT INTO platform_role (account_id, role, granted_at) VALUES ($1, $2, $3)', [
    accountId,
    role,
    NOW,
  ]);
  return {
    ...{ accountId, tenantId: null, platformRoles: [role], correlationId: 'test' },
    ...{ strength: 'PASSWORD_AND_TOTP', factorAt: world.clock.now() },
  };
}

const ports = () => ({ staff: world.app.staff, clock: world.clock, randomness: world.randomness });
const revoke = (who: Requester, accountId: string, role: PlatformRole) =>
  new RevokePlatformRole(ports()).execute(who, { accountId, role, reason: REASON });
const openRoles = async (accountId: string): Promise<string[]> => {
  const { rows } = await world.owner.query<{ role: string }>(
    'SELECT role FROM platform_role WHERE account_id = $1 AND ended_at IS NULL ORDER BY role',
    [accountId],
  );
  return rows.map(({ role }) => role);
};

describe('roles of the staff', () => {
  it('of two administrators who take each other’s away at once, one stays (F44)', async () => {
    const [one, other] = [await staff('Ada', 'ADMINISTRATOR'), await staff('Abel', 'ADMINISTRATOR')];
    const answers = await Promise.allSettled([
      revoke(one, other.accountId, 'ADMINISTRATOR'),
      revoke(other, one.accountId, 'ADMINISTRATOR'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: 'FORBIDDEN' });
    const left = [...(await openRoles(one.accountId)), ...(await openRoles(other.accountId))];
    expect(left).toEqual(['ADMINISTRATOR']);
  });

  it('end with the person’s sessions, the line and the letter, or not at all', async () => {
    const administrator = await staff('Alma', 'ADMINISTRATOR');
    const sales = await staff('Solal', 'SALES');
    const session = {
      ...{ id: world.randomness.id(), accountId: sales.accountId, tenantId: null, device: '' },
      ...({ state: 'OPEN', strength: 'PASSWORD_AND_TOTP', factor: 'TOTP', factorAt: NOW } as const),
      ...{ createdAt: NOW, lastSeenAt: NOW, expiresAt: addDuration(NOW, { hours: 12 }) },
      tokenHash: 'c'.repeat(64),
    };
    const credentials = (await world.app.accounts.credentialsOf(sales.accountId))!;
    await world.app.sessions.insert(session, { credentials });
    expect((await world.app.sessions.find(session.tokenHash, NOW))?.platformRoles).toEqual(['SALES']);
    await revoke(administrator, sales.accountId, 'SALES');
    expect(await world.app.sessions.find(session.tokenHash, NOW)).toBeUndefined();
    expect(await world.app.access.latest(sales.accountId, 5)).toMatchObject([
      { name: 'account.role-revoked', facts: { role: 'SALES', reason: REASON } },
    ]);
    const rows = await world.as('app', async (client) => {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.platform_scope', 'audit', true)`);
      const told = await client.query(
        `SELECT j.account_id, l.name FROM access_journal j JOIN account_letter l ON l.account_id = j.object_id
         WHERE j.object_id = $1`,
        [sales.accountId],
      );
      return told.rows;
    });
    expect(rows).toEqual([{ account_id: administrator.accountId, name: 'account.role-revoked' }]);
  });

  it('are not given in secret, to oneself, or over the last administrator, by a hand-written statement', async () => {
    const administrator = await staff('Aude', 'ADMINISTRATOR');
    const thief = await world.account('Thief');
    const insert = (granted: string | null, account = thief) =>
      world.as('app', (client) =>
        client.query(
          `INSERT INTO platform_role (account_id, role, granted_at, granted_by) VALUES ($1, 'AUDITOR', $2, $3)`,
          [account, NOW, granted],
        ),
      );
    const refused = { code: '23514' };
    await expect(insert(null)).rejects.toMatchObject(refused);
    await expect(insert(administrator.accountId)).rejects.toMatchObject(refused);
    await expect(insert(thief)).rejects.toMatchObject({ constraint: 'platform_role_two_check' });
    await expect(
      world.as('app', (client) => client.query('DELETE FROM platform_role')),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      world.owner.query(
        `UPDATE platform_role SET ended_at = $1 WHERE role = 'ADMINISTRATOR' AND ended_at IS NULL`,
        [addDuration(NOW, { hours: 1 })],
      ),
    ).rejects.toMatchObject(refused);
    expect(await openRoles(thief)).toEqual([]);
  });

  it('ask nothing of a company’s memberships but whether there is one', async () => {
    const administrator = await staff('Anna', 'ADMINISTRATOR');
    const company = await world.company('Scierie');
    const { rows } = await world.owner.query<{ email: string }>('SELECT email FROM account WHERE id = $1', [
      company.agentId,
    ]);
    const input = {
      displayName: 'Agent',
      email: rows[0]?.email ?? '',
      role: 'AUDITOR',
      reason: REASON,
    } as const;
    const invite = (companyMemberConfirmed: boolean) =>
      new InviteStaff(ports()).execute(administrator, { ...input, companyMemberConfirmed });
    await expect(invite(false)).rejects.toMatchObject({ extensions: { reason: 'COMPANY_MEMBER' } });
    expect(await openRoles(company.agentId)).toEqual([]);
    await invite(true);
    expect(await openRoles(company.agentId)).toEqual(['AUDITOR']);
    expect((await world.app.access.latest(company.agentId, 1))[0]?.facts).toMatchObject({
      companyMember: true,
    });
  });
});

describe('who came into a company’s space', () => {
  it('is read by that company alone, and the failed tries of its own people', async () => {
    const [ours, theirs] = [await world.company('Ours'), await world.company('Theirs')];
    const note = (name: 'account.logged-in' | 'account.login-failed', company: typeof ours) =>
      world.app.access.note({
        ...{ id: world.randomness.id(), at: NOW, name, accountId: company.agentId, correlationId: 'test' },
        ...{ sessionId: name === 'account.logged-in' ? world.randomness.id() : null },
        ...{ tenantId: name === 'account.logged-in' ? company.tenantId : null },
        ...{ objectType: 'Account', objectId: company.agentId, facts: { device: 'Firefox, Linux' } },
      });
    await note('account.logged-in', ours);
    await note('account.login-failed', ours);
    await note('account.logged-in', theirs);
    await note('account.login-failed', theirs);
    await note('account.login-failed', theirs);
    const since = addDuration(NOW, { days: -30 });
    const seen = await world.app.members.signIns({ kind: 'COMPANY', tenantId: ours.tenantId }, since);
    expect(seen.signIns).toMatchObject([{ displayName: 'Agent of Ours', device: 'Firefox, Linux' }]);
    expect(seen.failedTries).toMatchObject([{ displayName: 'Agent of Ours', count: 1, lastAt: NOW }]);
    // The policies, not the statement: everything is asked for, and only one's own comes.
    const rows = await world.as('app', async (client) => {
      await client.query('BEGIN');
      await client.query(
        `SELECT set_config('app.tenant_id', $1, true), set_config('app.platform_scope', 'sign-ins', true)`,
        [ours.tenantId],
      );
      return (await client.query('SELECT account_id FROM access_journal')).rows;
    });
    expect(rows).toEqual([{ account_id: ours.agentId }, { account_id: ours.agentId }]);
    const without = await world.as('app', async (client) => {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [ours.tenantId]);
      return (await client.query('SELECT account_id FROM access_journal')).rows;
    });
    expect(without).toEqual([]);
  });
});
