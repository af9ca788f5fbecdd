import { accept, refuseInput, type Decision } from '../decision/index.js';
import { lineFault, type TenantId } from '../tenant/index.js';
import { dateInParis, isCalendarDate, type CalendarDate } from '../time/index.js';

/** What a company's file needs on paper (F6, D25): of the company, of its representative, of the MC. */
export const PAPER_KINDS = ['COMPANY_PROOF', 'AUTHORITY_ACT', 'REPRESENTATIVE_ID', 'AGENT_ID'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** Which documents serve as which paper (V3; F6: an administration has its act in place of a Kbis). */
export const PAPER_TYPES = {
  COMPANY_PROOF: ['KBIS', 'RNE', 'SIRENE'],
  AUTHORITY_ACT: ['DELEGATION', 'APPOINTMENT', 'ELECTION'],
  REPRESENTATIVE_ID: ['CNI', 'PASSPORT', 'RESIDENCE_PERMIT'],
  AGENT_ID: ['CNI', 'PASSPORT', 'RESIDENCE_PERMIT'],
} as const satisfies Readonly<Record<PaperKind, readonly string[]>>;
export type PaperType = (typeof PAPER_TYPES)[PaperKind][number];

/**
 * A paper that somebody has seen, append-only: the newest of a kind counts. Of an identity document only its kind and its
 * last day, neither number nor name: sales read this, and the officer sees the document itself.
 */
export interface CompanyPaper {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly kind: PaperKind;
  readonly type: PaperType;
  /** Of a company's proof or act; null for an identity document. */
  readonly reference: string | null;
  readonly issuedOn: CalendarDate | null;
  readonly expiresOn: CalendarDate | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export interface PaperFields {
  readonly kind: PaperKind;
  readonly type: PaperType;
  readonly reference: string | null;
  readonly issuedOn: CalendarDate | null;
  readonly expiresOn: CalendarDate | null;
}

export const isIdentityPaper = (kind: PaperKind): boolean =>
  kind === 'REPRESENTATIVE_ID' || kind === 'AGENT_ID';

const tidy = (text: string | null): string => (text ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();

/** What is wrong with the day that the freshness is computed from, or undefined; nothing is issued tomorrow. */
function dayFault(day: CalendarDate | null, latest: CalendarDate | null): string | undefined {
  if (day === null) return 'REQUIRED';
  if (!isCalendarDate(day)) return 'NOT_A_DATE';
  return latest !== null && day > latest ? 'IN_THE_FUTURE' : undefined;
}

const faultsOf = (paper: PaperFields, now: Date): Readonly<Record<string, string | undefined>> => ({
  type: (PAPER_TYPES[paper.kind] as readonly PaperType[]).includes(paper.type) ? undefined : 'PAPER_TYPE',
  ...(isIdentityPaper(paper.kind)
    ? { expiresOn: dayFault(paper.expiresOn, null) }
    : {
        reference: lineFault(paper.reference ?? '', 100),
        issuedOn: dayFault(paper.issuedOn, dateInParis(now)),
      }),
});

/** Refuses a document that is none of its kind, a day that is none, and one without what its freshness is computed from. */
export function paperFields(input: PaperFields, now: Date): Decision<PaperFields> {
  const value = isIdentityPaper(input.kind)
    ? { ...input, reference: null, issuedOn: null }
    : { ...input, reference: tidy(input.reference), expiresOn: null };
  const fields = Object.entries(faultsOf(value, now)).flatMap(([name, fault]) =>
    fault === undefined ? [] : [[name, fault] as const],
  );
  return fields.length > 0 ? refuseInput(Object.fromEntries(fields)) : accept(value);
}
