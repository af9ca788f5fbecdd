import { isIP } from 'node:net';
import { z } from 'zod';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const isLoopbackOrHttps = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
};

/** An address of ours: scheme, host, port; a final slash is dropped. */
const origin = z
  .url({ protocol: /^https?$/, error: 'doit être une adresse http(s)' })
  .transform((value) => value.replace(/\/+$/, ''));
const database = z.url({ protocol: /^postgres(ql)?$/, error: 'doit être une adresse postgres://' });
const secret = z
  .string({ error: 'manque : un secret n’a pas de valeur par défaut' })
  .min(32, { error: 'doit avoir au moins 32 caractères' });
const port = (fallback: number) =>
  z.coerce
    .number({ error: 'doit être un numéro de port' })
    .int({ error: 'doit être un numéro de port' })
    .min(1, { error: 'doit être un numéro de port' })
    .max(65_535, { error: 'doit être un numéro de port' })
    .default(fallback);
const text = z.string({ error: 'manque' }).min(1, { error: 'est vide' });

/** `10.0.0.1, 10.1.0.0/16, fd00::/8`. Never « everybody », never a number of hops: both believe whoever writes the header. */
const isAddressList = (value: string): boolean =>
  value.split(',').every((part) => {
    const [address = '', bits, ...rest] = part.trim().split('/');
    const widest = { 4: 32, 6: 128 }[isIP(address)];
    if (widest === undefined || rest.length > 0) return false;
    return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= widest);
  });

/** Every setting that a process may read, with its meaning; `.env.example` is written from here. */
export const SETTINGS = {
  NODE_ENV: z
    .enum(['development', 'test', 'production'], { error: 'doit être development, test ou production' })
    .default('development')
    .describe(
      'production refuse ce qui ne sert qu’aux essais (décalage d’horloge) et ferme l’introspection.',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'niveau inconnu' })
    .default('info')
    .describe('Plus bas niveau écrit au journal technique (sortie standard, une ligne JSON par fait).'),
  DEMO: z
    .enum(['true', 'false'], { error: 'doit être true ou false' })
    .default('false')
    .transform((value) => value === 'true')
    .describe('Instance de démonstration : bandeau dans la console, introspection GraphQL ouverte.'),
  HOST: text.default('127.0.0.1').describe('Adresse sur laquelle les processus écoutent.'),
  PUBLIC_URL: origin
    .refine(isLoopbackOrHttps, {
      error: 'http n’est accepté que sur cette machine : donnez une adresse https',
    })
    .describe(
      'Adresse de la console et de l’API, celle des liens envoyés par courriel ; https hors de cette machine.',
    ),
  PKI_BASE_URL: origin.describe(
    'Adresse publique des certificats d’autorité, de la LCR et d’OCSP ; écrite dans chaque certificat, fixée une fois pour toutes.',
  ),
  STATUS_URL: origin
    .optional()
    .describe(
      'Adresse du service d’état vue de l’intérieur, quand PKI_BASE_URL n’est pas joignable d’ici ; par défaut PKI_BASE_URL.',
    ),
  APP_DATABASE_URL: database.describe('PostgreSQL, rôle app : l’API.'),
  WORKER_DATABASE_URL: database.describe('PostgreSQL, rôle worker : travaux de fond.'),
  STATUS_DATABASE_URL: database.describe(
    'PostgreSQL, rôle status_reader : état des certificats, en lecture.',
  ),
  QUEUE_DATABASE_URL: database.describe(
    'PostgreSQL, rôle queue : la file, quand REDIS_URL n’est pas donnée.',
  ),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'doit être une adresse redis://' })
    .optional()
    .describe('Redis pour la file ; sans elle, la file est dans PostgreSQL.'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'doit être une adresse smtp://' })
    .describe('Serveur de courriel sortant.'),
  MAIL_FROM: text.describe('Expéditeur des courriels : Nom <adresse>.'),
  DATA_DIR: text.describe('Dossier des clés scellées de l’autorité et des fichiers.'),
  API_PORT: port(3000).describe('Port de l’API et de la console.'),
  STATUS_PORT: port(3001).describe('Port du service d’état (LCR, OCSP).'),
  WORKER_PORT: port(3002).describe('Port de santé et de mesures des travaux de fond.'),
  CA_KEY_SECRET: secret.describe(
    'Secret qui scelle les clés de l’autorité de certification (API, travaux de fond).',
  ),
  OCSP_KEY_SECRET: secret.describe('Secret qui scelle les clés du répondeur OCSP (état, travaux de fond).'),
  DATA_KEY_SECRET: secret.describe('Secret qui scelle en base les facteurs d’authentification (API).'),
  CLOCK_OFFSET_FILE: text
    .optional()
    .describe(
      'Essais seulement : fichier d’un décalage d’horloge en millisecondes, relu en marche ; refusé en production.',
    ),
  TRUST_PROXY: text
    .refine(isAddressList, { error: 'doit être une liste d’adresses IP ou de réseaux (CIDR)' })
    .optional()
    .describe(
      'Adresses IP ou réseaux des mandataires inverses, séparés par des virgules : d’eux seuls X-Forwarded-For est cru ; sans elle, de personne.',
    ),
  RATE_LIMITS: z
    .enum(['on', 'off'], { error: 'doit être on ou off' })
    .default('on')
    .describe(
      'Limites de débit par compte, par adresse et par acte ; off pour les mesures, refusé en production.',
    ),
  GRAPHQL_DOCUMENTS: z
    .enum(['any', 'trusted'], { error: 'doit être any ou trusted' })
    .optional()
    .describe(
      'trusted : l’API n’exécute que les opérations de la console construite ; par défaut trusted en production, any ailleurs et en démonstration.',
    ),
  CONSOLE_DIR: text.optional().describe('Dossier de la console construite ; par défaut apps/console/dist.'),
} as const;

export type SettingName = keyof typeof SETTINGS;

const pick = <const K extends SettingName>(...names: K[]): Pick<typeof SETTINGS, K> =>
  Object.fromEntries(names.map((name) => [name, SETTINGS[name]])) as Pick<typeof SETTINGS, K>;

const COMMON = ['NODE_ENV', 'LOG_LEVEL', 'HOST', 'DATA_DIR', 'PKI_BASE_URL', 'CLOCK_OFFSET_FILE'] as const;

const noShiftInProduction = (config: { NODE_ENV: string; CLOCK_OFFSET_FILE?: string | undefined }): boolean =>
  config.NODE_ENV !== 'production' || config.CLOCK_OFFSET_FILE === undefined;
const SHIFT_REFUSED = { path: ['CLOCK_OFFSET_FILE'], error: 'n’est pas acceptée en production' };

/** One schema per process: a process knows only the addresses and secrets that it needs. */
export const apiSchema = z
  .object(
    pick(
      ...COMMON,
      'DEMO',
      'PUBLIC_URL',
      'APP_DATABASE_URL',
      'API_PORT',
      'CA_KEY_SECRET',
      'DATA_KEY_SECRET',
      'CONSOLE_DIR',
      'TRUST_PROXY',
      'RATE_LIMITS',
      'GRAPHQL_DOCUMENTS',
    ),
  )
  .refine(noShiftInProduction, SHIFT_REFUSED)
  .refine(({ NODE_ENV, RATE_LIMITS }) => NODE_ENV !== 'production' || RATE_LIMITS === 'on', {
    path: ['RATE_LIMITS'],
    error: 'ne se coupe pas en production',
  });

export const workerSchema = z
  .object(
    pick(
      ...COMMON,
      'PUBLIC_URL',
      'WORKER_DATABASE_URL',
      'QUEUE_DATABASE_URL',
      'REDIS_URL',
      'SMTP_URL',
      'MAIL_FROM',
      'WORKER_PORT',
      'STATUS_URL',
      'CA_KEY_SECRET',
      'OCSP_KEY_SECRET',
    ),
  )
  .refine(noShiftInProduction, SHIFT_REFUSED);

export const statusSchema = z
  .object(pick(...COMMON, 'STATUS_DATABASE_URL', 'STATUS_PORT', 'OCSP_KEY_SECRET'))
  .refine(noShiftInProduction, SHIFT_REFUSED);

export type ApiConfig = z.output<typeof apiSchema>;
export type WorkerConfig = z.output<typeof workerSchema>;
export type StatusConfig = z.output<typeof statusSchema>;
