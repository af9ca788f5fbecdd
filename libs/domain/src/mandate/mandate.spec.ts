import { describe, expect, it } from '@jest/globals';
import { asTenantId } from '../tenant/index.js';
import { FIRST_MANDATE, mandateCovers, mandateInForce, type Mandate } from './mandate.js';

const mandate: Mandate = {
  tenantId: asTenantId('t'),
  id: 'm',
  version: 1,
  ...FIRST_MANDATE,
  state: 'ACTIVE',
  agentAccountId: 'a',
  representativeAccountId: 'r',
  representativeName: null,
  representativeEmail: null,
  agentName: null,
  agentEmail: null,
  representativeSignedAt: null,
  agentSignedAt: null,
  acts: ['ORDER', 'REVOKE'],
  productCodes: ['INITIO'],
  establishments: [],
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  endedAt: null,
};
const now = new Date('2026-06-01T12:00:00Z');

describe('a mandate in force (R29, I-2, D12)', () => {
  it('holds through the last second of its last day in Paris', () => {
    expect(mandateInForce(mandate, new Date('2026-12-31T22:59:59Z'))).toBe(true);
    expect(mandateInForce(mandate, new Date('2026-12-31T23:00:00Z'))).toBe(false);
  });
  it('does not hold before its first day', () => {
    expect(mandateInForce(mandate, new Date('2025-12-31T22:59:59Z'))).toBe(false);
  });
  it.each(['DRAFT', 'SIGNED', 'REVOKED', 'ENDED', 'EXPIRED'] as const)(
    'does not hold in state %s',
    (state) => {
      expect(mandateInForce({ ...mandate, state }, now)).toBe(false);
    },
  );
  it('covers its acts and product families only', () => {
    expect(mandateCovers(mandate, 'ORDER', { productCode: 'INITIO' })).toBe(true);
    expect(mandateCovers(mandate, 'ORDER', { productCode: 'AUDACIO' })).toBe(false);
    expect(mandateCovers(mandate, 'REVOKE', { productCode: 'AUDACIO' })).toBe(false);
    expect(mandateCovers(mandate, 'VERIFY')).toBe(false);
  });
  it('covers its establishments only, or the whole company', () => {
    const local = { ...mandate, establishments: ['73282932000074'] };
    expect(mandateCovers(local, 'ORDER', { establishment: '73282932000074' })).toBe(true);
    expect(mandateCovers(local, 'ORDER', { establishment: '73282932000082' })).toBe(false);
    expect(mandateCovers(local, 'ORDER', { establishment: null })).toBe(false);
    expect(mandateCovers(mandate, 'ORDER', { establishment: null })).toBe(true);
  });
});
