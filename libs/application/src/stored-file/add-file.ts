import { refuseByRule } from '@mandataire/domain/decision';
import {
  FILE_PURPOSES,
  storedFileMachine,
  tidyFileName,
  type FilePurpose,
  type StoredFile,
} from '@mandataire/domain/stored-file';
import type { TenantId } from '@mandataire/domain/tenant';
import type { Hasher, Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { forbidden, notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { TenantLocator } from '../tenant/index.js';
import type { Caller, CompanyFileKey, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type { FileInspector, FileVault, MalwareScanner } from './stored-file.ports.js';

export interface AddFileInput {
  readonly purpose: FilePurpose;
  /** As it was sent; kept tidied. */
  readonly name: string;
  readonly content: Uint8Array;
  /** For sales, which is in no company; everybody else is in his session's. */
  readonly companyId: string | null;
}

export interface AddFilePorts {
  readonly unitOfWork: UnitOfWork;
  readonly locator: TenantLocator;
  readonly inspector: FileInspector;
  readonly scanner: MalwareScanner;
  readonly vault: FileVault;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
}

/**
 * Keeps a file that one act may use within a day (`attachFile`). Inspected and scanned before anything is written, sealed
 * under the company's key; row, content and journal are one commit, so nothing is half-written. Permission by purpose.
 * Refuses what the purpose's list does not have, private keys (I-11), malware; UPSTREAM_UNAVAILABLE when the scanner is not
 * there.
 */
export class AddFile {
  constructor(private readonly ports: AddFilePorts) {}

  /** Before a single octet of the file is read: a sender without the right is not listened to. @throws FORBIDDEN */
  async admit(requester: Requester, purpose: FilePurpose, companyId: string | null): Promise<void> {
    const caller = await this.callerOf(requester, companyId);
    await this.ports.unitOfWork.run(caller, (tx) => authorise(tx, requester, FILE_PURPOSES[purpose].add));
  }

  async execute(requester: Requester, input: AddFileInput): Promise<StoredFile> {
    const { inspector, scanner, hasher, randomness, unitOfWork } = this.ports;
    const caller = await this.callerOf(requester, input.companyId);
    const { mediaType, content } = orRefuse(await inspector.inspect(input.purpose, input.content));
    // What was sent, not what was made of it: an image made anew may have lost what the scanner looks for.
    if (await scanner.isInfected(input.content)) {
      throw refusedError(refuseByRule('I-11', 'FILE_INFECTED').refusal);
    }
    const id = randomness.id();
    return unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, FILE_PURPOSES[input.purpose].add);
      const file: StoredFile = {
        ...{ tenantId: caller.tenantId, id, version: 1, purpose: input.purpose },
        name: tidyFileName(input.name, mediaType),
        mediaType,
        size: content.byteLength,
        sha256: hasher.sha256(content),
        state: storedFileMachine.initial,
        uploadedBy: requester.accountId,
        uploadedAt: tx.now,
        ...{ objectType: null, objectId: null, attachedAt: null, removedAt: null },
      };
      await tx.storedFiles.insert(file, this.ports.vault.seal(await this.key(tx), file, content));
      await tx.record({
        name: 'file.uploaded',
        objectType: 'StoredFile',
        objectId: id,
        nextState: file.state,
        facts: { purpose: file.purpose, mediaType, size: file.size, sha256: file.sha256 },
      });
      return file;
    });
  }

  private async key(tx: Transaction): Promise<CompanyFileKey> {
    const { vault, randomness } = this.ports;
    const current = await tx.storedFiles.currentKey();
    if (current) return current;
    const { tenantId } = tx.caller;
    const id = randomness.id();
    const first = await tx.storedFiles.addFirstKey({
      ...{ tenantId, id, number: 1, madeAt: tx.now },
      ...vault.makeCompanyKey(tenantId, id),
    });
    if (!first) throw refusedError(refuseByRule('D9', 'COMPANY_FILES_DESTROYED').refusal);
    return first;
  }

  private async callerOf(requester: Requester, companyId: string | null): Promise<Caller> {
    if (requester.tenantId !== null) return inCompany(requester);
    return { ...inNoCompany(requester), tenantId: await this.company(requester, companyId) };
  }

  private async company(requester: Requester, companyId: string | null): Promise<TenantId> {
    if (companyId === null || !requester.platformRoles.includes('SALES'))
      throw forbidden('NO_ACTIVE_COMPANY');
    const found = await this.ports.locator.ofCompany(companyId);
    if (!found) throw notFound();
    return found;
  }
}

const inNoCompany = ({ accountId, correlationId }: Requester) => ({ accountId, correlationId });
