import type { StoredFile } from '@mandataire/domain/stored-file';
import type { TenantId } from '@mandataire/domain/tenant';
import type { CalendarDate } from '@mandataire/domain/time';
import type { DueRow } from '../queue/index.js';

/** What the registration authority keeps of a copy; its identifier is the one that it had in the company. */
export interface ArchivedDocument extends Pick<
  StoredFile,
  'tenantId' | 'id' | 'name' | 'mediaType' | 'size' | 'sha256'
> {
  readonly objectType: NonNullable<StoredFile['objectType']>;
  readonly objectId: string;
  readonly archivedAt: Date;
  /** Last day of its retention (D7); null while no certificate rests on it. */
  readonly keepUntil: CalendarDate | null;
}

/** Keys of the archive itself (ARCHIVE_KEY_SECRET): destroying a company's opens and closes nothing here (D9). */
export interface ArchiveVault {
  readonly masterKeyId: string;
  seal(document: Pick<ArchivedDocument, 'tenantId' | 'id'>, content: Uint8Array): ArchiveSeal;
  /** @throws when no secret of the settings opens it, or the octets were changed or moved. */
  open(document: Pick<ArchivedDocument, 'tenantId' | 'id'>, sealed: ArchiveSeal): Uint8Array;
  /** The same document's key under the archive's key of now. */
  rewrap(
    document: Pick<ArchivedDocument, 'tenantId' | 'id'>,
    sealed: Omit<ArchiveSeal, 'sealed'>,
  ): Omit<ArchiveSeal, 'sealed'>;
}

export interface ArchiveSeal {
  readonly masterKeyId: string;
  readonly wrappedKey: Uint8Array;
  readonly sealed: Uint8Array;
}

/** The registration archive, under its own database role (`registration_archive`) and its own keys. */
export interface RegistrationArchive {
  /** Twice is once. @throws when another content is kept under this identifier. */
  keep(document: ArchivedDocument, content: Uint8Array): Promise<void>;
  open(
    tenantId: TenantId,
    id: string,
  ): Promise<{ readonly document: ArchivedDocument; readonly content: Uint8Array } | undefined>;
  /** Retention of all that rests on this object, noted as looked at; never earlier than before (I-26). */
  date(tenantId: TenantId, objectId: string, keepUntil: CalendarDate | null, now: Date): Promise<void>;
  /** Objects whose documents nobody has dated since. */
  datedBefore(before: Date, limit: number): Promise<readonly DueRow[]>;
  /** Documents that lie under another key of the archive than its own of now; identifiers. */
  underOtherKeys(limit: number): Promise<readonly DueRow[]>;
  /** Puts this document's key under the archive's key of now; nothing when it is there. */
  rewrap(tenantId: TenantId, id: string): Promise<void>;
  count(): Promise<number>;
}
