import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The event that asked for a revocation, by its request: what follows is journaled under the same correlation, also when
 * many are carried out in one transaction. The requests that wait are found by their state alone.
 */
export class FollowRevocations1795374000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX outbox_revocation_idx ON outbox (object_id) WHERE name = 'revocation.requested';
      CREATE INDEX revocation_request_asked_idx ON revocation_request (received_at, id)
        WHERE state = 'AUTHENTICATED';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX revocation_request_asked_idx, outbox_revocation_idx');
  }
}
