import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const TENANT = `(SELECT ${setting('tenant_id')}::uuid)`;
const WHOLE_COMPANY = `(SELECT ${setting('establishments')} IS NULL)`;
const SWEEPS = `(SELECT current_setting('app.platform_scope', true) = 'sweep')`;

const own = (columns: string) => `SELECT ${columns} t WHERE t.tenant_id = ${TENANT}`;
/** Objects that the journal names and that are about one person of the company. */
const ABOUT_A_PERSON = [
  'identity_verification',
  'identity_change',
  'certificate_order',
  'certificate',
  'access_grant',
  'revocation_request',
  'reminder',
];
const reachesObject = (tables: readonly string[]) => `
  CREATE OR REPLACE FUNCTION reaches_object(object uuid) RETURNS boolean LANGUAGE plpgsql STABLE COST 1000 AS $body$
  BEGIN
    RETURN EXISTS (SELECT 1 FROM (${[
      own('t.holder_id FROM public.holder_place'),
      ...tables.map((table) => own(`t.id FROM public.${table}`)),
      own('t.account_id FROM public.holder_place'),
      `${own('t.account_id FROM public.membership')} AND t.role <> 'HOLDER'`,
    ].join(' UNION ALL ')}) AS line (id) WHERE line.id = object);
  END $body$`;

/** People who leave, and the certificates that have to be revoked for it, each with its owner and its due (I-30, D17). */
export class ReportDepartures1795374000054 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE departure (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        version integer NOT NULL,
        holder_id uuid NOT NULL,
        state text NOT NULL,
        leaves_on date NOT NULL,
        reported_by uuid NOT NULL,
        reported_at timestamptz(3) NOT NULL,
        closed_at timestamptz(3),
        CONSTRAINT departure_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT departure_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT departure_holder_fkey FOREIGN KEY (tenant_id, holder_id) REFERENCES holder (tenant_id, id),
        CONSTRAINT departure_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES account (id),
        CONSTRAINT departure_state_check CHECK (state IN ('PLANNED', 'OPEN', 'CLOSED', 'CANCELLED')),
        CONSTRAINT departure_closed_check CHECK ((closed_at IS NOT NULL) = (state IN ('CLOSED', 'CANCELLED')))
      );
      CREATE UNIQUE INDEX departure_open_key ON departure (tenant_id, holder_id) WHERE state IN ('PLANNED', 'OPEN');
      CREATE INDEX departure_due_idx ON departure (leaves_on) WHERE state IN ('PLANNED', 'OPEN');

      CREATE TABLE revocation_task (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        certificate_id uuid NOT NULL,
        cause text NOT NULL,
        origin_id uuid NOT NULL,
        owner_account_id uuid NOT NULL,
        created_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        CONSTRAINT revocation_task_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT revocation_task_certificate_fkey FOREIGN KEY (tenant_id, certificate_id)
          REFERENCES certificate (tenant_id, id),
        CONSTRAINT revocation_task_owner_fkey FOREIGN KEY (owner_account_id) REFERENCES account (id),
        CONSTRAINT revocation_task_cause_check CHECK (cause IN ('DEPARTURE', 'VERIFICATION_INVALIDATED')),
        CONSTRAINT revocation_task_once_key UNIQUE (tenant_id, certificate_id, origin_id)
      );

      ALTER TABLE departure ENABLE ROW LEVEL SECURITY;
      ALTER TABLE departure FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON departure FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON departure FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY tenant_update ON departure FOR UPDATE USING (tenant_id = ${TENANT}) WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY establishment ON departure AS RESTRICTIVE TO app
        USING (${WHOLE_COMPANY} OR reaches_holder(holder_id));
      CREATE POLICY worker_sweep ON departure FOR SELECT TO worker USING (${SWEEPS} AND state IN ('PLANNED', 'OPEN'));
      GRANT SELECT, INSERT, UPDATE (version, state, closed_at) ON departure TO app;
      GRANT SELECT, UPDATE (version, state, closed_at) ON departure TO worker;
      GRANT UPDATE (state) ON holder TO worker;

      ALTER TABLE revocation_task ENABLE ROW LEVEL SECURITY;
      ALTER TABLE revocation_task FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON revocation_task FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON revocation_task FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY establishment ON revocation_task AS RESTRICTIVE TO app
        USING (${WHOLE_COMPANY} OR reaches_certificate(certificate_id));
      -- A task is never changed: it is open for as long as its certificate is live.
      GRANT SELECT, INSERT ON revocation_task TO app, worker;
    `);
    await runner.query(reachesObject([...ABOUT_A_PERSON, 'identity_meeting', 'departure']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(reachesObject(ABOUT_A_PERSON));
    await runner.query(`
      DROP TABLE revocation_task, departure;
      REVOKE UPDATE (state) ON holder FROM worker;
    `);
  }
}
