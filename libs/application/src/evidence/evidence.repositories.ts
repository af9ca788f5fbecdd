import type { MandateActRecord, SignerPhone } from '@mandataire/domain/mandate';
import type { TenantId } from '@mandataire/domain/tenant';
import type { EvidenceStage } from './mandate-evidence.js';

/** The canonical JSON that a representative signed, kept as it was: later words and names change nothing in it. */
export interface KeptContent {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly mandateId: string;
  readonly contentHash: string;
  readonly content: string;
  readonly at: Date;
}

/** One sealed evidence; append-only. */
export interface SealedEvidence {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly mandateId: string;
  /** What it was built for: one each. */
  readonly eventId: string;
  readonly stage: EvidenceStage;
  readonly evidence: string;
  readonly evidenceHash: string;
  readonly seal: Uint8Array;
  readonly pdf: Uint8Array;
  readonly builtAt: Date;
}

/** The time-stamp over a seal, which may come later than the seal; append-only. Its id is that of the evidence. */
export interface EvidenceStamp {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly token: Uint8Array;
  readonly tokenHash: string;
  /** As the authority says it. */
  readonly stampedAt: Date;
  readonly keptAt: Date;
}

interface Added<T> {
  insert(row: T): Promise<void>;
}

/** Everything about evidence of mandates in one transaction. */
export interface EvidenceRepositories {
  /** Acts of the mandate, oldest first. */
  acts(mandateId: string): Promise<readonly MandateActRecord[]>;
  readonly contents: Added<KeptContent> & {
    ofHash(mandateId: string, contentHash: string): Promise<KeptContent | undefined>;
  };
  readonly sealed: Added<SealedEvidence> & {
    find(id: string): Promise<SealedEvidence | undefined>;
    ofEvent(eventId: string): Promise<SealedEvidence | undefined>;
  };
  readonly stamps: Added<EvidenceStamp> & { find(id: string): Promise<EvidenceStamp | undefined> };
  readonly phones: Added<SignerPhone> & {
    save(row: SignerPhone): Promise<SignerPhone>;
    ofEmail(email: string): Promise<SignerPhone | undefined>;
  };
}
