import type { FileObject, StoredFile } from '@mandataire/domain/stored-file';
import type { TenantId } from '@mandataire/domain/tenant';

/** A key under which a company's files are sealed, itself sealed by the platform's; null once it was destroyed. */
export interface CompanyFileKey {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly number: number;
  /** Which of the platform's keys opens it. */
  readonly masterKeyId: string;
  readonly wrappedKey: Uint8Array | null;
  readonly madeAt: Date;
}

/** A file's content as it lies in the database: under a key of its own, which lies under the company's. */
export interface SealedContent {
  readonly companyKeyId: string;
  readonly wrappedKey: Uint8Array;
  readonly sealed: Uint8Array;
}

export interface StoredFileRepository {
  find(id: string): Promise<StoredFile | undefined>;
  /** The same, locked until the commit. */
  lock(id: string): Promise<StoredFile | undefined>;
  insert(file: StoredFile, content: SealedContent): Promise<void>;
  save(file: StoredFile): Promise<StoredFile>;
  /** Files that were attached to this object, oldest first. */
  of(objectType: FileObject, objectId: string): Promise<readonly StoredFile[]>;
  /** Files whose content is still here, at most so many. */
  present(limit: number): Promise<readonly StoredFile[]>;
  /** Undefined once it was taken away. */
  content(id: string): Promise<SealedContent | undefined>;
  /** Takes content and key of the file away. */
  removeContent(id: string): Promise<void>;
  /** The newest key that is not destroyed. */
  currentKey(): Promise<CompanyFileKey | undefined>;
  key(id: string): Promise<CompanyFileKey | undefined>;
  /** The company's first key, or the one that somebody else added at the same time; none once its files were destroyed. */
  addFirstKey(key: CompanyFileKey): Promise<CompanyFileKey | undefined>;
  /** Destroys every key of the company; waits for whoever is sealing under one. Role `worker` only. */
  destroyKeys(at: Date): Promise<void>;
}
