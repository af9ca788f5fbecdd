import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the edge refused, over all companies: no row says more of a person than his account, and of an address no more
 * than a keyed hash. Rows are only ever added, by grant.
 */
export class CreateSecurityEvent1795374000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE security_event (
        id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        status integer NOT NULL,
        code text COLLATE "C" NOT NULL,
        reason text COLLATE "C",
        act text COLLATE "C",
        account_id uuid,
        sender text COLLATE "C",
        correlation_id uuid,
        repeated integer NOT NULL,
        CONSTRAINT security_event_pkey PRIMARY KEY (id),
        CONSTRAINT security_event_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT security_event_status_check CHECK (status BETWEEN 200 AND 599),
        CONSTRAINT security_event_words_check CHECK (code ~ '^[A-Z_]{1,40}$' AND reason ~ '^[A-Z0-9_]{1,60}$'
          AND act ~ '^[A-Za-z]{1,60}$'),
        CONSTRAINT security_event_sender_check CHECK (sender ~ '^[0-9a-f]{16}$'),
        CONSTRAINT security_event_repeated_check CHECK (repeated >= 0)
      );
      -- The auditor's list, newest first.
      CREATE INDEX security_event_at_idx ON security_event (at DESC, id DESC);
      GRANT SELECT, INSERT ON security_event TO app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE security_event');
  }
}
