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
  /** The same company key under the platform's key of now. */
  rewrap(key: CompanyFileKey): Pick<CompanyFileKey, 'masterKeyId' | 'wrappedKey'>;
  /** The same file's key under another key of its company. */
  rewrapFile(from: CompanyFileKey, to: CompanyFileKey, file: SealedFor, wrappedKey: Uint8Array): Uint8Array;
}

export interface SealedFile extends SealedFor {
  readonly wrappedKey: Uint8Array;
}

/** Keys over all companies, for the operator's commands (role `worker`). */
export interface FileKeyStore {
  /** Of every company, the oldest first; destroyed ones too. */
  keys(): Promise<readonly CompanyFileKey[]>;
  /** Writes the other envelope of the same key; nothing when somebody was faster. */
  rewrap(key: CompanyFileKey, envelope: Pick<CompanyFileKey, 'masterKeyId' | 'wrappedKey'>): Promise<void>;
  add(key: CompanyFileKey): Promise<void>;
  sealedUnder(key: CompanyFileKey, limit: number): Promise<readonly SealedFile[]>;
  /** Nothing when the file left its key meanwhile. */
  move(file: SealedFor, from: CompanyFileKey, to: CompanyFileKey, wrappedKey: Uint8Array): Promise<void>;
  /** Destroys a key under which nothing lies any more; false when something does. */
  retire(key: CompanyFileKey, at: Date): Promise<boolean>;
  /** Files by company and state. */
  counts(): Promise<
    readonly { readonly tenantId: TenantId; readonly state: string; readonly files: number }[]
  >;
}
