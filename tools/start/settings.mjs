import path from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { parsePort } from '../lib/ports.mjs';

const DATABASE = 'mandataire';

/** The login role and the secret behind each database address. */
const ROLES = {
  OWNER_DATABASE_URL: ['mandataire_owner', 'ownerPassword'],
  APP_DATABASE_URL: ['app', 'appPassword'],
  WORKER_DATABASE_URL: ['worker', 'workerPassword'],
  STATUS_DATABASE_URL: ['status_reader', 'statusPassword'],
  EMERGENCY_DATABASE_URL: ['emergency_intake', 'emergencyPassword'],
  QUEUE_DATABASE_URL: ['queue', 'queuePassword'],
  ARCHIVE_DATABASE_URL: ['registration_archive', 'archivePassword'],
};

/** The default port of each listener; 0 in the environment asks for a free one. */
const DEFAULT_PORTS = {
  API_PORT: 3000,
  STATUS_PORT: 3001,
  WORKER_PORT: 3002,
  MAILBOX_PORT: 3003,
  SMTP_PORT: 3025,
};

/** The wished ports: `ports` first (tests), then the environment, then the defaults. */
export function wishedPorts(env, ports = {}) {
  const wished = {};
  for (const [name, fallback] of Object.entries(DEFAULT_PORTS))
    wished[name] = ports[name] ?? parsePort(name, env[name], fallback);
  if (!usesLocalMailbox(env)) {
    delete wished.MAILBOX_PORT;
    delete wished.SMTP_PORT;
  }
  return wished;
}

/** With SMTP_URL the mails go to a real server. */
export const usesLocalMailbox = (env) => !env.SMTP_URL;

/** With OWNER_DATABASE_URL the database is somebody's server; then every other address is needed too. */
export function usesOwnServer(env) {
  if (!env.OWNER_DATABASE_URL) return false;
  const missing = Object.keys(ROLES).filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new Failure(
      `OWNER_DATABASE_URL est donnée mais pas ${missing.join(', ')} : donnez une adresse par rôle (docs/operations.md).`,
    );
  }
  return true;
}

/** One address per login role on the embedded server. */
export function embeddedAddresses(port, secrets) {
  return Object.fromEntries(
    Object.entries(ROLES).map(([name, [role, secret]]) => [
      name,
      `postgres://${role}:${secrets[secret]}@127.0.0.1:${port}/${DATABASE}`,
    ]),
  );
}

/** The superuser's address of the product's database. */
export const superuserAddress = (url) => Object.assign(new URL(url), { pathname: `/${DATABASE}` }).href;

/** The whole environment of the product's processes. What the caller's environment already says wins. */
export function processEnvironment({ env, dataDir, ports, secrets, addresses, redisUrl }) {
  const settings = {
    NODE_ENV: 'development',
    DEMO: 'true',
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://localhost:${ports.API_PORT}`,
    PKI_BASE_URL: `http://localhost:${ports.STATUS_PORT}`,
    STATUS_URL: `http://localhost:${ports.STATUS_PORT}`,
    MAIL_FROM: 'Mandataire <ne-pas-repondre@mandataire.example>',
    CLOCK_OFFSET_FILE: path.join(dataDir, 'clock-offset'),
    ROOT_KEY_SECRET: secrets.ROOT_KEY_SECRET,
    CA_KEY_SECRET: secrets.CA_KEY_SECRET,
    OCSP_KEY_SECRET: secrets.OCSP_KEY_SECRET,
    SEAL_KEY_SECRET: secrets.SEAL_KEY_SECRET,
    DATA_KEY_SECRET: secrets.DATA_KEY_SECRET,
    FILES_KEY_SECRET: secrets.FILES_KEY_SECRET,
    ARCHIVE_KEY_SECRET: secrets.ARCHIVE_KEY_SECRET,
    ...(usesLocalMailbox(env) ? { SMTP_URL: `smtp://127.0.0.1:${ports.SMTP_PORT}` } : {}),
    ...addresses,
  };
  const given = Object.fromEntries(
    Object.keys(settings).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const numbers = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]));
  const queue = redisUrl ? { REDIS_URL: redisUrl } : {};
  return { ...env, ...settings, ...given, ...numbers, ...queue, DATA_DIR: dataDir };
}

const TOKEN = ['PKCS11_PIN', 'PKCS11_PIN_FILE'];
const FILES = [
  ...['FILES_KEY_SECRET', 'FILES_PREVIOUS_KEY_SECRET'],
  ...['ARCHIVE_DATABASE_URL', 'ARCHIVE_KEY_SECRET', 'ARCHIVE_PREVIOUS_KEY_SECRET'],
];

/** What opens something, by process, the root's key for none: nobody gets another's addresses and keys (the schemas of libs/platform/src/config say the same). */
const KEYS = {
  mailbox: [],
  status: ['STATUS_DATABASE_URL', 'OCSP_KEY_SECRET'],
  worker: [
    'WORKER_DATABASE_URL',
    'QUEUE_DATABASE_URL',
    'CA_KEY_SECRET',
    'OCSP_KEY_SECRET',
    'SEAL_KEY_SECRET',
    ...FILES,
    ...TOKEN,
  ],
  api: ['APP_DATABASE_URL', 'CA_KEY_SECRET', 'DATA_KEY_SECRET', ...FILES, ...TOKEN],
};

/** The environment of one process, without what opens the others' doors. */
export function environmentOf(process, env) {
  const opens = (name) => /_DATABASE_URL$|_KEY_SECRET(_FILE)?$|^PKCS11_(ROOT_)?PIN/.test(name);
  const isOwn = (name) => KEYS[process].includes(name) || KEYS[process].includes(name.replace(/_FILE$/, ''));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !opens(name) || isOwn(name)));
}
