import { describe, expect, it } from '@jest/globals';
import { accessIsOpen } from '@mandataire/domain/access';
import { fleet, mc, NOW, officer, requester, TENANT } from '../unit-of-work/fleet.builder.js';
import type { AccessGrantReader } from './access-grant.port.js';
import { EndAccess, grantedCompany, OpenAccess } from './open-access.js';

function setup() {
  const { unitOfWork, clock, randomness } = fleet();
  unitOfWork.state.accounts.push({ id: 'officer', email: 'officer@cci.example', displayName: 'Agent' });
  const grants: AccessGrantReader = {
    openOf: async (accountId, objectId, now) =>
      unitOfWork.state.accessGrants.find(
        (grant) => grant.accountId === accountId && grant.objectId === objectId && accessIsOpen(grant, now),
      ),
    page: async () => ({ rows: [], hasNextPage: false }),
  };
  const locator = {
    ofOrder: async () => undefined,
    ofMandate: async (id: string) => (id === 'mandate' ? TENANT : undefined),
    ofSiren: async () => undefined,
    ofCompany: async (id: string) => (id === TENANT ? TENANT : undefined),
  };
  return {
    unitOfWork,
    clock,
    grants,
    open: new OpenAccess(unitOfWork, locator, grants, clock, randomness),
    end: new EndAccess(unitOfWork, grants, clock),
  };
}

const file = { objectType: 'MANDATE', objectId: 'mandate', reason: 'Instruction du dossier' } as const;
const auditor = requester('auditor', { tenantId: null, platformRoles: ['AUDITOR'] });

describe('an access grant', () => {
  it('opens one file for eight hours, once, with its reason in the company’s journal', async () => {
    const { unitOfWork, open, grants, clock } = setup();
    const grant = await open.execute(officer, file);
    expect(grant).toMatchObject({ tenantId: TENANT, objectId: 'mandate', role: 'REGISTRATION_OFFICER' });
    expect(grant.expiresAt.getTime() - NOW.getTime()).toBe(8 * 3_600_000);
    expect((await open.execute(officer, file)).id).toBe(grant.id);
    expect(unitOfWork.state.journal).toEqual([
      expect.objectContaining({ name: 'access.opened', tenantId: TENANT, reason: 'Instruction du dossier' }),
    ]);
    expect(await grantedCompany(grants, officer, 'mandate', clock.now())).toBe(TENANT);
    clock.set(grant.expiresAt);
    await expect(grantedCompany(grants, officer, 'mandate', clock.now())).rejects.toMatchObject({
      extensions: { reason: 'ACCESS_GRANT_REQUIRED' },
    });
  });

  it('opens nothing else: another file, another person, the same answer for what does not exist', async () => {
    const { open, grants, clock } = setup();
    await open.execute(officer, file);
    for (const [who, objectId] of [
      [officer, 'other'],
      [requester('colleague', { tenantId: null, platformRoles: ['REGISTRATION_OFFICER'] }), 'mandate'],
    ] as const) {
      await expect(grantedCompany(grants, who, objectId, clock.now())).rejects.toMatchObject({
        code: 'FORBIDDEN',
        extensions: { reason: 'ACCESS_GRANT_REQUIRED' },
      });
    }
  });

  it('is refused without a reason, in a role that opens no such object, and to members of companies', async () => {
    const { open } = setup();
    await expect(open.execute(officer, { ...file, reason: ' audit   ' })).rejects.toMatchObject({
      extensions: { fields: { reason: 'REASON_TOO_SHORT' } },
    });
    await expect(
      open.execute(officer, { ...file, objectType: 'COMPANY', objectId: TENANT }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(open.execute(auditor, file)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(open.execute(mc, file)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(open.execute(officer, { ...file, objectId: 'unknown' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is refused on a file that concerns the officer: his company, or his name in it (F61)', async () => {
    const { unitOfWork, open } = setup();
    const { state } = unitOfWork;
    state.memberships.push({
      tenantId: TENANT,
      id: 'm9',
      accountId: 'officer',
      role: 'HOLDER',
      ...{ invitedAs: null, acceptedAt: NOW, endedAt: null },
    });
    await expect(open.execute(officer, file)).rejects.toMatchObject({
      extensions: { rule: 'F61', reason: 'OFFICER_IS_CONCERNED' },
    });
    state.memberships.pop();
    state.mandates = state.mandates.map((mandate) => ({ ...mandate, agentEmail: 'officer@cci.example' }));
    await expect(open.execute(officer, file)).rejects.toMatchObject({ extensions: { rule: 'F61' } });
  });

  it('ends when the person leaves', async () => {
    const { open, end, grants, clock } = setup();
    await open.execute(officer, file);
    await end.execute(officer, 'mandate');
    await expect(grantedCompany(grants, officer, 'mandate', clock.now())).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(end.execute(officer, 'mandate')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
