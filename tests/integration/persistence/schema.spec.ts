import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { INITIAL_CATALOGUE, type ProductVersion } from '@mandataire/domain/catalogue';
import { certificateMachine } from '@mandataire/domain/certificate';
import { verificationMachine } from '@mandataire/domain/identity-verification';
import { mandateMachine } from '@mandataire/domain/mandate';
import { orderMachine } from '@mandataire/domain/order';
import { revocationMachine } from '@mandataire/domain/revocation';
import { departureMachine } from '@mandataire/domain/departure';
import { secondPersonMachine } from '@mandataire/domain/second-person';
import { storedFileMachine } from '@mandataire/domain/stored-file';
import { MIGRATIONS, migrateDown, migrateUp, publishCatalogue } from '@mandataire/migrations';
import { PLATFORM_TABLES } from '@mandataire/persistence';
import { testDatabase, type TestDatabase } from '../../support/system/index.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const rows = async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await client.query<T>(sql, values)).rows;
const names = async (sql: string, values: unknown[] = []): Promise<string[]> =>
  (await rows<{ name: string }>(sql, values)).map(({ name }) => name);

const TENANT_TABLES = `
  SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($1)`;
const platform = [[...PLATFORM_TABLES]];

describe('the schema as PostgreSQL describes it', () => {
  it('has its tenant tables and every platform table of the allow-list', async () => {
    const tables = await names(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    );
    expect(tables).toEqual(expect.arrayContaining([...PLATFORM_TABLES]));
    expect(await names(TENANT_TABLES, platform)).toHaveLength(49);
  });

  it('stores instants to the millisecond, so that a cursor finds its row again', async () => {
    const wrong = await names(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> 'schema_migration' AND data_type LIKE 'timestamp%'
         AND (datetime_precision <> 3 OR data_type <> 'timestamp with time zone')`,
    );
    expect(wrong).toEqual([]);
  });
});

describe('the login roles', () => {
  const roles = ['app', 'worker', 'status_reader', 'emergency_intake', 'queue', 'registration_archive'];

  it('leave the schema to its owner', async () => {
    const [schema] = await rows<{ owner: string }>(
      `SELECT nspowner::regrole::text AS owner FROM pg_namespace WHERE nspname = 'public'`,
    );
    expect(schema?.owner).toBe('mandataire_owner');
  });

  it('cannot change evidence: those rows have no UPDATE for anyone', async () => {
    const evidence = [
      'journal_entry',
      'access_journal',
      'order_act',
      'mandate_act',
      'mandate_content',
      'mandate_evidence',
      'mandate_evidence_stamp',
      'company_paper',
      'holder_identity',
      'idempotency',
      'handled_event',
    ];
    const grants = await names(
      `SELECT grantee || ' ' || table_name AS name FROM information_schema.column_privileges
       WHERE table_schema = 'public' AND grantee = ANY ($1) AND table_name = ANY ($2) AND privilege_type = 'UPDATE'`,
      [roles, evidence],
    );
    expect(grants).toEqual([]);
  });

  it('let the app write serials blind', async () => {
    const readable = await names(
      `SELECT column_name AS name FROM information_schema.column_privileges
       WHERE grantee = 'app' AND table_name = 'issued_serial' AND privilege_type = 'SELECT' ORDER BY 1`,
    );
    expect(readable).toEqual(['issuer_id', 'serial']);
  });

  it('let status_reader see serials, lists and authority certificates, nothing else', async () => {
    const readable = await names(
      `SELECT DISTINCT table_name || '.' || column_name AS name FROM information_schema.column_privileges
       WHERE grantee = 'status_reader' AND privilege_type = 'SELECT' AND table_name NOT IN ('crl', 'authority_certificate')
       ORDER BY 1`,
    );
    const writing = await names(
      `SELECT table_name AS name FROM information_schema.column_privileges
       WHERE grantee IN ('status_reader', 'emergency_intake') AND privilege_type <> 'SELECT'`,
    );
    expect(readable).toEqual(
      ['issuer_id', 'not_after', 'revoked_at', 'serial', 'state'].map((column) => `issued_serial.${column}`),
    );
    expect(writing).toEqual([]);
  });
});

describe('what the domain says, the database says', () => {
  const texts = (definition: string): string[] =>
    [...definition.matchAll(/'([A-Z_]+)'/g)].map(([, text = '']) => text);

  it.each([
    ['mandate', mandateMachine.states],
    ['identity_verification', verificationMachine.states],
    ['identity_meeting', verificationMachine.states],
    ['departure', departureMachine.states],
    ['certificate_order', orderMachine.states],
    ['certificate', certificateMachine.states],
    ['revocation_request', revocationMachine.states],
    ['second_person_request', secondPersonMachine.states],
    ['stored_file', storedFileMachine.states],
  ])('%s has the states of its machine', async (table, states) => {
    const [check] = await rows<{ definition: string }>(
      'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1',
      [`${table}_state_check`],
    );
    expect(texts(check?.definition ?? '').sort()).toEqual([...states].sort());
  });

  it.each([
    ['certificate_order_open_key', orderMachine.terminal],
    ['revocation_request_open_key', revocationMachine.terminal],
  ])('%s leaves out the terminal states', async (index, terminal) => {
    const [found] = await rows<{ definition: string }>('SELECT pg_get_indexdef($1::regclass) AS definition', [
      index,
    ]);
    expect(texts(found?.definition ?? '').sort()).toEqual([...terminal].sort());
  });

  it('has every version of the initial catalogue', async () => {
    const facts = await rows<{ facts: ProductVersion }>(
      'SELECT facts FROM product_version ORDER BY position',
    );
    expect(facts.map((row) => row.facts)).toEqual(INITIAL_CATALOGUE);
  });

  it('refuses to publish a product version that breaks a rule of the catalogue (R13)', async () => {
    const [initio] = INITIAL_CATALOGUE as [ProductVersion];
    const long = {
      ...initio,
      version: initio.version + 1,
      profile: { ...initio.profile, validityMonths: 48 },
    };
    await expect(publishCatalogue(database.urls.owner, [long])).rejects.toThrow(/R13/);
  });
});

describe('the migrations', () => {
  const SHAPE = `
    SELECT c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull AS name
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    UNION ALL
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    UNION ALL
    SELECT tablename || ' ' || policyname || ' ' || coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies
    UNION ALL
    SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT relname || ' ' || relacl::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'schema_migration'
    ORDER BY 1`;

  it('go down to nothing and up again to the same schema, and a second up changes nothing', async () => {
    const { urls, drop } = await testDatabase();
    const own = new pg.Client({ connectionString: urls.owner });
    await own.connect();
    try {
      const shape = async () => (await own.query<{ name: string }>(SHAPE)).rows.map(({ name }) => name);
      const before = await shape();
      for (const _ of MIGRATIONS) await migrateDown(urls.owner);
      const left = await own.query(
        `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
           AND relname <> 'schema_migration'`,
      );
      expect(left.rows).toEqual([]);
      expect(await migrateUp(urls.owner)).toHaveLength(MIGRATIONS.length);
      expect(await shape()).toEqual(before);
      expect(await migrateUp(urls.owner)).toEqual([]);
    } finally {
      await own.end();
      await drop();
    }
  });

  it('run once when two starts run them at once', async () => {
    const { urls, drop } = await testDatabase();
    try {
      for (const _ of MIGRATIONS) await migrateDown(urls.owner);
      const applied = await Promise.all([migrateUp(urls.owner), migrateUp(urls.owner)]);
      expect(applied.map(({ length }) => length).sort()).toEqual([0, MIGRATIONS.length]);
    } finally {
      await drop();
    }
  });
});
