import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;

/** Deputies, successors and mandates on paper (D12, D25), and who may sign for the representative (I-4). */
export class OpenLaterMandates1795374000049 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mandate
        ADD COLUMN kind text NOT NULL DEFAULT 'PRINCIPAL',
        ADD COLUMN predecessor_id uuid,
        ADD COLUMN opened_by text NOT NULL DEFAULT 'SALES',
        ADD COLUMN delegation_id uuid,
        ADD COLUMN paper jsonb,
        ADD CONSTRAINT mandate_kind_check CHECK (kind IN ('PRINCIPAL', 'DEPUTY', 'SUCCESSOR')),
        -- D12: a deputy stands in for a mandate, a successor takes over from one.
        ADD CONSTRAINT mandate_predecessor_check CHECK ((kind = 'PRINCIPAL') = (predecessor_id IS NULL)),
        ADD CONSTRAINT mandate_opened_by_check CHECK (opened_by IN ('SALES', 'LEGAL_REPRESENTATIVE')),
        ADD CONSTRAINT mandate_predecessor_fkey FOREIGN KEY (tenant_id, predecessor_id)
          REFERENCES mandate (tenant_id, id);
      CREATE INDEX mandate_predecessor_idx ON mandate (tenant_id, predecessor_id) WHERE predecessor_id IS NOT NULL;

      -- D25: a signature on paper.
      ALTER TABLE mandate_act DROP CONSTRAINT mandate_act_strength_check;
      ALTER TABLE mandate_act ADD CONSTRAINT mandate_act_strength_check
        CHECK (strength IN ('MAILED_LINK_AND_CODE', 'PASSWORD_AND_TOTP', 'SMS_CODE', 'CMS', 'PAPER'));

      CREATE TABLE signature_delegation (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        version integer NOT NULL,
        delegated_by uuid NOT NULL,
        delegate_name text NOT NULL,
        delegate_email text NOT NULL,
        act_reference text NOT NULL,
        act_dated_on date NOT NULL,
        acts text[] NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        ended_at timestamptz(3),
        CONSTRAINT signature_delegation_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT signature_delegation_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT signature_delegation_delegated_by_fkey FOREIGN KEY (delegated_by) REFERENCES account (id),
        CONSTRAINT signature_delegation_email_check CHECK (delegate_email = lower(delegate_email)),
        CONSTRAINT signature_delegation_acts_check CHECK (acts <@ ARRAY['VERIFY', 'ORDER', 'RENEW', 'REVOKE']),
        CONSTRAINT signature_delegation_term_check
          CHECK (ends_on > starts_on AND ends_on <= starts_on + interval '3 years')
      );
      ALTER TABLE mandate ADD CONSTRAINT mandate_delegation_fkey FOREIGN KEY (tenant_id, delegation_id)
        REFERENCES signature_delegation (tenant_id, id);
      ALTER TABLE signature_delegation ENABLE ROW LEVEL SECURITY;
      ALTER TABLE signature_delegation FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON signature_delegation FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON signature_delegation FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY tenant_update ON signature_delegation FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      -- What was delegated is evidence: only its end is written later.
      GRANT SELECT, INSERT, UPDATE (version, ended_at) ON signature_delegation TO app;
      GRANT SELECT ON signature_delegation TO worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mandate_act NO FORCE ROW LEVEL SECURITY;
      DELETE FROM mandate_act WHERE strength NOT IN ('MAILED_LINK_AND_CODE', 'PASSWORD_AND_TOTP');
      ALTER TABLE mandate_act FORCE ROW LEVEL SECURITY;
      ALTER TABLE mandate_act DROP CONSTRAINT mandate_act_strength_check;
      ALTER TABLE mandate_act ADD CONSTRAINT mandate_act_strength_check
        CHECK (strength IN ('MAILED_LINK_AND_CODE', 'PASSWORD_AND_TOTP'));
      ALTER TABLE mandate DROP COLUMN delegation_id;
      DROP TABLE signature_delegation;
      DROP INDEX mandate_predecessor_idx;
      ALTER TABLE mandate DROP COLUMN kind, DROP COLUMN predecessor_id, DROP COLUMN opened_by, DROP COLUMN paper;
    `);
  }
}
