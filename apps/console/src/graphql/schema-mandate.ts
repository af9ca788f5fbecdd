/** Mandates, their signing links and the activation of an account, as the console reads them (apps/api/schema.graphql). */
import type { MandateAct, MandateState } from '@mandataire/domain/mandate';
import type { DateTime } from './schema.js';

export type { MandateAct, MandateState };

export type MandateSigner = 'REPRESENTATIVE' | 'AGENT';
export type MandateKind = 'PRINCIPAL' | 'DEPUTY' | 'SUCCESSOR';
export type MandateActionName =
  'APPROVE' | 'REJECT' | 'RETURN' | 'END' | 'CONFIRM' | 'WITHDRAW' | 'PRINT' | 'HAND_IN' | 'PLAN_DEPARTURE';
export type MandateDecision = 'APPROVE' | 'REJECT' | 'RETURN';
export type CompanyProofType = 'KBIS' | 'RNE' | 'SIRENE' | 'DELEGATION';
export type IdentityDocumentType = 'CNI' | 'PASSPORT' | 'RESIDENCE_PERMIT';

/** Who mandates whom, for what and until when. */
export interface MandateTerms {
  readonly state: MandateState;
  readonly companyName: string;
  readonly siren: string;
  readonly city: string;
  readonly representativeName: string | null;
  readonly representativeEmail: string | null;
  readonly agentName: string | null;
  readonly agentEmail: string | null;
  readonly acts: readonly MandateAct[];
  readonly productCodes: readonly string[];
  /** SIRETs; none: the whole company. */
  readonly establishments: readonly string[];
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly representativeSignedAt: DateTime | null;
  readonly agentSignedAt: DateTime | null;
}

export interface Mandate extends MandateTerms {
  readonly id: string;
  readonly version: number;
  readonly signatureGoodThrough: string | null;
  readonly endedAt: DateTime | null;
  readonly kind: MandateKind;
  readonly predecessorId: string | null;
  /** Signed on paper: on the printed form. */
  readonly paperReference: string | null;
  readonly placeOfOriginal: string | null;
  readonly scanFileId: string | null;
  /** A new representative confirms or ends it by this day. */
  readonly confirmBy: string | null;
  readonly signedByDelegation: boolean;
  readonly evidence: readonly MandateEvidence[];
  readonly sealedEvidence: readonly SealedEvidence[];
  readonly allowedActions: readonly MandateActionName[];
}

export interface MandateEvidence {
  readonly kind: string;
  readonly email: string;
  readonly typedName: string | null;
  readonly strength: string;
  /** Telephone (masked) or certificate. */
  readonly boundBy: string | null;
  readonly contentHash: string;
  readonly at: DateTime;
  readonly references: readonly { readonly label: string; readonly value: string }[];
}

export interface MandateFile extends MandateTerms {
  readonly textVersion: string;
  readonly text: readonly string[];
  readonly independence: string;
  readonly departure: string;
  readonly contentHash: string;
  /** The canonical JSON of that hash. */
  readonly content: string;
}

export interface SealedEvidence {
  readonly id: string;
  readonly stage: 'SUBMITTED' | 'DECIDED';
  readonly evidenceHash: string;
  readonly builtAt: DateTime;
  readonly stampedAt: DateTime | null;
}

export interface MandateForm extends MandateFile {
  readonly reference: string;
}

/** The officer's check of the sheet (D25). */
export interface PaperCheckInput {
  readonly reference: string;
  readonly placeOfOriginal: string;
  readonly sawOriginal: boolean;
}

export interface DocumentReferenceInput {
  readonly type: IdentityDocumentType;
  readonly number: string;
  readonly expiresOn: string;
}

export interface MandateProofsInput {
  readonly companyProofType: CompanyProofType;
  readonly companyProofReference: string;
  readonly companyProofIssuedOn: string;
  readonly representativeDocument: DocumentReferenceInput;
  readonly agentDocument: DocumentReferenceInput;
}

export interface Activation {
  readonly email: string;
  readonly displayName: string;
  readonly companyName: string;
  readonly secondFactorRequired: boolean;
  /** He has an account already: he only accepts. */
  readonly known: boolean;
  readonly passwordMinimum: number;
}
