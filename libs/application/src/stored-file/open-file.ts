import type { AccessGrant } from '@mandataire/domain/access';
import { refuseByRule } from '@mandataire/domain/decision';
import { FILE_PURPOSES, type StoredFile } from '@mandataire/domain/stored-file';
import type { AccessGrantReader } from '../access/index.js';
import type { Clock, Hasher } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { forbidden, notFound, refusedError } from '../refusal/index.js';
import type { RegistrationArchive } from './registration-archive.port.js';
import type { TenantLocator } from '../tenant/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type { FileVault } from './stored-file.ports.js';

export interface OpenFileInput {
  readonly fileId: string;
  /** Of the platform's staff: the object whose opened file this one belongs to. */
  readonly openedObjectId: string | null;
  /** Of sales: the company. */
  readonly companyId: string | null;
}

export interface OpenedStoredFile {
  readonly file: StoredFile;
  readonly content: Uint8Array;
}

export interface OpenFilePorts {
  readonly unitOfWork: UnitOfWork;
  readonly grants: AccessGrantReader;
  readonly locator: TenantLocator;
  readonly vault: FileVault;
  readonly archive: RegistrationArchive;
  readonly clock: Clock;
  readonly hasher: Hasher;
}

interface Way {
  readonly caller: Caller;
  /** Through which the office came in. */
  readonly grant?: AccessGrant;
}

/**
 * Gives a file's octets to whoever may read files of its purpose, and writes into the company's journal who read what, in
 * the same commit (L3, I-27). One that nobody has used yet is its sender's alone. The office reads through an access grant
 * on the order or mandate that the file belongs to, and from its archive what has moved there (D9): permission
 * `archive.read`, with a fresh factor. Another company's file is not there.
 */
export class OpenFile {
  constructor(private readonly ports: OpenFilePorts) {}

  async execute(requester: Requester, input: OpenFileInput): Promise<OpenedStoredFile> {
    const way = await this.wayIn(requester, input);
    const { file, content } = await this.ports.unitOfWork.run(way.caller, async (tx) => {
      const found = await this.reached(tx, requester, way, input.fileId);
      const kept = await this.contentOf(tx, requester, way, found);
      await tx.record({
        name: 'file.opened',
        objectType: 'StoredFile',
        objectId: found.id,
        reason: way.grant?.reason ?? null,
        facts: { purpose: found.purpose, state: found.state, ofType: found.objectType, ofId: found.objectId },
      });
      return { file: found, content: kept };
    });
    // Read after its line is in the journal: over a connection of its own that no transaction here waits for.
    return { file, content: content ?? (await this.archived(file)) };
  }

  private async wayIn(requester: Requester, input: OpenFileInput): Promise<Way> {
    if (requester.tenantId !== null) return { caller: inCompany(requester) };
    const { accountId, correlationId } = requester;
    if (input.openedObjectId !== null) {
      const grant = await this.ports.grants.openOf(accountId, input.openedObjectId, this.ports.clock.now());
      if (!grant) throw forbidden('ACCESS_GRANT_REQUIRED');
      return { caller: { accountId, correlationId, tenantId: grant.tenantId }, grant };
    }
    if (!requester.platformRoles.includes('SALES') || input.companyId === null)
      throw forbidden('ACCESS_GRANT_REQUIRED');
    const tenantId = await this.ports.locator.ofCompany(input.companyId);
    if (!tenantId) throw notFound();
    return { caller: { accountId, correlationId, tenantId } };
  }

  /** Looked for again once the reader's reach is known. @throws NOT_FOUND, FORBIDDEN */
  private async reached(
    tx: Transaction,
    requester: Requester,
    { grant }: Way,
    fileId: string,
  ): Promise<StoredFile> {
    const named = await tx.storedFiles.find(fileId);
    if (!named) throw notFound();
    await authorise(tx, requester, FILE_PURPOSES[named.purpose].read);
    const file = await tx.storedFiles.find(fileId);
    const unused = file?.state === 'UPLOADED' || file?.state === 'SWEPT';
    if (!file || (unused && file.uploadedBy !== requester.accountId)) throw notFound();
    if (grant && !(await isOfOpened(tx, grant, file))) throw notFound();
    return file;
  }

  /** Undefined: it is in the archive, and this person may read there. */
  private async contentOf(
    tx: Transaction,
    requester: Requester,
    { grant }: Way,
    file: StoredFile,
  ): Promise<Uint8Array | undefined> {
    if (file.state === 'ARCHIVED') {
      if (!grant) throw refusedError(refuseByRule('D9', 'FILE_IN_ARCHIVE').refusal);
      await authorise(tx, requester, 'archive.read');
      return undefined;
    }
    const sealed = await tx.storedFiles.content(file.id);
    const key = sealed && (await tx.storedFiles.key(sealed.companyKeyId));
    if (!sealed || !key) throw refusedError(refuseByRule('L4', 'FILE_ERASED').refusal);
    return this.unchanged(file, this.ports.vault.open(key, file, sealed));
  }

  private async archived(file: StoredFile): Promise<Uint8Array> {
    const found = await this.ports.archive.open(file.tenantId, file.id);
    if (!found) throw new Error(`file ${file.id} is not in the archive`);
    return this.unchanged(file, found.content);
  }

  private unchanged({ id, sha256 }: StoredFile, content: Uint8Array): Uint8Array {
    if (this.ports.hasher.sha256(content) !== sha256) throw new Error(`file ${id} is not what was kept`);
    return content;
  }
}

/** Whether the file is part of the file that was opened: the copies of an order's holder, the papers of a mandate. */
async function isOfOpened(tx: Transaction, grant: AccessGrant, file: StoredFile): Promise<boolean> {
  if (grant.objectType === 'MANDATE')
    return (
      file.objectType === 'Company' || (file.objectType === 'Mandate' && file.objectId === grant.objectId)
    );
  if (grant.objectType !== 'ORDER' || file.objectType !== 'IdentityVerification' || file.objectId === null)
    return false;
  const verification = await tx.verifications.find(file.objectId);
  return verification !== undefined && verification.holderId === grant.holderId;
}
