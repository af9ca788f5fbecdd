import type { MigrationInterface, QueryRunner } from 'typeorm';

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
 * Which transaction moved a serial last: what a list lacks is what its snapshot didn't see, however late that committed. A
 * time or a sequence would be taken before the commit, and a list made in between would lack the row for ever.
 */
export class MarkRevocations1795374000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE issued_serial ADD COLUMN changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
      CREATE INDEX issued_serial_changed_idx ON issued_serial (issuer_id, changed_xid)
        WHERE state IN ('REVOKED', 'ABANDONED');
      ${MOVE('NEW.changed_xid := pg_current_xact_id();')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${MOVE('')}
      ALTER TABLE issued_serial DROP COLUMN changed_xid;
    `);
  }
}
