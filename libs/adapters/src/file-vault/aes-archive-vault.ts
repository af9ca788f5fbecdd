import type { ArchiveSeal, ArchiveVault, ArchivedDocument } from '@mandataire/application/stored-file';
import { freshKey, MasterKeys, seal, unseal } from './envelope.js';

type Sealed = Pick<ArchivedDocument, 'tenantId' | 'id'>;
const keyFor = ({ tenantId, id }: Sealed): string => `archived key ${tenantId} ${id}`;
const contentOf = ({ tenantId, id }: Sealed): string => `archived ${tenantId} ${id}`;

/** Each document under a key of its own, that under the archive's; no key of any company is in between (D9). */
export class AesArchiveVault implements ArchiveVault {
  private constructor(private readonly masters: MasterKeys) {}

  static of(secret: string, previous?: string | undefined): AesArchiveVault {
    return new AesArchiveVault(new MasterKeys('registration archive', secret, previous ? [previous] : []));
  }

  get masterKeyId(): string {
    return this.masters.current.id;
  }

  seal(document: Sealed, content: Uint8Array): ArchiveSeal {
    const own = freshKey();
    return { ...this.wrapped(document, own), sealed: seal(own, contentOf(document), content) };
  }

  open(document: Sealed, { sealed, ...envelope }: ArchiveSeal): Uint8Array {
    return unseal(this.keyOf(document, envelope), contentOf(document), sealed);
  }

  rewrap(document: Sealed, envelope: Omit<ArchiveSeal, 'sealed'>): Omit<ArchiveSeal, 'sealed'> {
    return this.wrapped(document, this.keyOf(document, envelope));
  }

  private wrapped(document: Sealed, key: Uint8Array): Omit<ArchiveSeal, 'sealed'> {
    const { id, key: master } = this.masters.current;
    return { masterKeyId: id, wrappedKey: seal(master, keyFor(document), key) };
  }

  private keyOf(document: Sealed, { masterKeyId, wrappedKey }: Omit<ArchiveSeal, 'sealed'>): Uint8Array {
    return unseal(this.masters.of(masterKeyId), keyFor(document), wrappedKey);
  }
}
