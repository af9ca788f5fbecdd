import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts that stand an attack: tries counted before they are looked at, factors with recovery codes, sessions that say
 * when a factor was proved, links to reset and to change the address, and the accounts' own journal, which is also what
 * the worker mails from. All platform data: an account is one person, whatever his companies.
 */
export class SecureAccounts1795363200040 implements MigrationInterface {
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

      CREATE TABLE account_event (
        id uuid NOT NULL,
        position bigint GENERATED ALWAYS AS IDENTITY,
        account_id uuid NOT NULL,
        name text NOT NULL,
        at timestamptz(3) NOT NULL,
        facts jsonb NOT NULL,
        correlation_id text NOT NULL,
        -- Mailed to the person, or nothing to mail; the only column that changes.
        told_at timestamptz(3),
        CONSTRAINT account_event_pkey PRIMARY KEY (id),
        CONSTRAINT account_event_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
      );
      CREATE INDEX account_event_newest_idx ON account_event (account_id, at DESC, position DESC);
      CREATE INDEX account_event_untold_idx ON account_event (position) WHERE told_at IS NULL;

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
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
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
      DROP TABLE account_event, account_link, recovery_code, known_device, try_throttle;
      ALTER TABLE account
        ADD COLUMN failed_attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN last_failed_at timestamptz(3),
        ADD CONSTRAINT account_failed_attempts_check CHECK (failed_attempts >= 0);
      GRANT UPDATE (failed_attempts, last_failed_at) ON account TO app;
    `);
  }
}

const GRANTS = `
  GRANT SELECT, INSERT, UPDATE (tries, last_at, free_at) ON try_throttle TO app;
  -- The one kind of row that is deleted: tries of long ago, which anybody on earth can make.
  GRANT SELECT (last_at), DELETE ON try_throttle TO worker;
  GRANT SELECT, INSERT, UPDATE (expires_at) ON known_device TO app;
  GRANT SELECT, INSERT, UPDATE (used_at) ON recovery_code TO app;
  GRANT SELECT, INSERT, UPDATE (used_at, replaced_at) ON account_link TO app;
  GRANT SELECT, UPDATE (token_hash) ON account_link TO worker;
  GRANT SELECT, INSERT ON account_event TO app;
  GRANT SELECT, UPDATE (told_at) ON account_event TO worker;
  GRANT UPDATE (email) ON account TO app;
  GRANT UPDATE (token_hash, factor_at, factor, strength) ON session TO app;
  -- A mandate that expires ends the MC's sessions (D12).
  GRANT SELECT (id, account_id, tenant_id, ended_at), UPDATE (ended_at) ON session TO worker;
`;
