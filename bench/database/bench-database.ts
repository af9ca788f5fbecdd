import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { fillBenchDatabase } from './content/fill.js';
import { startBenchServer, type BenchServer } from './server.mjs';

const ROOT = path.join(import.meta.dirname, '../..');
/** What the template's content depends on: the migrations, the catalogue, and what fills them. */
const SOURCES: readonly (readonly [folder: string, file: RegExp])[] = [
  ['migrations/src', /^\d+-\w+\.ts$/],
  ['libs/domain/src/catalogue', /\.data\.ts$/],
  ['bench/database/content', /\.ts$/],
];

function templateName(): string {
  const hash = createHash('sha256');
  for (const [folder, file] of SOURCES) {
    for (const name of readdirSync(path.join(ROOT, folder)).sort()) {
      if (file.test(name)) hash.update(name).update(readFileSync(path.join(ROOT, folder, name)));
    }
  }
  return `bench_${hash.digest('hex').slice(0, 16)}`;
}

async function asSuperuser<T>(server: BenchServer, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.superuserUrl('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Databases of the server whose name begins so. */
const databasesLike = (client: pg.Client, pattern: string): Promise<string[]> =>
  client
    .query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [pattern])
    .then(({ rows }) => rows.map(({ datname }) => datname));

/** The template of these migrations, made when it is missing; those of other migrations go. */
async function ensureTemplate(server: BenchServer, print: (line: string) => void): Promise<string> {
  const template = templateName();
  const known = await asSuperuser(server, (client) => databasesLike(client, 'bench\\_%'));
  if (known.includes(template)) return template;
  const start = performance.now();
  print('Building the bench database: 1,000 companies, 1,000,000 certificates');
  await asSuperuser(server, async (client) => {
    for (const name of [...known, 'unfinished'])
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  await server.createMigrated('unfinished');
  await fillBenchDatabase(server.superuserUrl('unfinished'), print);
  // A name only for what is whole: a build that was cut short leaves nothing that looks finished.
  await asSuperuser(server, (client) => client.query(`ALTER DATABASE unfinished RENAME TO ${template}`));
  print(`Built in ${Math.round((performance.now() - start) / 1000)} s`);
  return template;
}

export interface BenchDatabase {
  readonly server: BenchServer;
  /** The copy that this run works on. */
  readonly name: string;
  readonly url: (variable: string) => string;
  readonly superuserUrl: string;
}

/** Makes the database of this name that a run works on. */
type Preparation = (server: BenchServer, name: string) => Promise<void>;

/**
 * Runs on a database of its own below `.data/bench`, with the product built; drops it and ends everything afterwards, also
 * after Ctrl-C.
 */
async function onOwnDatabase<T>(
  prepare: Preparation,
  work: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Error('stopped'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const stopped = new Promise<never>((_, reject) =>
    stopping.signal.addEventListener('abort', () => reject(stopping.signal.reason as Error), { once: true }),
  );
  stopped.catch(() => undefined);
  const server = await startBenchServer({ signal: stopping.signal });
  const name = `copy_${process.pid}`;
  const drop = (databases: readonly string[]) =>
    asSuperuser(server, async (client) => {
      for (const each of databases) await client.query(`DROP DATABASE IF EXISTS ${each} WITH (FORCE)`);
    });
  try {
    await drop(await asSuperuser(server, (client) => databasesLike(client, 'copy\\_%')));
    await Promise.race([stopped, prepare(server, name)]);
    const urls = server.urlsOf(name);
    const url = (variable: string) => urls[variable] ?? '';
    return await Promise.race([
      stopped,
      work({ server, name, url, superuserUrl: server.superuserUrl(name) }),
    ]);
  } finally {
    await drop([name]).catch(() => undefined);
    await server.stop();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** On a copy of the template, which stays for the next run. */
export const onBenchDatabase = <T>(
  print: (line: string) => void,
  work: (database: BenchDatabase) => Promise<T>,
): Promise<T> =>
  onOwnDatabase(async (server, name) => {
    const template = await ensureTemplate(server, print);
    await asSuperuser(server, (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`),
    );
  }, work);

/** On an empty database with roles, schema and catalogue. */
export const onMigratedDatabase = <T>(work: (database: BenchDatabase) => Promise<T>): Promise<T> =>
  onOwnDatabase((server, name) => server.createMigrated(name), work);
