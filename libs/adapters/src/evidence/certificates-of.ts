import { readFileSync } from 'node:fs';
import { readPem } from '@mandataire/pki';

/** The certificates of a PEM file, DER. @throws when it has none: trust in nobody was hardly meant. */
export function certificatesOf(file: string): readonly Uint8Array[] {
  const blocks = readPem(readFileSync(file, 'utf8')).filter(({ label }) => label === 'CERTIFICATE');
  if (blocks.length === 0) throw new Error(`${file} : aucun certificat PEM`);
  return blocks.map(({ der }) => der);
}
