import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The platform's own tables, outside row-level security (house.md, allow-list `PLATFORM_TABLES`): hashes, identifiers
 * and sign-in data. A collision in a register never tells whose row it hit.
 */
export class CreatePlatformRegisters1795305600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id uuid NOT NULL,
        email text NOT NULL,
        display_name text NOT NULL,
        password_hash text NOT NULL,
        totp_secret_sealed bytea,
        last_totp_step bigint,
        failed_attempts integer NOT NULL DEFAULT 0,
        last_failed_at timestamptz(3),
        CONSTRAINT account_pkey PRIMARY KEY (id),
        CONSTRAINT account_email_key UNIQUE (email),
        CONSTRAINT account_email_check CHECK (email = lower(email)),
        -- I-11: a password that was not hashed cannot be stored by mistake.
        CONSTRAINT account_password_hash_check CHECK (password_hash LIKE '$argon2id$%'),
        CONSTRAINT account_failed_attempts_check CHECK (failed_attempts >= 0)
      );

      CREATE TABLE platform_role (
        account_id uuid NOT NULL,
        role text NOT NULL,
        CONSTRAINT platform_role_pkey PRIMARY KEY (account_id, role),
        CONSTRAINT platform_role_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT platform_role_role_check
          CHECK (role IN ('SALES', 'REGISTRATION_OFFICER', 'AUDITOR', 'ADMINISTRATOR'))
      );

      CREATE TABLE company (
        tenant_id uuid NOT NULL,
        siren text COLLATE "C" NOT NULL,
        CONSTRAINT company_pkey PRIMARY KEY (tenant_id),
        CONSTRAINT company_siren_key UNIQUE (siren),
        CONSTRAINT company_tenant_siren_key UNIQUE (tenant_id, siren),
        CONSTRAINT company_siren_check CHECK (siren ~ '^[0-9]{9}$')
      );

      CREATE TABLE session (
        id uuid NOT NULL,
        token_hash text COLLATE "C" NOT NULL,
        account_id uuid NOT NULL,
        tenant_id uuid,
        state text NOT NULL,
        strength text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        last_seen_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        CONSTRAINT session_pkey PRIMARY KEY (id),
        CONSTRAINT session_token_hash_key UNIQUE (token_hash),
        CONSTRAINT session_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT session_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT session_state_check CHECK (state IN ('PENDING_FACTOR', 'OPEN')),
        CONSTRAINT session_strength_check CHECK (strength IN ('PASSWORD', 'PASSWORD_AND_TOTP')),
        CONSTRAINT session_token_hash_check CHECK (token_hash ~ '^[0-9a-f]{64}$')
      );
      CREATE INDEX session_account_idx ON session (account_id) WHERE ended_at IS NULL;

      CREATE TABLE issued_serial (
        issuer_id text COLLATE "C" NOT NULL,
        serial text COLLATE "C" NOT NULL,
        certificate_id uuid NOT NULL,
        tenant_id uuid NOT NULL,
        state text NOT NULL,
        not_after timestamptz(3) NOT NULL,
        reserved_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3),
        CONSTRAINT issued_serial_pkey PRIMARY KEY (issuer_id, serial),
        CONSTRAINT issued_serial_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT issued_serial_serial_check CHECK (serial ~ '^[0-9a-f]{32}$'),
        CONSTRAINT issued_serial_issuer_check CHECK (issuer_id ~ '^[0-9a-f]{64}$'),
        CONSTRAINT issued_serial_state_check CHECK (state IN ('RESERVED', 'ISSUED', 'REVOKED', 'ABANDONED')),
        CONSTRAINT issued_serial_revoked_check
          CHECK ((state IN ('REVOKED', 'ABANDONED')) = (revoked_at IS NOT NULL))
      );
      -- What a CRL lists, in its order, without touching the table.
      CREATE INDEX issued_serial_crl_idx ON issued_serial (issuer_id, serial) INCLUDE (revoked_at, not_after)
        WHERE state IN ('REVOKED', 'ABANDONED');
      CREATE INDEX issued_serial_reserved_idx ON issued_serial (reserved_at) WHERE state = 'RESERVED';

      -- F55, I-18: a serial only moves forward, and the first date of a revocation stays, whoever writes.
      CREATE FUNCTION issued_serial_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        IF OLD.state IN ('REVOKED', 'ABANDONED') AND NEW.state IN ('REVOKED', 'ABANDONED') THEN
          RETURN NULL;
        END IF;
        IF NEW.state = OLD.state OR (OLD.state = 'RESERVED')
           OR (OLD.state = 'ISSUED' AND NEW.state = 'REVOKED') THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'serial cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
      END $body$;
      CREATE TRIGGER issued_serial_moves_forward BEFORE UPDATE ON issued_serial
        FOR EACH ROW EXECUTE FUNCTION issued_serial_moves_forward();

      CREATE TABLE subject_name (
        name_hash text COLLATE "C" NOT NULL,
        holder_id uuid NOT NULL,
        CONSTRAINT subject_name_pkey PRIMARY KEY (name_hash),
        CONSTRAINT subject_name_hash_check CHECK (name_hash ~ '^[0-9a-f]{64}$')
      );

      CREATE TABLE public_key (
        spki_hash text COLLATE "C" NOT NULL,
        CONSTRAINT public_key_pkey PRIMARY KEY (spki_hash),
        CONSTRAINT public_key_hash_check CHECK (spki_hash ~ '^[0-9a-f]{64}$')
      );

      CREATE TABLE authority_certificate (
        id text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        issuer_id text COLLATE "C" NOT NULL,
        key_ref text NOT NULL,
        der bytea NOT NULL,
        not_before timestamptz(3) NOT NULL,
        not_after timestamptz(3) NOT NULL,
        CONSTRAINT authority_certificate_pkey PRIMARY KEY (id),
        CONSTRAINT authority_certificate_kind_check CHECK (kind IN ('ROOT', 'ISSUING', 'OCSP_SIGNER'))
      );

      CREATE TABLE crl (
        issuer_id text COLLATE "C" NOT NULL,
        number bigint NOT NULL,
        der bytea NOT NULL,
        this_update timestamptz(3) NOT NULL,
        next_update timestamptz(3) NOT NULL,
        CONSTRAINT crl_pkey PRIMARY KEY (issuer_id, number),
        CONSTRAINT crl_update_check CHECK (next_update > this_update)
      );
      -- Serials are random: compressing them only costs time.
      ALTER TABLE crl ALTER COLUMN der SET STORAGE EXTERNAL;

      CREATE TABLE crl_number (
        issuer_id text COLLATE "C" NOT NULL,
        last bigint NOT NULL,
        CONSTRAINT crl_number_pkey PRIMARY KEY (issuer_id)
      );

      -- I-32: catalogue facts are versioned data; an order points at the version it was made with.
      CREATE TABLE product_version (
        code text NOT NULL,
        version integer NOT NULL,
        position integer NOT NULL,
        facts jsonb NOT NULL,
        CONSTRAINT product_version_pkey PRIMARY KEY (code, version),
        CONSTRAINT product_version_facts_check
          CHECK (facts ->> 'code' = code AND (facts ->> 'version')::integer = version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE product_version, crl_number, crl, authority_certificate, public_key, subject_name, issued_serial,
        session, company, platform_role, account;
      DROP FUNCTION issued_serial_moves_forward();
    `);
  }
}
