import { AesArchiveVault, AesFileVault } from '@mandataire/adapters/file-vault';
import { NodeRandomness, SystemClock } from '@mandataire/adapters/clock';
import { ShredCompany } from '@mandataire/application/registration-archive';
import {
  RotateFileKeys,
  type FileKeyStore,
  type RegistrationArchive,
} from '@mandataire/application/stored-file';
import { createArchivePersistence, createWorkerPersistence } from '@mandataire/persistence';
import type { FilesConfig } from '../config/index.js';

/** What the operator's commands on files work with, as login roles `worker` and `registration_archive`. */
export interface FilesPlatform {
  readonly keys: FileKeyStore;
  /** The platform's key of now. */
  readonly masterKeyId: string;
  readonly archive: RegistrationArchive;
  readonly rotate: RotateFileKeys;
  readonly shred: ShredCompany;
  close(): Promise<void>;
}

export function composeFiles(config: FilesConfig): FilesPlatform {
  const clock = new SystemClock(config.CLOCK_OFFSET_FILE);
  const randomness = new NodeRandomness();
  const vault = AesFileVault.of(config.FILES_KEY_SECRET, config.FILES_PREVIOUS_KEY_SECRET);
  const persistence = createWorkerPersistence({ workerUrl: config.WORKER_DATABASE_URL, clock, randomness });
  const archives = createArchivePersistence({
    archiveUrl: config.ARCHIVE_DATABASE_URL,
    vault: AesArchiveVault.of(config.ARCHIVE_KEY_SECRET, config.ARCHIVE_PREVIOUS_KEY_SECRET),
  });
  const { unitOfWork, fileKeys: keys } = persistence;
  const { archive } = archives;
  return {
    keys,
    masterKeyId: vault.masterKeyId,
    archive,
    rotate: new RotateFileKeys({ keys, vault, archive, clock, randomness }),
    shred: new ShredCompany({ unitOfWork, archive, vault }),
    close: async () => {
      await Promise.all([persistence.close(), archives.close()]);
    },
  };
}
