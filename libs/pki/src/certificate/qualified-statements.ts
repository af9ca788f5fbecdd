import type { QualifiedStatements } from '@mandataire/domain/certificate';
import { TAG, ia5Octets, objectIdentifier, printableString, sequence, tlv } from '../der/index.js';
import { EXTENSION } from './extension-type.js';
import { extension } from './extensions.js';

const ARC = '0.4.0.1862.1';
const STATEMENT = { compliance: `${ARC}.1`, qscd: `${ARC}.4`, disclosures: `${ARC}.5`, type: `${ARC}.6` };
const TYPE = { ESIGN: `${STATEMENT.type}.1`, ESEAL: `${STATEMENT.type}.2` } as const;

/** QCStatements as an Extension, never critical (F71, F72, EN 319 412-5 §4); no CC legislation, no limit, no retention. */
export function qualifiedStatements({ qscd, type, disclosures }: QualifiedStatements): Uint8Array {
  const statement = (oid: string, ...info: readonly Uint8Array[]): Uint8Array =>
    sequence(objectIdentifier(oid), ...info);
  const places = disclosures.map(({ url, language }) =>
    sequence(tlv(TAG.IA5_STRING, ia5Octets(url)), printableString(language)),
  );
  return extension(
    EXTENSION.qcStatements,
    sequence(
      statement(STATEMENT.compliance),
      ...(qscd ? [statement(STATEMENT.qscd)] : []),
      statement(STATEMENT.disclosures, sequence(...places)),
      statement(STATEMENT.type, sequence(objectIdentifier(TYPE[type]))),
    ),
  );
}
