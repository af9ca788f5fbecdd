import type { TenantId } from '@mandataire/domain/tenant';
import type { Clock, Randomness } from '../clock/index.js';
import type { RegistrationArchive } from './registration-archive.port.js';
import type { CompanyFileKey } from '../unit-of-work/index.js';
import type { FileKeyStore, FileVault } from './stored-file.ports.js';

const BATCH = 100;

export interface RotationPorts {
  readonly keys: FileKeyStore;
  readonly vault: FileVault;
  readonly archive: RegistrationArchive;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/**
 * Changes the keys under which files lie; their content is neither read nor written. Each step is a transaction that finds
 * for itself what is left to do: cut off, the same command goes on where it stopped.
 */
export class RotateFileKeys {
  constructor(private readonly ports: RotationPorts) {}

  /** Company keys and archived documents that lie under another key of the platform than that of now. */
  async toRewrap(): Promise<{ readonly companies: readonly CompanyFileKey[]; readonly archived: number }> {
    const { keys, vault, archive } = this.ports;
    const companies = (await keys.keys()).filter(
      ({ wrappedKey, masterKeyId }) => wrappedKey !== null && masterKeyId !== vault.masterKeyId,
    );
    return { companies, archived: (await archive.underOtherKeys(1_000_000)).length };
  }

  /** Puts everything under the secrets of now; those of before may then go. */
  async rewrapAll(): Promise<void> {
    const { keys, vault, archive } = this.ports;
    for (const key of (await this.toRewrap()).companies) await keys.rewrap(key, vault.rewrap(key));
    for (;;) {
      const rows = await archive.underOtherKeys(BATCH);
      if (rows.length === 0) return;
      for (const { tenantId, objectId } of rows) await archive.rewrap(tenantId, objectId);
    }
  }

  /** Gives one company a new key, brings its files under it, and destroys the one of before. @returns how many files */
  async renew(tenantId: TenantId): Promise<number> {
    const [newest, ...older] = await this.withNewKey(tenantId);
    let moved = 0;
    for (const key of older) {
      do moved += await this.empty(key, newest);
      while (!(await this.ports.keys.retire(key, this.ports.clock.now())));
    }
    return moved;
  }

  /** Live keys, newest first: two of them were left by a renewal that was cut off, and no third one is made. */
  private async withNewKey(tenantId: TenantId): Promise<readonly [CompanyFileKey, ...CompanyFileKey[]]> {
    const { keys, vault, clock, randomness } = this.ports;
    const all = (await keys.keys()).filter((key) => key.tenantId === tenantId);
    const live = all.filter(({ wrappedKey }) => wrappedKey !== null).reverse();
    const [newest, ...older] = live;
    if (!newest) throw new Error(`company ${tenantId} has no key`);
    if (older.length > 0) return [newest, ...older];
    const id = randomness.id();
    const made = {
      ...{ tenantId, id, number: newest.number + 1, madeAt: clock.now() },
      ...vault.makeCompanyKey(tenantId, id),
    };
    await keys.add(made);
    return [made, newest];
  }

  private async empty(from: CompanyFileKey, to: CompanyFileKey): Promise<number> {
    const { keys, vault } = this.ports;
    let moved = 0;
    for (;;) {
      const files = await keys.sealedUnder(from, BATCH);
      if (files.length === 0) return moved;
      for (const file of files) {
        await keys.move(file, from, to, vault.rewrapFile(from, to, file, file.wrappedKey));
      }
      moved += files.length;
    }
  }
}
