import { describe, expect, it } from '@jest/globals';
import type { Certificate } from '../certificate/index.js';
import { asTenantId } from '../tenant/index.js';
import { closeDeparture, moveDeparture, reportDeparture } from './departure.js';

const NOW = new Date('2026-11-22T10:00:00Z');
const holder = {
  ...{ tenantId: asTenantId('t'), id: 'h', version: 1, accountId: null, state: 'ACTIVE' as const },
  ...{ phone: null, establishment: null, identityNumber: 1, subjectSerialNumber: 's' },
};
const report = (leavesOn: string, state: 'ACTIVE' | 'DEPARTED' = 'ACTIVE') =>
  reportDeparture(
    { ...holder, state },
    { id: 'd', leavesOn, reportedBy: 'mc', actor: 'CERTIFICATION_AGENT' },
    NOW,
  );
const open = () => {
  const decided = report('2026-11-22');
  if (!decided.ok) throw new Error('refused');
  return decided.next;
};
const certificate = (state: Certificate['state']) =>
  ({ state, notAfter: new Date('2028-01-01T00:00:00Z') }) as Certificate;

describe('a departure (I-30, D17)', () => {
  it.each([
    ['2026-11-20', 'OPEN'],
    ['2026-11-22', 'OPEN'],
    ['2026-11-23', 'PLANNED'],
    ['2027-11-22', 'PLANNED'],
  ])('of %s is %s', (leavesOn, state) => expect(report(leavesOn)).toMatchObject({ next: { state } }));
  it.each([
    ['2026-02-30', 'NOT_A_DATE'],
    ['2027-11-23', 'TOO_FAR_AHEAD'],
  ])('of %s is refused', (leavesOn, fault) =>
    expect(report(leavesOn)).toMatchObject({ refusal: { fields: { leavesOn: fault } } }),
  );
  it('is not reported of somebody who has left', () => {
    expect(report('2026-11-22', 'DEPARTED')).toMatchObject({ refusal: { reason: 'ALREADY_DEPARTED' } });
  });
  it.each(['ACTIVE', 'ISSUED'] as const)('is not closed with a certificate %s left', (state) => {
    expect(closeDeparture(open(), [certificate(state)], 'CERTIFICATION_AGENT', NOW)).toMatchObject({
      refusal: { rule: 'I-30', reason: 'CERTIFICATES_STILL_ACTIVE', details: { count: 1 } },
    });
  });
  it('is closed once every certificate is revoked or over', () => {
    const ended = [certificate('REVOKED'), { ...certificate('ACTIVE'), notAfter: NOW }];
    expect(closeDeparture(open(), ended, 'CERTIFICATION_AGENT', NOW)).toMatchObject({
      next: { state: 'CLOSED', closedAt: NOW },
    });
  });
  it('is taken back only while it is planned', () => {
    expect(moveDeparture(open(), 'cancel', 'CERTIFICATION_AGENT', NOW)).toMatchObject({ ok: false });
  });
});
