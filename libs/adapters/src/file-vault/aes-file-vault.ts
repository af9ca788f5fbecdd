import type { FileVault, SealedFor } from '@mandataire/application/stored-file';
import type { CompanyFileKey, SealedContent } from '@mandataire/application/unit-of-work';
import type { TenantId } from '@mandataire/domain/tenant';
import { freshKey, MasterKeys, seal, SealBroken, unseal } from './envelope.js';

const companyKeyFor = (tenantId: TenantId, id: string): string => `company key ${tenantId} ${id}`;
const fileKeyFor = ({ tenantId, id, purpose }: SealedFor): string => `file key ${tenantId} ${id} ${purpose}`;
const contentOf = ({ tenantId, id, purpose }: SealedFor): string => `file ${tenantId} ${id} ${purpose}`;

/**
 * Each file under a key of its own, that under the company's, that under the platform's (ADR 0052). Company, file and
 * purpose are authenticated at each step, so a row that is copied elsewhere does not open.
 */
export class AesFileVault implements FileVault {
  constructor(private readonly masters: MasterKeys) {}

  static of(secret: string, previous?: string | undefined): AesFileVault {
    return new AesFileVault(new MasterKeys('company files', secret, previous ? [previous] : []));
  }

  get masterKeyId(): string {
    return this.masters.current.id;
  }

  makeCompanyKey(tenantId: TenantId, id: string): Pick<CompanyFileKey, 'masterKeyId' | 'wrappedKey'> {
    return this.wrapped(tenantId, id, freshKey());
  }

  seal(key: CompanyFileKey, file: SealedFor, content: Uint8Array): SealedContent {
    const own = freshKey();
    return {
      companyKeyId: key.id,
      wrappedKey: seal(this.companyKey(key), fileKeyFor(file), own),
      sealed: seal(own, contentOf(file), content),
    };
  }

  open(key: CompanyFileKey, file: SealedFor, { wrappedKey, sealed }: SealedContent): Uint8Array {
    const own = unseal(this.companyKey(key), fileKeyFor(file), wrappedKey);
    return unseal(own, contentOf(file), sealed);
  }

  /** The same company key under the platform's key of now. */
  rewrap(key: CompanyFileKey): Pick<CompanyFileKey, 'masterKeyId' | 'wrappedKey'> {
    return this.wrapped(key.tenantId, key.id, this.companyKey(key));
  }

  /** The same file's key under another key of its company. */
  rewrapFile(from: CompanyFileKey, to: CompanyFileKey, file: SealedFor, wrappedKey: Uint8Array): Uint8Array {
    const own = unseal(this.companyKey(from), fileKeyFor(file), wrappedKey);
    return seal(this.companyKey(to), fileKeyFor(file), own);
  }

  private wrapped(tenantId: TenantId, id: string, key: Uint8Array) {
    const { id: masterKeyId, key: master } = this.masters.current;
    return { masterKeyId, wrappedKey: seal(master, companyKeyFor(tenantId, id), key) };
  }

  private companyKey({ tenantId, id, masterKeyId, wrappedKey }: CompanyFileKey): Uint8Array {
    if (wrappedKey === null) throw new SealBroken(`the key of company ${tenantId} was destroyed`);
    return unseal(this.masters.of(masterKeyId), companyKeyFor(tenantId, id), wrappedKey);
  }
}
