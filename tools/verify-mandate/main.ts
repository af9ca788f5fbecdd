/**
 * `npm run verify-mandate -- FILE [--ca PEM]… [--extract FOLDER]`: judges a sealed mandate, PDF or JSON, without any
 * network. Exit codes: 0 genuine below an authority of --ca, 1 refused, 2 the check could not be made, 3 intact but no
 * authority was given.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { certificatesOf, verifyEvidence, type EvidenceReport } from '@mandataire/adapters/evidence';

const USAGE = `npm run verify-mandate -- FICHIER [--ca AUTORITE.pem]… [--extract DOSSIER]
  FICHIER    preuve de mandat : le PDF scellé ou le paquet JSON
  --ca       certificats (PEM) des autorités auxquelles vous vous fiez : cachet, horodatage
  --extract  écrit ce qui se vérifie avec openssl : preuve.json, cachet.p7s, horodatage.tst`;

const END: Readonly<Record<EvidenceReport['verdict'], { readonly code: number; readonly text: string }>> = {
  VALID: { code: 0, text: 'PREUVE VALABLE' },
  INVALID: { code: 1, text: 'PREUVE REFUSÉE' },
  INTACT: { code: 3, text: 'PREUVE INTACTE, AUTORITÉ NON VÉRIFIÉE (donnez --ca)' },
};

function extract(folder: string, { package: found }: EvidenceReport): void {
  if (!found) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'preuve.json'), found.evidence);
  writeFileSync(path.join(folder, 'cachet.p7s'), found.seal);
  if (found.timeStamp) writeFileSync(path.join(folder, 'horodatage.tst'), found.timeStamp.token);
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ca: { type: 'string', multiple: true, default: [] }, extract: { type: 'string' } },
  });
  const [file, ...surplus] = positionals;
  if (file === undefined || surplus.length > 0) throw new Error(USAGE);
  const report = verifyEvidence(readFileSync(file), { anchors: values.ca.flatMap(certificatesOf) });
  for (const { ok, text } of report.findings) console.log(`${ok ? '✓' : '✗'} ${text}`);
  if (values.extract !== undefined) extract(values.extract, report);
  console.log(END[report.verdict].text);
  return END[report.verdict].code;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
