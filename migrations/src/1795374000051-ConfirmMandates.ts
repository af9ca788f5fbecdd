import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;
const scope = (name: string) => `(SELECT current_setting('app.platform_scope', true) = '${name}')`;

/** After a change of representative each mandate in force is confirmed or ended by a day (F2). */
export class ConfirmMandates1795374000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mandate_confirmation (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        version integer NOT NULL,
        mandate_id uuid NOT NULL,
        representative_account_id uuid NOT NULL,
        asked_at timestamptz(3) NOT NULL,
        due_on date NOT NULL,
        reminded_at timestamptz(3),
        alerted_at timestamptz(3),
        confirmed_at timestamptz(3),
        confirmed_by uuid,
        CONSTRAINT mandate_confirmation_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT mandate_confirmation_mandate_fkey FOREIGN KEY (tenant_id, mandate_id)
          REFERENCES mandate (tenant_id, id),
        CONSTRAINT mandate_confirmation_representative_fkey FOREIGN KEY (representative_account_id)
          REFERENCES account (id),
        CONSTRAINT mandate_confirmation_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES account (id),
        CONSTRAINT mandate_confirmation_confirmed_check CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL))
      );
      CREATE UNIQUE INDEX mandate_confirmation_open_key ON mandate_confirmation (tenant_id, mandate_id)
        WHERE confirmed_at IS NULL;
      CREATE INDEX mandate_confirmation_due_idx ON mandate_confirmation (due_on)
        WHERE confirmed_at IS NULL AND alerted_at IS NULL;
      ALTER TABLE mandate_confirmation ENABLE ROW LEVEL SECURITY;
      ALTER TABLE mandate_confirmation FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON mandate_confirmation FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON mandate_confirmation FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY tenant_update ON mandate_confirmation FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY worker_sweep ON mandate_confirmation FOR SELECT TO worker
        USING (${scope('sweep')} AND confirmed_at IS NULL);
      GRANT INSERT ON mandate_confirmation TO app;
      GRANT SELECT,
        UPDATE (version, representative_account_id, due_on, reminded_at, alerted_at, confirmed_at, confirmed_by)
        ON mandate_confirmation TO app, worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mandate_confirmation');
  }
}
