import { describe, expect, it } from '@jest/globals';
import { shownState, type Certificate } from '../certificate/index.js';
import { checkRevocable, CHOOSABLE_REASONS, CRL_REASON } from './revocation.js';

const now = new Date('2026-11-22T10:00:00Z');
const certificate = (state: Certificate['state'], notAfter = '2029-01-01T00:00:00Z') =>
  ({ state, notAfter: new Date(notAfter) }) as Certificate;

describe('what can be revoked (I-17, I-18)', () => {
  it.each(['ISSUED', 'ACTIVE', 'REFUSED'] as const)('a certificate in state %s can', (state) => {
    expect(checkRevocable(certificate(state), undefined, now).ok).toBe(true);
  });
  it.each([
    ['REVOKED', 'ALREADY_REVOKED'],
    ['EXPIRED', 'NOT_REVOCABLE'],
    ['REQUESTED', 'NOT_REVOCABLE'],
    ['ABANDONED', 'NOT_REVOCABLE'],
  ] as const)('a certificate in state %s cannot', (state, reason) => {
    expect(checkRevocable(certificate(state), undefined, now)).toMatchObject({
      refusal: { rule: 'I-18', reason },
    });
  });
  it('is refused a second time while one is open', () => {
    expect(checkRevocable(certificate('ACTIVE'), 'open', now)).toMatchObject({
      refusal: { reason: 'REVOCATION_ALREADY_OPEN' },
    });
  });
  it('is refused past notAfter even when no sweeper has written it yet', () => {
    expect(checkRevocable(certificate('ACTIVE', '2026-11-22T10:00:00Z'), undefined, now)).toMatchObject({
      refusal: { reason: 'NOT_REVOCABLE' },
    });
  });
});

describe('the status shown (I-25, R25)', () => {
  it('is expired by the clock, and revoked wins over expired', () => {
    expect(shownState(certificate('ACTIVE', '2026-11-22T10:00:00Z'), now)).toBe('EXPIRED');
    expect(shownState(certificate('ACTIVE', '2026-11-22T10:00:01Z'), now)).toBe('ACTIVE');
    expect(shownState(certificate('REVOKED', '2020-01-01T00:00:00Z'), now)).toBe('REVOKED');
  });
});

describe('reasons', () => {
  it('have an RFC 5280 code that exists and is never a hold (F33, F74)', () => {
    for (const code of Object.values(CRL_REASON)) expect([0, 1, 2, 3, 4, 5, 9, 10]).toContain(code);
  });
  it('that only a process may set are not offered', () => {
    expect(CHOOSABLE_REASONS).not.toContain('CERTIFICATE_REFUSED');
    expect(CHOOSABLE_REASONS).not.toContain('COMPANY_CEASED');
  });
});
