import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** A record signed by two persons, as docs/operations.md describes it, and the settings that name it. */
export function ceremonyRecord(
  folder: string,
  pkiBaseUrl: string,
): { CEREMONY_RECORD_FILE: string; CEREMONY_SIGNERS: string } {
  const people = ['Anne Premier', 'Louis Second'].map((name) => ({
    name,
    ...generateKeyPairSync('ed25519'),
  }));
  const file = path.join(folder, 'ceremony.json');
  const signers = people.map(({ name, publicKey }) => ({
    name,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
  }));
  const content = {
    format: 'mandataire-ceremony-1',
    keyStore: 'software',
    pkiBaseUrl,
    reason: 'Essais',
    signers,
  };
  const octets = Buffer.from(JSON.stringify(content, null, 2));
  writeFileSync(file, octets);
  people.forEach(({ privateKey }, index) =>
    writeFileSync(`${file}.${index + 1}.sig`, sign(null, octets, privateKey)),
  );
  const fingerprints = people.map(({ publicKey }) =>
    createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
  );
  return { CEREMONY_RECORD_FILE: file, CEREMONY_SIGNERS: fingerprints.join(',') };
}
