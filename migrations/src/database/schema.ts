import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations.js';

/** One run at a time per database: two starts at once wait for each other. */
const LOCK = `SELECT pg_advisory_lock(hashtextextended('mandataire schema', 0))`;

async function withSchema<T>(ownerUrl: string, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    entities: [],
    migrations: [...MIGRATIONS],
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    logging: ['error'],
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query(LOCK);
    return await work(source);
  } finally {
    await lock.release();
    // Ending the session gives the lock back, also after a failure.
    await source.destroy();
  }
}

/** Applies what is missing, each migration in its own transaction. @returns the names of those applied. */
export const migrateUp = (ownerUrl: string): Promise<readonly string[]> =>
  withSchema(ownerUrl, async (source) => (await source.runMigrations()).map(({ name }) => name));

/** Takes the newest migration back. */
export const migrateDown = (ownerUrl: string): Promise<void> =>
  withSchema(ownerUrl, (source) => source.undoLastMigration());
