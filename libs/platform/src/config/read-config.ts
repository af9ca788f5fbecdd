import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import {
  apiSchema,
  authoritySchema,
  filesSchema,
  statusSchema,
  workerSchema,
  type ApiConfig,
  type AuthorityConfig,
  type FilesConfig,
  type StatusConfig,
  type WorkerConfig,
} from './settings.js';

/** The environment does not parse. Names each setting and what is wrong with it, never its value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(readonly faults: readonly string[]) {
    super(`Configuration refusée : ${faults.join(' ; ')} (voir .env.example).`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** An empty value is an absent one: that is how a shell leaves a setting out. */
const given = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

/** Puts in place the secrets whose files are named. @throws ConfigurationError on a file that can't be read. */
function withSecretFiles(env: Environment, known: object): Environment {
  const read = Object.entries(env).flatMap(([name, file]) => {
    const secret = /^(\w+_KEY(?:_SECRET)?)_FILE$/.exec(name)?.[1];
    return secret && file && name in known ? [[secret, contentOf(name, file)] as const] : [];
  });
  return { ...env, ...Object.fromEntries(read) };
}

function contentOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new ConfigurationError([`${name} : ce fichier ne se lit pas`]);
  }
}

/** @throws ConfigurationError */
function read<T>(schema: z.ZodType<T> & { readonly shape: object }, environment: Environment): T {
  const env = withSecretFiles(given(environment), schema.shape);
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(
    parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return env[name] === undefined ? `${name} manque` : `${name} ${issue.message}`;
    }),
  );
}

/** @throws ConfigurationError */
export const readApiConfig = (env: Environment = process.env): ApiConfig => read(apiSchema, env);
/** @throws ConfigurationError */
export const readWorkerConfig = (env: Environment = process.env): WorkerConfig => read(workerSchema, env);
/** @throws ConfigurationError */
export const readStatusConfig = (env: Environment = process.env): StatusConfig => read(statusSchema, env);
/** @throws ConfigurationError */
export const readAuthorityConfig = (env: Environment = process.env): AuthorityConfig =>
  read(authoritySchema, env);
/** @throws ConfigurationError */
export const readFilesConfig = (env: Environment = process.env): FilesConfig => read(filesSchema, env);
