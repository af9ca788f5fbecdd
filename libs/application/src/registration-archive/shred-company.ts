import { removeContent, type StoredFile } from '@mandataire/domain/stored-file';
import type { TenantId } from '@mandataire/domain/tenant';
import { orRefuse } from '../refusal/index.js';
import type { FileVault, RegistrationArchive } from '../stored-file/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';

const BATCH = 100;

export interface ShredPorts {
  readonly unitOfWork: UnitOfWork;
  readonly archive: RegistrationArchive;
  readonly vault: FileVault;
}

/** Papers of the registration itself: kept for as long as D7 says, whatever becomes of the company (I-26). */
const isEvidence = ({ purpose, state }: StoredFile): boolean =>
  state === 'ATTACHED' && (purpose === 'COMPANY_PROOF' || purpose === 'MANDATE_SCAN');

/**
 * Makes a company's files unreadable for ever by destroying its keys (D9). Evidence of the registration goes to the archive
 * first, then the keys go at once, then what is known of each file says so: cut off anywhere, the same call goes on.
 */
export class ShredCompany {
  constructor(private readonly ports: ShredPorts) {}

  /** What would become of the files that are there: to the archive, or destroyed. */
  async plan(tenantId: TenantId): Promise<{ readonly archived: number; readonly destroyed: number }> {
    const files = await this.ports.unitOfWork.run(callerOf(tenantId), (tx) =>
      tx.storedFiles.present(1_000_000),
    );
    const archived = files.filter(isEvidence).length;
    return { archived, destroyed: files.length - archived };
  }

  async execute(tenantId: TenantId): Promise<void> {
    const caller = callerOf(tenantId);
    do await this.keepEvidence(caller);
    while (!(await this.destroyKeys(caller)));
    while (await this.mark(caller));
  }

  private async keepEvidence(caller: Caller): Promise<void> {
    const { unitOfWork, archive } = this.ports;
    const files = await unitOfWork.run(caller, (tx) => tx.storedFiles.present(1_000_000));
    for (const file of files.filter(isEvidence)) {
      const { tenantId, id, name, mediaType, size, sha256, objectType, objectId } = file;
      const { content, now } = await unitOfWork.run(caller, async (tx) => ({
        content: await this.open(tx, file),
        now: tx.now,
      }));
      if (!content || !objectType || !objectId) continue;
      const facts = { tenantId, id, name, mediaType, size, sha256, objectType, objectId };
      await archive.keep({ ...facts, archivedAt: now, keepUntil: null }, content);
      await unitOfWork.run(caller, (tx) => leave(tx, id, 'archive'));
    }
  }

  private async open(tx: Transaction, file: StoredFile): Promise<Uint8Array | undefined> {
    const sealed = await tx.storedFiles.content(file.id);
    const key = sealed && (await tx.storedFiles.key(sealed.companyKeyId));
    return sealed && key && key.wrappedKey ? this.ports.vault.open(key, file, sealed) : undefined;
  }

  /** False when evidence came in meanwhile: it is kept first. */
  private destroyKeys(caller: Caller): Promise<boolean> {
    return this.ports.unitOfWork.run(caller, async (tx) => {
      const key = await tx.storedFiles.currentKey();
      if (!key) return true;
      const files = await tx.storedFiles.present(1_000_000);
      if (files.some(isEvidence)) return false;
      await tx.storedFiles.destroyKeys(tx.now);
      tx.actAs('SYSTEM');
      await tx.record({
        name: 'file.shredded',
        objectType: 'Company',
        objectId: caller.tenantId,
        facts: { files: files.length },
      });
      return true;
    });
  }

  /** @returns whether there may be more. */
  private mark(caller: Caller): Promise<boolean> {
    return this.ports.unitOfWork.run(caller, async (tx) => {
      const files = await tx.storedFiles.present(BATCH);
      for (const { id } of files) await leave(tx, id, 'shred');
      return files.length === BATCH;
    });
  }
}

const callerOf = (tenantId: TenantId): Caller => ({
  tenantId,
  accountId: null,
  correlationId: 'files-shred',
});

async function leave(tx: Transaction, id: string, action: 'archive' | 'shred'): Promise<void> {
  const file = await tx.storedFiles.lock(id);
  if (file?.state !== 'ATTACHED' && file?.state !== 'UPLOADED') return;
  tx.actAs('SYSTEM');
  const left = orRefuse(removeContent(file, action, tx.now));
  await tx.storedFiles.removeContent(id);
  await tx.storedFiles.save(left);
  await tx.record({
    name: action === 'archive' ? 'file.archived' : 'file.shredded',
    objectType: 'StoredFile',
    objectId: id,
    previousState: file.state,
    nextState: left.state,
    facts: { sha256: file.sha256 },
  });
}
