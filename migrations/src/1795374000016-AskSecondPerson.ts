import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;
const scope = (name: string) => `(SELECT current_setting('app.platform_scope', true) = '${name}')`;

/** Acts that one person asks for and another one decides (D28). */
export class AskSecondPerson1795374000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE second_person_request (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        version integer NOT NULL,
        act text NOT NULL,
        object_type text NOT NULL,
        object_id uuid NOT NULL,
        input_hash text COLLATE "C" NOT NULL,
        object_version integer NOT NULL,
        reason text NOT NULL,
        state text NOT NULL,
        requested_by uuid NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        escalated_at timestamptz(3),
        decided_by uuid,
        decided_at timestamptz(3),
        decision_reason text,
        CONSTRAINT second_person_request_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT second_person_request_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT second_person_request_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account (id),
        CONSTRAINT second_person_request_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account (id),
        -- D28: two persons, whatever the program thinks.
        CONSTRAINT second_person_request_two_check CHECK (decided_by <> requested_by),
        CONSTRAINT second_person_request_state_check
          CHECK (state IN ('REQUESTED', 'CONFIRMED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
        CONSTRAINT second_person_request_decided_check
          CHECK ((state IN ('CONFIRMED', 'DECLINED')) = (decided_by IS NOT NULL AND decided_at IS NOT NULL)),
        CONSTRAINT second_person_request_hash_check CHECK (input_hash ~ '^[0-9a-f]{64}$'),
        -- D28, F29: within the 24 hours of the law.
        CONSTRAINT second_person_request_expiry_check CHECK (expires_at <= requested_at + interval '24 hours')
      );
      CREATE UNIQUE INDEX second_person_request_open_key ON second_person_request (tenant_id, act, object_id)
        WHERE state = 'REQUESTED';
      CREATE INDEX second_person_request_due_idx ON second_person_request (requested_at) WHERE state = 'REQUESTED';
      CREATE INDEX second_person_request_id_idx ON second_person_request (id);

      ALTER TABLE second_person_request ENABLE ROW LEVEL SECURITY;
      ALTER TABLE second_person_request FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON second_person_request FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON second_person_request FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY tenant_update ON second_person_request FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      -- The office decides on what no second person of the company could; the rest is not its business.
      CREATE POLICY registration_read ON second_person_request FOR SELECT TO app
        USING (${scope('registration')} AND state = 'REQUESTED');
      CREATE POLICY worker_sweep ON second_person_request FOR SELECT TO worker
        USING (${scope('sweep')} AND state = 'REQUESTED');

      GRANT SELECT, INSERT, UPDATE (version, state, decided_by, decided_at, decision_reason, escalated_at)
        ON second_person_request TO app;
      GRANT SELECT, UPDATE (version, state, decided_by, decided_at, decision_reason, escalated_at)
        ON second_person_request TO worker;
      -- Whom the worker tells when nobody of the company answers.
      GRANT SELECT ON platform_role TO worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE SELECT ON platform_role FROM worker;
      DROP TABLE second_person_request;
    `);
  }
}
