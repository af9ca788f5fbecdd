import { runMigrations } from 'bullmq';
import { inSession } from './session.js';

/**
 * The queue's own schema, when PostgreSQL carries the queue. Its tables belong to the owner; the role `queue` works in
 * them and may add a sequence per queue (that is why it has CREATE there, and nowhere else). Its functions add several
 * jobs through a temporary table: TEMPORARY. Payloads are identifiers.
 */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  await inSession(ownerUrl, async (client) => {
    await runMigrations(client);
    await client.query(`
      GRANT USAGE, CREATE ON SCHEMA bullmq TO queue;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO queue;
      GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA bullmq TO queue;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO queue;
      DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO queue', current_database()); END $$;
    `);
  });
}
