/** Archives a copy and is killed right after the archive has it, before the company's is taken away. */
import { AesArchiveVault, AesFileVault } from '@mandataire/adapters/file-vault';
import { NodeRandomness, Sha256Hasher } from '@mandataire/adapters/clock';
import { FixedClock } from '@mandataire/application/testing';
import { ArchiveRegistration } from '@mandataire/application/registration-archive';
import type { RegistrationArchive } from '@mandataire/application/stored-file';
import type { OutboxEvent } from '@mandataire/application/journal';
import { createArchivePersistence, createWorkerPersistence } from '@mandataire/persistence';

const setting = (name: string): string => process.env[name] ?? '';

const { unitOfWork, catalogue } = createWorkerPersistence({
  workerUrl: setting('WORKER_DATABASE_URL'),
  clock: new FixedClock(new Date('2026-11-22T10:00:00.000Z')),
  randomness: new NodeRandomness(),
});
const { archive } = createArchivePersistence({
  archiveUrl: setting('ARCHIVE_DATABASE_URL'),
  vault: AesArchiveVault.of(setting('ARCHIVE_SECRET')),
});

const dying: RegistrationArchive = Object.assign(Object.create(archive) as RegistrationArchive, {
  keep: async (...document: Parameters<RegistrationArchive['keep']>) => {
    await archive.keep(...document);
    process.kill(process.pid, 'SIGKILL');
  },
});

await new ArchiveRegistration({
  ...{ unitOfWork, catalogue, archive: dying, hasher: new Sha256Hasher() },
  vault: AesFileVault.of(setting('FILES_SECRET')),
}).execute(JSON.parse(setting('EVENT')) as OutboxEvent);
