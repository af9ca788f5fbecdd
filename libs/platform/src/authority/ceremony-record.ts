import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationError, listed } from '../config/index.js';

const SIGNATURES = 2;

const recordSchema = z.object({
  format: z.literal('mandataire-ceremony-1'),
  keyStore: z.literal('software'),
  pkiBaseUrl: z.string(),
  reason: z.string().min(1),
  signers: z.array(z.object({ name: z.string().min(1), publicKey: z.string() })).min(SIGNATURES),
});

export interface CeremonySettings {
  readonly PKI_BASE_URL: string;
  readonly CEREMONY_RECORD_FILE?: string | undefined;
  readonly CEREMONY_SIGNERS?: string | undefined;
}

/**
 * The record by which two persons allow the software key store outside the demonstration (D14): a JSON file about this
 * installation's public address, and beside it the signature of each signer in order, `<file>.1.sig`, `<file>.2.sig`.
 * The signers' keys are those of CEREMONY_SIGNERS; any other proves nothing.
 * @throws ConfigurationError that says what is missing or false.
 */
export function requireCeremonyRecord(settings: CeremonySettings): void {
  const file = settings.CEREMONY_RECORD_FILE;
  if (file === undefined) {
    throw new ConfigurationError([
      'KEY_STORE=software n’est pas accepté en production sans procès-verbal signé (CEREMONY_RECORD_FILE) ; donnez KEY_STORE=pkcs11',
    ]);
  }
  const octets = read(file);
  const record = parse(octets);
  if (record.pkiBaseUrl !== settings.PKI_BASE_URL) throw refused('est celui d’une autre PKI_BASE_URL');
  const trusted = new Set(listed(settings.CEREMONY_SIGNERS ?? ''));
  const keys = record.signers.map(({ publicKey }) => keyOf(publicKey));
  const valid = keys.filter(
    (key, index) => trusted.has(fingerprint(key)) && signed(key, octets, read(`${file}.${index + 1}.sig`)),
  );
  if (new Set(valid.map(fingerprint)).size < SIGNATURES) {
    throw refused(`ne porte pas ${SIGNATURES} signatures de personnes nommées par CEREMONY_SIGNERS`);
  }
}

const refused = (what: string): ConfigurationError =>
  new ConfigurationError([`CEREMONY_RECORD_FILE : ce procès-verbal ${what}`]);

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw refused('ou l’une de ses signatures ne se lit pas');
  }
}

function parse(octets: Buffer): z.output<typeof recordSchema> {
  try {
    return recordSchema.parse(JSON.parse(octets.toString('utf8')));
  } catch {
    throw refused('n’a pas la forme attendue');
  }
}

function keyOf(pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch {
    throw refused('nomme une clé publique illisible');
  }
}

/** Ed25519 signs the octets themselves, other keys their SHA-256. */
const signed = (key: KeyObject, octets: Buffer, signature: Buffer): boolean =>
  verify(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', octets, key, signature);

const fingerprint = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
