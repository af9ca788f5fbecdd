import { attach, type Attachment, type StoredFile } from '@mandataire/domain/stored-file';
import { notFound, orRefuse } from '../refusal/index.js';
import type { Transaction } from '../unit-of-work/index.js';

export interface AttachFileInput extends Attachment {
  readonly fileId: string;
}

/**
 * Makes an uploaded file part of an object, in the transaction of the act that takes it. Refuses one that is not there,
 * somebody else's, of another purpose, or used already; for the same object again it is the same.
 */
export async function attachFile(tx: Transaction, { fileId, ...to }: AttachFileInput): Promise<StoredFile> {
  const file = await tx.storedFiles.lock(fileId);
  if (!file) throw notFound();
  const before = file.objectType === to.objectType && file.objectId === to.objectId;
  if (before && file.state === 'ATTACHED') return file;
  const attached = orRefuse(attach(file, to, { accountId: tx.caller.accountId, now: tx.now }));
  const saved = await tx.storedFiles.save(attached);
  await tx.record({
    name: 'file.attached',
    objectType: 'StoredFile',
    objectId: saved.id,
    previousState: file.state,
    nextState: saved.state,
    facts: { purpose: saved.purpose, sha256: saved.sha256, toType: to.objectType, toId: to.objectId },
  });
  return saved;
}
