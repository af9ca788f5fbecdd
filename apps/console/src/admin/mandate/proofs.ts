import {
  approveMandate,
  type Mandate as DomainMandate,
  type MandateProofs,
} from '@mandataire/domain/mandate';
import type {
  CompanyProofType,
  IdentityDocumentType,
  Mandate,
  MandateProofsInput,
  PaperCheckInput,
} from '../../graphql/schema-mandate.js';
import { today } from '../../i18n/calendar-date.js';
import type { Faults } from '../../ui/use-fields.js';

export const COMPANY_PROOFS: readonly CompanyProofType[] = ['KBIS', 'RNE', 'SIRENE', 'DELEGATION'];
export const DOCUMENTS: readonly IdentityDocumentType[] = ['CNI', 'PASSPORT', 'RESIDENCE_PERMIT'];
export const PEOPLE = ['representativeDocument', 'agentDocument'] as const;

/** The form's values, named as the server names their faults. */
export interface ProofValues {
  readonly companyProofType: CompanyProofType;
  readonly companyProofReference: string;
  readonly companyProofIssuedOn: string;
  readonly 'representativeDocument.type': IdentityDocumentType;
  readonly 'representativeDocument.number': string;
  readonly 'representativeDocument.expiresOn': string;
  readonly 'agentDocument.type': IdentityDocumentType;
  readonly 'agentDocument.number': string;
  readonly 'agentDocument.expiresOn': string;
  /** Of a mandate on paper. */
  readonly 'paper.reference': string;
  readonly 'paper.placeOfOriginal': string;
  readonly 'paper.sawOriginal': boolean;
}

export const NO_PROOFS: ProofValues = {
  companyProofType: 'KBIS',
  companyProofReference: '',
  companyProofIssuedOn: '',
  'representativeDocument.type': 'CNI',
  'representativeDocument.number': '',
  'representativeDocument.expiresOn': '',
  'agentDocument.type': 'CNI',
  'agentDocument.number': '',
  'agentDocument.expiresOn': '',
  'paper.reference': '',
  'paper.placeOfOriginal': '',
  'paper.sawOriginal': false,
};

const documentOf = (values: ProofValues, person: (typeof PEOPLE)[number]) => ({
  type: values[`${person}.type`],
  number: values[`${person}.number`].trim(),
  expiresOn: values[`${person}.expiresOn`],
});

export const proofsOf = (values: ProofValues): MandateProofsInput => ({
  companyProofType: values.companyProofType,
  companyProofReference: values.companyProofReference.trim(),
  companyProofIssuedOn: values.companyProofIssuedOn,
  representativeDocument: documentOf(values, 'representativeDocument'),
  agentDocument: documentOf(values, 'agentDocument'),
});

/** What the officer found on the sheet; null for a mandate that is signed by links. */
export const paperOf = (values: ProofValues, mandate: Mandate): PaperCheckInput | null =>
  mandate.paperReference === null
    ? null
    : {
        reference: values['paper.reference'].trim(),
        placeOfOriginal: values['paper.placeOfOriginal'].trim(),
        sawOriginal: values['paper.sawOriginal'],
      };

function paperFaults(values: ProofValues, mandate: Mandate): Faults {
  const paper = paperOf(values, mandate);
  if (!paper) return {};
  return {
    'paper.reference': paper.reference === '' ? 'REQUIRED' : undefined,
    'paper.placeOfOriginal': paper.placeOfOriginal === '' ? 'REQUIRED' : undefined,
    'paper.sawOriginal': paper.sawOriginal ? undefined : 'MUST_ACCEPT',
  };
}

const DATES = [
  'companyProofIssuedOn',
  'representativeDocument.expiresOn',
  'agentDocument.expiresOn',
] as const;

/** The server's rule (I-3, F6), asked before anything is sent. */
export function proofFaults(values: ProofValues, mandate: Mandate, now: Date): Faults {
  const under = { state: 'UNDER_RA_REVIEW' } as DomainMandate;
  const decided = approveMandate(under, proofsOf(values) as MandateProofs, now);
  const faults = !decided.ok && decided.refusal.kind === 'INPUT' ? decided.refusal.fields : {};
  const empty = DATES.filter((name) => values[name] === '').map((name) => [name, 'REQUIRED']);
  return { ...faults, ...Object.fromEntries(empty), ...paperFaults(values, mandate) };
}

/** Limits of the date pickers: a proof isn't of tomorrow, a document serves today. */
export const dateLimits = () => ({ issued: { max: today() }, expires: { min: today() } });
