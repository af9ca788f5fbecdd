import { PLATFORM_TABLES } from '@mandataire/persistence';

/** What must be true of every table that belongs to companies, asked of PostgreSQL's own catalogue. */
export interface Guard {
  /** The rule, in the present tense. */
  readonly rule: string;
  /** Gives the names of what breaks it. */
  readonly sql: string;
  /** What may break it, each with its reason beside. */
  readonly allowed?: readonly string[];
  /** Violations, each planted in a transaction that is taken back, and the name by which it is found. */
  readonly planted: readonly (readonly [sql: string, name: string])[];
}

/** SECURITY DEFINER functions: each needs an ADR. None over companies' tables; two over the platform's own (ADR 0048). */
const DEFINER_FUNCTIONS: readonly string[] = ['list_revoked_serial', 'complete_revoked_serials'];

const list = (names: readonly string[]): string =>
  `ARRAY[${names.map((name) => `'${name}'`).join(', ')}]::text[]`;

const ROLES = list(['app', 'worker', 'status_reader', 'emergency_intake', 'queue']);
const PLATFORM = list(PLATFORM_TABLES);
/** Everything but PostgreSQL's own schemas and that of the queue, which holds identifiers alone. */
const OWN_SCHEMAS = `nspname NOT IN ('pg_catalog', 'information_schema', 'bullmq') AND nspname !~ '^pg_(toast|temp)'`;

const TENANT_TABLES = `
  SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relacl FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f') AND ${OWN_SCHEMAS} AND c.relname <> ALL (${PLATFORM})`;

/** The one condition by which a row is the company's own; as a sub-select it is evaluated once. */
const OWN_ROW = String.raw`^\(tenant_id = (\( SELECT )?\(NULLIF\(current_setting\(''app.tenant_id''::text, true\), ''''::text\)\)::uuid( AS "nullif"\))?\)$`;

const withoutPolicy = (command: string, condition: string) => `
  SELECT t.relname AS name FROM (${TENANT_TABLES}) t WHERE NOT EXISTS (
    SELECT 1 FROM pg_policies p WHERE p.tablename = t.relname AND p.cmd = '${command}' AND p.permissive = 'PERMISSIVE'
      AND '{public}' = p.roles AND ${condition} ~ '${OWN_ROW}')`;

const TABLE = `CREATE TABLE planted (tenant_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant_id, id));`;
export const GUARDS: readonly Guard[] = [
  {
    rule: 'enables and forces row-level security on every tenant table',
    sql: `SELECT relname AS name FROM (${TENANT_TABLES}) t WHERE NOT relrowsecurity OR NOT relforcerowsecurity`,
    planted: [
      [TABLE, 'planted'],
      [`CREATE SCHEMA other; CREATE TABLE other.planted (id integer)`, 'planted'],
      ['ALTER TABLE holder NO FORCE ROW LEVEL SECURITY', 'holder'],
      ['ALTER TABLE certificate DISABLE ROW LEVEL SECURITY', 'certificate'],
    ],
  },
  {
    rule: 'has on every tenant table a policy that reads the company’s own rows',
    sql: withoutPolicy('SELECT', 'p.qual'),
    planted: [
      ['DROP POLICY tenant_read ON holder_term', 'holder_term'],
      ['ALTER POLICY tenant_read ON holder USING (true)', 'holder'],
      [
        `ALTER POLICY tenant_read ON mandate USING (tenant_id = current_setting('app.other')::uuid)`,
        'mandate',
      ],
    ],
  },
  {
    rule: 'has on every tenant table a policy that adds the company’s own rows',
    sql: withoutPolicy('INSERT', 'p.with_check'),
    planted: [
      ['DROP POLICY tenant_insert ON journal_entry', 'journal_entry'],
      ['ALTER POLICY tenant_insert ON outbox WITH CHECK (true)', 'outbox'],
    ],
  },
  {
    rule: 'lets no policy read more without a setting of the transaction',
    sql: `SELECT tablename || '.' || policyname AS name FROM pg_policies
      WHERE schemaname = 'public' AND cmd = 'SELECT' AND permissive = 'PERMISSIVE' AND qual !~ 'current_setting\\(''app\\.(tenant_id|account_id|platform_scope)'''`,
    planted: [
      ['CREATE POLICY open ON certificate FOR SELECT USING (true)', 'certificate.open'],
      [`CREATE POLICY open ON holder FOR SELECT TO worker USING (state = 'ACTIVE')`, 'holder.open'],
    ],
  },
  {
    rule: 'lets no policy change a row of another company',
    sql: `SELECT tablename || '.' || policyname AS name FROM pg_policies
      WHERE schemaname = 'public' AND cmd <> 'SELECT' AND permissive = 'PERMISSIVE'
        AND NOT (coalesce(qual, with_check) ~ '${OWN_ROW}' AND coalesce(with_check, '') ~ '${OWN_ROW}')`,
    // The relay marks rows of all companies, and its role may change no other column. The platform's own journal takes
    // lines about whoever comes in, and only an auditor reads them.
    allowed: ['access_journal.access_insert', 'outbox.worker_relay_mark'],
    planted: [
      ['CREATE POLICY wide ON holder FOR UPDATE USING (true)', 'holder.wide'],
      ['CREATE POLICY wide ON holder FOR ALL USING (true)', 'holder.wide'],
      [
        `CREATE POLICY wide ON mandate FOR UPDATE USING (current_setting('app.platform_scope', true) = 'sales')`,
        'mandate.wide',
      ],
    ],
  },
  {
    // ADR 0042. A restrictive policy only ever takes away, and applies beside those that give.
    rule: 'hides what is about a person from an MC of other establishments, in every table that points at one',
    sql: `SELECT DISTINCT t.relname AS name FROM (${TENANT_TABLES}) t
      JOIN pg_attribute a ON a.attrelid = t.oid AND NOT a.attisdropped
      WHERE (a.attname IN ('holder_id', 'order_id', 'certificate_id') OR t.relname IN ('holder', 'journal_entry'))
        AND NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.tablename = t.relname AND p.permissive = 'RESTRICTIVE'
          AND '{app}' = p.roles AND p.qual ~ 'app\\.establishments')`,
    planted: [
      ['DROP POLICY establishment ON certificate', 'certificate'],
      ['DROP POLICY establishment ON journal_entry', 'journal_entry'],
      [
        `CREATE TABLE planted (tenant_id uuid NOT NULL, id uuid NOT NULL, holder_id uuid, PRIMARY KEY (tenant_id, id))`,
        'planted',
      ],
    ],
  },
  {
    rule: 'names the company of every row: tenant_id is a uuid and not null',
    sql: `SELECT t.relname AS name FROM (${TENANT_TABLES}) t WHERE NOT EXISTS (
      SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'tenant_id' AND a.attnotnull
        AND a.atttypid = 'uuid'::regtype)`,
    planted: [
      ['ALTER TABLE one_time_link RENAME tenant_id TO company', 'one_time_link'],
      ['CREATE TABLE planted (tenant_id uuid)', 'planted'],
    ],
  },
  {
    rule: 'begins every key, unique index and exclusion of a tenant table with the company: nothing is unique over companies',
    sql: `SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN (${TENANT_TABLES}) t ON t.oid = i.indrelid
      LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
      WHERE (i.indisunique OR i.indisexclusion) AND a.attname IS DISTINCT FROM 'tenant_id'`,
    planted: [
      ['CREATE UNIQUE INDEX planted_key ON holder_identity (email)', 'planted_key'],
      ['CREATE UNIQUE INDEX planted_key ON holder_identity (lower(email), tenant_id)', 'planted_key'],
      [
        'ALTER TABLE mandate ADD CONSTRAINT planted_excl EXCLUDE USING gist (agent_account_id WITH =, tenant_id WITH =)',
        'planted_excl',
      ],
    ],
  },
  {
    rule: 'has a primary key on every tenant table',
    sql: `SELECT t.relname AS name FROM (${TENANT_TABLES}) t
      WHERE NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)`,
    planted: [['ALTER TABLE order_act DROP CONSTRAINT order_act_pkey', 'order_act']],
  },
  {
    rule: 'ties tenant rows to each other by the company first, on both sides',
    sql: `SELECT k.conname AS name FROM pg_constraint k
      JOIN (${TENANT_TABLES}) child ON child.oid = k.conrelid JOIN (${TENANT_TABLES}) parent ON parent.oid = k.confrelid
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
      WHERE k.contype = 'f' AND (a.attname <> 'tenant_id' OR b.attname <> 'tenant_id')`,
    planted: [
      [
        `CREATE UNIQUE INDEX holder_id_key ON holder (id); ALTER TABLE order_act ADD COLUMN holder_id uuid,
         ADD CONSTRAINT planted_fkey FOREIGN KEY (holder_id) REFERENCES holder (id)`,
        'planted_fkey',
      ],
    ],
  },
  {
    rule: 'points from no platform table into a company’s',
    sql: `SELECT k.conname AS name FROM pg_constraint k JOIN (${TENANT_TABLES}) parent ON parent.oid = k.confrelid
      JOIN pg_class child ON child.oid = k.conrelid WHERE k.contype = 'f' AND child.relname = ANY (${PLATFORM})`,
    planted: [
      [
        `ALTER TABLE session ADD COLUMN holder_id uuid, ADD CONSTRAINT planted_fkey
           FOREIGN KEY (tenant_id, holder_id) REFERENCES holder (tenant_id, id)`,
        'planted_fkey',
      ],
    ],
  },
  {
    rule: 'has no materialized view: its rows have no policy',
    sql: `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE relkind = 'm' AND ${OWN_SCHEMAS}`,
    planted: [['CREATE MATERIALIZED VIEW planted AS SELECT * FROM holder', 'planted']],
  },
  {
    rule: 'reads views as their reader: security_invoker',
    sql: `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE relkind = 'v' AND ${OWN_SCHEMAS} AND NOT coalesce(reloptions, '{}') && '{security_invoker=true,security_invoker=on}'`,
    planted: [
      ['CREATE VIEW planted AS SELECT * FROM holder', 'planted'],
      ['CREATE VIEW planted WITH (security_invoker = false) AS SELECT * FROM holder', 'planted'],
    ],
  },
  {
    rule: 'has no SECURITY DEFINER function without an ADR',
    sql: `SELECT proname AS name FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE prosecdef AND ${OWN_SCHEMAS}`,
    allowed: DEFINER_FUNCTIONS,
    planted: [
      [
        `CREATE FUNCTION planted() RETURNS bigint LANGUAGE sql SECURITY DEFINER RETURN (SELECT count(*) FROM holder)`,
        'planted',
      ],
    ],
  },
  {
    rule: 'calls nothing leakproof that PostgreSQL does not',
    sql: `SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE p.proleakproof AND (${OWN_SCHEMAS} OR p.proname ~ '(like|regex|similar|trgm|match)')`,
    planted: [
      [`CREATE FUNCTION planted(text) RETURNS text LANGUAGE sql LEAKPROOF RETURN lower($1)`, 'planted(text)'],
      ['ALTER FUNCTION texticlike(text, text) LEAKPROOF', 'texticlike(text,text)'],
    ],
  },
  {
    rule: 'gives everybody nothing on a tenant table',
    sql: `SELECT t.relname AS name FROM (${TENANT_TABLES}) t WHERE EXISTS (
      SELECT 1 FROM aclexplode(t.relacl) g WHERE g.grantee = 0)`,
    planted: [['GRANT SELECT ON holder TO PUBLIC', 'holder']],
  },
  {
    // Tries at sign-in are the one thing that anybody on earth can make: the worker forgets those of long ago. Lines of a
    // staff list are personal data that nobody needs once it is imported (L4).
    rule: 'gives a login role no right that policies do not bound, nor one to delete but forgotten tries and lists',
    sql: `SELECT grantee || ' ' || privilege_type || ' ' || table_name AS name FROM information_schema.role_table_grants
      WHERE table_schema = 'public' AND grantee = ANY (${ROLES})
        AND privilege_type IN ('DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES')
        AND NOT (grantee = 'worker' AND privilege_type = 'DELETE'
          AND table_name IN ('try_throttle', 'staff_list_file', 'staff_list_line'))`,
    planted: [
      ['GRANT TRUNCATE ON holder TO app', 'app TRUNCATE holder'],
      ['GRANT DELETE ON certificate TO worker', 'worker DELETE certificate'],
    ],
  },
  {
    rule: 'keeps login roles without power: no superuser, no BYPASSRLS, no making of roles and databases',
    sql: `SELECT rolname AS name FROM pg_roles WHERE rolname = ANY (${ROLES})
      AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)`,
    planted: [
      ['ALTER ROLE app BYPASSRLS', 'app'],
      ['ALTER ROLE worker SUPERUSER', 'worker'],
      ['ALTER ROLE status_reader CREATEROLE', 'status_reader'],
    ],
  },
  {
    rule: 'lets login roles own nothing',
    sql: `SELECT r.rolname || ' ' || c.relname AS name FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.rolname = ANY (${ROLES}) AND ${OWN_SCHEMAS}
      UNION ALL SELECT r.rolname || ' ' || p.proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
        JOIN pg_namespace n ON n.oid = p.pronamespace WHERE r.rolname = ANY (${ROLES}) AND ${OWN_SCHEMAS}
      UNION ALL SELECT r.rolname || ' ' || n.nspname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner
        WHERE r.rolname = ANY (${ROLES}) AND ${OWN_SCHEMAS}`,
    planted: [
      ['ALTER TABLE holder OWNER TO app', 'app holder'],
      ['CREATE SCHEMA planted AUTHORIZATION worker', 'worker planted'],
    ],
  },
  {
    rule: 'makes login roles members of no other role',
    sql: `SELECT r.rolname || ' in ' || g.rolname AS name FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
      JOIN pg_roles g ON g.oid = m.roleid WHERE r.rolname = ANY (${ROLES})`,
    planted: [
      ['GRANT mandataire_owner TO app', 'app in mandataire_owner'],
      ['GRANT pg_read_all_data TO worker', 'worker in pg_read_all_data'],
    ],
  },
  {
    rule: 'lets login roles create nothing in the schema, nor everybody',
    sql: `SELECT name FROM unnest(${ROLES} || '{public}'::text[]) AS name WHERE has_schema_privilege(name, 'public', 'CREATE')`,
    planted: [
      ['GRANT CREATE ON SCHEMA public TO app', 'app'],
      ['GRANT CREATE ON SCHEMA public TO PUBLIC', 'public'],
    ],
  },
  {
    rule: 'has only platform tables on the allow-list that exist',
    sql: `SELECT name FROM unnest(${PLATFORM}) AS name WHERE to_regclass('public.' || name) IS NULL`,
    planted: [['DROP TABLE crl_number', 'crl_number']],
  },
];
