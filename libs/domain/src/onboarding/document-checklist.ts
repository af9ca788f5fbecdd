import { SIGNATURE_MONTHS, signatureGoodThrough, type Mandate } from '../mandate/index.js';
import { addMonths, dateInParis, daysBetween, type CalendarDate } from '../time/index.js';
import type { CompanyPaper, PaperKind } from './company-paper.js';

/** A proof of the company is good for as long as what is signed (V3, P4; D12). */
export const COMPANY_PROOF_MONTHS = SIGNATURE_MONTHS;

/** What the office looks at, in the order of the file (F6, I-3, D25). */
export type ChecklistPaper = PaperKind | 'MANDATE_SIGNATURE' | 'AGENT_COMMITMENTS';

/** Why the office would refuse the file for this paper. */
export type PaperRefusal =
  'PAPER_MISSING' | 'COMPANY_PROOF_TOO_OLD' | 'SIGNATURE_LAPSED' | 'DOCUMENT_EXPIRED' | 'NOT_SIGNED';

export interface ChecklistItem {
  readonly paper: ChecklistPaper;
  /** Who can put it right. */
  readonly from: 'COMPANY' | 'REPRESENTATIVE' | 'AGENT';
  readonly type: string | null;
  /** Null: fit for submission. */
  readonly refusal: PaperRefusal | null;
  /** Last day on which it serves; null: it does not grow old, or is not there. */
  readonly goodThrough: CalendarDate | null;
  /** Until it goes stale, today being zero; negative: since. Null without a last day. */
  readonly daysLeft: number | null;
}

export interface Checklist {
  readonly administration: boolean;
  /** The day by which papers are judged: that of the submission, before it today. */
  readonly judgedOn: CalendarDate;
  readonly submitted: boolean;
  readonly items: readonly ChecklistItem[];
  /** Nothing would be refused for a paper. */
  readonly complete: boolean;
  /** The first day on which something that serves today no longer will. */
  readonly goodThrough: CalendarDate | null;
}

export interface ChecklistFacts {
  /** It proves itself by an act of delegation, appointment or election in place of a Kbis (F6). */
  readonly administration: boolean;
  readonly mandate: Pick<Mandate, 'state' | 'representativeSignedAt' | 'agentSignedAt'> | null;
  /** Of each kind the newest counts; in any order. */
  readonly papers: readonly Pick<CompanyPaper, 'kind' | 'type' | 'issuedOn' | 'expiresOn' | 'recordedAt'>[];
}

interface Judged {
  readonly paper: ChecklistPaper;
  readonly from: ChecklistItem['from'];
  readonly type?: string | null;
  readonly there: boolean;
  readonly goodThrough?: CalendarDate | null;
  readonly stale: PaperRefusal;
  readonly missing?: PaperRefusal;
}

const FROM = {
  COMPANY_PROOF: 'COMPANY',
  AUTHORITY_ACT: 'COMPANY',
  REPRESENTATIVE_ID: 'REPRESENTATIVE',
  AGENT_ID: 'AGENT',
} as const satisfies Readonly<Record<PaperKind, ChecklistItem['from']>>;

const STALE = {
  COMPANY_PROOF: 'COMPANY_PROOF_TOO_OLD',
  AUTHORITY_ACT: 'PAPER_MISSING',
  REPRESENTATIVE_ID: 'DOCUMENT_EXPIRED',
  AGENT_ID: 'DOCUMENT_EXPIRED',
} as const satisfies Readonly<Record<PaperKind, PaperRefusal>>;

/** Last day on which a company's proof of that day may be submitted. */
export const companyProofGoodThrough = (issuedOn: CalendarDate): CalendarDate =>
  addMonths(issuedOn, COMPANY_PROOF_MONTHS);

function paperOf({ papers }: ChecklistFacts, kind: PaperKind): Judged {
  const newest = papers
    .filter((paper) => paper.kind === kind)
    .reduce<ChecklistFacts['papers'][number] | undefined>(
      (one, other) => (one === undefined || other.recordedAt >= one.recordedAt ? other : one),
      undefined,
    );
  const ages = kind === 'COMPANY_PROOF' && newest?.issuedOn ? companyProofGoodThrough(newest.issuedOn) : null;
  return {
    paper: kind,
    from: FROM[kind],
    type: newest?.type ?? null,
    there: newest !== undefined,
    goodThrough: ages ?? newest?.expiresOn ?? null,
    stale: STALE[kind],
  };
}

const signature = (paper: ChecklistPaper, from: ChecklistItem['from'], at: Date | null): Judged => ({
  paper,
  from,
  there: at !== null,
  goodThrough: at === null ? null : signatureGoodThrough(at),
  stale: 'SIGNATURE_LAPSED',
  missing: 'NOT_SIGNED',
});

function judge(judged: Judged, on: CalendarDate, today: CalendarDate): ChecklistItem {
  const { paper, from, type = null, there, goodThrough = null, stale, missing = 'PAPER_MISSING' } = judged;
  const over = goodThrough !== null && goodThrough < on;
  const refusal = there ? (over ? stale : null) : missing;
  // What was good on the day of the submission does not grow old after it.
  const ages = on === today || refusal !== null ? goodThrough : null;
  return {
    paper,
    from,
    type,
    refusal,
    goodThrough: ages,
    daysLeft: ages === null ? null : daysBetween(today, ages),
  };
}

const UNSIGNED = { representativeSignedAt: null, agentSignedAt: null };

/**
 * What the office would refuse of this file, before it is submitted, and on which day each paper goes stale (F6, D12, D25,
 * I-3). Signatures and the company's proof are good for three calendar months in Paris through the day of submission; an
 * identity document must be valid on the day it is looked at. An administration needs an act that gives its signatory his
 * quality in place of a Kbis; the act itself does not grow old.
 */
export function documentChecklist(facts: ChecklistFacts, now: Date): Checklist {
  const { mandate, administration } = facts;
  const today = dateInParis(now);
  const { representativeSignedAt, agentSignedAt } = mandate ?? UNSIGNED;
  const submittedAt = mandate?.state === 'AWAITING_SIGNATURES' ? null : agentSignedAt;
  const judgedOn = submittedAt === null ? today : dateInParis(submittedAt);
  const items = [
    judge(paperOf(facts, administration ? 'AUTHORITY_ACT' : 'COMPANY_PROOF'), judgedOn, today),
    judge(signature('MANDATE_SIGNATURE', 'REPRESENTATIVE', representativeSignedAt), judgedOn, today),
    judge(signature('AGENT_COMMITMENTS', 'AGENT', agentSignedAt), judgedOn, today),
    judge(paperOf(facts, 'REPRESENTATIVE_ID'), today, today),
    judge(paperOf(facts, 'AGENT_ID'), today, today),
  ];
  const ends = items.flatMap(({ goodThrough, refusal }) => (goodThrough && !refusal ? [goodThrough] : []));
  return {
    administration,
    judgedOn,
    submitted: submittedAt !== null,
    items,
    complete: items.every(({ refusal }) => refusal === null),
    goodThrough: ends.sort()[0] ?? null,
  };
}
