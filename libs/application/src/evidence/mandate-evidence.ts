import type { MandateActRecord } from '@mandataire/domain/mandate';
import { canonicalJson } from './canonical-json.js';

/** SUBMITTED: both have signed. DECIDED: the office has answered. */
export type EvidenceStage = 'SUBMITTED' | 'DECIDED';

export type EvidenceDecision = 'APPROVED' | 'REJECTED' | 'RETURNED';

/** What everybody signed, as it was shown; its canonical JSON has the hash that each act names. */
export interface MandateContent {
  readonly company: { readonly siren: string; readonly name: string; readonly city: string };
  readonly representative: { readonly name: string | null; readonly email: string | null };
  readonly agent: { readonly name: string | null; readonly email: string | null };
  readonly acts: readonly string[];
  readonly productCodes: readonly string[];
  readonly establishments?: readonly string[];
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly text: {
    readonly version: string;
    readonly mandate: readonly string[];
    readonly independence: string;
    readonly departure: string;
  };
}

/** An act as evidence shows it: what an officer saw of identity papers stays with the office (L3). */
export type EvidenceAct = Pick<
  MandateActRecord,
  'id' | 'kind' | 'email' | 'typedName' | 'strength' | 'contentHash' | 'proof'
> & { readonly at: string };

/** The evidence of a mandate (R20, F63, I-4, I-7): its canonical JSON is what the platform seals. */
export interface MandateEvidence {
  readonly format: typeof EVIDENCE_FORMAT;
  readonly stage: EvidenceStage;
  readonly mandateId: string;
  readonly builtAt: string;
  readonly content: MandateContent;
  readonly contentHash: string;
  readonly acts: readonly EvidenceAct[];
  readonly decision: EvidenceDecision | null;
}

export const EVIDENCE_FORMAT = 'mandataire-evidence-1';
export const PACKAGE_FORMAT = 'mandataire-evidence-package-1';

/** What is handed out as JSON: the sealed octets, the seal over them and, when there is one, the time-stamp over the seal. */
export interface EvidencePackage {
  readonly evidence: string;
  readonly seal: Uint8Array;
  readonly timeStamp: KeptToken | null;
}

/** A token with its own hash: beside what its authority signed, a token has octets that nobody did. */
export interface KeptToken {
  readonly token: Uint8Array;
  readonly sha256: string;
}

const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');

/** One form only: a package with one octet changed is not one any more. */
export const writePackage = ({ evidence, seal, timeStamp }: EvidencePackage): string =>
  canonicalJson({
    ...{ format: PACKAGE_FORMAT, evidence, seal: base64(seal) },
    timeStamp: timeStamp && { token: base64(timeStamp.token), sha256: timeStamp.sha256 },
  });

/** Undefined for whatever `writePackage` did not write. */
export function readPackage(text: string): EvidencePackage | undefined {
  const read = parsed(text);
  if (typeof read?.evidence !== 'string' || typeof read.seal !== 'string') return undefined;
  const found: EvidencePackage = {
    evidence: read.evidence,
    seal: Buffer.from(read.seal, 'base64'),
    timeStamp: readToken(read.timeStamp),
  };
  return writePackage(found) === text ? found : undefined;
}

function readToken(value: unknown): KeptToken | null {
  const { token, sha256 } = (value ?? {}) as { token?: unknown; sha256?: unknown };
  if (typeof token !== 'string' || typeof sha256 !== 'string') return null;
  return { token: Buffer.from(token, 'base64'), sha256 };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined for anything that is not the canonical JSON of an evidence. */
export function readEvidence(text: string): MandateEvidence | undefined {
  const read = parsed(text);
  if (read?.format !== EVIDENCE_FORMAT || canonicalJson(read) !== text) return undefined;
  return Array.isArray(read.acts) ? (read as unknown as MandateEvidence) : undefined;
}
