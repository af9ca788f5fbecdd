import type { AccountId } from '../account/index.js';
import { accept, refuseByRule, transition, type Decision, type StateMachine } from '../decision/index.js';
import type { TenantId } from '../tenant/index.js';
import type { Duration } from '../time/index.js';
import type { FilePurpose, MediaType } from './stored-file.data.js';

export type StoredFileState = 'UPLOADED' | 'ATTACHED' | 'ARCHIVED' | 'SWEPT' | 'SHREDDED';
export type StoredFileAction = 'attach' | 'archive' | 'sweep' | 'shred';

const SENDERS = ['SALES', 'LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'] as const;

/** A file of a company: sent, used once, and gone from the company by archive (D9), sweep or destruction of its key. */
export const storedFileMachine: StateMachine<StoredFileState, StoredFileAction> = {
  name: 'StoredFile',
  initial: 'UPLOADED',
  states: ['UPLOADED', 'ATTACHED', 'ARCHIVED', 'SWEPT', 'SHREDDED'],
  terminal: ['ARCHIVED', 'SWEPT', 'SHREDDED'],
  transitions: [
    { from: ['UPLOADED'], action: 'attach', to: 'ATTACHED', actors: SENDERS },
    { from: ['ATTACHED'], action: 'archive', to: 'ARCHIVED', actors: ['SYSTEM'] },
    { from: ['UPLOADED'], action: 'sweep', to: 'SWEPT', actors: ['SYSTEM'] },
    { from: ['UPLOADED', 'ATTACHED'], action: 'shred', to: 'SHREDDED', actors: ['SYSTEM'] },
  ],
};

/** What a file can belong to. */
export type FileObject = 'Company' | 'Mandate' | 'IdentityVerification' | 'StaffImport';

/** Everything about a file but its content; stays when the content has gone (L4: type, hash). */
export interface StoredFile {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly mediaType: MediaType;
  /** Bytes of the content as it is kept: an image is another one than was sent. */
  readonly size: number;
  /** Of the content as it is kept; hexadecimal. */
  readonly sha256: string;
  readonly state: StoredFileState;
  readonly uploadedBy: AccountId;
  readonly uploadedAt: Date;
  readonly objectType: FileObject | null;
  readonly objectId: string | null;
  readonly attachedAt: Date | null;
  /** When the content left the company. */
  readonly removedAt: Date | null;
}

/** How long a file waits to be used. */
export const UNUSED_FILE_KEPT: Duration = { hours: 24 };

export interface Attachment {
  readonly purpose: FilePurpose;
  readonly objectType: FileObject;
  readonly objectId: string;
}

/** A file serves once, for what it was sent for, by whoever sent it. */
export function attach(
  file: StoredFile,
  { purpose, objectType, objectId }: Attachment,
  by: { readonly accountId: AccountId | null; readonly now: Date },
): Decision<StoredFile> {
  if (file.purpose !== purpose || file.uploadedBy !== by.accountId) {
    return refuseByRule('F67', 'FILE_NOT_AVAILABLE');
  }
  if (file.state !== 'UPLOADED') return refuseByRule('F67', 'FILE_ALREADY_USED');
  return accept({ ...file, state: 'ATTACHED', objectType, objectId, attachedAt: by.now });
}

/** The file without its content, which must be taken away in the same transaction. */
export function removeContent(
  file: StoredFile,
  action: 'archive' | 'sweep' | 'shred',
  now: Date,
): Decision<StoredFile> {
  const decided = transition(storedFileMachine, file.state, action, 'SYSTEM');
  return decided.ok ? accept({ ...file, state: decided.next, removedAt: now }) : decided;
}
