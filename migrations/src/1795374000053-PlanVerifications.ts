import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const TENANT = `(SELECT ${setting('tenant_id')}::uuid)`;
const WHOLE_COMPANY = `(SELECT ${setting('establishments')} IS NULL)`;
const SWEEPS = `(SELECT current_setting('app.platform_scope', true) = 'sweep')`;

/** Of an order whose file was approved: from there on the certificate rests on its verification, however old (D5). */
const APPROVED = `state IN ('APPROVED', 'LINK_SENT', 'LINK_EXPIRED', 'APPOINTMENT_BOOKED', 'NO_SHOW', 'DOWNLOADED',
  'HANDED_OVER', 'COMPLETED') AND verification_id IS NOT NULL`;

const MEETING_CHANGES = `version, state, scheduled_at, place, verifier_account_id, sequence, started_at, ended_at, reason`;

/** Identity verifications on their way to their record, and what a record says beside (F13, F65, F72, D10, D25). */
export class PlanVerifications1795374000053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE identity_verification
        ADD COLUMN level text NOT NULL DEFAULT 'THREE_STARS',
        ADD COLUMN evidence text,
        ADD COLUMN document_country text NOT NULL DEFAULT 'FRA',
        ADD COLUMN document_issued_on date,
        ADD COLUMN document_printed_until date,
        ADD COLUMN mutual boolean NOT NULL DEFAULT false,
        DROP CONSTRAINT identity_verification_method_check,
        ADD CONSTRAINT identity_verification_method_check
          CHECK (method IN ('FACE_TO_FACE', 'SIGNED_REQUEST', 'CERTIFIED_COPY', 'ADMINISTRATIVE_RECORD')),
        ADD CONSTRAINT identity_verification_level_check
          CHECK (level IN ('NONE', 'ONE_STAR', 'TWO_STARS', 'THREE_STARS')),
        -- I-8: three stars are given in each other's presence only.
        ADD CONSTRAINT identity_verification_presence_check CHECK (level <> 'THREE_STARS' OR method = 'FACE_TO_FACE'),
        ADD CONSTRAINT identity_verification_evidence_check CHECK (method = 'FACE_TO_FACE' OR evidence IS NOT NULL),
        ADD CONSTRAINT identity_verification_country_check CHECK (document_country ~ '^[A-Z]{3}$');
      -- Whoever writes a record says what it holds for.
      ALTER TABLE identity_verification ALTER COLUMN level DROP DEFAULT, ALTER COLUMN document_country DROP DEFAULT;
      -- The second of two who verified each other marks the first record too; nothing else of it changes (I-7).
      GRANT UPDATE (mutual) ON identity_verification TO app;
      CREATE INDEX identity_verification_verifier_idx ON identity_verification (tenant_id, verifier_account_id);
      CREATE INDEX identity_verification_sweep_idx ON identity_verification (verified_at) WHERE state = 'VERIFIED';
      CREATE INDEX certificate_order_verification_idx ON certificate_order (tenant_id, verification_id) WHERE ${APPROVED};
      CREATE POLICY worker_sweep ON identity_verification FOR SELECT TO worker USING (${SWEEPS} AND state = 'VERIFIED');
      CREATE POLICY worker_rests ON certificate_order FOR SELECT TO worker USING (${SWEEPS} AND ${APPROVED});

      CREATE TABLE identity_meeting (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        version integer NOT NULL,
        holder_id uuid NOT NULL,
        state text NOT NULL,
        requested_by uuid NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        scheduled_at timestamptz(3),
        place text,
        verifier_account_id uuid,
        sequence integer NOT NULL,
        started_at timestamptz(3),
        ended_at timestamptz(3),
        reason text,
        CONSTRAINT identity_meeting_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT identity_meeting_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT identity_meeting_holder_fkey FOREIGN KEY (tenant_id, holder_id) REFERENCES holder (tenant_id, id),
        CONSTRAINT identity_meeting_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account (id),
        CONSTRAINT identity_meeting_verifier_fkey FOREIGN KEY (verifier_account_id) REFERENCES account (id),
        CONSTRAINT identity_meeting_state_check CHECK (state IN ('REQUESTED', 'SCHEDULED', 'IN_PROGRESS', 'VERIFIED',
          'FAILED', 'NO_SHOW', 'CANCELLED', 'STALE', 'INVALIDATED')),
        CONSTRAINT identity_meeting_day_check
          CHECK (state NOT IN ('SCHEDULED', 'NO_SHOW') OR (scheduled_at IS NOT NULL AND place IS NOT NULL)),
        CONSTRAINT identity_meeting_reason_check CHECK (state <> 'FAILED' OR reason IS NOT NULL)
      );
      CREATE UNIQUE INDEX identity_meeting_open_key ON identity_meeting (tenant_id, holder_id)
        WHERE state IN ('REQUESTED', 'SCHEDULED', 'IN_PROGRESS', 'NO_SHOW');
      CREATE INDEX identity_meeting_holder_idx ON identity_meeting (holder_id, requested_at DESC);
      ALTER TABLE identity_meeting ENABLE ROW LEVEL SECURITY;
      ALTER TABLE identity_meeting FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON identity_meeting FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON identity_meeting FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY tenant_update ON identity_meeting FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY establishment ON identity_meeting AS RESTRICTIVE TO app
        USING (${WHOLE_COMPANY} OR reaches_holder(holder_id));
      GRANT SELECT, INSERT, UPDATE (${MEETING_CHANGES}) ON identity_meeting TO app;
      GRANT SELECT ON identity_meeting TO worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE identity_meeting;
      DROP POLICY worker_rests ON certificate_order;
      DROP POLICY worker_sweep ON identity_verification;
      DROP INDEX certificate_order_verification_idx, identity_verification_sweep_idx, identity_verification_verifier_idx;
      REVOKE UPDATE (mutual) ON identity_verification FROM app;
      -- A database of development: rows that the older schema cannot hold go.
      ALTER TABLE identity_verification NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE certificate_order NO FORCE ROW LEVEL SECURITY;
      UPDATE certificate_order SET verification_id = NULL WHERE (tenant_id, verification_id) IN (
        SELECT tenant_id, id FROM identity_verification WHERE method <> 'FACE_TO_FACE');
      DELETE FROM identity_verification WHERE method <> 'FACE_TO_FACE';
      ALTER TABLE certificate_order FORCE ROW LEVEL SECURITY;
      ALTER TABLE identity_verification FORCE ROW LEVEL SECURITY;
      ALTER TABLE identity_verification
        DROP CONSTRAINT identity_verification_method_check,
        ADD CONSTRAINT identity_verification_method_check CHECK (method IN ('FACE_TO_FACE')),
        DROP CONSTRAINT identity_verification_presence_check, DROP CONSTRAINT identity_verification_evidence_check,
        DROP COLUMN level, DROP COLUMN evidence, DROP COLUMN document_country, DROP COLUMN document_issued_on,
        DROP COLUMN document_printed_until, DROP COLUMN mutual;
    `);
  }
}
