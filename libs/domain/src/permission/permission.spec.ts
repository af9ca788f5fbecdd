import { describe, expect, it } from '@jest/globals';
import { permit, permittedActs, type Standing } from './permission.js';
import { PERMISSIONS, type Act } from './permission.data.js';

const nobody: Standing = { memberships: [], platformRoles: [], mandateActs: [] };
const mc: Standing = {
  ...nobody,
  memberships: ['CERTIFICATION_AGENT'],
  mandateActs: ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'],
};

describe('the permission table', () => {
  it('gives an MC nothing without a mandate in force (R29, I-2)', () => {
    expect(permittedActs({ ...mc, mandateActs: [] })).toEqual(['viewer.read']);
  });
  it('gives an MC only the acts of his mandates (D12)', () => {
    const orderOnly: Standing = { ...mc, mandateActs: ['ORDER'] };
    expect(permit('order.place', orderOnly)).toMatchObject({ scope: 'COMPANY' });
    expect(permit('revocation.request', orderOnly)).toBeUndefined();
  });
  it('keeps a holder to his own', () => {
    expect(permit('certificate.read', { ...nobody, memberships: ['HOLDER'] })).toEqual({
      scope: 'OWN',
      role: 'HOLDER',
    });
    expect(permit('order.place', { ...nobody, memberships: ['HOLDER'] })).toBeUndefined();
  });
  it('takes the widest of two grants', () => {
    expect(
      permit('certificate.read', { ...mc, memberships: ['HOLDER', 'CERTIFICATION_AGENT'] }),
    ).toMatchObject({
      scope: 'COMPANY',
    });
  });
  it('lets only registration officers decide and only sales open companies (I-28, R31)', () => {
    const holders = (act: Act) =>
      (PERMISSIONS[act].grants as readonly { role: string }[]).map((grant) => grant.role);
    expect(holders('order.review')).toEqual(['REGISTRATION_OFFICER']);
    expect(holders('company.open')).toEqual(['SALES']);
  });
  it('gives nobody anything by default', () => {
    expect(permittedActs(nobody)).toEqual(['viewer.read']);
  });
});
