import { describe, expect, it } from '@jest/globals';
import type { MandateScope } from '../mandate/index.js';
import { permit, permits, permittedActs, type Standing } from './permission.js';
import { PERMISSIONS, type Act } from './permission.data.js';

const nobody: Standing = { memberships: [], platformRoles: [], mandate: null };
const mc: Standing = {
  ...nobody,
  memberships: ['CERTIFICATION_AGENT'],
  mandate: { acts: ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'], productCodes: ['INITIO'], establishments: [] },
};

const mandated = (change: Partial<MandateScope>): Standing => ({
  ...mc,
  mandate: {
    acts: ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'],
    productCodes: ['INITIO'],
    establishments: [],
    ...change,
  },
});

describe('the permission table', () => {
  it('gives an MC nothing without a mandate in force (R29, I-2)', () => {
    expect(permittedActs({ ...mc, mandate: null })).toEqual(['viewer.read']);
  });
  it('gives an MC only the acts of his mandates (D12)', () => {
    const orderOnly = mandated({ acts: ['ORDER'] });
    expect(permit('order.place', orderOnly)).toMatchObject({ scope: 'COMPANY' });
    expect(permit('revocation.request', orderOnly)).toBeUndefined();
  });
  it('keeps a holder to his own', () => {
    expect(permit('certificate.read', { ...nobody, memberships: ['HOLDER'] })).toEqual({
      scope: 'OWN',
      role: 'HOLDER',
      establishments: [],
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
  it('keeps an MC to the product families and the establishments of his mandate (D12)', () => {
    const local = mandated({ establishments: ['73282932000074'] });
    expect(permit('order.place', local, 'INITIO')).toMatchObject({ establishments: ['73282932000074'] });
    for (const act of ['order.place', 'order.co-sign', 'order.cancel', 'revocation.request'] as const) {
      expect(permit(act, local, 'AUDACIO')).toBeUndefined();
    }
  });
  it('takes the whole company before some establishments, and what is his own last (D12)', () => {
    const local = mandated({ establishments: ['73282932000074'] });
    const held = permits('revocation.request', {
      ...local,
      memberships: ['HOLDER', 'CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE'],
    });
    expect(held.map(({ role }) => role)).toEqual(['LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT', 'HOLDER']);
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
