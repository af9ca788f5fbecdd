import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACCOUNT = `(SELECT nullif(current_setting('app.account_id', true), '')::uuid)`;
const accountRead = (inForce: string) => `
  DROP POLICY account_read ON company_profile;
  CREATE POLICY account_read ON company_profile FOR SELECT TO app USING (tenant_id IN (
    SELECT m.tenant_id FROM membership m WHERE m.account_id = ${ACCOUNT} AND ${inForce}));`;

/**
 * Nobody is a company's by its will alone: a membership counts from its person's acceptance, by a mailed link. Until then
 * the company sees the name that it typed, and learns nothing of an account that the address may have.
 */
export class AcceptMembership1795374000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE membership ADD COLUMN accepted_at timestamptz(3) DEFAULT now(), ADD COLUMN invited_as text;
      ALTER TABLE membership ALTER COLUMN accepted_at DROP DEFAULT;
      GRANT UPDATE (accepted_at) ON membership TO app;
      ${accountRead('m.accepted_at IS NOT NULL AND m.ended_at IS NULL')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${accountRead('m.ended_at IS NULL')}
      REVOKE UPDATE (accepted_at) ON membership FROM app;
      ALTER TABLE membership DROP COLUMN accepted_at, DROP COLUMN invited_as;
    `);
  }
}
