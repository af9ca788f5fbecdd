import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;
const scope = (name: string) => `(SELECT current_setting('app.platform_scope', true) = '${name}')`;

/**
 * The registration authority's own file (D9, L4, I-26): a schema that the companies' roles may not even enter, a role that
 * may enter nothing else, keys that are not the companies'. Rows are added and dated, never changed, never deleted.
 */
export class CreateRegistrationArchive1795374000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA archive;
      REVOKE ALL ON SCHEMA archive FROM PUBLIC;
      GRANT USAGE ON SCHEMA archive TO registration_archive;

      CREATE TABLE archive.document (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        object_type text NOT NULL,
        object_id uuid NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size integer NOT NULL,
        sha256 text COLLATE "C" NOT NULL,
        archived_at timestamptz(3) NOT NULL,
        keep_until date,
        dated_at timestamptz(3) NOT NULL,
        master_key_id text COLLATE "C" NOT NULL,
        wrapped_key bytea NOT NULL,
        sealed bytea NOT NULL,
        CONSTRAINT document_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT document_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        CONSTRAINT document_master_check CHECK (master_key_id ~ '^[0-9a-f]{16}$')
      );
      ALTER TABLE archive.document ALTER COLUMN sealed SET STORAGE EXTERNAL;
      CREATE INDEX document_dated_idx ON archive.document (dated_at);

      ALTER TABLE archive.document ENABLE ROW LEVEL SECURITY;
      ALTER TABLE archive.document FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON archive.document FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON archive.document FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY tenant_update ON archive.document FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      -- Which documents are to be dated, or to be put under another key: identifiers, then the company is entered.
      CREATE POLICY archive_sweep ON archive.document FOR SELECT TO registration_archive
        USING (${scope('sweep')});
      GRANT SELECT, INSERT, UPDATE (keep_until, dated_at, master_key_id, wrapped_key)
        ON archive.document TO registration_archive;

      -- I-26: a day that was set comes no earlier, whoever writes it.
      CREATE FUNCTION archive.keeps_longer() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        IF NEW.keep_until IS NULL OR NEW.keep_until < OLD.keep_until THEN NEW.keep_until := OLD.keep_until; END IF;
        RETURN NEW;
      END $body$;
      CREATE TRIGGER keeps_longer BEFORE UPDATE OF keep_until ON archive.document FOR EACH ROW
        WHEN (OLD.keep_until IS NOT NULL) EXECUTE FUNCTION archive.keeps_longer();

      -- What is known of the copies, for the office that has opened the file; never their octets.
      CREATE POLICY registration_read ON stored_file FOR SELECT TO app USING (
        ${scope('registration')} AND object_type = 'IdentityVerification'
        AND (tenant_id, object_id) IN (SELECT v.tenant_id, v.id FROM identity_verification v));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY registration_read ON stored_file;
      DROP SCHEMA archive CASCADE;
    `);
  }
}
