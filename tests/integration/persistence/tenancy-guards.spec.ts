import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../../support/system/index.js';
import { GUARDS, type Guard } from './tenancy-guards.data.js';

let database: TestDatabase;
/** As superuser, so that roles can be planted too. */
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.urls.superuser });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const offenders = async ({ sql, allowed = [] }: Guard): Promise<string[]> =>
  (await client.query<{ name: string }>(sql)).rows
    .map(({ name }) => name)
    .filter((name) => !allowed.includes(name));

describe.each(GUARDS)('the catalogue of PostgreSQL: $rule', (guard) => {
  it('holds', async () => {
    expect(await offenders(guard)).toEqual([]);
  });

  it.each(guard.planted)('names what breaks it: %s', async (sql, name) => {
    await client.query('BEGIN');
    try {
      await client.query(sql);
      expect(await offenders(guard)).toContain(name);
    } finally {
      await client.query('ROLLBACK');
    }
  });
});
