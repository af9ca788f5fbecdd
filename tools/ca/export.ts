import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { writeCertificateBundle, pem } from '@mandataire/pki';

/** The public files of the authorities, by name: DER and PEM of each, and its chain up to the root (`.p7c`, `-chain.pem`). */
export function publicFiles(
  known: readonly AuthorityCertificate[],
): readonly [string, Uint8Array | string][] {
  const root = known.find(({ kind }) => kind === 'ROOT');
  return known
    .filter(({ kind }) => kind === 'ROOT' || kind === 'ISSUING')
    .flatMap(({ name, kind, der }): [string, Uint8Array | string][] => {
      const chain = kind === 'ISSUING' && root ? [der, root.der] : [der];
      return [
        [`${name}.cer`, der],
        [`${name}.pem`, pem('CERTIFICATE', der)],
        [`${name}.p7c`, writeCertificateBundle(chain)],
        [`${name}-chain.pem`, chain.map((each) => pem('CERTIFICATE', each)).join('')],
      ];
    });
}

/** Writes them; a file that is there is replaced, since a certificate of a name never changes. */
export function writeFiles(folder: string, files: readonly [string, Uint8Array | string][]): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) writeFileSync(path.join(folder, name), content);
}
