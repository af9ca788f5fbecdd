import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keys known to be compromised (F57): never certified, whoever asks and whether they were certified here before or not.
 * Hashes and instants only; the reason of a revocation stays where it is (F31).
 */
export class RememberCompromisedKeys1795374000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE compromised_key (
        spki_hash text COLLATE "C" NOT NULL,
        noted_at timestamptz(3) NOT NULL,
        CONSTRAINT compromised_key_pkey PRIMARY KEY (spki_hash),
        CONSTRAINT compromised_key_hash_check CHECK (spki_hash ~ '^[0-9a-f]{64}$')
      );
      GRANT SELECT (spki_hash) ON compromised_key TO app;
      GRANT SELECT, INSERT ON compromised_key TO worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE compromised_key');
  }
}
