import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;
const ACCOUNT = `(SELECT nullif(current_setting('app.account_id', true), '')::uuid)`;
const SIGN_INS = `(SELECT current_setting('app.platform_scope', true) = 'sign-ins')`;

/**
 * Roles of the platform's staff are given and taken away by an administrator: never by oneself, never in secret, never
 * the last administrator's. Rows stay when a role ends: who held which one when is evidence. A company's own people read
 * who came into its space.
 */
export class ManageStaff1795374000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES);
    await runner.query(GUARDS);
    await runner.query(`
      ALTER TABLE account_link
        DROP CONSTRAINT account_link_purpose_check,
        DROP CONSTRAINT account_link_expiry_check,
        ADD CONSTRAINT account_link_purpose_check
          CHECK (purpose IN ('PASSWORD_RESET', 'EMAIL_CHANGE', 'EMAIL_UNDO', 'ACTIVATION')),
        -- Only what takes a change back, and a first login, may last longer than an hour.
        ADD CONSTRAINT account_link_expiry_check
          CHECK (purpose IN ('EMAIL_UNDO', 'ACTIVATION') OR expires_at <= created_at + interval '1 hour');

      -- What others did to one's account is one's own to read as well.
      DROP POLICY own_read ON access_journal;
      DROP INDEX access_journal_own_idx;
      CREATE INDEX access_journal_own_idx ON access_journal (object_id, at DESC, position DESC);
      CREATE POLICY own_read ON access_journal FOR SELECT TO app
        USING (object_type = 'Account' AND object_id = ${ACCOUNT} AND name LIKE 'account.%');

      CREATE INDEX access_journal_company_idx ON access_journal (company_id, at DESC, position DESC)
        WHERE name IN ('account.logged-in', 'account.switched-company');
      CREATE INDEX access_journal_failed_idx ON access_journal (account_id, at DESC) WHERE name = 'account.login-failed';
      CREATE POLICY company_sign_ins ON access_journal FOR SELECT TO app USING (
        ${SIGN_INS} AND company_id = ${TENANT} AND name IN ('account.logged-in', 'account.switched-company'));
      CREATE POLICY company_failed_tries ON access_journal FOR SELECT TO app USING (
        ${SIGN_INS} AND name = 'account.login-failed' AND account_id IN (
          SELECT m.account_id FROM membership m WHERE m.tenant_id = ${TENANT} AND m.ended_at IS NULL));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY company_failed_tries ON access_journal;
      DROP POLICY company_sign_ins ON access_journal;
      DROP INDEX access_journal_failed_idx;
      DROP INDEX access_journal_company_idx;
      DROP POLICY own_read ON access_journal;
      DROP INDEX access_journal_own_idx;
      CREATE INDEX access_journal_own_idx ON access_journal (account_id, at DESC, position DESC);
      CREATE POLICY own_read ON access_journal FOR SELECT TO app USING (account_id = ${ACCOUNT} AND name LIKE 'account.%');

      DELETE FROM account_link WHERE purpose = 'ACTIVATION';
      ALTER TABLE account_link
        DROP CONSTRAINT account_link_purpose_check,
        DROP CONSTRAINT account_link_expiry_check,
        ADD CONSTRAINT account_link_purpose_check CHECK (purpose IN ('PASSWORD_RESET', 'EMAIL_CHANGE', 'EMAIL_UNDO')),
        ADD CONSTRAINT account_link_expiry_check
          CHECK (purpose = 'EMAIL_UNDO' OR expires_at <= created_at + interval '1 hour');

      DROP TRIGGER platform_role_is_told ON platform_role;
      DROP TRIGGER platform_role_keeps_administrator ON platform_role;
      DROP FUNCTION platform_role_is_told();
      DROP FUNCTION platform_role_keeps_administrator();
      REVOKE INSERT (account_id, role, granted_at, granted_by), UPDATE (ended_at, ended_by) ON platform_role FROM app;
      DELETE FROM platform_role WHERE ended_at IS NOT NULL;
      DROP INDEX platform_role_open_key;
      ALTER TABLE platform_role
        DROP CONSTRAINT platform_role_pkey,
        DROP COLUMN granted_at, DROP COLUMN granted_by, DROP COLUMN ended_at, DROP COLUMN ended_by,
        ADD CONSTRAINT platform_role_pkey PRIMARY KEY (account_id, role);
    `);
  }
}

const ROLES = `
  ALTER TABLE platform_role
    ADD COLUMN granted_at timestamptz(3),
    -- Null: given by whoever installed the platform.
    ADD COLUMN granted_by uuid,
    ADD COLUMN ended_at timestamptz(3),
    ADD COLUMN ended_by uuid;
  -- An identifier of version 7 says when its account was made (RFC 9562 §5.7).
  UPDATE platform_role SET granted_at =
    to_timestamp(('x' || left(replace(account_id::text, '-', ''), 12))::bit(48)::bigint / 1000.0);
  ALTER TABLE platform_role
    ALTER COLUMN granted_at SET NOT NULL,
    DROP CONSTRAINT platform_role_pkey,
    ADD CONSTRAINT platform_role_pkey PRIMARY KEY (account_id, role, granted_at),
    ADD CONSTRAINT platform_role_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES account (id),
    ADD CONSTRAINT platform_role_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account (id),
    -- Two persons, whatever the program thinks.
    ADD CONSTRAINT platform_role_two_check CHECK (granted_by <> account_id AND ended_by <> account_id),
    ADD CONSTRAINT platform_role_end_check CHECK (ended_at >= granted_at AND (ended_by IS NULL OR ended_at IS NOT NULL));
  CREATE UNIQUE INDEX platform_role_open_key ON platform_role (account_id, role) WHERE ended_at IS NULL;
  GRANT INSERT (account_id, role, granted_at, granted_by), UPDATE (ended_at, ended_by) ON platform_role TO app;
`;

/** Whoever got hold of the app's connection gives himself no role in secret; the installer tells nobody. */
const GUARDS = `
  CREATE FUNCTION platform_role_is_told() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    IF current_user = 'app' AND ((TG_OP = 'INSERT' AND NEW.granted_by IS NULL)
      OR (TG_OP = 'UPDATE' AND NEW.ended_by IS NULL)
      OR NOT EXISTS (SELECT FROM account_letter l
        WHERE l.account_id = NEW.account_id AND l.xmin = pg_current_xact_id()::xid)) THEN
      RAISE EXCEPTION 'a role changes only by somebody and with a letter' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $body$;
  CREATE CONSTRAINT TRIGGER platform_role_is_told AFTER INSERT OR UPDATE ON platform_role
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION platform_role_is_told();

  CREATE FUNCTION platform_role_keeps_administrator() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    IF NOT EXISTS (SELECT FROM platform_role WHERE role = 'ADMINISTRATOR' AND ended_at IS NULL) THEN
      RAISE EXCEPTION 'the platform keeps an administrator' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $body$;
  CREATE TRIGGER platform_role_keeps_administrator AFTER UPDATE ON platform_role FOR EACH ROW
    WHEN (OLD.role = 'ADMINISTRATOR' AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
    EXECUTE FUNCTION platform_role_keeps_administrator();
`;
