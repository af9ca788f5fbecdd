import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the addresses that an account may still take back, which nobody else may have until then. */
export class ReserveFormerAddresses1795374000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX account_link_undo_idx ON account_link (email)
        WHERE purpose = 'EMAIL_UNDO' AND used_at IS NULL AND replaced_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX account_link_undo_idx');
  }
}
