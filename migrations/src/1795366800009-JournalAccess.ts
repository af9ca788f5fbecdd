import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The platform's own journal (I-1, I-27): sign-ins, failures, ends, and files that the staff opened. Insert-only; only the
 * audit scope reads it. It counts in the sequence of the companies' journal, so that the auditor's list has one order.
 */
export class JournalAccess1795366800009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_journal (
        id uuid NOT NULL,
        position bigint NOT NULL DEFAULT nextval('journal_entry_position_seq'),
        at timestamptz(3) NOT NULL,
        name text NOT NULL,
        account_id uuid NOT NULL,
        session_id uuid,
        company_id uuid,
        object_type text NOT NULL,
        object_id uuid NOT NULL,
        correlation_id text NOT NULL,
        CONSTRAINT access_journal_pkey PRIMARY KEY (id),
        CONSTRAINT access_journal_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT access_journal_company_fkey FOREIGN KEY (company_id) REFERENCES company (tenant_id),
        CONSTRAINT access_journal_name_check CHECK (name IN ('account.logged-in', 'account.login-failed',
          'account.logged-out', 'account.switched-company', 'file.opened', 'journal.opened')),
        CONSTRAINT access_journal_session_check CHECK (session_id IS NOT NULL OR name = 'account.login-failed')
      );
      CREATE INDEX access_journal_audit_idx ON access_journal (at DESC, position DESC);
      -- One opening per session and file, however often the page looks.
      CREATE UNIQUE INDEX access_journal_opened_key ON access_journal (session_id, object_id)
        WHERE name IN ('file.opened', 'journal.opened');
      ALTER TABLE access_journal ENABLE ROW LEVEL SECURITY;
      ALTER TABLE access_journal FORCE ROW LEVEL SECURITY;
      CREATE POLICY access_insert ON access_journal FOR INSERT TO app WITH CHECK (true);
      CREATE POLICY audit_read ON access_journal FOR SELECT TO app
        USING (current_setting('app.platform_scope', true) = 'audit');
      GRANT SELECT, INSERT ON access_journal TO app;
      GRANT USAGE ON SEQUENCE journal_entry_position_seq TO app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE USAGE ON SEQUENCE journal_entry_position_seq FROM app;
      DROP TABLE access_journal;
    `);
  }
}
