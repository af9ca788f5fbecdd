import { describe, expect, it } from '@jest/globals';
import {
  FORMER_CATALOGUE,
  INITIAL_CATALOGUE,
  familyOf,
  isReadableOid,
  productFindings,
  type ProductVersion,
} from '../catalogue/index.js';
import type { IdentityVerification } from '../identity-verification/index.js';
import { asTenantId } from '../tenant/index.js';
import { advanceOrder, checkOrderable, consentToOrder, officerMayDecide, type Order } from './order.js';

const now = new Date('2026-11-22T10:00:00Z');
const initio = INITIAL_CATALOGUE[0] as ProductVersion;

const verification: IdentityVerification = {
  tenantId: asTenantId('t'),
  id: 'v',
  version: 1,
  holderId: 'h',
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
  place: 'Lyon',
  verifiedAt: new Date('2026-11-01T10:00:00Z'),
  verifierAccountId: 'mc',
};

const ready = {
  product: initio,
  identityNumber: 1,
  verification,
  holderState: 'ACTIVE' as const,
  openOrderId: undefined,
  lastRevokedAt: null,
};

const order: Order = {
  tenantId: asTenantId('t'),
  id: 'o',
  version: 1,
  kind: 'NEW',
  state: 'AWAITING_CONSENT',
  holderId: 'h',
  identityNumber: 1,
  productCode: 'INITIO',
  productVersion: 1,
  profile: initio.profile,
  certifiedData: {
    surname: 'Dupré',
    givenNames: ['Zoé'],
    email: 'zoe@dupre.example',
    jobTitle: 'Comptable',
    companyName: 'Menuiserie Dupré',
    siren: '552008443',
    subjectSerialNumber: 'abc',
  },
  registrationOffice: 'CCI',
  verificationId: 'v',
  replacesCertificateId: null,
  placedBy: 'mc',
  placedAt: now,
  consentedAt: null,
  coSignedAt: null,
  decidedBy: null,
  decidedAt: null,
  decisionReason: null,
};

describe('placing an order', () => {
  it('rests on a valid verification of the identity in force (D5, F64)', () => {
    expect(checkOrderable(ready, now)).toMatchObject({ ok: true, next: { verificationId: 'v' } });
  });
  it.each([
    ['no verification', { verification: undefined }, 'HOLDER_NOT_VERIFIED'],
    [
      'a failed verification',
      { verification: { ...verification, state: 'FAILED' as const } },
      'HOLDER_NOT_VERIFIED',
    ],
    ['an older identity version', { identityNumber: 2 }, 'IDENTITY_CHANGED_SINCE_VERIFICATION'],
    [
      'a verification older than 90 days',
      { verification: { ...verification, verifiedAt: new Date('2026-08-24T09:59:59Z') } },
      'VERIFICATION_TOO_OLD',
    ],
    [
      'a document that expired yesterday',
      { verification: { ...verification, documentExpiresOn: '2026-11-21' } },
      'IDENTITY_DOCUMENT_EXPIRED',
    ],
    [
      'a verification older than the last revocation (I-14, F21)',
      { lastRevokedAt: new Date('2026-11-02T10:00:00Z') },
      'VERIFICATION_BEFORE_REVOCATION',
    ],
    ['a departed holder', { holderState: 'DEPARTED' as const }, 'HOLDER_DEPARTED'],
    ['an open order', { openOrderId: 'x' }, 'ORDER_ALREADY_OPEN'],
    ['a product not orderable yet', { product: { ...initio, orderable: false } }, 'PRODUCT_NOT_ORDERABLE'],
  ])('is refused with %s', (_title, change, reason) => {
    expect(checkOrderable({ ...ready, ...change }, now)).toMatchObject({ ok: false, refusal: { reason } });
  });
  it('accepts a document on its last day and a verification of exactly 90 days', () => {
    const edge = {
      ...verification,
      documentExpiresOn: '2026-11-22',
      verifiedAt: new Date('2026-08-24T10:00:00Z'),
    };
    expect(checkOrderable({ ...ready, verification: edge }, now).ok).toBe(true);
  });
});

describe('the holder’s consent (R12, F15, I-21)', () => {
  it('is needed before the file is submitted', () => {
    expect(advanceOrder(order, 'submit', 'CERTIFICATION_AGENT')).toMatchObject({
      refusal: { rule: 'I-21', reason: 'HOLDER_CONSENT_MISSING' },
    });
    const consented = consentToOrder(order, now);
    if (!consented.ok) throw new Error('refused');
    expect(advanceOrder(consented.next, 'submit', 'CERTIFICATION_AGENT')).toMatchObject({
      next: { state: 'SUBMITTED' },
    });
  });
  it('is given once', () => {
    expect(consentToOrder({ ...order, consentedAt: now }, now)).toMatchObject({
      refusal: { reason: 'ALREADY_CONSENTED' },
    });
    expect(consentToOrder({ ...order, state: 'CANCELLED' }, now)).toMatchObject({
      refusal: { reason: 'CONSENT_NOT_AWAITED' },
    });
  });
});

describe('the registration officer', () => {
  it('does not decide on himself nor on what he placed (F61)', () => {
    expect(officerMayDecide(order, 'officer', 'officer')).toMatchObject({ refusal: { rule: 'F61' } });
    expect(officerMayDecide(order, 'mc', null)).toMatchObject({ refusal: { rule: 'F61' } });
    expect(officerMayDecide(order, 'officer', 'someone').ok).toBe(true);
  });
});

describe('the catalogue', () => {
  it.each(INITIAL_CATALOGUE.map((p) => [p.name, p] as const))('%s breaks no rule', (_name, product) => {
    expect(productFindings(product)).toEqual([]);
  });
  it('refuses more than three years, double use at three stars, and renewals of Probatio (R13, F35, R15)', () => {
    const probatio = INITIAL_CATALOGUE[2] as ProductVersion;
    const wrong: ProductVersion = {
      ...probatio,
      maxRenewals: 1,
      profile: { ...probatio.profile, usages: ['AUTHENTICATION', 'SIGNATURE'], validityMonths: 37 },
    };
    expect(productFindings(wrong)).toEqual(['R13', 'F35', 'R15']);
  });

  it('refuses a policy that not every reader of certificates can take (RFC 5280 §B)', () => {
    const [former] = FORMER_CATALOGUE as readonly [ProductVersion];
    expect(productFindings(former)).toEqual(['RFC 5280 §B']);
    expect(isReadableOid('1.3.6.1.4.1.268435455')).toBe(true);
    expect(isReadableOid('1.3.6.1.4.1.268435456')).toBe(false);
    expect(isReadableOid(`1.3${'.1'.repeat(19)}`)).toBe(false);
    expect(isReadableOid(`1.3${'.1000000'.repeat(13)}`)).toBe(false);
  });

  it('has its issuer from the profile’s usages, and no product names one (R24)', () => {
    const families = INITIAL_CATALOGUE.map(({ code, profile }) => [code, familyOf(profile.usages)]);
    expect(families).toEqual([
      ['INITIO', 'DUAL'],
      ['AUDACIO', 'DUAL'],
      ['PROBATIO', 'SIGNATURE'],
      ['PROBATIO_AUTHENTICATION', 'AUTHENTICATION'],
    ]);
  });
});
