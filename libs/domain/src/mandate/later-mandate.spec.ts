import { describe, expect, it } from '@jest/globals';
import { asTenantId } from '../tenant/index.js';
import {
  checkAmong,
  checkDelegation,
  checkPaper,
  confirmationStep,
  emptyDraft,
  handInSheet,
  isReference,
  maySignBy,
  paperReference,
  readReference,
  takeOverFaults,
  type Mandate,
  type MandateConfirmation,
  type SignatureDelegation,
} from './index.js';

const tenantId = asTenantId('t');
const now = new Date('2026-11-22T10:00:00Z');

const mandate = (id: string, change: Partial<Mandate> = {}): Mandate => ({
  ...emptyDraft(tenantId, id),
  ...{ state: 'ACTIVE', agentName: 'Nadia Benali', agentEmail: 'nadia@d.example' },
  ...{ acts: ['VERIFY', 'ORDER'], productCodes: ['INITIO'], startsOn: '2026-01-01', endsOn: '2027-01-01' },
  ...change,
});
const principal = mandate('p');
const other = { state: 'AWAITING_SIGNATURES' as const, agentEmail: 'hugo@d.example' };

describe('mandates beside each other (D12)', () => {
  it.each([
    ['2026-12-01', '2027-06-01', 'MANDATE_OVERLAPS'],
    ['2027-01-01', '2027-06-01', 'MANDATE_OVERLAPS'],
    ['2027-01-02', '2027-06-01', undefined],
  ])('one of the same person from %s to %s: %s', (startsOn, endsOn, reason) => {
    const next = mandate('n', { state: 'AWAITING_SIGNATURES', startsOn, endsOn });
    const decided = checkAmong(next, [principal]);
    if (reason) expect(decided).toMatchObject({ refusal: { rule: 'D12', reason } });
    else expect(decided.ok).toBe(true);
  });

  it('keeps a deputy within the mandate he stands in for, and that in force', () => {
    const deputy = (change: Partial<Mandate>) =>
      checkAmong(mandate('d', { ...other, kind: 'DEPUTY', predecessorId: 'p', ...change }), [
        principal,
        mandate('old', { state: 'ENDED' }),
      ]);
    expect(deputy({}).ok).toBe(true);
    for (const change of [
      { acts: ['REVOKE'] as const },
      { productCodes: ['AUDACIO'] },
      { endsOn: '2027-01-02' },
      { startsOn: '2025-12-31' },
    ])
      expect(deputy(change)).toMatchObject({ refusal: { reason: 'DEPUTY_EXCEEDS_MANDATE' } });
    expect(deputy({ predecessorId: 'old' })).toMatchObject({ refusal: { reason: 'PREDECESSOR_NOT_ACTIVE' } });
    expect(deputy({ predecessorId: 'x' })).toMatchObject({ refusal: { reason: 'PREDECESSOR_MISSING' } });
    const himself = { agentEmail: principal.agentEmail, startsOn: '2027-02-01', endsOn: '2027-03-01' };
    expect(deputy(himself)).toMatchObject({ refusal: { reason: 'DEPUTY_OF_HIMSELF' } });
  });

  it('lets a successor follow a mandate in force or ended, never one that was not signed', () => {
    const successor = (state: Mandate['state']) =>
      checkAmong(mandate('s', { ...other, kind: 'SUCCESSOR', predecessorId: 'f' }), [
        mandate('f', { state }),
      ]);
    expect(['ACTIVE', 'ENDED', 'REVOKED', 'EXPIRED'].every((state) => successor(state as never).ok)).toBe(
      true,
    );
    for (const state of ['DRAFT', 'CANCELLED', 'REJECTED'] as const) expect(successor(state).ok).toBe(false);
  });
});

const delegation: SignatureDelegation = {
  ...{ tenantId, id: 'g', version: 1, delegatedBy: 'r', delegateName: 'Zélie', delegateEmail: 'z@d.example' },
  ...{ actReference: 'Décision 12', actDatedOn: '2026-01-01', acts: ['ORDER'] },
  ...{ startsOn: '2026-11-01', endsOn: '2026-11-30', endedAt: null },
};

describe('a signature delegation (I-4)', () => {
  it('serves within its term and its acts, until it is ended', () => {
    expect(maySignBy(delegation, ['ORDER'], now).ok).toBe(true);
    expect(maySignBy(delegation, ['ORDER', 'REVOKE'], now)).toMatchObject({
      refusal: { rule: 'I-4', reason: 'DELEGATION_TOO_NARROW' },
    });
    for (const [given, at] of [
      [delegation, new Date('2026-11-30T23:00:00Z')],
      [delegation, new Date('2026-10-31T22:59:59Z')],
      [{ ...delegation, endedAt: now }, now],
      [undefined, now],
    ] as const)
      expect(maySignBy(given, ['ORDER'], at)).toMatchObject({
        refusal: { reason: 'DELEGATION_NOT_IN_FORCE' },
      });
  });

  it('names an act already written, a person, and three years at most', () => {
    const wrong = { ...delegation, actReference: ' ', actDatedOn: '2026-11-23', endsOn: '2029-11-02' };
    expect(checkDelegation(wrong, now)).toMatchObject({
      refusal: { fields: { actReference: 'REQUIRED', actDatedOn: 'IN_THE_FUTURE', endsOn: 'TERM_TOO_LONG' } },
    });
    expect(checkDelegation(delegation, now).ok).toBe(true);
  });
});

describe('a mandate on paper (D25)', () => {
  const bytes = Uint8Array.from({ length: 11 }, (_, index) => index * 23);
  const reference = paperReference(bytes);
  const onPaper = mandate('m', {
    state: 'AWAITING_SIGNATURES',
    paper: {
      ...{ reference, representativeSignedOn: null, agentSignedOn: null, placeOfOriginal: null },
      ...{ scanFileId: null, takenOver: false },
    },
  });
  const sheet = {
    ...{ representativeSignedOn: '2026-11-20', agentSignedOn: '2026-11-21' },
    ...{ placeOfOriginal: 'Coffre', scanFileId: null },
  };

  it('has a reference that is read as it was typed, and catches one wrong character', () => {
    expect(isReference(reference)).toBe(true);
    expect(readReference(reference.toLowerCase().replaceAll('-', ' '))).toBe(reference);
    const letters = reference.replaceAll('-', '');
    for (let at = 0; at < letters.length; at += 1) {
      const wrong = letters[at] === '7' ? '8' : '7';
      expect(isReference(letters.slice(0, at) + wrong + letters.slice(at + 1))).toBe(false);
    }
  });

  it('goes under review with the days on the sheet, each less than three months old (F6)', () => {
    expect(handInSheet(onPaper, sheet, now)).toMatchObject({
      next: { state: 'UNDER_RA_REVIEW', paper: { placeOfOriginal: 'Coffre' } },
    });
    const old = { ...sheet, representativeSignedOn: '2026-08-21' };
    expect(handInSheet(onPaper, old, now)).toMatchObject({
      refusal: { fields: { representativeSignedOn: 'SIGNATURE_TOO_OLD' } },
    });
    const reversed = { ...sheet, agentSignedOn: '2026-11-19', placeOfOriginal: ' ' };
    expect(handInSheet(onPaper, reversed, now)).toMatchObject({
      refusal: { fields: { agentSignedOn: 'BEFORE_REPRESENTATIVE', placeOfOriginal: 'REQUIRED' } },
    });
    expect(handInSheet({ ...onPaper, paper: null }, sheet, now)).toMatchObject({
      refusal: { reason: 'NOT_ON_PAPER' },
    });
  });

  it('is approved by an officer who has the original with this reference in his hands', () => {
    const check = { reference, placeOfOriginal: 'Boîte 12', sawOriginal: true };
    expect(checkPaper(onPaper, check)).toMatchObject({ next: { paper: { placeOfOriginal: 'Boîte 12' } } });
    expect(checkPaper(onPaper, null)).toMatchObject({ refusal: { fields: { paper: 'REQUIRED' } } });
    expect(checkPaper(onPaper, { ...check, reference: '0000', sawOriginal: false })).toMatchObject({
      refusal: { fields: { 'paper.reference': 'REFERENCE_DIFFERS', 'paper.sawOriginal': 'MUST_ACCEPT' } },
    });
    expect(checkPaper(principal, null).ok).toBe(true);
  });

  it('of before is taken over when its term is not over and three years at most (D12)', () => {
    const line = {
      ...{ siren: '732829320', representativeName: 'Paul', representativeEmail: 'p@d.example' },
      ...{ agentName: 'Ana', agentEmail: 'a@d.example', acts: ['ORDER'] as const, productCodes: ['INITIO'] },
      ...{ establishments: [], startsOn: '2025-01-01', endsOn: '2027-12-31' },
      ...{ representativeSignedOn: '2024-12-20', agentSignedOn: '2024-12-21', placeOfOriginal: 'Armoire' },
    };
    expect(takeOverFaults(line, line.siren, now)).toEqual({});
    expect(takeOverFaults({ ...line, endsOn: '2026-11-21' }, line.siren, now)).toEqual({
      endsOn: 'IN_THE_PAST',
    });
    expect(takeOverFaults({ ...line, endsOn: '2028-01-02' }, line.siren, now)).toEqual({
      endsOn: 'TERM_TOO_LONG',
    });
    expect(takeOverFaults({ ...line, startsOn: '2025-02-30' }, line.siren, now)).toEqual({
      startsOn: 'NOT_A_DATE',
    });
  });
});

describe('a change of representative (F2)', () => {
  const asked: MandateConfirmation = {
    ...{ tenantId, id: 'c', version: 1, mandateId: 'm', representativeAccountId: 'r', askedAt: now },
    ...{ dueOn: '2026-12-22', remindedAt: null, alertedAt: null, confirmedAt: null, confirmedBy: null },
  };
  it.each([
    ['2026-12-14', {}, undefined],
    ['2026-12-15', {}, 'REMIND'],
    ['2026-12-15', { remindedAt: now }, undefined],
    ['2026-12-22', {}, 'REMIND'],
    ['2026-12-23', { remindedAt: now }, 'ALERT'],
    ['2026-12-23', { alertedAt: now }, undefined],
    ['2026-12-23', { confirmedAt: now }, undefined],
  ] as const)('on %s after %j: %s', (day, change, step) => {
    expect(confirmationStep({ ...asked, ...change }, new Date(`${day}T12:00:00Z`))).toBe(step);
  });
});
