import type { StoredFile, FileObject } from '@mandataire/domain/stored-file';
import { keptUntil, removeContent } from '@mandataire/domain/stored-file';
import type { CalendarDate } from '@mandataire/domain/time';
import type { Catalogue } from '../catalogue/index.js';
import type { Hasher } from '../clock/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { callerOfEvent } from '../queue/index.js';
import { orRefuse } from '../refusal/index.js';
import type { FileVault, RegistrationArchive } from '../stored-file/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface ArchivePorts {
  readonly unitOfWork: UnitOfWork;
  readonly catalogue: Catalogue;
  readonly archive: RegistrationArchive;
  readonly vault: FileVault;
  readonly hasher: Hasher;
}

interface Opened {
  readonly file: StoredFile;
  readonly content: Uint8Array;
}

/**
 * The office has acknowledged a file: the copies of identity documents that it rests on move to the registration archive
 * (D9, F14, L4). First kept there, then taken away here, each in its own transaction: killed in between, the next try
 * finds both and goes on. The company keeps type, number, expiry and hash.
 */
export class ArchiveRegistration {
  constructor(private readonly ports: ArchivePorts) {}

  async execute(event: OutboxEvent): Promise<void> {
    const caller = callerOfEvent(event);
    const object = await this.ports.unitOfWork.run(caller, (tx) => acknowledged(tx, event));
    if (object) await this.archive(caller, object.type, object.id);
  }

  private async archive(caller: Caller, objectType: FileObject, objectId: string): Promise<void> {
    const { unitOfWork, archive } = this.ports;
    const { copies, now } = await unitOfWork.run(caller, async (tx) => ({
      copies: await this.open(tx, objectType, objectId),
      now: tx.now,
    }));
    for (const { file, content } of copies) {
      const { tenantId, id, name, mediaType, size, sha256 } = file;
      await archive.keep(
        {
          ...{ tenantId, id, name, mediaType, size, sha256, objectType, objectId },
          archivedAt: now,
          keepUntil: null,
        },
        content,
      );
      await unitOfWork.run(caller, (tx) => forget(tx, id));
    }
    if (copies.length > 0) await this.date(caller, objectId);
  }

  /** Those that are still here; one at a time in memory would need a transaction each, and there are two. */
  private async open(tx: Transaction, objectType: FileObject, objectId: string): Promise<readonly Opened[]> {
    const files = await tx.storedFiles.of(objectType, objectId);
    const opened: Opened[] = [];
    for (const file of files.filter(
      ({ purpose, state }) => purpose === 'IDENTITY_DOCUMENT' && state === 'ATTACHED',
    )) {
      const sealed = await tx.storedFiles.content(file.id);
      const key = sealed && (await tx.storedFiles.key(sealed.companyKeyId));
      if (!sealed || !key) continue;
      const content = this.ports.vault.open(key, file, sealed);
      if (this.ports.hasher.sha256(content) !== file.sha256)
        throw new Error(`file ${file.id} is not what was kept: it is not moved`);
      opened.push({ file, content });
    }
    return opened;
  }

  /** Looks again how long the documents of this verification are to be kept (D7). */
  async date(caller: Caller, objectId: string): Promise<void> {
    const { unitOfWork, archive } = this.ports;
    const { keepUntil, now } = await unitOfWork.run(caller, async (tx) => ({
      keepUntil: await this.retention(tx, objectId),
      now: tx.now,
    }));
    await archive.date(caller.tenantId, objectId, keepUntil, now);
  }

  /** From the certificates that rest on this verification, the last to end under the strictest level. */
  private async retention(tx: Transaction, verificationId: string): Promise<CalendarDate | null> {
    const verification = await tx.verifications.find(verificationId);
    if (!verification) return null;
    const days: CalendarDate[] = [];
    for (const order of await tx.orders.ofHolder(verification.holderId)) {
      if (order.verificationId !== verificationId) continue;
      const certificate = await tx.certificates.ofOrder(order.id);
      const product = await this.ports.catalogue.version(order.productCode, order.productVersion);
      if (certificate && product) days.push(keptUntil(product.level, certificate.notAfter));
    }
    return days.sort().at(-1) ?? null;
  }
}

async function acknowledged(
  tx: Transaction,
  { name, objectId }: OutboxEvent,
): Promise<{ type: FileObject; id: string } | undefined> {
  if (name === 'mandate.approved') return { type: 'Mandate', id: objectId };
  const order = await tx.orders.find(objectId);
  return order?.verificationId ? { type: 'IdentityVerification', id: order.verificationId } : undefined;
}

/** Asks the state machine again: another try may have been faster. */
async function forget(tx: Transaction, id: string): Promise<void> {
  const file = await tx.storedFiles.lock(id);
  if (file?.state !== 'ATTACHED') return;
  tx.actAs('SYSTEM');
  const archived = orRefuse(removeContent(file, 'archive', tx.now));
  await tx.storedFiles.removeContent(id);
  await tx.storedFiles.save(archived);
  await tx.record({
    name: 'file.archived',
    objectType: 'StoredFile',
    objectId: id,
    previousState: file.state,
    nextState: archived.state,
    facts: { sha256: file.sha256, ofType: file.objectType, ofId: file.objectId },
  });
}
