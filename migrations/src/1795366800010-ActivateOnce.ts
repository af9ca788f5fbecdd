import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The app sets a password and a factor at an activation and never again: its right on these columns ends, row by row, with
 * the first password. Whoever got hold of its connection could else give any account a password of his own. Changing a
 * password will need a way of its own through here.
 */
export class ActivateOnce1795366800010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION account_activated_once() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        RAISE EXCEPTION 'an activated account keeps its password and its factor' USING ERRCODE = 'check_violation';
      END $body$;
      CREATE TRIGGER account_activated_once BEFORE UPDATE ON account FOR EACH ROW
        WHEN (OLD.password_hash IS NOT NULL AND (NEW.password_hash IS DISTINCT FROM OLD.password_hash
          OR NEW.totp_secret_sealed IS DISTINCT FROM OLD.totp_secret_sealed OR NEW.pending_totp_sealed IS NOT NULL))
        EXECUTE FUNCTION account_activated_once();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER account_activated_once ON account;
      DROP FUNCTION account_activated_once();
    `);
  }
}
