import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `nullif(current_setting('app.tenant_id', true), '')::uuid`;
const ACCOUNT = `nullif(current_setting('app.account_id', true), '')::uuid`;
const NOW = `nullif(current_setting('app.now', true), '')::timestamptz`;
const scope = (name: string) => `current_setting('app.platform_scope', true) = '${name}'`;

/**
 * What the policies of the office ask for, as functions: a sub-select in a policy is planned with every statement of
 * everybody, with the policies of its own tables, and theirs. A company's own search took four times its time to be planned.
 */
const FUNCTIONS = `
  CREATE FUNCTION opened_files() RETURNS TABLE (tenant_id uuid, object_id uuid, holder_id uuid)
    LANGUAGE plpgsql STABLE ROWS 5 SET search_path = public, pg_temp AS $body$
  BEGIN
    -- What the asking person has opened and not yet left.
    RETURN QUERY SELECT g.tenant_id, g.object_id, g.holder_id FROM access_grant g
      WHERE g.account_id = ${ACCOUNT} AND g.ended_at IS NULL AND g.expires_at > ${NOW};
  END $body$;
  CREATE FUNCTION holders_under_review() RETURNS TABLE (tenant_id uuid, holder_id uuid)
    LANGUAGE plpgsql STABLE ROWS 100 SET search_path = public, pg_temp AS $body$
  BEGIN
    RETURN QUERY SELECT o.tenant_id, o.holder_id FROM certificate_order o
      WHERE o.state IN ('UNDER_REVIEW', 'LINK_EXPIRED');
  END $body$;
  REVOKE EXECUTE ON FUNCTION opened_files(), holders_under_review() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION opened_files(), holders_under_review() TO app;`;

const opened = (key: 'object_id' | 'holder_id', column: string) =>
  `(tenant_id, ${column}) IN (SELECT f.tenant_id, f.${key} FROM opened_files() f)`;
const underReview = `(tenant_id, id) IN (SELECT u.tenant_id, u.holder_id FROM holders_under_review() u)`;

/** The board shows what waits; everything else of a file opens with a grant on it. */
const REGISTRATION: readonly (readonly [table: string, condition: string])[] = [
  ['certificate_order', `state IN ('UNDER_REVIEW', 'LINK_EXPIRED') OR ${opened('object_id', 'id')}`],
  ['certificate', opened('object_id', 'order_id')],
  ['holder', `${underReview} OR ${opened('holder_id', 'id')}`],
  ['holder_identity', opened('holder_id', 'holder_id')],
  ['identity_verification', opened('holder_id', 'holder_id')],
  ['mandate', `state = 'UNDER_RA_REVIEW' OR ${opened('object_id', 'id')}`],
  ['mandate_act', opened('object_id', 'mandate_id')],
];

/** Where an object that the office was sent is found, to open it: identifiers only leave the query. */
const LOCATE: readonly (readonly [table: string, condition: string])[] = [
  ['certificate_order', `state NOT IN ('DRAFT', 'AWAITING_CONSENT')`],
  ['mandate', `state NOT IN ('DRAFT', 'AWAITING_SIGNATURES')`],
  ['company_profile', 'true'],
];

/** What the office read before, over all companies and without a word to them. */
const BEFORE: readonly (readonly [table: string, condition: string])[] = [
  ...['certificate_order', 'certificate', 'holder', 'holder_identity', 'identity_verification'].map(
    (table) => [table, 'true'] as const,
  ),
  ['revocation_request', 'true'],
  ['mandate', `state <> 'DRAFT'`],
  ['mandate_act', 'true'],
];

const registrationRead = ([table, condition]: readonly [string, string]) =>
  `CREATE POLICY registration_read ON ${table} FOR SELECT TO app
     USING (${scope('registration')} AND (${condition}))`;

/**
 * Platform staff enter a company only through a scoped, reasoned, journaled grant that the company sees: the database
 * itself opens a file to nobody who has none.
 */
export class OpenFilesByGrant1795370400011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE platform_role DROP CONSTRAINT platform_role_role_check;
      ALTER TABLE platform_role ADD CONSTRAINT platform_role_role_check CHECK (
        role IN ('SALES', 'REGISTRATION_OFFICER', 'AUDITOR', 'ADMINISTRATOR', 'ON_CALL_OFFICER'));

      CREATE TABLE access_grant (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        version integer NOT NULL,
        account_id uuid NOT NULL,
        role text NOT NULL,
        object_type text NOT NULL,
        object_id uuid NOT NULL,
        holder_id uuid,
        reason text NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        CONSTRAINT access_grant_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT access_grant_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT access_grant_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT access_grant_holder_fkey FOREIGN KEY (tenant_id, holder_id) REFERENCES holder (tenant_id, id),
        CONSTRAINT access_grant_type_check CHECK (object_type IN ('ORDER', 'MANDATE', 'COMPANY')),
        CONSTRAINT access_grant_reason_check CHECK (length(reason) BETWEEN 10 AND 300),
        CONSTRAINT access_grant_length_check CHECK (expires_at <= opened_at + interval '8 hours')
      );
      CREATE INDEX access_grant_person_idx ON access_grant (account_id, object_id) WHERE ended_at IS NULL;
      ALTER TABLE access_grant ENABLE ROW LEVEL SECURITY;
      ALTER TABLE access_grant FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON access_grant FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON access_grant FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY tenant_update ON access_grant FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      -- Each sees where he himself is, over companies.
      CREATE POLICY grantee_read ON access_grant FOR SELECT TO app USING (account_id = ${ACCOUNT});
      GRANT SELECT, INSERT, UPDATE (version, ended_at) ON access_grant TO app;

      -- Whoever leaves a company keeps the row that says when; he may come back under a new one.
      ALTER TABLE membership ADD COLUMN ended_at timestamptz(3), DROP CONSTRAINT membership_once_key;
      CREATE UNIQUE INDEX membership_once_key ON membership (tenant_id, account_id, role) WHERE ended_at IS NULL;
      GRANT UPDATE (ended_at) ON membership TO app;
      GRANT SELECT (activated) ON account TO app;
      CREATE POLICY tenant_update ON membership FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      DROP POLICY account_read ON company_profile;
      CREATE POLICY account_read ON company_profile FOR SELECT TO app USING (tenant_id IN (
        SELECT m.tenant_id FROM membership m WHERE m.account_id = ${ACCOUNT} AND m.ended_at IS NULL));
    `);
    for (const [table] of BEFORE) await runner.query(`DROP POLICY registration_read ON ${table}`);
    await runner.query(FUNCTIONS);
    for (const read of REGISTRATION) await runner.query(registrationRead(read));
    for (const [table, condition] of LOCATE) {
      await runner.query(
        `CREATE POLICY locator_read ON ${table} FOR SELECT TO app USING (${scope('locate')} AND ${condition})`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of LOCATE) await runner.query(`DROP POLICY locator_read ON ${table}`);
    for (const [table] of REGISTRATION) await runner.query(`DROP POLICY registration_read ON ${table}`);
    for (const read of BEFORE) await runner.query(registrationRead(read));
    await runner.query('DROP FUNCTION opened_files(), holders_under_review()');
    await runner.query(`
      DROP POLICY account_read ON company_profile;
      CREATE POLICY account_read ON company_profile FOR SELECT TO app
        USING (tenant_id IN (SELECT m.tenant_id FROM membership m WHERE m.account_id = ${ACCOUNT}));
      DROP POLICY tenant_update ON membership;
      REVOKE UPDATE (ended_at) ON membership FROM app;
      -- A database of development: rows that the older schema cannot hold go.
      ALTER TABLE membership NO FORCE ROW LEVEL SECURITY;
      DELETE FROM membership WHERE ended_at IS NOT NULL;
      ALTER TABLE membership FORCE ROW LEVEL SECURITY;
      DROP INDEX membership_once_key;
      ALTER TABLE membership DROP COLUMN ended_at,
        ADD CONSTRAINT membership_once_key UNIQUE (tenant_id, account_id, role);
      DROP TABLE access_grant;
      DELETE FROM platform_role WHERE role = 'ON_CALL_OFFICER';
      ALTER TABLE platform_role DROP CONSTRAINT platform_role_role_check;
      ALTER TABLE platform_role ADD CONSTRAINT platform_role_role_check
        CHECK (role IN ('SALES', 'REGISTRATION_OFFICER', 'AUDITOR', 'ADMINISTRATOR'));
    `);
  }
}
