import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { freePort } from '../../tools/lib/ports.mjs';
import { inRoot } from '../../tools/lib/root.mjs';
import { startChild, waitHealthy } from '../../tools/start/child.mjs';
import { createDatabase, migrate } from '../../tools/start/database.mjs';
import { startPostgres } from '../../tools/start/postgres.mjs';
import { createRegistry, endLeftovers, refuseWhileRunning } from '../../tools/start/registry.mjs';
import { loadSecrets } from '../../tools/start/secrets.mjs';
import { embeddedAddresses, environmentOf, processEnvironment } from '../../tools/start/settings.mjs';

const onDatabase = (url, name) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/**
 * Memory as a server of this size has it, for both sides of every ratio; and no log for what is written into a table that
 * was emptied in the same transaction.
 */
const BULK = ['wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=8GB', 'shared_buffers=2GB'];

/** The caller's environment without what would point a bench at somebody's real servers. */
const ownEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/(_DATABASE_URL|^REDIS_URL|^SMTP_URL|^PUBLIC_URL|^PKI_BASE_URL|_PORT|_SECRET|^NODE_ENV)$/.test(name),
    ),
  );

/**
 * The benches' own server: an embedded PostgreSQL below `.data/bench`, with the settings of `npm start`. What a killed run
 * left behind is ended first.
 */
export async function startBenchServer({ signal } = {}) {
  const dataDir = inRoot('.data', 'bench');
  refuseWhileRunning(dataDir, 'ce banc');
  mkdirSync(path.join(dataDir, 'log'), { recursive: true });
  chmodSync(dataDir, 0o711);
  await endLeftovers(dataDir);
  const secrets = loadSecrets(dataDir);
  const registry = createRegistry(dataDir);
  const logFile = (name) => path.join(dataDir, 'log', `${name}.log`);
  const server = await startPostgres({
    dataDir,
    password: secrets.superuserPassword,
    logFile: logFile('postgres'),
    fast: true,
    settings: BULK,
  });
  registry.add('postgres', server);
  const addresses = embeddedAddresses(server.port, secrets);
  const children = [];

  const superuserUrl = (database) => onDatabase(server.superuserUrl, database);
  const urlsOf = (database) =>
    Object.fromEntries(Object.entries(addresses).map(([name, url]) => [name, onDatabase(url, database)]));
  const environment = (database, ports = {}) =>
    processEnvironment({
      env: ownEnvironment(),
      dataDir,
      ports: { API_PORT: 1, STATUS_PORT: 1, WORKER_PORT: 1, SMTP_PORT: 1, ...ports },
      secrets,
      addresses: urlsOf(database),
    });

  return {
    superuserUrl,
    urlsOf,
    dataKeySecret: secrets.DATA_KEY_SECRET,
    dataDir,
    ocspKeySecret: secrets.OCSP_KEY_SECRET,

    async createMigrated(database) {
      await createDatabase(server.superuserUrl, urlsOf(database).OWNER_DATABASE_URL);
      const env = environment(database);
      await migrate('roles', { ...env, SUPERUSER_DATABASE_URL: superuserUrl(database) }, signal);
      await migrate('up', env, signal);
    },

    async startStatus(database) {
      const port = await freePort();
      const { CLOCK_OFFSET_FILE: _, ...settings } = environment(database, { STATUS_PORT: port });
      const production = { NODE_ENV: 'production', PKI_BASE_URL: 'http://pki.bench.example' };
      const child = startChild({
        name: 'status',
        args: [inRoot('apps', 'status', 'dist', 'main.js')],
        env: environmentOf('status', { ...settings, ...production }),
        logFile: logFile('status'),
      });
      children.push(child);
      registry.add('status', child);
      // Not /health: that is red without a list, which this bench has no use for.
      await waitHealthy(child, `http://127.0.0.1:${port}/ca/root.cer`, { signal });
      return { url: `http://127.0.0.1:${port}`, pid: child.pid };
    },

    async drop(database) {
      const client = new pg.Client({ connectionString: superuserUrl('postgres') });
      await client.connect();
      try {
        await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      } finally {
        await client.end();
      }
    },

    async startApi(database, { nodeOptions = [] } = {}) {
      const port = await freePort();
      const { CLOCK_OFFSET_FILE: _, ...settings } = environment(database, { API_PORT: port });
      // Benches send documents of their own, and say as a proxy would from which address: limits stay on.
      const open = { GRAPHQL_DOCUMENTS: 'any', TRUST_PROXY: '127.0.0.1' };
      const production = { DEMO: 'false', NODE_ENV: 'production', PUBLIC_URL: 'https://bench.example' };
      const env = { ...settings, ...production, ...open };
      const child = startChild({
        name: 'api',
        args: [...nodeOptions, inRoot('apps', 'api', 'dist', 'main.js')],
        env: environmentOf('api', env),
        logFile: logFile('api'),
      });
      children.push(child);
      registry.add('api', child);
      await waitHealthy(child, `http://127.0.0.1:${port}/health`, { signal });
      return { url: `http://127.0.0.1:${port}`, pid: child.pid };
    },

    async stop() {
      for (const child of children) await child.stop();
      await server.stop();
      registry.close();
    },
  };
}
