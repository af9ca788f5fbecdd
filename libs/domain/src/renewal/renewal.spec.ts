import { describe, expect, it } from '@jest/globals';
import { INITIAL_CATALOGUE, type ProductVersion } from '../catalogue/index.js';
import type { Certificate } from '../certificate/index.js';
import { checkRenewable } from './renewal.js';

const [initio, , probatio] = INITIAL_CATALOGUE as [ProductVersion, ProductVersion, ProductVersion];
const now = new Date('2026-11-22T10:00:00Z');
const certificate = { state: 'ACTIVE', notAfter: new Date('2026-12-12T10:00:00Z') } as Certificate;
const facts = { certificate, product: initio, renewalIndex: 0, dataUnchanged: true };

describe('what may be renewed (I-13, I-31)', () => {
  it('accepts an active Initio within its last ninety days', () => {
    expect(checkRenewable(facts, now).ok).toBe(true);
  });
  it.each([
    ['Probatio (R15)', { product: probatio }, 'PRODUCT_NOT_RENEWABLE'],
    ['a second renewal (R14)', { renewalIndex: 1 }, 'ALREADY_RENEWED'],
    [
      'a revoked certificate',
      { certificate: { ...certificate, state: 'REVOKED' as const } },
      'CERTIFICATE_NOT_ACTIVE',
    ],
    [
      'an expired certificate (C5)',
      { certificate: { ...certificate, notAfter: now } },
      'CERTIFICATE_NOT_ACTIVE',
    ],
    ['changed data (R16)', { dataUnchanged: false }, 'DATA_CHANGED_SINCE_ISSUANCE'],
    [
      'more than ninety days ahead (D4)',
      { certificate: { ...certificate, notAfter: new Date('2027-02-20T10:00:01Z') } },
      'RENEWAL_WINDOW_NOT_OPEN',
    ],
  ])('refuses %s', (_title, change, reason) => {
    expect(checkRenewable({ ...facts, ...change }, now)).toMatchObject({ ok: false, refusal: { reason } });
  });
});
