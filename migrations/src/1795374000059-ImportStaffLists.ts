import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;
const WHOLE_COMPANY = `(SELECT nullif(current_setting('app.establishments', true), '') IS NULL)`;
const SWEEP = `(SELECT current_setting('app.platform_scope', true) = 'sweep')`;

const TABLES = [
  'staff_list',
  'staff_list_file',
  'staff_list_line',
  'staff_list_mapping',
  'holder_employee_key',
];
/** Personal data of a file: deleted once it is no longer needed (L4, STAFF_LIST_KEPT_DAYS). */
const DELETED = ['staff_list_file', 'staff_list_line'];

const LIST_CHANGES = `version, state, format, encoding, separator, header_line, headers, mapping, fault, lines, cursor, done,
  checked, outcome, check_started_at, checked_at, ordered_by, run_started_at, ended_at, forgotten_at`;

/** Staff lists (listes du personnel): the file until it is read, its lines with their verdicts, and what the headers mean. */
export class ImportStaffLists1795374000059 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LISTS);
    await runner.query(KEYS);
    for (const table of TABLES) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant_read ON ${table} FOR SELECT USING (tenant_id = ${TENANT});
        CREATE POLICY tenant_insert ON ${table} FOR INSERT WITH CHECK (tenant_id = ${TENANT});
        CREATE POLICY tenant_update ON ${table} FOR UPDATE USING (tenant_id = ${TENANT})
          WITH CHECK (tenant_id = ${TENANT});
      `);
    }
    for (const table of DELETED) {
      await runner.query(`
        CREATE POLICY tenant_delete ON ${table} USING (tenant_id = ${TENANT}) WITH CHECK (tenant_id = ${TENANT});
        GRANT DELETE ON ${table} TO worker;`);
    }
    await runner.query(`
      CREATE POLICY establishment ON staff_list_line AS RESTRICTIVE TO app
        USING (${WHOLE_COMPANY} OR holder_id IS NULL OR reaches_holder(holder_id));
      CREATE POLICY establishment ON holder_employee_key AS RESTRICTIVE TO app
        USING (${WHOLE_COMPANY} OR reaches_holder(holder_id));
      CREATE POLICY worker_sweep ON staff_list FOR SELECT TO worker USING (${SWEEP} AND forgotten_at IS NULL);

      GRANT SELECT, INSERT, UPDATE (${LIST_CHANGES}) ON staff_list TO app, worker;
      GRANT INSERT ON staff_list_file TO app, worker;
      GRANT SELECT ON staff_list_file TO worker;
      GRANT SELECT ON staff_list_line TO app, worker;
      GRANT INSERT, UPDATE (email, employee_key, holder_id, verdict, fault, changes, certificate_ids, outcome)
        ON staff_list_line TO worker;
      GRANT SELECT, INSERT, UPDATE (headers) ON staff_list_mapping TO app, worker;
      GRANT SELECT ON holder_employee_key TO app;
      GRANT SELECT, INSERT ON holder_employee_key TO worker;
      GRANT UPDATE (employee_key) ON holder_employee_key TO worker;
    `);
    await runner.query(WORKER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE INSERT (id, email, display_name) ON account FROM worker;
      REVOKE INSERT ON membership, holder, holder_identity, holder_term, holder_place, identity_change FROM worker;
      REVOKE SELECT ON company FROM worker;
      REVOKE UPDATE (establishment) ON holder FROM worker;
      DROP TABLE holder_employee_key, staff_list_mapping, staff_list_line, staff_list_file, staff_list;
    `);
  }
}

const LISTS = `
  CREATE TABLE staff_list (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    name text NOT NULL,
    size integer NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    channel text NOT NULL,
    state text NOT NULL,
    uploaded_by uuid NOT NULL,
    uploaded_at timestamptz(3) NOT NULL,
    format text,
    encoding text,
    separator text,
    header_line integer,
    headers text[] NOT NULL,
    mapping jsonb,
    fault jsonb,
    lines integer NOT NULL,
    cursor integer NOT NULL,
    done integer NOT NULL,
    checked jsonb NOT NULL,
    outcome jsonb NOT NULL,
    check_started_at timestamptz(3),
    checked_at timestamptz(3),
    ordered_by uuid NOT NULL,
    run_started_at timestamptz(3),
    ended_at timestamptz(3),
    forgotten_at timestamptz(3),
    CONSTRAINT staff_list_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT staff_list_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
    CONSTRAINT staff_list_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES account (id),
    CONSTRAINT staff_list_ordered_by_fkey FOREIGN KEY (ordered_by) REFERENCES account (id),
    CONSTRAINT staff_list_state_check CHECK (state IN ('RECEIVED', 'AWAITING_MAPPING', 'CHECKING', 'CHECKED', 'RUNNING',
      'DONE', 'UNREADABLE', 'STOPPED', 'CANCELLED')),
    CONSTRAINT staff_list_channel_check CHECK (channel IN ('CONSOLE', 'COMMAND')),
    CONSTRAINT staff_list_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT staff_list_lines_check CHECK (lines BETWEEN 0 AND 10000 AND done BETWEEN 0 AND lines)
  );
  CREATE INDEX staff_list_newest_idx ON staff_list (tenant_id, uploaded_at DESC, id DESC);
  CREATE INDEX staff_list_advance_idx ON staff_list (uploaded_at) WHERE state IN ('RECEIVED', 'CHECKING', 'RUNNING');
  CREATE INDEX staff_list_forget_idx ON staff_list (uploaded_at) WHERE forgotten_at IS NULL;

  CREATE TABLE staff_list_file (
    tenant_id uuid NOT NULL,
    list_id uuid NOT NULL,
    octets bytea NOT NULL,
    CONSTRAINT staff_list_file_pkey PRIMARY KEY (tenant_id, list_id),
    CONSTRAINT staff_list_file_list_fkey FOREIGN KEY (tenant_id, list_id) REFERENCES staff_list (tenant_id, id)
  );
  -- What is packed already is not worth packing; a CSV is gone again within seconds.
  ALTER TABLE staff_list_file ALTER COLUMN octets SET STORAGE EXTERNAL;

  CREATE TABLE staff_list_line (
    tenant_id uuid NOT NULL,
    list_id uuid NOT NULL,
    position integer NOT NULL,
    cells text[] NOT NULL,
    email text COLLATE "C",
    employee_key text COLLATE "C",
    holder_id uuid,
    verdict text,
    fault jsonb,
    changes jsonb NOT NULL DEFAULT '[]',
    certificate_ids uuid[] NOT NULL DEFAULT '{}',
    outcome text,
    CONSTRAINT staff_list_line_pkey PRIMARY KEY (tenant_id, list_id, position),
    CONSTRAINT staff_list_line_list_fkey FOREIGN KEY (tenant_id, list_id) REFERENCES staff_list (tenant_id, id),
    CONSTRAINT staff_list_line_holder_fkey FOREIGN KEY (tenant_id, holder_id) REFERENCES holder (tenant_id, id),
    CONSTRAINT staff_list_line_verdict_check
      CHECK (verdict IN ('CREATE', 'UPDATE', 'UNCHANGED', 'REVOKE', 'REFUSED')),
    CONSTRAINT staff_list_line_outcome_check
      CHECK (outcome IN ('CREATE', 'UPDATE', 'UNCHANGED', 'REVOKE', 'REFUSED'))
  ) WITH (fillfactor = 60);
  CREATE INDEX staff_list_line_email_idx ON staff_list_line (tenant_id, list_id, email) WHERE email IS NOT NULL;
  CREATE INDEX staff_list_line_key_idx ON staff_list_line (tenant_id, list_id, employee_key)
    WHERE employee_key IS NOT NULL;
  CREATE INDEX staff_list_line_holder_idx ON staff_list_line (tenant_id, list_id, holder_id)
    WHERE holder_id IS NOT NULL;

  CREATE TABLE staff_list_mapping (
    tenant_id uuid NOT NULL,
    headers jsonb NOT NULL,
    CONSTRAINT staff_list_mapping_pkey PRIMARY KEY (tenant_id),
    CONSTRAINT staff_list_mapping_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id)
  );
`;

const KEYS = `
  -- The employer's own stable key of a person: one person has one, and nobody else has it.
  CREATE TABLE holder_employee_key (
    tenant_id uuid NOT NULL,
    holder_id uuid NOT NULL,
    employee_key text COLLATE "C" NOT NULL,
    CONSTRAINT holder_employee_key_pkey PRIMARY KEY (tenant_id, holder_id),
    CONSTRAINT holder_employee_key_key UNIQUE (tenant_id, employee_key),
    CONSTRAINT holder_employee_key_holder_fkey FOREIGN KEY (tenant_id, holder_id) REFERENCES holder (tenant_id, id)
  );
`;

/** The worker carries lists out, so it makes holders as the API does; accounts without password or factor, never with. */
const WORKER = `
  GRANT INSERT (id, email, display_name) ON account TO worker;
  GRANT INSERT ON membership, holder, holder_identity, holder_term, holder_place, identity_change TO worker;
  GRANT UPDATE (establishment) ON holder TO worker;
  -- The operator's command names a company by its SIREN.
  GRANT SELECT ON company TO worker;
`;
