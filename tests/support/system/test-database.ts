import { randomUUID } from 'node:crypto';
import pg from 'pg';

type Role = 'superuser' | 'owner' | 'app' | 'worker' | 'status' | 'emergency' | 'queue' | 'archive';

/** A migrated database of one test file's own, with one address per login role. */
export interface TestDatabase {
  readonly name: string;
  readonly urls: Readonly<Record<Role, string>>;
  /** Drops it, ending the connections that the test forgot. */
  drop(): Promise<void>;
}

const VARIABLES: Readonly<Record<Role, string>> = {
  superuser: 'TEST_SUPERUSER_DATABASE_URL',
  owner: 'TEST_OWNER_DATABASE_URL',
  app: 'TEST_APP_DATABASE_URL',
  worker: 'TEST_WORKER_DATABASE_URL',
  status: 'TEST_STATUS_DATABASE_URL',
  emergency: 'TEST_EMERGENCY_DATABASE_URL',
  queue: 'TEST_QUEUE_DATABASE_URL',
  archive: 'TEST_ARCHIVE_DATABASE_URL',
};

function baseUrl(role: Role): string {
  const url = process.env[VARIABLES[role]];
  if (!url) throw new Error('No test database server: run the integration tests through `npm test`.');
  return url;
}

const onDatabase = (url: string, name: string): string =>
  Object.assign(new URL(url), { pathname: `/${name}` }).href;

async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: onDatabase(baseUrl('superuser'), 'postgres') });
  await client.connect();
  try {
    // Copying a template fails while another copy of it runs: one at a time, whichever process asks.
    await client.query("SELECT pg_advisory_lock(hashtext('mandataire test databases'))");
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Copies the migrated template: some 50 ms, and no test sees another's rows. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = new URL(baseUrl('owner')).pathname.slice(1);
  const owner = new URL(baseUrl('owner')).username;
  await asSuperuser(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner}`);
  const roles = Object.keys(VARIABLES) as Role[];
  const urls = Object.fromEntries(roles.map((role) => [role, onDatabase(baseUrl(role), name)])) as Record<
    Role,
    string
  >;
  return { name, urls, drop: () => asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
