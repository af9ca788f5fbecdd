import { accept, refuseByRule, refuseInput, transition, type Decision } from '../decision/index.js';
import { establishmentFault, normaliseSirets, type Siret } from '../tenant/index.js';
import { addMonths, dateInParis, daysBetween, type CalendarDate } from '../time/index.js';
import { mandateMachine, type Mandate, type MandateAct } from './mandate.js';

/** Longest term of a mandate (D12). */
export const MAX_MANDATE_MONTHS = 36;

/** Signed documents are good for three calendar months, through the same day of the third month in Paris (F6, D12). */
export const SIGNATURE_MONTHS = 3;

export interface AgentNaming {
  readonly agentName: string;
  readonly agentEmail: string;
  readonly acts: readonly MandateAct[];
  readonly productCodes: readonly string[];
  /** None: the whole company. */
  readonly establishments: readonly Siret[];
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

/** The representative of the company with this SIREN names the MC and the scope; refused once he has signed (D12). */
export function nameAgent(
  mandate: Mandate,
  naming: AgentNaming,
  siren: string,
  now: Date,
): Decision<Mandate> {
  if (mandate.state !== 'AWAITING_SIGNATURES') return wrongState(mandate, 'nameAgent');
  if (mandate.representativeSignedAt !== null) return refuseByRule('D12', 'MANDATE_ALREADY_SIGNED');
  const named = { ...naming, establishments: normaliseSirets(naming.establishments) };
  const fields = { ...namingFaults(named, now), ...establishmentFaults(named.establishments, siren) };
  return Object.keys(fields).length > 0 ? refuseInput(fields) : accept({ ...mandate, ...named });
}

/** More than one would name one by one: such a mandate is for the whole company. */
export const MOST_ESTABLISHMENTS = 50;

/** The first fault among them; the form names the field, the sentence what to look for. */
export function establishmentFaults(establishments: readonly Siret[], siren: string): Record<string, string> {
  if (establishments.length > MOST_ESTABLISHMENTS) return { establishments: 'TOO_MANY' };
  const [fault] = establishments.flatMap((siret) => establishmentFault(siret, siren) ?? []);
  return fault === undefined ? {} : { establishments: fault };
}

function namingFaults(naming: AgentNaming, now: Date): Record<string, string> {
  const fields: Record<string, string> = {};
  if (naming.agentName.trim() === '') fields.agentName = 'REQUIRED';
  if (naming.acts.length === 0) fields.acts = 'REQUIRED';
  if (naming.productCodes.length === 0) fields.productCodes = 'REQUIRED';
  if (naming.startsOn < dateInParis(now)) fields.startsOn = 'IN_THE_PAST';
  if (naming.endsOn <= naming.startsOn) fields.endsOn = 'BEFORE_START';
  else if (daysBetween(naming.endsOn, addMonths(naming.startsOn, MAX_MANDATE_MONTHS)) < 0)
    fields.endsOn = 'TERM_TOO_LONG';
  return fields;
}

const wrongState = (mandate: Mandate, action: string): Decision<Mandate> => ({
  ok: false,
  refusal: { kind: 'STATE', state: mandate.state, action, allowedActions: [] },
});

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Compares what was typed with the name as a person would: case, accents, ligatures and spaces apart. */
export const sameName = (typed: string, name: string): boolean => {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[\s'’-]+/gu, ' ')
      .trim()
      .toLowerCase()
      .replace(/[œæß]/gu, (letter) => LIGATURES[letter] ?? letter);
  return plain(typed) === plain(name) && plain(name) !== '';
};

/** The representative signs first: a wilful act, his own name typed (D25, I-4). */
export function signAsRepresentative(mandate: Mandate, typedName: string, now: Date): Decision<Mandate> {
  if (mandate.state !== 'AWAITING_SIGNATURES') return wrongState(mandate, 'sign');
  if (mandate.representativeSignedAt !== null) return refuseByRule('I-4', 'MANDATE_ALREADY_SIGNED');
  if (mandate.agentEmail === null) return refuseByRule('D12', 'AGENT_NOT_NAMED');
  if (!sameName(typedName, mandate.representativeName ?? ''))
    return refuseInput({ typedName: 'NAME_DIFFERS' });
  return accept({ ...mandate, representativeSignedAt: now });
}

export interface Commitments {
  readonly acceptsMandate: boolean;
  readonly commitsToIndependence: boolean;
  readonly commitsToReportDeparture: boolean;
  readonly typedName: string;
}

function commitmentFaults(mandate: Mandate, commitments: Commitments): Record<string, string> {
  const declarations = ['acceptsMandate', 'commitsToIndependence', 'commitsToReportDeparture'] as const;
  const missing = declarations
    .filter((name) => !commitments[name])
    .map((name) => [name, 'MUST_ACCEPT'] as const);
  const named = sameName(commitments.typedName, mandate.agentName ?? '');
  const fields: Record<string, string> = Object.fromEntries(missing);
  if (!named) fields.typedName = 'NAME_DIFFERS';
  return fields;
}

/** The MC accepts and signs both commitments (F6, I-3); the file is then complete and goes to the officer. */
export function signAsAgent(mandate: Mandate, commitments: Commitments, now: Date): Decision<Mandate> {
  if (mandate.state !== 'AWAITING_SIGNATURES') return wrongState(mandate, 'accept');
  if (mandate.representativeSignedAt === null) return refuseByRule('I-3', 'REPRESENTATIVE_HAS_NOT_SIGNED');
  if (signatureLapsed(mandate, now)) return refuseByRule('F6', 'SIGNATURE_LAPSED');
  const fields = commitmentFaults(mandate, commitments);
  if (Object.keys(fields).length > 0) return refuseInput(fields);
  const signed = transition(mandateMachine, mandate.state, 'completeSignatures', 'CERTIFICATION_AGENT');
  if (!signed.ok) return signed;
  const submitted = transition(mandateMachine, signed.next, 'submit', 'SYSTEM');
  return submitted.ok ? accept({ ...mandate, state: submitted.next, agentSignedAt: now }) : submitted;
}

/** Last day on which a document signed then may still be submitted. */
export const signatureGoodThrough = (signedAt: Date): CalendarDate =>
  addMonths(dateInParis(signedAt), SIGNATURE_MONTHS);

/** 2 July is good through 2 October; 30 November through 28 February (F6, D12). */
export const signatureLapsed = (mandate: Mandate, now: Date): boolean =>
  mandate.state === 'AWAITING_SIGNATURES' &&
  mandate.representativeSignedAt !== null &&
  dateInParis(now) > signatureGoodThrough(mandate.representativeSignedAt);

/** References of what the officer saw (F6, D25); the papers themselves come later. */
export interface MandateProofs {
  readonly companyProofType: 'KBIS' | 'RNE' | 'SIRENE' | 'DELEGATION';
  readonly companyProofReference: string;
  readonly companyProofIssuedOn: CalendarDate;
  readonly representativeDocument: DocumentReference;
  readonly agentDocument: DocumentReference;
}

export interface DocumentReference {
  readonly type: 'CNI' | 'PASSPORT' | 'RESIDENCE_PERMIT';
  readonly number: string;
  readonly expiresOn: CalendarDate;
}

/** Over three months old when the MC submitted the file (V3, P4); an act of delegation does not grow old. */
const proofTooOld = (mandate: Mandate, proofs: MandateProofs, today: CalendarDate): boolean =>
  proofs.companyProofType !== 'DELEGATION' &&
  addMonths(proofs.companyProofIssuedOn, SIGNATURE_MONTHS) <
    (mandate.agentSignedAt === null ? today : dateInParis(mandate.agentSignedAt));

/** Approval: company proof with its reference, both identities with a valid document (I-3, F6). */
export function approveMandate(mandate: Mandate, proofs: MandateProofs, now: Date): Decision<Mandate> {
  const today = dateInParis(now);
  const fields: Record<string, string> = {};
  if (proofs.companyProofReference.trim() === '') fields.companyProofReference = 'REQUIRED';
  if (proofs.companyProofIssuedOn > today) fields.companyProofIssuedOn = 'IN_THE_FUTURE';
  if (proofTooOld(mandate, proofs, today)) fields.companyProofIssuedOn = 'COMPANY_PROOF_TOO_OLD';
  if (proofs.representativeDocument.number.trim() === '')
    fields['representativeDocument.number'] = 'REQUIRED';
  if (proofs.representativeDocument.expiresOn < today)
    fields['representativeDocument.expiresOn'] = 'DOCUMENT_EXPIRED';
  if (proofs.agentDocument.number.trim() === '') fields['agentDocument.number'] = 'REQUIRED';
  if (proofs.agentDocument.expiresOn < today) fields['agentDocument.expiresOn'] = 'DOCUMENT_EXPIRED';
  if (Object.keys(fields).length > 0) return refuseInput(fields);
  const decided = transition(mandateMachine, mandate.state, 'approve', 'REGISTRATION_OFFICER');
  return decided.ok ? accept({ ...mandate, state: decided.next }) : decided;
}

/** The officer is neither the representative nor the MC of the file he decides on (F61, I-4). */
export const concernsOfficer = (mandate: Mandate, email: string): boolean =>
  email === mandate.agentEmail || email === mandate.representativeEmail;
