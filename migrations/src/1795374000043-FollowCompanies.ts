import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `nullif(current_setting('app.tenant_id', true), '')::uuid`;
const scope = (name: string) => `(SELECT current_setting('app.platform_scope', true) = '${name}')`;

const VERSIONED = [
  'company_registration',
  'company_establishment',
  'company_follow_up',
  'onboarding_reminder',
];
/** What sales read over companies: nothing here names a person of the company (I-1). */
const READ_BY_SALES = [...VERSIONED, 'company_paper'];

const TABLES = `
  CREATE TABLE company_registration (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    legal_form text COLLATE "C" NOT NULL,
    address text NOT NULL,
    postal_code text COLLATE "C" NOT NULL,
    city text NOT NULL,
    vat_number text COLLATE "C",
    source text NOT NULL,
    registered_name text,
    closed boolean NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz(3) NOT NULL,
    CONSTRAINT company_registration_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT company_registration_own_check CHECK (id = tenant_id),
    CONSTRAINT company_registration_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
    CONSTRAINT company_registration_account_fkey FOREIGN KEY (recorded_by) REFERENCES account (id),
    CONSTRAINT company_registration_form_check CHECK (legal_form ~ '^\\d{4}$'),
    CONSTRAINT company_registration_postal_check CHECK (postal_code ~ '^\\d{5}$'),
    CONSTRAINT company_registration_vat_check CHECK (vat_number ~ '^FR[0-9A-HJ-NP-Z]{2}\\d{9}$'),
    CONSTRAINT company_registration_source_check CHECK (source IN ('REGISTRY', 'MANUAL'))
  );

  CREATE TABLE company_establishment (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    siret text COLLATE "C" NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    postal_code text COLLATE "C" NOT NULL,
    city text NOT NULL,
    head_office boolean NOT NULL,
    closed boolean NOT NULL,
    source text NOT NULL,
    CONSTRAINT company_establishment_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT company_establishment_once_key UNIQUE (tenant_id, siret),
    CONSTRAINT company_establishment_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
    CONSTRAINT company_establishment_siret_check CHECK (siret ~ '^\\d{14}$'),
    CONSTRAINT company_establishment_postal_check CHECK (postal_code ~ '^\\d{5}$'),
    CONSTRAINT company_establishment_source_check CHECK (source IN ('REGISTRY', 'MANUAL'))
  );

  CREATE TABLE company_paper (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    type text NOT NULL,
    reference text,
    issued_on date,
    expires_on date,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz(3) NOT NULL,
    CONSTRAINT company_paper_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT company_paper_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
    CONSTRAINT company_paper_account_fkey FOREIGN KEY (recorded_by) REFERENCES account (id),
    CONSTRAINT company_paper_kind_check
      CHECK (kind IN ('COMPANY_PROOF', 'AUTHORITY_ACT', 'REPRESENTATIVE_ID', 'AGENT_ID')),
    -- Of an identity document its kind and its last day, and nothing that says whose it is or which.
    CONSTRAINT company_paper_facts_check CHECK (CASE WHEN kind IN ('REPRESENTATIVE_ID', 'AGENT_ID')
      THEN reference IS NULL AND issued_on IS NULL AND expires_on IS NOT NULL
      ELSE reference IS NOT NULL AND issued_on IS NOT NULL END)
  );
  CREATE INDEX company_paper_newest_idx ON company_paper (tenant_id, kind, recorded_at DESC);

  CREATE TABLE company_follow_up (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    owner_id uuid,
    next_action text,
    next_action_on date,
    CONSTRAINT company_follow_up_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT company_follow_up_own_check CHECK (id = tenant_id),
    CONSTRAINT company_follow_up_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
    CONSTRAINT company_follow_up_owner_fkey FOREIGN KEY (owner_id) REFERENCES account (id)
  );

  CREATE TABLE onboarding_reminder (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    step text NOT NULL,
    reminded_at timestamptz(3) NOT NULL,
    CONSTRAINT onboarding_reminder_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT onboarding_reminder_mandate_fkey FOREIGN KEY (tenant_id, id) REFERENCES mandate (tenant_id, id)
  );
`;

const GRANTS = `
  GRANT SELECT, INSERT ON company_registration, company_establishment, company_follow_up, company_paper TO app;
  GRANT UPDATE (version, legal_form, address, postal_code, city, vat_number, source, registered_name, closed, recorded_by,
    recorded_at) ON company_registration TO app;
  GRANT UPDATE (version, name, address, postal_code, city, head_office, closed, source) ON company_establishment TO app;
  GRANT UPDATE (version, owner_id, next_action, next_action_on) ON company_follow_up TO app;
  GRANT SELECT ON onboarding_reminder TO app;
  GRANT SELECT ON company_follow_up TO worker;
  GRANT SELECT, INSERT, UPDATE (version, step, reminded_at) ON onboarding_reminder TO worker;
  -- When something last happened to a mandate; nothing of what, by whom or why.
  GRANT SELECT (tenant_id, object_type, object_id, name, at) ON journal_entry TO worker;
`;

/** Sales' work on a company before it has an MC: registers, establishments, papers, owner and next action, reminders. */
export class FollowCompanies1795374000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    for (const table of READ_BY_SALES) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant_read ON ${table} FOR SELECT USING (tenant_id = (SELECT ${TENANT}));
        CREATE POLICY tenant_insert ON ${table} FOR INSERT WITH CHECK (tenant_id = ${TENANT});
        CREATE POLICY sales_read ON ${table} FOR SELECT TO app USING (${scope('sales')});
      `);
    }
    for (const table of VERSIONED) {
      await runner.query(`CREATE POLICY tenant_update ON ${table} FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT})`);
    }
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE SELECT (tenant_id, object_type, object_id, name, at) ON journal_entry FROM worker;
      DROP TABLE onboarding_reminder, company_follow_up, company_paper, company_establishment, company_registration;
    `);
  }
}
