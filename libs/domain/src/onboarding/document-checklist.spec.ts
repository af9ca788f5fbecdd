import { describe, expect, it } from '@jest/globals';
import { paperFields, type PaperFields } from './company-paper.js';
import { documentChecklist, type ChecklistFacts } from './document-checklist.js';

const NOW = new Date('2026-11-23T10:00:00Z');
const recordedAt = NOW;
const at = (day: string) => new Date(`${day}T10:00:00Z`);
const kbis = (issuedOn: string) => ({
  ...{ kind: 'COMPANY_PROOF' as const, type: 'KBIS' as const, issuedOn, expiresOn: null, recordedAt },
});
const identity = (kind: 'REPRESENTATIVE_ID' | 'AGENT_ID', expiresOn: string) => ({
  ...{ kind, type: 'CNI' as const, issuedOn: null, expiresOn, recordedAt },
});
const complete: ChecklistFacts = {
  administration: false,
  mandate: {
    state: 'AWAITING_SIGNATURES',
    representativeSignedAt: at('2026-11-01'),
    agentSignedAt: at('2026-11-20'),
  },
  papers: [
    kbis('2026-10-15'),
    identity('REPRESENTATIVE_ID', '2030-01-01'),
    identity('AGENT_ID', '2027-02-03'),
  ],
};
const refusals = (facts: ChecklistFacts, now = NOW) =>
  Object.fromEntries(
    documentChecklist(facts, now).items.flatMap(({ paper, refusal }) => (refusal ? [[paper, refusal]] : [])),
  );

describe('the checklist of a file (F6, D12, I-3)', () => {
  it('has nothing to refuse of a complete file, and says when its first paper goes stale', () => {
    const checklist = documentChecklist(complete, NOW);
    expect(checklist).toMatchObject({ complete: true, submitted: false, goodThrough: '2027-01-15' });
    expect(checklist.items.map(({ goodThrough }) => goodThrough)).toEqual([
      '2027-01-15',
      '2027-02-01',
      '2027-02-20',
      '2030-01-01',
      '2027-02-03',
    ]);
    expect(checklist.items[0]).toMatchObject({ daysLeft: 53 });
  });
  it('says of an empty file everything that is missing, and of whom', () => {
    const checklist = documentChecklist({ administration: false, mandate: null, papers: [] }, NOW);
    expect(checklist.items.map(({ paper, from, refusal }) => [paper, from, refusal])).toEqual([
      ['COMPANY_PROOF', 'COMPANY', 'PAPER_MISSING'],
      ['MANDATE_SIGNATURE', 'REPRESENTATIVE', 'NOT_SIGNED'],
      ['AGENT_COMMITMENTS', 'AGENT', 'NOT_SIGNED'],
      ['REPRESENTATIVE_ID', 'REPRESENTATIVE', 'PAPER_MISSING'],
      ['AGENT_ID', 'AGENT', 'PAPER_MISSING'],
    ]);
  });
  it('accepts a Kbis through the same day of the third month in Paris, and not the day after', () => {
    const facts = { ...complete, papers: [kbis('2026-08-23'), ...complete.papers.slice(1)] };
    expect(refusals(facts)).toEqual({});
    expect(refusals(facts, new Date('2026-11-23T22:59:59Z'))).toEqual({});
    expect(refusals(facts, new Date('2026-11-23T23:00:00Z'))).toEqual({
      COMPANY_PROOF: 'COMPANY_PROOF_TOO_OLD',
    });
  });
  it('ends three months after 30 November on the last day of February', () => {
    const mandate = { ...complete.mandate!, representativeSignedAt: at('2026-11-30') };
    const late = documentChecklist({ ...complete, mandate }, at('2026-12-01'));
    expect(late.items[1]).toMatchObject({ paper: 'MANDATE_SIGNATURE', goodThrough: '2027-02-28' });
  });
  it('refuses signatures over three months old, an expired document, a missing commitment', () => {
    const mandate = {
      state: 'AWAITING_SIGNATURES' as const,
      representativeSignedAt: at('2026-08-22'),
      agentSignedAt: null,
    };
    const papers = [
      kbis('2026-10-15'),
      identity('REPRESENTATIVE_ID', '2026-11-22'),
      identity('AGENT_ID', '2026-11-23'),
    ];
    expect(refusals({ ...complete, mandate, papers })).toEqual({
      MANDATE_SIGNATURE: 'SIGNATURE_LAPSED',
      AGENT_COMMITMENTS: 'NOT_SIGNED',
      REPRESENTATIVE_ID: 'DOCUMENT_EXPIRED',
    });
  });
  it('judges what was submitted by the day of the submission, and identity by today', () => {
    const mandate = { ...complete.mandate!, state: 'UNDER_RA_REVIEW' as const };
    const later = at('2027-02-10');
    const checklist = documentChecklist({ ...complete, mandate }, later);
    expect(checklist).toMatchObject({ judgedOn: '2026-11-20', submitted: true });
    expect(checklist.items[1]).toMatchObject({ refusal: null, goodThrough: null, daysLeft: null });
    expect(refusals({ ...complete, mandate }, later)).toEqual({ AGENT_ID: 'DOCUMENT_EXPIRED' });
  });
  it('asks an administration for its act in place of a Kbis, and the act does not grow old', () => {
    const facts = { ...complete, administration: true };
    expect(refusals(facts)).toEqual({ AUTHORITY_ACT: 'PAPER_MISSING' });
    const act = {
      kind: 'AUTHORITY_ACT' as const,
      type: 'ELECTION' as const,
      issuedOn: '2020-07-04',
      expiresOn: null,
      recordedAt,
    };
    expect(refusals({ ...facts, papers: [...facts.papers, act] })).toEqual({});
  });
  it('takes the newest paper of its kind', () => {
    const old = { ...kbis('2026-01-01'), recordedAt: at('2026-11-01') };
    expect(refusals({ ...complete, papers: [...complete.papers, old] })).toEqual({});
  });
});

describe('a paper that was seen', () => {
  const paper: PaperFields = {
    kind: 'COMPANY_PROOF',
    type: 'KBIS',
    reference: ' K 42 ',
    issuedOn: '2026-11-23',
    expiresOn: null,
  };
  it('keeps of an identity document neither number nor issue (I-1)', () => {
    const seen = paperFields({ ...paper, kind: 'AGENT_ID', type: 'CNI', expiresOn: '2030-01-01' }, NOW);
    expect(seen).toMatchObject({
      ok: true,
      next: { reference: null, issuedOn: null, expiresOn: '2030-01-01' },
    });
    expect(paperFields(paper, NOW)).toMatchObject({ next: { reference: 'K 42' } });
  });
  it.each([
    [{ type: 'CNI' as const }, { type: 'PAPER_TYPE' }],
    [{ reference: ' ' }, { reference: 'REQUIRED' }],
    [{ issuedOn: '2026-11-24' }, { issuedOn: 'IN_THE_FUTURE' }],
    [{ issuedOn: '2026-02-30' }, { issuedOn: 'NOT_A_DATE' }],
    [{ issuedOn: null }, { issuedOn: 'REQUIRED' }],
    [{ kind: 'AUTHORITY_ACT' as const }, { type: 'PAPER_TYPE' }],
  ])('with %j is refused', (change, fields) => {
    expect(paperFields({ ...paper, ...change }, NOW)).toMatchObject({ refusal: { fields } });
  });
});
