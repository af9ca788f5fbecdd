import type { CmsProof } from '@mandataire/domain/mandate';
import type { MandateEvidence } from './mandate-evidence.js';

/** The platform's seal: a key of its own, which the worker alone holds (ADR 0060). */
export interface EvidenceSeal {
  /** CMS over these octets, detached (CAdES baseline B), DER. */
  seal(content: Uint8Array, at: Date): Promise<Uint8Array>;
  /** The same inside a PDF (PAdES baseline B). */
  sealPdf(pdf: Uint8Array, at: Date): Promise<Uint8Array>;
}

export interface PrintedEvidence {
  readonly evidence: MandateEvidence;
  /** The JSON package, attached to the PDF: whoever has the PDF has all of it. */
  readonly attachment: string;
  readonly stampedAt: Date | null;
}

/** Writes the French PDF: tagged, titled, in fr-FR. */
export interface EvidencePrinter {
  print(printed: PrintedEvidence): Promise<Uint8Array>;
  /** What a signer reads before he signs: the same text, not sealed, and it says so. */
  printDraft(content: MandateEvidence['content'], contentHash: string): Promise<Uint8Array>;
}

export interface StampedAt {
  readonly token: Uint8Array;
  readonly at: Date;
}

/** A time-stamping authority (RFC 3161). */
export interface TimeStamper {
  /** The verified token over these octets. @throws when the authority can't be reached or answers falsely. */
  stamp(data: Uint8Array): Promise<StampedAt>;
}

export type CmsRefusal =
  | 'CMS_UNREADABLE'
  | 'CMS_OTHER_CONTENT'
  | 'CMS_FALSE'
  | 'CMS_UNTRUSTED'
  | 'CMS_NOT_VALID'
  | 'CMS_REVOKED'
  /** Whether it is revoked cannot be known now. */
  | 'CMS_STATUS_UNAVAILABLE'
  | 'CMS_NOT_FOR_SIGNING';

export type CmsInspection =
  | { readonly ok: false; readonly refusal: CmsRefusal }
  | {
      readonly ok: true;
      readonly proof: CmsProof;
      /** Every name that the certificate may be read by. */
      readonly names: readonly string[];
    };

/** Judges a signature that a person made with his own certificate (D25). */
export interface CmsInspector {
  inspect(cms: Uint8Array, content: Uint8Array, at: Date): Promise<CmsInspection>;
}
