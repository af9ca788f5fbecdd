import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `nullif(current_setting('app.tenant_id', true), '')::uuid`;

/**
 * An event is settled when its jobs are done, not when the queue was told: what a queue has lost is found here and relayed
 * again. Events of before count as settled: nobody gets their letters twice.
 */
export class SettleEvents1795366800008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox ADD COLUMN settled_at timestamptz(3),
        ADD CONSTRAINT outbox_settled_check CHECK (settled_at IS NULL OR relayed_at IS NOT NULL);
      ALTER TABLE outbox NO FORCE ROW LEVEL SECURITY;
      UPDATE outbox SET settled_at = relayed_at;
      ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
      CREATE INDEX outbox_undone_idx ON outbox (relayed_at) WHERE settled_at IS NULL;
      CREATE POLICY tenant_settle ON outbox FOR UPDATE TO worker USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      GRANT UPDATE (settled_at) ON outbox TO worker;
      GRANT SELECT ON handled_event TO worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE SELECT ON handled_event FROM worker;
      DROP POLICY tenant_settle ON outbox;
      ALTER TABLE outbox DROP COLUMN settled_at;
    `);
  }
}
