import { describe, expect, it } from '@jest/globals';
import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import type { IdentityVerification } from '@mandataire/domain/identity-verification';
import { asTenantId } from '@mandataire/domain/tenant';
import { shownVerification } from './allowed-actions.js';

const product = INITIAL_CATALOGUE[0];
const now = new Date('2026-11-22T10:00:00Z');
const verification: IdentityVerification = {
  tenantId: asTenantId('t'),
  id: 'v',
  version: 1,
  holderId: 'h' as never,
  identityNumber: 1,
  state: 'VERIFIED',
  method: 'FACE_TO_FACE',
  documentType: 'CNI',
  documentNumber: 'X4RTBPFW4',
  documentExpiresOn: '2030-01-01',
  documentCountry: 'FRA',
  documentIssuedOn: null,
  documentPrintedUntil: null,
  level: 'THREE_STARS',
  evidence: null,
  mutual: false,
  place: 'Die',
  verifiedAt: new Date('2026-11-20T10:00:00Z'),
  verifierAccountId: 'a' as never,
};
const holder = { identityNumber: 1, lastRevokedAt: null };

describe('what is said of a verification', () => {
  it('is VERIFIED while an order can rest on it', () => {
    expect(shownVerification(verification, holder, product, now).state).toBe('VERIFIED');
  });
  it.each([
    ['the identity has changed since (F64)', { identityNumber: 2 }, now],
    ['a certificate was revoked since (I-14)', { lastRevokedAt: new Date('2026-11-21T10:00:00Z') }, now],
    ['it is older than 90 days (D5)', {}, new Date('2027-02-19T10:00:00Z')],
  ])('is STALE once %s', (_title, change, at) => {
    expect(shownVerification(verification, { ...holder, ...change }, product, at).state).toBe('STALE');
  });
  it('is what it was when it never succeeded', () => {
    const failed = { ...verification, state: 'FAILED' as const };
    expect(shownVerification(failed, holder, product, now).state).toBe('FAILED');
  });
});
