import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names each authority: its slug in public addresses (`dual`, `dual-2`), given once. The issuing authority of before was
 * of double use; an OCSP signer is named like its key.
 */
export class NameAuthorities1795374000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE authority_certificate ADD COLUMN name text COLLATE "C";
      UPDATE authority_certificate SET name = CASE kind
        WHEN 'ROOT' THEN 'root'
        WHEN 'ISSUING' THEN 'dual'
        ELSE key_ref END;
      ALTER TABLE authority_certificate ALTER COLUMN name SET NOT NULL;
      CREATE UNIQUE INDEX authority_certificate_name_key ON authority_certificate (name)
        WHERE kind IN ('ROOT', 'ISSUING');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX authority_certificate_name_key;
      ALTER TABLE authority_certificate DROP COLUMN name;
    `);
  }
}
