import type { MigrationInterface, QueryRunner } from 'typeorm';

const scope = (name: string) => `(SELECT current_setting('app.platform_scope', true) = '${name}')`;

/**
 * What is read over companies for sales' pipeline and portfolio. The steps of a mandate are lines of the journal: of those
 * the board takes instants only. Certificates and sign-ins are open to the reader that counts them and to nobody else: its
 * own scope, set by no session (`libs/persistence/src/cross-tenant/sql-portfolio.ts`).
 */
export class CountPortfolio1795374000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY sales_read ON journal_entry FOR SELECT TO app
        USING (${scope('sales')} AND object_type = 'Mandate' AND name LIKE 'mandate.%');
      CREATE POLICY portfolio_read ON certificate FOR SELECT TO app
        USING (${scope('portfolio')} AND state = 'ACTIVE');
      CREATE POLICY portfolio_read ON mandate FOR SELECT TO app
        USING (${scope('portfolio')} AND state = 'ACTIVE');
      CREATE POLICY worker_onboarding ON mandate FOR SELECT TO worker
        USING (${scope('sweep')} AND state IN ('DRAFT', 'AWAITING_SIGNATURES', 'SIGNED', 'UNDER_RA_REVIEW'));
      CREATE POLICY worker_onboarding ON journal_entry FOR SELECT TO worker
        USING (${scope('sweep')} AND object_type = 'Mandate' AND name LIKE 'mandate.%');
      CREATE POLICY worker_onboarding ON onboarding_reminder FOR SELECT TO worker USING (${scope('sweep')});
      CREATE POLICY worker_onboarding ON company_follow_up FOR SELECT TO worker USING (${scope('sweep')});
      CREATE INDEX mandate_waiting_idx ON mandate (id)
        WHERE state IN ('DRAFT', 'AWAITING_SIGNATURES', 'SIGNED', 'UNDER_RA_REVIEW');
      CREATE INDEX session_seen_idx ON session (account_id, last_seen_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX session_seen_idx;
      DROP INDEX mandate_waiting_idx;
      DROP POLICY worker_onboarding ON company_follow_up;
      DROP POLICY worker_onboarding ON onboarding_reminder;
      DROP POLICY worker_onboarding ON journal_entry;
      DROP POLICY worker_onboarding ON mandate;
      DROP POLICY portfolio_read ON mandate;
      DROP POLICY portfolio_read ON certificate;
      DROP POLICY sales_read ON journal_entry;
    `);
  }
}
