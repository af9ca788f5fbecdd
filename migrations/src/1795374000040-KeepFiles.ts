import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;
const WHOLE_COMPANY = `(SELECT nullif(current_setting('app.establishments', true), '') IS NULL)`;
const SWEEP = `(SELECT current_setting('app.platform_scope', true) = 'sweep')`;

const isolated = (table: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY tenant_read ON ${table} FOR SELECT USING (tenant_id = ${TENANT});
  CREATE POLICY tenant_insert ON ${table} FOR INSERT WITH CHECK (tenant_id = ${TENANT});
  CREATE POLICY tenant_update ON ${table} FOR UPDATE USING (tenant_id = ${TENANT}) WITH CHECK (tenant_id = ${TENANT});`;

/**
 * Files of companies, sealed under a key of each company (ADR 0052). What is known of a file stays when its content goes
 * (L4); content goes by being overwritten, so no login role may delete a row.
 */
export class KeepFiles1795374000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE company_file_key (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        number integer NOT NULL,
        master_key_id text COLLATE "C" NOT NULL,
        wrapped_key bytea,
        made_at timestamptz(3) NOT NULL,
        shredded_at timestamptz(3),
        CONSTRAINT company_file_key_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT company_file_key_number_key UNIQUE (tenant_id, number),
        CONSTRAINT company_file_key_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT company_file_key_master_check CHECK (master_key_id ~ '^[0-9a-f]{16}$'),
        CONSTRAINT company_file_key_shredded_check CHECK ((wrapped_key IS NULL) = (shredded_at IS NOT NULL))
      );

      CREATE TABLE stored_file (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        version integer NOT NULL,
        purpose text NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size integer NOT NULL,
        sha256 text COLLATE "C" NOT NULL,
        state text NOT NULL,
        uploaded_by uuid NOT NULL,
        uploaded_at timestamptz(3) NOT NULL,
        object_type text,
        object_id uuid,
        attached_at timestamptz(3),
        removed_at timestamptz(3),
        CONSTRAINT stored_file_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT stored_file_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT stored_file_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES account (id),
        CONSTRAINT stored_file_purpose_check
          CHECK (purpose IN ('COMPANY_PROOF', 'MANDATE_SCAN', 'IDENTITY_DOCUMENT', 'STAFF_LIST')),
        CONSTRAINT stored_file_state_check
          CHECK (state IN ('UPLOADED', 'ATTACHED', 'ARCHIVED', 'SWEPT', 'SHREDDED')),
        CONSTRAINT stored_file_name_check CHECK (octet_length(name) BETWEEN 1 AND 255 AND name !~ '[[:cntrl:]/\\\\]'),
        CONSTRAINT stored_file_size_check CHECK (size > 0),
        CONSTRAINT stored_file_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        CONSTRAINT stored_file_object_check CHECK (num_nulls(object_type, object_id, attached_at) IN (0, 3)
          AND (state NOT IN ('ATTACHED', 'ARCHIVED') OR object_id IS NOT NULL)),
        CONSTRAINT stored_file_removed_check
          CHECK ((state IN ('ARCHIVED', 'SWEPT', 'SHREDDED')) = (removed_at IS NOT NULL))
      );
      CREATE INDEX stored_file_object_idx ON stored_file (tenant_id, object_id) WHERE object_id IS NOT NULL;
      CREATE INDEX stored_file_unused_idx ON stored_file (uploaded_at) WHERE state = 'UPLOADED';

      -- Apart from what is known of the file: lists never carry its octets.
      CREATE TABLE stored_file_content (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        company_key_id uuid NOT NULL,
        wrapped_key bytea,
        sealed bytea,
        CONSTRAINT stored_file_content_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT stored_file_content_file_fkey FOREIGN KEY (tenant_id, id) REFERENCES stored_file (tenant_id, id),
        CONSTRAINT stored_file_content_key_fkey
          FOREIGN KEY (tenant_id, company_key_id) REFERENCES company_file_key (tenant_id, id),
        CONSTRAINT stored_file_content_removed_check CHECK ((wrapped_key IS NULL) = (sealed IS NULL))
      );
      -- Ciphertext does not shrink.
      ALTER TABLE stored_file_content ALTER COLUMN sealed SET STORAGE EXTERNAL;
    `);
    for (const table of ['company_file_key', 'stored_file', 'stored_file_content']) {
      await runner.query(isolated(table));
    }
    await runner.query(`
      CREATE FUNCTION reaches_verification(object uuid) RETURNS boolean LANGUAGE plpgsql STABLE COST 1000 AS $body$
      BEGIN
        RETURN EXISTS (
          SELECT 1 FROM public.identity_verification t WHERE t.tenant_id = ${TENANT} AND t.id = object);
      END $body$;
      CREATE FUNCTION reaches_file(object uuid) RETURNS boolean LANGUAGE plpgsql STABLE COST 1000 AS $body$
      BEGIN
        RETURN EXISTS (SELECT 1 FROM public.stored_file t WHERE t.tenant_id = ${TENANT} AND t.id = object);
      END $body$;
      REVOKE EXECUTE ON FUNCTION reaches_verification, reaches_file FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION reaches_verification, reaches_file TO app;

      -- Copies of documents of people elsewhere are not there for an MC of some establishments (D12, ADR 0042).
      CREATE POLICY establishment ON stored_file AS RESTRICTIVE TO app USING (
        ${WHOLE_COMPANY} OR object_type IS DISTINCT FROM 'IdentityVerification' OR reaches_verification(object_id));
      CREATE POLICY establishment ON stored_file_content AS RESTRICTIVE TO app
        USING (${WHOLE_COMPANY} OR reaches_file(id)) WITH CHECK (true);
      -- What was sealed under a key that is destroyed meanwhile would open for nobody: after the row of the key is held.
      CREATE FUNCTION company_file_key_lives() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        IF NOT EXISTS (SELECT FROM company_file_key k WHERE k.tenant_id = NEW.tenant_id
          AND k.id = NEW.company_key_id AND k.wrapped_key IS NOT NULL) THEN
          RAISE EXCEPTION 'the key was destroyed' USING ERRCODE = 'serialization_failure';
        END IF;
        RETURN NULL;
      END $body$;
      -- Its name puts it behind the foreign key, which waits for whoever destroys the key.
      CREATE TRIGGER zz_key_lives AFTER INSERT OR UPDATE OF company_key_id ON stored_file_content
        FOR EACH ROW WHEN (NEW.sealed IS NOT NULL) EXECUTE FUNCTION company_file_key_lives();
      CREATE POLICY worker_sweep ON company_file_key FOR SELECT TO worker USING (${SWEEP});
      CREATE POLICY worker_sweep ON stored_file FOR SELECT TO worker USING (${SWEEP});

      GRANT SELECT, INSERT ON company_file_key, stored_file, stored_file_content TO app;
      GRANT UPDATE (version, state, object_type, object_id, attached_at, removed_at) ON stored_file TO app;
      GRANT SELECT ON company_file_key, stored_file, stored_file_content TO worker;
      GRANT UPDATE (version, state, object_type, object_id, attached_at, removed_at) ON stored_file TO worker;
      GRANT UPDATE (company_key_id, wrapped_key, sealed) ON stored_file_content TO worker;
      GRANT INSERT, UPDATE (master_key_id, wrapped_key, shredded_at) ON company_file_key TO worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE stored_file_content;
      DROP TABLE stored_file;
      DROP TABLE company_file_key;
      DROP FUNCTION company_file_key_lives;
      DROP FUNCTION reaches_file, reaches_verification;
    `);
  }
}
