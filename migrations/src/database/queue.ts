import { runMigrations } from 'bullmq';
import { inSession } from './session.js';

/** Only the owner's sequences: those that the role `queue` made since are its own, and nobody else may grant them. */
const GRANT_SEQUENCES = `
  DO $$ DECLARE name text; BEGIN
    FOR name IN
      SELECT c.oid::regclass FROM pg_class c
      WHERE c.relkind = 'S' AND c.relnamespace = 'bullmq'::regnamespace AND pg_has_role(c.relowner, 'USAGE')
    LOOP EXECUTE format('GRANT USAGE, SELECT, UPDATE ON SEQUENCE %s TO queue', name); END LOOP;
  END $$`;

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
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO queue;
      DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO queue', current_database()); END $$;
    `);
    await client.query(GRANT_SEQUENCES);
  });
}
