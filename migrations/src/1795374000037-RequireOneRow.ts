import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a save finds when somebody else was faster, said by the statement itself: PostgreSQL then ends the transaction
 * whatever follows, so that nobody need wait for the number of rows before COMMIT is sent.
 */
export class RequireOneRow1795374000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION one_row(hits bigint) RETURNS void LANGUAGE plpgsql AS $body$
      BEGIN
        IF hits <> 1 THEN
          RAISE EXCEPTION 'the row was changed since it was read' USING ERRCODE = 'serialization_failure';
        END IF;
      END $body$;
      REVOKE EXECUTE ON FUNCTION one_row(bigint) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION one_row(bigint) TO app, worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION one_row(bigint)');
  }
}
