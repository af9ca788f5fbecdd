import { z } from 'zod';
import { SETTINGS } from './settings.data.js';

export type SettingName = keyof typeof SETTINGS;

const pick = <const K extends SettingName>(...names: K[]): Pick<typeof SETTINGS, K> =>
  Object.fromEntries(names.map((name) => [name, SETTINGS[name]])) as Pick<typeof SETTINGS, K>;

const COMMON = ['NODE_ENV', 'LOG_LEVEL', 'HOST', 'DATA_DIR', 'PKI_BASE_URL', 'CLOCK_OFFSET_FILE'] as const;

const noShiftInProduction = (config: { NODE_ENV: string; CLOCK_OFFSET_FILE?: string | undefined }): boolean =>
  config.NODE_ENV !== 'production' || config.CLOCK_OFFSET_FILE === undefined;
const SHIFT_REFUSED = { path: ['CLOCK_OFFSET_FILE'], error: 'n’est pas acceptée en production' };

/** Everything that says where the authority's keys are. */
const CA_KEYS = [
  'DEMO',
  'KEY_STORE',
  'CA_KEY_SECRET',
  'CA_KEY_SECRET_FILE',
  'CEREMONY_RECORD_FILE',
  'CEREMONY_SIGNERS',
  'PKCS11_MODULE',
  'PKCS11_TOKEN_LABEL',
  'PKCS11_PIN_FILE',
  'PKCS11_PIN',
  'PKCS11_SESSIONS',
] as const;

interface CaKeyFields {
  readonly KEY_STORE: 'software' | 'pkcs11';
  readonly CA_KEY_SECRET?: string | undefined;
  readonly PKCS11_MODULE?: string | undefined;
  readonly PKCS11_TOKEN_LABEL?: string | undefined;
  readonly PKCS11_PIN_FILE?: string | undefined;
  readonly PKCS11_PIN?: string | undefined;
}

/** What the chosen key store needs and isn't given. */
function keyStoreIsComplete(config: CaKeyFields, context: z.RefinementCtx): void {
  const needed =
    config.KEY_STORE === 'software'
      ? (['CA_KEY_SECRET'] as const)
      : (['PKCS11_MODULE', 'PKCS11_TOKEN_LABEL'] as const);
  for (const name of needed) {
    if (config[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'manque' });
  }
  if (config.KEY_STORE === 'pkcs11' && (config.PKCS11_PIN_FILE ?? config.PKCS11_PIN) === undefined) {
    context.addIssue({ code: 'custom', path: ['PKCS11_PIN_FILE'], message: 'manque' });
  }
}

/** One schema per process: a process knows only the addresses and secrets that it needs. */
export const apiSchema = z
  .object(
    pick(
      ...COMMON,
      ...CA_KEYS,
      'PUBLIC_URL',
      'APP_DATABASE_URL',
      'API_PORT',
      'STATUS_URL',
      'DATA_KEY_SECRET',
      'DATA_KEY_SECRET_FILE',
      'CONSOLE_DIR',
      'TRUST_PROXY',
      'RATE_LIMITS',
      'GRAPHQL_DOCUMENTS',
      'BATCH_GATE_CERTIFICATES',
      'BATCH_GATE_PERCENT',
    ),
  )
  .refine(noShiftInProduction, SHIFT_REFUSED)
  .refine(({ NODE_ENV, RATE_LIMITS }) => NODE_ENV !== 'production' || RATE_LIMITS === 'on', {
    path: ['RATE_LIMITS'],
    error: 'ne se coupe pas en production',
  })
  .superRefine(keyStoreIsComplete);

export const workerSchema = z
  .object(
    pick(
      ...COMMON,
      ...CA_KEYS,
      'PUBLIC_URL',
      'WORKER_DATABASE_URL',
      'QUEUE_DATABASE_URL',
      'REDIS_URL',
      'SMTP_URL',
      'MAIL_FROM',
      'WORKER_PORT',
      'STATUS_URL',
      'OCSP_KEY_SECRET',
      'OCSP_KEY_SECRET_FILE',
      'STAFF_LIST_KEPT_DAYS',
    ),
  )
  .refine(noShiftInProduction, SHIFT_REFUSED)
  .superRefine(keyStoreIsComplete);

/** The root's key and the names of a new one: for ceremonies alone, never for a process. */
const ROOT = [
  'ROOT_KEY_SECRET',
  'ROOT_KEY_SECRET_FILE',
  'ROOT_KEY_DIR',
  'PKCS11_ROOT_TOKEN_LABEL',
  'PKCS11_ROOT_PIN_FILE',
  'PKCS11_ROOT_PIN',
  'CA_ORGANISATION',
  'CA_COMMON_NAME',
] as const;

interface NameFields {
  readonly NODE_ENV: string;
  readonly DEMO: boolean;
  readonly CA_ORGANISATION?: string | undefined;
  readonly CA_COMMON_NAME?: string | undefined;
}

/** In production an authority has names of its own, and both of them (D14). */
function namesAreOwn(config: NameFields, context: z.RefinementCtx): void {
  const isProduction = config.NODE_ENV === 'production' && !config.DEMO;
  const names = ['CA_ORGANISATION', 'CA_COMMON_NAME'] as const;
  const isNeeded = isProduction || names.some((name) => config[name] !== undefined);
  for (const name of names) {
    if (isNeeded && config[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: 'manque' });
    if (isProduction && /sans valeur|without value/i.test(config[name] ?? ''))
      context.addIssue({ code: 'custom', path: [name], message: 'est celui de la démonstration' });
  }
}

/** For the commands that found the authority; they know the databases by other ways. */
export const authoritySchema = z
  .object(pick(...COMMON, ...CA_KEYS, ...ROOT, 'OCSP_KEY_SECRET', 'OCSP_KEY_SECRET_FILE'))
  .superRefine(keyStoreIsComplete)
  .superRefine(namesAreOwn);

export const statusSchema = z
  .object(
    pick(
      ...COMMON,
      'STATUS_DATABASE_URL',
      'STATUS_PORT',
      'OCSP_KEY_SECRET',
      'OCSP_KEY_SECRET_FILE',
      'REVOCATION_VISIBLE_MS',
      'OCSP_KEPT_SECONDS',
    ),
  )
  .refine(noShiftInProduction, SHIFT_REFUSED);

export type ApiConfig = z.output<typeof apiSchema>;
export type WorkerConfig = z.output<typeof workerSchema>;
export type StatusConfig = z.output<typeof statusSchema>;
export type AuthorityConfig = z.output<typeof authoritySchema>;
