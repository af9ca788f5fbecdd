import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AuthorityCertificate } from '@mandataire/application/certificate';
import type { Persons } from './ceremony.js';
import { fingerprint } from './describe.js';

const digest = (octets: Uint8Array): string => createHash('sha256').update(octets).digest('hex');

/** How the act went: a record that still says BEGUN is of a ceremony that was cut off. */
type Outcome =
  | { readonly state: 'BEGUN' }
  | { readonly state: 'DONE'; readonly made: readonly AuthorityCertificate[] }
  | { readonly state: 'FAILED'; readonly reason: string };

export interface RecordedAct {
  readonly act: string;
  readonly persons: Persons;
  readonly at: Date;
  readonly pkiBaseUrl: string;
}

/**
 * Who did what and when, with the fingerprints of what was made, in `DATA_DIR/ceremonies`: written before the act, so that
 * none is done without a record, and completed after it. Each record holds the SHA-256 of the one before it, so that none
 * can be changed or taken away unseen once the last one is on paper.
 */
export class CeremonyRecord {
  private constructor(
    readonly file: string,
    private readonly act: RecordedAct,
    private readonly previousSha256: string | null,
  ) {}

  /** @throws when it can't be written: nothing may be done then. */
  static begin(dataDir: string, act: RecordedAct): CeremonyRecord {
    const folder = path.join(dataDir, 'ceremonies');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const last = readdirSync(folder)
      .filter((name) => /^\d{4,}-.*\.json$/.test(name))
      .sort()
      .at(-1);
    const number = String(Number.parseInt(last ?? '0', 10) + 1).padStart(4, '0');
    const file = path.join(folder, `${number}-${act.act.replaceAll(' ', '-')}.json`);
    const previous = last ? digest(readFileSync(path.join(folder, last))) : null;
    const record = new CeremonyRecord(file, act, previous);
    writeFileSync(file, record.octets({ state: 'BEGUN' }), { mode: 0o600, flag: 'wx' });
    return record;
  }

  /** Whole or not at all. @returns its SHA-256, for the paper. */
  complete(outcome: Outcome): string {
    const octets = this.octets(outcome);
    writeFileSync(`${this.file}.new`, octets, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
    return digest(octets);
  }

  private octets(outcome: Outcome): Buffer {
    const { act, persons, at, pkiBaseUrl } = this.act;
    const made = outcome.state === 'DONE' ? outcome.made : [];
    const content = {
      ...{ format: 'mandataire-ceremony-record-2', act, at: at.toISOString(), state: outcome.state },
      ...(outcome.state === 'FAILED' ? { reason: outcome.reason } : {}),
      ...{ operator: persons.operator, witness: persons.witness ?? null, pkiBaseUrl },
      certificates: made.map(({ kind, name, keyRef, notBefore, notAfter, der }) => ({
        ...{ kind, name, keyRef, notBefore, notAfter, sha256: fingerprint(der) },
      })),
      previousSha256: this.previousSha256,
    };
    return Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
  }
}
