import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { fingerprint } from './describe.js';

export interface Persons {
  readonly operator: string;
  /** Absent in a demonstration only. */
  readonly witness: string | undefined;
}

const plain = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** Outside a demonstration two named people, and not the same twice. @throws with what is missing. */
export function personsOf(
  named: { readonly operator?: string | undefined; readonly witness?: string | undefined },
  demo: boolean,
): Persons {
  const operator = (named.operator ?? '').trim();
  const witness = (named.witness ?? '').trim();
  if (!demo) requireBoth(operator, witness);
  if (operator !== '' && plain(operator) === plain(witness)) {
    throw new Error('L’opérateur et le témoin doivent être deux personnes différentes.');
  }
  return { operator: operator || 'démonstration', witness: witness || undefined };
}

function requireBoth(operator: string, witness: string): void {
  if (operator === '') throw new Error('Nommez l’opérateur : --operator "Prénom Nom".');
  if (witness === '') {
    throw new Error('Nommez le témoin, une seconde personne présente : --witness "Prénom Nom".');
  }
}

/** The witness types the act and his name himself. @throws when he types anything else. */
export async function confirm(act: string, { witness }: Persons): Promise<void> {
  if (!witness) return;
  const expected = `${act} ${witness}`;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const typed = await lines.question(`Témoin, pour confirmer, tapez « ${expected} » : `);
    if (plain(typed) !== plain(expected)) throw new Error('Confirmation refusée : rien n’a été fait.');
  } finally {
    lines.close();
  }
}

const digest = (octets: Uint8Array): string => createHash('sha256').update(octets).digest('hex');

/**
 * Writes down who did what and when, with the fingerprints of what was made, in `DATA_DIR/ceremonies`. Each record holds
 * the SHA-256 of the one before it, so that none can be changed or taken away unseen once the last one is on paper.
 * @returns the file and its SHA-256.
 */
export function writeRecord(
  dataDir: string,
  ceremony: {
    readonly act: string;
    readonly persons: Persons;
    readonly at: Date;
    readonly pkiBaseUrl: string;
    readonly made: readonly AuthorityCertificate[];
  },
): { readonly file: string; readonly sha256: string } {
  const folder = path.join(dataDir, 'ceremonies');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const records = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const last = records.sort().at(-1);
  const number = String(records.length + 1).padStart(4, '0');
  const file = path.join(folder, `${number}-${ceremony.act.replaceAll(' ', '-')}.json`);
  if (existsSync(file)) throw new Error(`${file} existe déjà.`);
  const { act, persons, at, pkiBaseUrl, made } = ceremony;
  const octets = Buffer.from(
    `${JSON.stringify(
      {
        ...{ format: 'mandataire-ceremony-record-1', act, at: at.toISOString() },
        ...{ operator: persons.operator, witness: persons.witness ?? null, pkiBaseUrl },
        certificates: made.map(({ kind, name, keyRef, notBefore, notAfter, der }) => ({
          ...{ kind, name, keyRef, notBefore, notAfter, sha256: fingerprint(der) },
        })),
        previousSha256: last ? digest(readFileSync(path.join(folder, last))) : null,
      },
      null,
      2,
    )}\n`,
  );
  writeFileSync(file, octets, { mode: 0o600, flag: 'wx' });
  return { file, sha256: digest(octets) };
}
