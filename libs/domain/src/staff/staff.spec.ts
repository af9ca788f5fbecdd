import { describe, expect, it } from '@jest/globals';
import { grantRole, revokeRole, type HeldRole } from './staff.js';

const held: readonly HeldRole[] = [
  { accountId: 'ada', role: 'ADMINISTRATOR' },
  { accountId: 'olga', role: 'REGISTRATION_OFFICER' },
];
const two: readonly HeldRole[] = [...held, { accountId: 'abel', role: 'ADMINISTRATOR' }];
const nobodys = { is: false, confirmed: false };

describe('roles of the staff', () => {
  it('are given once, and never to oneself (F61)', () => {
    const change = { actorId: 'ada', accountId: 'olga', role: 'AUDITOR' } as const;
    expect(grantRole(held, change, nobodys)).toMatchObject({ ok: true, next: 'CHANGE' });
    expect(grantRole(held, { ...change, role: 'REGISTRATION_OFFICER' }, nobodys)).toMatchObject({
      next: 'UNCHANGED',
    });
    expect(grantRole(held, { ...change, accountId: 'ada' }, nobodys)).toMatchObject({
      refusal: { rule: 'F61', reason: 'OWN_ROLES' },
    });
  });

  it('go to a company’s own person only when that is said (F61)', () => {
    const change = { actorId: 'ada', accountId: 'carl', role: 'REGISTRATION_OFFICER' } as const;
    expect(grantRole(held, change, { is: true, confirmed: false })).toMatchObject({
      refusal: { rule: 'F61', reason: 'COMPANY_MEMBER' },
    });
    expect(grantRole(held, change, { is: true, confirmed: true })).toMatchObject({ next: 'CHANGE' });
  });

  it('are taken away, but not one’s own and not the last administrator’s (F44, F61)', () => {
    const change = { actorId: 'ada', accountId: 'olga', role: 'REGISTRATION_OFFICER' } as const;
    expect(revokeRole(held, change)).toMatchObject({ next: 'CHANGE' });
    expect(revokeRole(held, { ...change, role: 'SALES' })).toMatchObject({ next: 'UNCHANGED' });
    const own = { actorId: 'ada', accountId: 'ada', role: 'ADMINISTRATOR' } as const;
    expect(revokeRole(held, own)).toMatchObject({ refusal: { rule: 'F44', reason: 'LAST_ADMINISTRATOR' } });
    expect(revokeRole(two, own)).toMatchObject({ refusal: { rule: 'F61', reason: 'OWN_ROLES' } });
    expect(revokeRole(two, { ...own, accountId: 'abel' })).toMatchObject({ next: 'CHANGE' });
  });
});
