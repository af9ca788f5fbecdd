import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An idempotency key stands for the input that it came with: its hash is kept, so that the same key with something else is
 * refused and not answered with the first object. Null on keys of before.
 */
export class KeepKeyedInput1795366800007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency ADD COLUMN input_hash text COLLATE "C",
        ADD CONSTRAINT idempotency_input_hash_check CHECK (input_hash ~ '^[0-9a-f]{64}$');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency DROP COLUMN input_hash');
  }
}
