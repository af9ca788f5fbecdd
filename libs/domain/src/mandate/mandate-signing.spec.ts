import { describe, expect, it } from '@jest/globals';
import { asTenantId } from '../tenant/index.js';
import {
  approveMandate,
  concernsOfficer,
  nameAgent,
  sameName,
  signAsAgent,
  signAsRepresentative,
  signatureLapsed,
  type AgentNaming,
  type MandateProofs,
} from './mandate-signing.js';
import { FIRST_MANDATE, type Mandate } from './mandate.js';

const SIREN = '732829320';
const now = new Date('2026-11-22T10:00:00Z');
const naming: AgentNaming = {
  agentName: 'Claire Martin',
  agentEmail: 'claire@dupre.example',
  acts: ['VERIFY', 'ORDER'],
  productCodes: ['INITIO'],
  establishments: [],
  startsOn: '2026-11-22',
  endsOn: '2029-11-22',
};
const invited: Mandate = {
  tenantId: asTenantId('t'),
  id: 'm',
  version: 1,
  ...FIRST_MANDATE,
  state: 'AWAITING_SIGNATURES',
  agentAccountId: null,
  representativeAccountId: null,
  representativeName: 'Paul Dupré-Lefèvre',
  representativeEmail: 'paul@dupre.example',
  agentName: null,
  agentEmail: null,
  representativeSignedAt: null,
  agentSignedAt: null,
  acts: [],
  productCodes: [],
  establishments: [],
  startsOn: null,
  endsOn: null,
  endedAt: null,
};
const named: Mandate = { ...invited, ...naming };
const signedOn = (day: string): Mandate => ({
  ...named,
  representativeSignedAt: new Date(`${day}T10:00:00Z`),
});
const commitments = {
  acceptsMandate: true,
  commitsToIndependence: true,
  commitsToReportDeparture: true,
  typedName: 'claire martin',
};

describe('naming the MC (D12)', () => {
  it('accepts a term of exactly three years', () => {
    expect(nameAgent(invited, naming, SIREN, now)).toMatchObject({
      ok: true,
      next: { agentName: 'Claire Martin' },
    });
  });
  it.each([
    [{ endsOn: '2029-11-23' }, { endsOn: 'TERM_TOO_LONG' }],
    [{ startsOn: '2026-11-21' }, { startsOn: 'IN_THE_PAST' }],
    [{ endsOn: '2026-11-22' }, { endsOn: 'BEFORE_START' }],
    [{ acts: [] }, { acts: 'REQUIRED' }],
    [{ productCodes: [] }, { productCodes: 'REQUIRED' }],
    [{ agentName: ' ' }, { agentName: 'REQUIRED' }],
    [{ establishments: ['73282932000074', '73282932000075'] }, { establishments: 'SIRET_KEY' }],
    [{ establishments: ['55200844300012'] }, { establishments: 'SIRET_OF_ANOTHER_COMPANY' }],
    [{ establishments: Array.from({ length: 51 }, (_, i) => `${i}`) }, { establishments: 'TOO_MANY' }],
  ])('refuses %j', (change, fields) => {
    expect(nameAgent(invited, { ...naming, ...change }, SIREN, now)).toMatchObject({ refusal: { fields } });
  });
  it('keeps each establishment once, as digits', () => {
    const establishments = ['732 829 320 00074', '73282932000074'];
    expect(nameAgent(invited, { ...naming, establishments }, SIREN, now)).toMatchObject({
      next: { establishments: ['73282932000074'] },
    });
  });
  it('is closed once signed', () => {
    expect(nameAgent(signedOn('2026-11-22'), naming, SIREN, now)).toMatchObject({
      refusal: { reason: 'MANDATE_ALREADY_SIGNED' },
    });
  });
});

describe('the representative’s signature (I-4, D25)', () => {
  it.each(['Paul Dupré-Lefèvre', 'paul dupre lefevre', 'PAUL  DUPRÉ LEFÈVRE'])(
    'takes his name typed as "%s"',
    (typed) => {
      expect(signAsRepresentative(named, typed, now)).toMatchObject({
        ok: true,
        next: { representativeSignedAt: now },
      });
    },
  );
  it.each(['', 'Paul', 'Claire Martin'])('refuses "%s"', (typed) => {
    expect(signAsRepresentative(named, typed, now)).toMatchObject({
      refusal: { fields: { typedName: 'NAME_DIFFERS' } },
    });
  });
  it('needs an MC named, and is given once', () => {
    expect(signAsRepresentative(invited, 'Paul Dupré-Lefèvre', now)).toMatchObject({
      refusal: { reason: 'AGENT_NOT_NAMED' },
    });
    expect(signAsRepresentative(signedOn('2026-11-22'), 'Paul Dupré-Lefèvre', now)).toMatchObject({
      refusal: { rule: 'I-4' },
    });
  });
});

describe('three calendar months (F6, I-3)', () => {
  it.each([
    ['2026-07-02', '2026-10-02', false],
    ['2026-07-02', '2026-10-03', true],
    ['2026-11-30', '2027-02-28', false],
    ['2026-11-30', '2027-03-01', true],
  ])('signed on %s, on %s it has lapsed: %s', (signed, today, lapsed) => {
    const at = new Date(`${today}T12:00:00Z`);
    expect(signatureLapsed(signedOn(signed), at)).toBe(lapsed);
    expect(signAsAgent(signedOn(signed), commitments, at).ok).toBe(!lapsed);
  });
});

describe('the MC’s acceptance (F6)', () => {
  it('needs the mandate and both commitments, and submits the file', () => {
    expect(signAsAgent(signedOn('2026-11-20'), commitments, now)).toMatchObject({
      ok: true,
      next: { state: 'UNDER_RA_REVIEW', agentSignedAt: now },
    });
    const none = {
      acceptsMandate: false,
      commitsToIndependence: false,
      commitsToReportDeparture: false,
      typedName: 'X',
    };
    expect(signAsAgent(signedOn('2026-11-20'), none, now)).toMatchObject({
      refusal: {
        fields: {
          acceptsMandate: 'MUST_ACCEPT',
          commitsToIndependence: 'MUST_ACCEPT',
          commitsToReportDeparture: 'MUST_ACCEPT',
          typedName: 'NAME_DIFFERS',
        },
      },
    });
  });
  it('comes after the representative’s signature', () => {
    expect(signAsAgent(named, commitments, now)).toMatchObject({
      refusal: { reason: 'REPRESENTATIVE_HAS_NOT_SIGNED' },
    });
  });
});

describe('the officer’s approval (I-3)', () => {
  const proofs: MandateProofs = {
    companyProofType: 'KBIS',
    companyProofReference: 'KBIS 2026-1',
    companyProofIssuedOn: '2026-11-01',
    representativeDocument: { type: 'CNI', number: 'X4RTBPFW4', expiresOn: '2030-01-01' },
    agentDocument: { type: 'PASSPORT', number: '12AB34567', expiresOn: '2026-11-22' },
  };
  const submitted: Mandate = { ...signedOn('2026-11-20'), state: 'UNDER_RA_REVIEW', agentSignedAt: now };
  it('needs company proof and both identities valid today', () => {
    expect(approveMandate(submitted, proofs, now)).toMatchObject({ ok: true, next: { state: 'ACTIVE' } });
    const expired = { ...proofs.agentDocument, expiresOn: '2026-11-21' };
    expect(
      approveMandate(submitted, { ...proofs, agentDocument: expired, companyProofReference: '' }, now),
    ).toMatchObject({
      refusal: {
        fields: { 'agentDocument.expiresOn': 'DOCUMENT_EXPIRED', companyProofReference: 'REQUIRED' },
      },
    });
  });
  it('is not for someone whom the file concerns', () => {
    expect(concernsOfficer(submitted, 'claire@dupre.example')).toBe(true);
    expect(concernsOfficer(submitted, 'officer@cci.example')).toBe(false);
  });
});

describe('a typed name', () => {
  it('is the person’s own without ligatures, accents and capitals (I-4)', () => {
    expect(sameName('nadia oestreich', 'Nadia Œstreich')).toBe(true);
    expect(sameName('Laetitia Strauss', 'Lætitia Strauß')).toBe(true);
    expect(sameName('Nadia Estreich', 'Nadia Œstreich')).toBe(false);
    expect(sameName('', '')).toBe(false);
  });
});
