import type { MigrationInterface, QueryRunner } from 'typeorm';

const REVOKED = `state IN ('REVOKED', 'ABANDONED')`;

const MOVE = (mark: string) => `
  CREATE OR REPLACE FUNCTION issued_serial_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    IF OLD.state IN ('REVOKED', 'ABANDONED') AND NEW.state IN ('REVOKED', 'ABANDONED') THEN
      RETURN NULL;
    END IF;
    IF NEW.state = OLD.state OR (OLD.state = 'RESERVED')
       OR (OLD.state = 'ISSUED' AND NEW.state = 'REVOKED') THEN
      ${mark}
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'serial cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END $body$;`;

/**
 * What a CRL lists, narrow, apart from the wide rows of every serial: a list of a million is read in a third of the time. A
 * trigger writes it in the transaction that revokes; nobody else may write, and nothing in it ever changes. Which
 * transaction wrote a row stands with it: what a list lacks is what its snapshot didn't see, however late that committed.
 * `issued_serial` stays the register: each publication counts its revoked serials against this table, and completes it
 * when some are missing (as after a restoration without triggers).
 *
 * Of every published list its number, dates and SHA-256 stay for ever; its octets while it is one of the last few. Nothing
 * else of a list can be changed.
 */
export class ListRevokedSerials1795374000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE revoked_serial (
        serial uuid NOT NULL,
        revoked_at timestamptz(3) NOT NULL,
        not_after timestamptz(3) NOT NULL,
        written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
        issuer_id text COLLATE "C" NOT NULL,
        CONSTRAINT revoked_serial_pkey PRIMARY KEY (issuer_id, serial)
      );
      COMMENT ON COLUMN revoked_serial.serial IS 'The 16 octets of the serial number';
      CREATE INDEX revoked_serial_written_idx ON revoked_serial (issuer_id, written_by);
      CREATE INDEX revoked_serial_end_idx ON revoked_serial (issuer_id, not_after);

      CREATE FUNCTION list_revoked_serial() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, public, pg_temp AS $body$
      BEGIN
        INSERT INTO revoked_serial (issuer_id, serial, revoked_at, not_after)
          VALUES (NEW.issuer_id, NEW.serial::uuid, NEW.revoked_at, NEW.not_after) ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $body$;
      CREATE TRIGGER issued_serial_list AFTER UPDATE OF state ON issued_serial FOR EACH ROW
        WHEN (NEW.${REVOKED} AND OLD.state NOT IN ('REVOKED', 'ABANDONED'))
        EXECUTE FUNCTION list_revoked_serial();
      CREATE TRIGGER issued_serial_list_new AFTER INSERT ON issued_serial FOR EACH ROW
        WHEN (NEW.${REVOKED}) EXECUTE FUNCTION list_revoked_serial();

      CREATE FUNCTION complete_revoked_serials(issuer text) RETURNS void LANGUAGE sql SECURITY DEFINER
        SET search_path = pg_catalog, public, pg_temp AS $body$
        INSERT INTO revoked_serial (issuer_id, serial, revoked_at, not_after)
          SELECT issuer_id, serial::uuid, revoked_at, not_after FROM issued_serial known
          WHERE issuer_id = issuer AND ${REVOKED} AND NOT EXISTS (
            SELECT FROM revoked_serial listed WHERE listed.issuer_id = issuer AND listed.serial = known.serial::uuid)
          ON CONFLICT DO NOTHING
      $body$;
      REVOKE ALL ON FUNCTION list_revoked_serial(), complete_revoked_serials(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION complete_revoked_serials(text) TO worker;
      GRANT SELECT ON revoked_serial TO worker;
      SELECT complete_revoked_serials(issuer_id) FROM (SELECT DISTINCT issuer_id FROM issued_serial) known;

      DROP INDEX issued_serial_crl_idx;
      ${MOVE('')}
      ALTER TABLE issued_serial DROP COLUMN changed_xid;
      -- Counts them: equal keys share their entry, so it is a tenth of the index before.
      CREATE INDEX issued_serial_revoked_idx ON issued_serial (issuer_id) WHERE ${REVOKED};

      ALTER TABLE crl ADD COLUMN sha256 bytea;
      UPDATE crl SET sha256 = sha256(der);
      ALTER TABLE crl ALTER COLUMN sha256 SET NOT NULL, ALTER COLUMN der DROP NOT NULL,
        ADD CONSTRAINT crl_sha256_check CHECK (octet_length(sha256) = 32);
      CREATE INDEX crl_octets_idx ON crl (issuer_id, number) WHERE der IS NOT NULL;
      CREATE FUNCTION crl_only_loses_octets() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        RAISE EXCEPTION 'a published list stays as it is' USING ERRCODE = 'check_violation';
      END $body$;
      CREATE TRIGGER crl_only_loses_octets BEFORE UPDATE ON crl FOR EACH ROW
        WHEN (NEW.der IS NOT NULL) EXECUTE FUNCTION crl_only_loses_octets();
      GRANT UPDATE (der) ON crl TO worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE UPDATE (der) ON crl FROM worker;
      DROP TRIGGER crl_only_loses_octets ON crl;
      DROP FUNCTION crl_only_loses_octets();
      DELETE FROM crl WHERE der IS NULL;
      ALTER TABLE crl DROP COLUMN sha256, ALTER COLUMN der SET NOT NULL;
      DROP INDEX crl_octets_idx;
      DROP INDEX issued_serial_revoked_idx;
      ALTER TABLE issued_serial ADD COLUMN changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
      CREATE INDEX issued_serial_changed_idx ON issued_serial (issuer_id, changed_xid) WHERE ${REVOKED};
      CREATE INDEX issued_serial_crl_idx ON issued_serial (issuer_id, serial) INCLUDE (revoked_at, not_after)
        WHERE ${REVOKED};
      ${MOVE('NEW.changed_xid := pg_current_xact_id();')}
      DROP TRIGGER issued_serial_list ON issued_serial;
      DROP TRIGGER issued_serial_list_new ON issued_serial;
      DROP FUNCTION list_revoked_serial(), complete_revoked_serials(text);
      DROP TABLE revoked_serial;
    `);
  }
}
