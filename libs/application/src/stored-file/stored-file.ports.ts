import type { Decision } from '@mandataire/domain/decision';
import type { FilePurpose, MediaType } from '@mandataire/domain/stored-file';
import type { TenantId } from '@mandataire/domain/tenant';
import type { CompanyFileKey, SealedContent } from '../unit-of-work/index.js';

export interface InspectedFile {
  readonly mediaType: MediaType;
  /** What is kept: an image is made anew, without what its camera wrote into it. */
  readonly content: Uint8Array;
}

/** Looks into a file, whatever its name and its sender say of it. Refuses what is not on the purpose's list (I-11). */
export interface FileInspector {
  inspect(purpose: FilePurpose, content: Uint8Array): Promise<Decision<InspectedFile>>;
}

/** @throws UPSTREAM_UNAVAILABLE when it doesn't answer, or something else than a verdict: then nothing is kept. */
export interface MalwareScanner {
  isInfected(content: Uint8Array): Promise<boolean>;
}

/** What a file's ciphertext is bound to: moved elsewhere, it does not open. */
export interface SealedFor {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly purpose: FilePurpose;
}

/** Envelopes: a key per file under the company's, the company's under the platform's (FILES_KEY_SECRET). */
export interface FileVault {
  /** The platform's key of now. */
  readonly masterKeyId: string;
  /** A new key for a company, sealed. */
  makeCompanyKey(tenantId: TenantId, id: string): Pick<CompanyFileKey, 'masterKeyId' | 'wrappedKey'>;
  seal(key: CompanyFileKey, file: SealedFor, content: Uint8Array): SealedContent;
  /** @throws when the key was destroyed or the octets were changed or moved. */
  open(key: CompanyFileKey, file: SealedFor, sealed: SealedContent): Uint8Array;
}
