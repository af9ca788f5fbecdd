import { ContentInspector } from '@mandataire/adapters/file-inspection';
import { AesArchiveVault, AesFileVault } from '@mandataire/adapters/file-vault';
import { ClamdScanner, ScannerChain, TestFileScanner } from '@mandataire/adapters/malware-scanner';
import type { Clock, Hasher, Randomness } from '@mandataire/application/clock';
import { AddFile, OpenFile } from '@mandataire/application/stored-file';
import { createArchivePersistence, type ArchivePersistence, type Persistence } from '@mandataire/persistence';
import type { ApiConfig } from '../config/index.js';

export interface FileUseCases {
  readonly addFile: AddFile;
  readonly openFile: OpenFile;
}

export interface FileTools {
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
  readonly archive: ArchivePersistence;
}

export function fileUseCases(
  config: ApiConfig,
  { unitOfWork, locator, accessGrants }: Persistence,
  { clock, hasher, randomness, archive: { archive } }: FileTools,
): FileUseCases {
  const vault = AesFileVault.of(config.FILES_KEY_SECRET, config.FILES_PREVIOUS_KEY_SECRET);
  const inspector = new ContentInspector({
    mostBytes: config.FILES_MAX_BYTES,
    mostPixels: config.FILES_MAX_PIXELS,
  });
  const scanner = new ScannerChain([
    new TestFileScanner(),
    ...(config.CLAMD_URL === undefined ? [] : [new ClamdScanner(config.CLAMD_URL)]),
  ]);
  const common = { unitOfWork, locator, vault, hasher };
  return {
    addFile: new AddFile({ ...common, inspector, scanner, randomness }),
    openFile: new OpenFile({ ...common, grants: accessGrants, archive, clock }),
  };
}

/** Over a connection of its own: the role of the companies' rows may not even enter the archive's schema (D9). */
export const composeArchive = (
  config: ApiConfig,
  onConnectionLost: (error: Error) => void,
): ArchivePersistence =>
  createArchivePersistence({
    archiveUrl: config.ARCHIVE_DATABASE_URL,
    vault: AesArchiveVault.of(config.ARCHIVE_KEY_SECRET, config.ARCHIVE_PREVIOUS_KEY_SECRET),
    onConnectionLost,
  });
