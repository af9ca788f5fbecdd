import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;
const scope = (name: string) => `(SELECT current_setting('app.platform_scope', true) = '${name}')`;

/** AgentDepartures of MCs and representatives with their clock (F4), and orders that go on in another MC's care. */
export class ReportAgentDepartures1795374000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whoever placed an order stays a fact; whose work it is now may change.
      ALTER TABLE certificate_order ADD COLUMN in_charge uuid,
        ADD CONSTRAINT certificate_order_in_charge_fkey FOREIGN KEY (in_charge) REFERENCES account (id);
      CREATE INDEX certificate_order_in_charge_idx ON certificate_order (tenant_id, (coalesce(in_charge, placed_by)))
        WHERE state NOT IN ('COMPLETED', 'CANCELLED', 'REJECTED');
      GRANT UPDATE (in_charge) ON certificate_order TO app, worker;

      CREATE TABLE agent_departure (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        version integer NOT NULL,
        state text NOT NULL,
        leaver text NOT NULL,
        account_id uuid NOT NULL,
        known_on date NOT NULL,
        effective_on date NOT NULL,
        reason text,
        reported_by uuid NOT NULL,
        reported_as text NOT NULL,
        reported_at timestamptz(3) NOT NULL,
        successor_mandate_id uuid,
        carried_out_at timestamptz(3),
        CONSTRAINT agent_departure_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT agent_departure_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT agent_departure_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT agent_departure_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES account (id),
        CONSTRAINT agent_departure_successor_fkey FOREIGN KEY (tenant_id, successor_mandate_id)
          REFERENCES mandate (tenant_id, id),
        CONSTRAINT agent_departure_state_check CHECK (state IN ('ANNOUNCED', 'REPORTED', 'CARRIED_OUT', 'CANCELLED')),
        CONSTRAINT agent_departure_leaver_check CHECK (leaver IN ('AGENT', 'REPRESENTATIVE')),
        CONSTRAINT agent_departure_carried_out_check CHECK ((state = 'CARRIED_OUT') = (carried_out_at IS NOT NULL))
      );
      -- F4: one report of one person at a time.
      CREATE UNIQUE INDEX agent_departure_open_key ON agent_departure (tenant_id, leaver, account_id)
        WHERE state IN ('ANNOUNCED', 'REPORTED');
      CREATE INDEX agent_departure_due_idx ON agent_departure (effective_on) WHERE state = 'ANNOUNCED';
      ALTER TABLE agent_departure ENABLE ROW LEVEL SECURITY;
      ALTER TABLE agent_departure FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON agent_departure FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON agent_departure FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY tenant_update ON agent_departure FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY worker_sweep ON agent_departure FOR SELECT TO worker
        USING (${scope('sweep')} AND state = 'ANNOUNCED');
      -- Who reported what, and when, is evidence (F4).
      GRANT SELECT, INSERT, UPDATE (version, state, successor_mandate_id, carried_out_at) ON agent_departure TO app;
      GRANT SELECT, UPDATE (version, state, successor_mandate_id, carried_out_at) ON agent_departure TO worker;
      -- On the announced day the worker ends what he was in the company.
      GRANT UPDATE (ended_at) ON membership TO worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE UPDATE (ended_at) ON membership FROM worker;
      DROP TABLE agent_departure;
      DROP INDEX certificate_order_in_charge_idx;
      ALTER TABLE certificate_order DROP COLUMN in_charge;
    `);
  }
}
