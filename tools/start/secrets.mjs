import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const password = () => randomBytes(24).toString('base64url');
const key = () => randomBytes(32).toString('base64url');

/** What each secret is; the generator runs once per data directory. */
const GENERATORS = {
  superuserPassword: password,
  ownerPassword: password,
  appPassword: password,
  workerPassword: password,
  statusPassword: password,
  emergencyPassword: password,
  queuePassword: password,
  archivePassword: password,
  ROOT_KEY_SECRET: key,
  CA_KEY_SECRET: key,
  OCSP_KEY_SECRET: key,
  SEAL_KEY_SECRET: key,
  DATA_KEY_SECRET: key,
  FILES_KEY_SECRET: key,
  ARCHIVE_KEY_SECRET: key,
};

/** Writes a file that only its owner reads, all of it or nothing. */
export function writePrivate(file, content) {
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, content, { mode: 0o600 });
  renameSync(fresh, file);
}

/** The generated passwords and keys of a data directory, made at its first start and kept with mode 0600. */
export function loadSecrets(dataDir) {
  const file = path.join(dataDir, 'secrets.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secrets = { ...known };
  for (const [name, generate] of Object.entries(GENERATORS)) secrets[name] ??= generate();
  if (Object.keys(secrets).length !== Object.keys(known).length)
    writePrivate(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}
