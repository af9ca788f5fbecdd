import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `nullif(current_setting('app.tenant_id', true), '')::uuid`;
const ACCOUNT = `nullif(current_setting('app.account_id', true), '')::uuid`;
const NOW = `nullif(current_setting('app.now', true), '')::timestamptz`;
const scope = (name: string) => `current_setting('app.platform_scope', true) = '${name}'`;

/** A file that the asking person has opened and not yet left. */
const granted = (table: string, fits: string) => `EXISTS (
    SELECT 1 FROM access_grant g WHERE g.tenant_id = ${table}.tenant_id AND g.account_id = ${ACCOUNT}
      AND g.ended_at IS NULL AND g.expires_at > ${NOW} AND ${fits})`;

const underReview = `EXISTS (
    SELECT 1 FROM certificate_order o
    WHERE o.tenant_id = holder.tenant_id AND o.holder_id = holder.id
      AND o.state IN ('UNDER_REVIEW', 'LINK_EXPIRED'))`;

/** The board shows what waits; everything else of a file opens with a grant on it. */
const REGISTRATION: readonly (readonly [table: string, condition: string])[] = [
  [
    'certificate_order',
    `state IN ('UNDER_REVIEW', 'LINK_EXPIRED') OR ${granted('certificate_order', 'g.object_id = certificate_order.id')}`,
  ],
  ['certificate', granted('certificate', 'g.object_id = certificate.order_id')],
  ['holder', `${underReview} OR ${granted('holder', 'g.holder_id = holder.id')}`],
  ['holder_identity', granted('holder_identity', 'g.holder_id = holder_identity.holder_id')],
  [
    'identity_verification',
    granted('identity_verification', 'g.holder_id = identity_verification.holder_id'),
  ],
  ['mandate', `state = 'UNDER_RA_REVIEW' OR ${granted('mandate', 'g.object_id = mandate.id')}`],
  ['mandate_act', granted('mandate_act', 'g.object_id = mandate_act.mandate_id')],
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
