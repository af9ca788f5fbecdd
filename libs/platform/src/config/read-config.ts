import type { z } from 'zod';
import {
  apiSchema,
  statusSchema,
  workerSchema,
  type ApiConfig,
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

/** @throws ConfigurationError */
function read<T>(schema: z.ZodType<T>, env: Environment): T {
  const parsed = schema.safeParse(given(env));
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(
    parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return given(env)[name] === undefined ? `${name} manque` : `${name} ${issue.message}`;
    }),
  );
}

/** @throws ConfigurationError */
export const readApiConfig = (env: Environment = process.env): ApiConfig => read(apiSchema, env);
/** @throws ConfigurationError */
export const readWorkerConfig = (env: Environment = process.env): WorkerConfig => read(workerSchema, env);
/** @throws ConfigurationError */
export const readStatusConfig = (env: Environment = process.env): StatusConfig => read(statusSchema, env);
