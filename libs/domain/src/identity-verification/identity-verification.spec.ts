import { describe, expect, it } from '@jest/globals';
import { asTenantId } from '../tenant/index.js';
import {
  closeMeeting,
  documentFaults,
  levelsReaching,
  METHOD_REACHES,
  moveMeeting,
  reachesLevel,
  recordedDocument,
  recordFaceToFace,
  requestMeeting,
  scheduleMeeting,
  verificationCarriesIssuance,
  type ShownDocument,
} from './index.js';

const NOW = new Date('2026-11-22T10:00:00Z');
const cni = (change: Partial<ShownDocument> = {}): ShownDocument => ({
  documentType: 'CNI',
  documentNumber: 'X4RTBPFW4',
  documentExpiresOn: '2030-01-01',
  ...change,
});
const former = (issuedOn: string, birthDate: string, expiresOn: string): ShownDocument =>
  cni({
    documentNumber: '880692310285',
    documentIssuedOn: issuedOn,
    birthDate,
    documentExpiresOn: expiresOn,
  });
const holder = {
  ...{ tenantId: asTenantId('t'), id: 'h', version: 1, accountId: 'zoe', state: 'ACTIVE' as const },
  ...{ phone: null, establishment: null, identityNumber: 1, subjectSerialNumber: 's' },
};
const claire = {
  ...{ accountId: 'mc', actor: 'CERTIFICATION_AGENT' as const },
  ...{ name: 'Claire Martin', mandatedSince: '2026-01-01' },
};
const facts = {
  ...{ id: 'v', holder, identityNumber: 1, holderName: 'Zoé Lefèvre' },
  ...{ signedAt: null, mutual: false, acceptsExtendedCni: true },
};
const act = { ...cni(), place: 'Lyon', verifiedOn: '2026-11-22' };

describe('an identity document (V4–V7, D10)', () => {
  it.each([
    ['a new CNI', cni()],
    ['a CNI of twelve digits', former('2009-05-04', '1980-01-02', '2019-05-03')],
    ['a passport', cni({ documentType: 'PASSPORT', documentNumber: '12 ab 34567' })],
    ['a residence permit', cni({ documentType: 'RESIDENCE_PERMIT', documentNumber: 'AZ1234567' })],
    [
      'a foreign passport',
      cni({ documentType: 'PASSPORT', documentNumber: 'L898902C3', documentCountry: 'utO' }),
    ],
  ])('takes %s', (_what, document) => expect(documentFaults(document, NOW)).toEqual({}));

  it.each([
    ['a number of ten characters', cni({ documentNumber: 'X4RTBPFW41' }), 'documentNumber'],
    ['a French passport of another form', cni({ documentType: 'PASSPORT' }), 'documentNumber'],
    ['no country', cni({ documentCountry: 'F' }), 'documentCountry'],
    ['an end that is no date', cni({ documentExpiresOn: '2030-02-30' }), 'documentExpiresOn'],
    [
      'twelve digits without day of issue',
      cni({ documentNumber: '880692310285', birthDate: '1980-01-02' }),
      'documentIssuedOn',
    ],
    [
      'twelve digits without birth date',
      cni({ documentNumber: '880692310285', documentIssuedOn: '2009-05-04' }),
      'birthDate',
    ],
    ['an issue in the future', cni({ documentIssuedOn: '2026-11-23' }), 'documentIssuedOn'],
  ])('refuses %s', (_what, document, field) =>
    expect(Object.keys(documentFaults(document, NOW))).toEqual([field]),
  );

  it('counts a CNI issued to an adult from 2004 to 2013 five years longer, unless the setting refuses it', () => {
    const extended = former('2013-12-31', '1980-01-02', '2023-12-30');
    expect(recordedDocument(extended, true)).toMatchObject({
      documentExpiresOn: '2028-12-30',
      documentPrintedUntil: '2023-12-30',
    });
    expect(recordedDocument(extended, false)).toMatchObject({
      documentExpiresOn: '2023-12-30',
      documentPrintedUntil: null,
    });
    expect(JSON.stringify(recordedDocument(extended, true))).not.toContain('1980');
  });
  it.each([
    ['issued on the last day before', former('2003-12-31', '1980-01-02', '2013-12-30')],
    ['issued on the first day after', former('2014-01-01', '1980-01-02', '2029-01-01')],
    ['issued to a minor', former('2010-06-01', '1992-06-02', '2020-05-31')],
    ['a new card', cni({ documentIssuedOn: '2010-06-01', birthDate: '1980-01-01' })],
  ])('does not extend one that was %s', (_what, document) => {
    expect(recordedDocument(document, true).documentPrintedUntil).toBeNull();
  });
});

describe('methods and levels (F13, I-8)', () => {
  it('gives three stars face to face only, two also to a signed request, one to every method', () => {
    const carrying = (level: 'ONE_STAR' | 'TWO_STARS' | 'THREE_STARS') =>
      Object.entries(METHOD_REACHES).flatMap(([method, most]) => (reachesLevel(most, level) ? [method] : []));
    expect(carrying('THREE_STARS')).toEqual(['FACE_TO_FACE']);
    expect(carrying('TWO_STARS')).toEqual(['FACE_TO_FACE', 'SIGNED_REQUEST']);
    expect(carrying('ONE_STAR')).toHaveLength(4);
    expect(levelsReaching('TWO_STARS').sort()).toEqual(['NONE', 'THREE_STARS', 'TWO_STARS']);
  });
  it.each([
    [null, undefined],
    ['ONE_STAR', 'ONE_STAR'],
    ['TWO_STARS', 'TWO_STARS'],
    ['THREE_STARS', 'TWO_STARS'],
  ] as const)('a request signed at %s holds up to %s', (signedAt, level) => {
    const input = { ...act, method: 'SIGNED_REQUEST' as const, evidence: '0a1b' };
    const decided = recordFaceToFace({ ...facts, signedAt }, claire, input, NOW);
    expect(decided.ok ? decided.next.level : decided.refusal).toEqual(
      level ?? { kind: 'RULE', rule: 'F13', reason: 'SIGNATURE_NOT_VALID' },
    );
  });
  it('asks for the evidence of every method but face to face', () => {
    for (const method of ['SIGNED_REQUEST', 'CERTIFIED_COPY', 'ADMINISTRATIVE_RECORD'] as const) {
      expect(recordFaceToFace(facts, claire, { ...act, method }, NOW)).toMatchObject({
        refusal: { fields: { evidence: 'REQUIRED' } },
      });
    }
  });
  it('refuses a higher level than the verification reaches', () => {
    const copy = recordFaceToFace(facts, claire, { ...act, method: 'CERTIFIED_COPY', evidence: 'D-12' }, NOW);
    const verification = copy.ok ? copy.next : undefined;
    const asked = (level: 'ONE_STAR' | 'TWO_STARS') =>
      verificationCarriesIssuance(verification, 1, { level, verificationMaxAge: { days: 90 } }, NOW);
    expect(asked('ONE_STAR')).toMatchObject({ ok: true });
    expect(asked('TWO_STARS')).toMatchObject({
      refusal: { rule: 'F13', reason: 'VERIFICATION_BELOW_LEVEL' },
    });
  });
});

describe('a verification on its way (rules (b))', () => {
  const agent = { accountId: 'mc', actor: 'CERTIFICATION_AGENT' as const };
  const requested = () => {
    const decided = requestMeeting(holder, { id: 'v', requestedBy: 'mc' }, NOW);
    if (!decided.ok) throw new Error('refused');
    return decided.next;
  };
  const planned = (at = '2026-11-25T09:00:00Z') => {
    const decided = scheduleMeeting(requested(), { scheduledAt: new Date(at), place: ' Lyon ' }, agent, NOW);
    if (!decided.ok) throw new Error('refused');
    return decided.next;
  };

  it('has a SEQUENCE that grows with each day set and when it is taken back', () => {
    expect(planned()).toMatchObject({ state: 'SCHEDULED', sequence: 1, place: 'Lyon' });
    const again = scheduleMeeting(
      planned(),
      { scheduledAt: new Date('2026-11-26T09:00:00Z'), place: 'Die' },
      agent,
      NOW,
    );
    expect(again).toMatchObject({ next: { sequence: 2, place: 'Die' } });
    expect(moveMeeting(planned(), 'cancel', { actor: 'HOLDER' }, NOW)).toMatchObject({
      next: { state: 'CANCELLED', sequence: 2 },
    });
    expect(moveMeeting(requested(), 'cancel', agent, NOW)).toMatchObject({ next: { sequence: 0 } });
  });
  it.each([
    ['the past', NOW.toISOString(), 'Lyon', { scheduledAt: 'IN_THE_PAST' }],
    ['more than a year ahead', '2027-11-23T10:00:00Z', 'Lyon', { scheduledAt: 'TOO_FAR_AHEAD' }],
    ['no place', '2026-11-25T09:00:00Z', ' ', { place: 'REQUIRED' }],
    ['too long a place', '2026-11-25T09:00:00Z', 'x'.repeat(129), { place: 'TOO_LONG' }],
  ])('refuses %s', (_what, at, place, fields) => {
    expect(scheduleMeeting(requested(), { scheduledAt: new Date(at), place }, agent, NOW)).toMatchObject({
      refusal: { fields },
    });
  });
  it('is missed only after its hour, then planned anew', () => {
    expect(moveMeeting(planned(), 'miss', agent, NOW)).toMatchObject({
      refusal: { reason: 'MEETING_NOT_YET_DUE' },
    });
    const missed = moveMeeting(planned(), 'miss', agent, new Date('2026-11-25T09:30:00Z'));
    expect(missed).toMatchObject({ next: { state: 'NO_SHOW' } });
  });
  it('fails with a reason', () => {
    const begun = moveMeeting(planned(), 'start', agent, NOW);
    if (!begun.ok) throw new Error('refused');
    expect(moveMeeting(begun.next, 'fail', agent, NOW)).toMatchObject({
      refusal: { fields: { reason: 'REQUIRED' } },
    });
    expect(moveMeeting(begun.next, 'fail', { ...agent, reason: 'Pièce périmée' }, NOW)).toMatchObject({
      next: { state: 'FAILED', endedAt: NOW, reason: 'Pièce périmée' },
    });
  });
  it('is not the holder’s to plan or to judge', () => {
    for (const action of ['start', 'miss'] as const)
      expect(moveMeeting(planned(), action, { actor: 'HOLDER' }, NOW)).toMatchObject({ ok: false });
  });
  it('ends as VERIFIED from wherever it stood', () => {
    for (const meeting of [requested(), planned()])
      expect(closeMeeting(meeting, agent, NOW)).toMatchObject({
        next: { state: 'VERIFIED', endedAt: NOW, verifierAccountId: 'mc' },
      });
  });
  it('is not asked for somebody who has left (I-30)', () => {
    expect(
      requestMeeting({ ...holder, state: 'DEPARTED' }, { id: 'v', requestedBy: 'mc' }, NOW),
    ).toMatchObject({
      refusal: { rule: 'I-30' },
    });
  });
});
