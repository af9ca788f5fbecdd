import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tells whoever listens which serial is revoked from now on, at the commit that makes it so, whoever wrote it: the status
 * service keeps signed answers and drops those of this serial. Nothing else changes an answer once it was given: a
 * reserved serial is good before and after it is issued.
 */
export class AnnounceRevokedSerials1795374000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION announce_revoked_serial() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        PERFORM pg_notify('revoked_serial', NEW.issuer_id || ':' || NEW.serial);
        RETURN NULL;
      END $body$;
      CREATE TRIGGER issued_serial_announce AFTER UPDATE OF state ON issued_serial FOR EACH ROW
        WHEN (NEW.state IN ('REVOKED', 'ABANDONED') AND OLD.state NOT IN ('REVOKED', 'ABANDONED'))
        EXECUTE FUNCTION announce_revoked_serial();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER issued_serial_announce ON issued_serial;
      DROP FUNCTION announce_revoked_serial();
    `);
  }
}
