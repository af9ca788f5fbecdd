import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts that stand an attack: tries counted before they are looked at, factors with recovery codes, sessions that say
 * when a factor was proved, links to reset and to change the address, and the letters that tell a person what
 * happened. All platform data: an account is one person, whatever his companies.
 */
export class SecureAccounts1795374000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Keys are hashes of an address as it was typed or of an account: they tell nobody's address.
      CREATE TABLE try_throttle (
        key_hash text COLLATE "C" NOT NULL,
        tries integer NOT NULL,
        last_at timestamptz(3) NOT NULL,
        free_at timestamptz(3) NOT NULL,
        CONSTRAINT try_throttle_pkey PRIMARY KEY (key_hash),
        CONSTRAINT try_throttle_key_check CHECK (key_hash ~ '^[0-9a-f]{64}$'),
        CONSTRAINT try_throttle_tries_check CHECK (tries >= 0)
      );
      CREATE INDEX try_throttle_last_idx ON try_throttle (last_at);
      ALTER TABLE account DROP COLUMN failed_attempts, DROP COLUMN last_failed_at;

      CREATE TABLE known_device (
        account_id uuid NOT NULL,
        token_hash text COLLATE "C" NOT NULL,
        first_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        CONSTRAINT known_device_pkey PRIMARY KEY (account_id, token_hash),
        CONSTRAINT known_device_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT known_device_token_check CHECK (token_hash ~ '^[0-9a-f]{64}$')
      );

      CREATE TABLE recovery_code (
        account_id uuid NOT NULL,
        code_hash text COLLATE "C" NOT NULL,
        used_at timestamptz(3),
        CONSTRAINT recovery_code_pkey PRIMARY KEY (account_id, code_hash),
        CONSTRAINT recovery_code_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT recovery_code_hash_check CHECK (code_hash ~ '^[0-9a-f]{64}$')
      );

      CREATE TABLE account_link (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        purpose text NOT NULL,
        email text NOT NULL,
        -- Set when the worker mails it.
        token_hash text COLLATE "C",
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        used_at timestamptz(3),
        replaced_at timestamptz(3),
        CONSTRAINT account_link_pkey PRIMARY KEY (id),
        CONSTRAINT account_link_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT account_link_token_key UNIQUE (token_hash),
        CONSTRAINT account_link_purpose_check CHECK (purpose IN ('PASSWORD_RESET', 'EMAIL_CHANGE', 'EMAIL_UNDO')),
        CONSTRAINT account_link_email_check CHECK (email = lower(email)),
        CONSTRAINT account_link_token_check CHECK (token_hash ~ '^[0-9a-f]{64}$'),
        -- Only what takes a change back may last longer than an hour.
        CONSTRAINT account_link_expiry_check
          CHECK (purpose = 'EMAIL_UNDO' OR expires_at <= created_at + interval '1 hour')
      );
      CREATE INDEX account_link_account_idx ON account_link (account_id, purpose, created_at DESC);

      -- What the person is told by mail; written with the journal's line, in the transaction of the change.
      CREATE TABLE account_letter (
        id uuid NOT NULL,
        position bigint GENERATED ALWAYS AS IDENTITY,
        account_id uuid NOT NULL,
        name text NOT NULL,
        at timestamptz(3) NOT NULL,
        facts jsonb NOT NULL,
        told_at timestamptz(3),
        CONSTRAINT account_letter_pkey PRIMARY KEY (id),
        CONSTRAINT account_letter_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
      );
      CREATE INDEX account_letter_untold_idx ON account_letter (position) WHERE told_at IS NULL;
      CREATE INDEX account_letter_account_idx ON account_letter (account_id);

      ALTER TABLE access_journal
        ADD COLUMN facts jsonb NOT NULL DEFAULT '{}',
        DROP CONSTRAINT access_journal_name_check,
        DROP CONSTRAINT access_journal_session_check,
        ADD CONSTRAINT access_journal_name_check CHECK (name ~ '^(account|file|journal)\\.[a-z-]+$'),
        ADD CONSTRAINT access_journal_session_check CHECK (session_id IS NOT NULL OR name LIKE 'account.%');
      CREATE INDEX access_journal_own_idx ON access_journal (account_id, at DESC, position DESC);
      -- One's own lines, as one's account page shows them.
      CREATE POLICY own_read ON access_journal FOR SELECT TO app
        USING (account_id = (SELECT nullif(current_setting('app.account_id', true), '')::uuid) AND name LIKE 'account.%');

      ALTER TABLE session
        ADD COLUMN factor_at timestamptz(3),
        ADD COLUMN factor text,
        ADD COLUMN device text NOT NULL DEFAULT '',
        DROP CONSTRAINT session_state_check,
        ADD CONSTRAINT session_state_check CHECK (state IN ('PENDING_FACTOR', 'PENDING_ENROLMENT', 'OPEN')),
        ADD CONSTRAINT session_factor_check CHECK (factor IN ('PASSWORD', 'TOTP', 'RECOVERY_CODE')),
        ADD CONSTRAINT session_factor_at_check CHECK ((factor IS NULL) = (factor_at IS NULL));
      CREATE INDEX session_company_idx ON session (account_id, tenant_id) WHERE ended_at IS NULL;
    `);
    await runner.query(TOLD);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(KEPT);
    await runner.query(`
      REVOKE SELECT (id, account_id, tenant_id, ended_at), UPDATE (ended_at) ON session FROM worker;
      REVOKE UPDATE (token_hash, factor_at, factor, strength) ON session FROM app;
      REVOKE UPDATE (email) ON account FROM app;
      DELETE FROM session WHERE state = 'PENDING_ENROLMENT';
      DROP INDEX session_company_idx;
      ALTER TABLE session
        DROP CONSTRAINT session_state_check, DROP CONSTRAINT session_factor_check,
        DROP CONSTRAINT session_factor_at_check,
        DROP COLUMN factor_at, DROP COLUMN factor, DROP COLUMN device,
        ADD CONSTRAINT session_state_check CHECK (state IN ('PENDING_FACTOR', 'OPEN'));
      DROP POLICY own_read ON access_journal;
      DROP INDEX access_journal_own_idx;
      ALTER TABLE access_journal NO FORCE ROW LEVEL SECURITY;
      DELETE FROM access_journal WHERE name NOT IN ('account.logged-in', 'account.login-failed',
        'account.logged-out', 'account.switched-company', 'file.opened', 'journal.opened');
      DELETE FROM access_journal WHERE session_id IS NULL AND name <> 'account.login-failed';
      ALTER TABLE access_journal FORCE ROW LEVEL SECURITY;
      ALTER TABLE access_journal
        DROP COLUMN facts,
        DROP CONSTRAINT access_journal_name_check,
        DROP CONSTRAINT access_journal_session_check,
        ADD CONSTRAINT access_journal_name_check CHECK (name IN ('account.logged-in', 'account.login-failed',
          'account.logged-out', 'account.switched-company', 'file.opened', 'journal.opened')),
        ADD CONSTRAINT access_journal_session_check CHECK (session_id IS NOT NULL OR name = 'account.login-failed');
      DROP TABLE account_letter, account_link, recovery_code, known_device, try_throttle;
      ALTER TABLE account
        ADD COLUMN failed_attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN last_failed_at timestamptz(3),
        ADD CONSTRAINT account_failed_attempts_check CHECK (failed_attempts >= 0);
      GRANT UPDATE (failed_attempts, last_failed_at) ON account TO app;
    `);
  }
}

/**
 * An activated account had to keep its password and factor, for want of a way to change them. Now it may change them, and its
 * address, if its person is told in the same transaction: whoever got hold of the app's connection cannot do it in secret.
 */
const TOLD = `
  DROP TRIGGER account_activated_once ON account;
  DROP FUNCTION account_activated_once();
  CREATE FUNCTION account_change_is_told() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    IF NOT EXISTS (SELECT FROM account_letter l
      WHERE l.account_id = NEW.id AND l.xmin = pg_current_xact_id()::xid) THEN
      RAISE EXCEPTION 'password, factor and address change only with a letter' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $body$;
  CREATE CONSTRAINT TRIGGER account_change_is_told AFTER UPDATE ON account
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.password_hash IS NOT NULL AND (NEW.password_hash IS DISTINCT FROM OLD.password_hash
      OR NEW.totp_secret_sealed IS DISTINCT FROM OLD.totp_secret_sealed OR NEW.email <> OLD.email))
    EXECUTE FUNCTION account_change_is_told();
`;

/** As 1795366800010 made it. */
const KEPT = `
  DROP TRIGGER account_change_is_told ON account;
  DROP FUNCTION account_change_is_told();
  CREATE FUNCTION account_activated_once() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    RAISE EXCEPTION 'an activated account keeps its password and its factor' USING ERRCODE = 'check_violation';
  END $body$;
  CREATE TRIGGER account_activated_once BEFORE UPDATE ON account FOR EACH ROW
    WHEN (OLD.password_hash IS NOT NULL AND (NEW.password_hash IS DISTINCT FROM OLD.password_hash
      OR NEW.totp_secret_sealed IS DISTINCT FROM OLD.totp_secret_sealed OR NEW.pending_totp_sealed IS NOT NULL))
    EXECUTE FUNCTION account_activated_once();
`;

const GRANTS = `
  GRANT SELECT, INSERT, UPDATE (tries, last_at, free_at) ON try_throttle TO app;
  -- The one kind of row that is deleted: tries of long ago, which anybody on earth can make.
  GRANT SELECT (last_at), DELETE ON try_throttle TO worker;
  GRANT SELECT, INSERT, UPDATE (expires_at) ON known_device TO app;
  GRANT SELECT, INSERT, UPDATE (used_at) ON recovery_code TO app;
  GRANT SELECT, INSERT, UPDATE (used_at, replaced_at) ON account_link TO app;
  GRANT SELECT, UPDATE (token_hash) ON account_link TO worker;
  GRANT SELECT, INSERT ON account_letter TO app;
  GRANT SELECT, UPDATE (told_at) ON account_letter TO worker;
  GRANT UPDATE (email) ON account TO app;
  GRANT UPDATE (token_hash, factor_at, factor, strength) ON session TO app;
  -- A mandate that expires ends the MC's sessions (D12).
  GRANT SELECT (id, account_id, tenant_id, ended_at), UPDATE (ended_at) ON session TO worker;
`;
