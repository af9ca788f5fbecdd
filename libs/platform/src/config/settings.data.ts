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

/** A secret may stand in a file, as container platforms and systemd hand them over. */
const secretFile = (name: string) =>
  text.optional().describe(`Fichier qui contient ${name} ; l’emporte sur elle.`);

/** Parts of a list separated by commas, without white space. */
export const listed = (value: string): string[] => value.split(',').map((part) => part.trim());

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
  STAFF_LIST_KEPT_DAYS: z.coerce
    .number({ error: 'doit être un nombre de jours' })
    .int({ error: 'doit être un nombre entier de jours' })
    .min(1, { error: 'doit valoir au moins 1' })
    .max(365, { error: 'doit valoir au plus 365' })
    .default(30)
    .describe(
      'Jours après lesquels les lignes d’une liste du personnel importée sont supprimées ; ses décomptes et le journal restent.',
    ),
  BATCH_GATE_CERTIFICATES: z.coerce
    .number({ error: 'doit être un nombre de certificats' })
    .int({ error: 'doit être un nombre entier de certificats' })
    .min(0, { error: 'doit valoir au moins 0' })
    .default(5)
    .describe(
      'Nombre de certificats révoqués au-delà duquel une liste demande l’accord d’une seconde personne (D15).',
    ),
  BATCH_GATE_PERCENT: z.coerce
    .number({ error: 'doit être un pourcentage' })
    .min(0, { error: 'doit valoir au moins 0' })
    .max(100, { error: 'doit valoir au plus 100' })
    .default(2)
    .describe(
      'Part des certificats de l’entreprise, en pour cent, au-delà de laquelle il en va de même (D15).',
    ),
  STATUS_PORT: port(3001).describe('Port du service d’état (LCR, OCSP).'),
  REVOCATION_VISIBLE_MS: z.coerce
    .number({ error: 'doit être un nombre de millisecondes' })
    .int({ error: 'doit être un nombre entier de millisecondes' })
    .min(200, { error: 'doit valoir au moins 200' })
    .max(60_000, { error: 'doit valoir au plus 60000' })
    .default(1_000)
    .describe(
      'Délai, en millisecondes, après lequel toute révocation enregistrée se voit dans les réponses OCSP de chaque processus d’état ; au-delà d’un tel silence de PostgreSQL, aucune réponse signée d’avance n’est servie.',
    ),
  OCSP_KEPT_SECONDS: z.coerce
    .number({ error: 'doit être un nombre de secondes' })
    .int({ error: 'doit être un nombre entier de secondes' })
    .min(1, { error: 'doit valoir au moins 1' })
    .max(1_800, { error: 'doit valoir au plus 1800' })
    .default(600)
    .describe(
      'Âge, en secondes, auquel une réponse OCSP signée d’avance est signée de nouveau ; une réponse vaut une heure.',
    ),
  WORKER_PORT: port(3002).describe('Port de santé et de mesures des travaux de fond.'),
  KEY_STORE: z
    .enum(['software', 'pkcs11'], { error: 'doit être software ou pkcs11' })
    .default('software')
    .describe(
      'Où sont les clés de l’autorité : software, scellées dans DATA_DIR (refusé en production sans procès-verbal) ; pkcs11, dans un HSM.',
    ),
  CA_KEY_SECRET: secret
    .optional()
    .describe(
      'Secret qui scelle les clés de l’autorité de certification (API, travaux de fond) ; obligatoire avec KEY_STORE=software.',
    ),
  CA_KEY_SECRET_FILE: secretFile('CA_KEY_SECRET'),
  ROOT_KEY_SECRET: secret
    .optional()
    .describe(
      'Secret qui scelle la clé de l’AC racine ; donné pour une cérémonie seulement (« npm run ca »), à aucun processus.',
    ),
  ROOT_KEY_SECRET_FILE: secretFile('ROOT_KEY_SECRET'),
  ROOT_KEY_DIR: text
    .optional()
    .describe(
      'Dossier de la clé scellée de l’AC racine, sur un support qui reste hors ligne entre deux cérémonies ; par défaut DATA_DIR/keys/root.',
    ),
  CA_ORGANISATION: text
    .max(64, { error: 'doit avoir au plus 64 caractères' })
    .optional()
    .describe(
      'Organisation (O) dans les certificats d’autorité, écrite à la création de la racine ; obligatoire en production, « DÉMO – SANS VALEUR » ailleurs.',
    ),
  CA_COMMON_NAME: text
    .max(24, { error: 'doit avoir au plus 24 caractères' })
    .optional()
    .describe(
      'Début du nom (CN) des certificats d’autorité (« Exemple » donne « Exemple – AC racine »), écrit à la création de la racine ; comme CA_ORGANISATION.',
    ),
  CEREMONY_RECORD_FILE: text
    .optional()
    .describe(
      'Procès-verbal signé par deux personnes qui autorise KEY_STORE=software en production (docs/operations.md).',
    ),
  CEREMONY_SIGNERS: text
    .refine((value) => listed(value).every((part) => /^[0-9a-f]{64}$/.test(part)), {
      error: 'doit être une liste d’empreintes SHA-256',
    })
    .optional()
    .describe(
      'Empreintes SHA-256 (hexadécimal, séparées par des virgules) des clés publiques dont la signature vaut au procès-verbal.',
    ),
  PKCS11_MODULE: text.optional().describe('HSM : chemin de la bibliothèque PKCS#11 du fabricant.'),
  PKCS11_TOKEN_LABEL: text.optional().describe('HSM : nom (label) du jeton.'),
  PKCS11_PIN_FILE: text
    .optional()
    .describe('HSM : fichier qui contient le code de l’utilisateur du jeton, relu à chaque connexion.'),
  PKCS11_PIN: text.optional().describe('HSM : ce code lui-même, à défaut de fichier.'),
  PKCS11_ROOT_TOKEN_LABEL: text
    .optional()
    .describe(
      'HSM : nom du jeton de la clé de l’AC racine, un autre que PKCS11_TOKEN_LABEL ; cérémonies seulement.',
    ),
  PKCS11_ROOT_PIN_FILE: text.optional().describe('HSM : fichier du code de ce jeton ; cérémonies seulement.'),
  PKCS11_ROOT_PIN: text.optional().describe('HSM : ce code lui-même, à défaut de fichier.'),
  PKCS11_SESSIONS: z.coerce
    .number({ error: 'doit être un nombre' })
    .int({ error: 'doit être un nombre entier' })
    .min(1, { error: 'doit être au moins 1' })
    .max(64, { error: 'doit être au plus 64' })
    .default(4)
    .describe(
      'HSM : sessions ouvertes au plus par processus, donc signatures simultanées ; au-delà de 4, donnez aussi UV_THREADPOOL_SIZE.',
    ),
  OCSP_KEY_SECRET: secret.describe('Secret qui scelle les clés du répondeur OCSP (état, travaux de fond).'),
  OCSP_KEY_SECRET_FILE: secretFile('OCSP_KEY_SECRET'),
  DATA_KEY_SECRET: secret.describe('Secret qui scelle en base les facteurs d’authentification (API).'),
  DATA_KEY_SECRET_FILE: secretFile('DATA_KEY_SECRET'),
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
