import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Run } from '../start/system.mjs';

export type Environment = Readonly<Record<string, string | undefined>>;

const SECRETS = ['ROOT', 'CA', 'OCSP', 'SEAL', 'FILES', 'ARCHIVE'].map((name) => `${name}_KEY_SECRET`);

const readJson = <T>(file: string): T | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
};

/**
 * The environment of the operator's commands: as for the product's processes, and without `WORKER_DATABASE_URL` that of
 * the system which `npm start` runs, always a demonstration. What the environment says wins.
 */
export function operatorEnvironment(env: Environment = process.env): Environment {
  if (env.WORKER_DATABASE_URL) return env;
  const file = env.MANDATAIRE_RUN_FILE ?? path.join(env.DATA_DIR ?? '.data', 'run.json');
  const run = readJson<Run>(file);
  if (!run) throw new Error('Donnez WORKER_DATABASE_URL, ou lancez « npm start » dans un autre terminal.');
  const secrets = readJson<Record<string, string>>(path.join(run.dataDir, 'secrets.json'));
  return {
    DEMO: 'true',
    WORKER_DATABASE_URL: run.databases.worker,
    DATA_DIR: run.dataDir,
    PKI_BASE_URL: run.urls.status,
    CLOCK_OFFSET_FILE: run.clockOffsetFile,
    ARCHIVE_DATABASE_URL: run.databases.archive,
    ...Object.fromEntries(SECRETS.map((name) => [name, secrets?.[name]])),
    ...env,
  };
}

/** @throws with the name of the setting that is missing. */
export function setting(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} manque.`);
  return value;
}
