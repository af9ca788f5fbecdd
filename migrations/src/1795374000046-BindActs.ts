import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;
const STRENGTHS = `'MAILED_LINK_AND_CODE', 'PASSWORD_AND_TOTP', 'SMS_CODE', 'CMS', 'PAPER'`;

/** By what an act is bound to the text (D25): codes for one text and one way out, telephones, proofs. */
export class BindActs1795374000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE mandate_act ADD COLUMN proof jsonb,
        DROP CONSTRAINT mandate_act_strength_check,
        ADD CONSTRAINT mandate_act_strength_check CHECK (strength IN (${STRENGTHS})),
        -- D25: whoever says SMS or certificate keeps what shows it.
        ADD CONSTRAINT mandate_act_proof_check CHECK (
          (strength = 'SMS_CODE') = coalesce(proof ->> 'means' = 'SMS', false)
          AND (strength = 'CMS') = coalesce(proof ->> 'means' = 'CMS', false));

      ALTER TABLE act_code ADD COLUMN channel text NOT NULL DEFAULT 'MAIL',
        ADD COLUMN phone text COLLATE "C",
        ADD COLUMN phone_given_by text,
        ADD COLUMN content_hash text COLLATE "C",
        ADD CONSTRAINT act_code_channel_check CHECK (channel IN ('MAIL', 'SMS')),
        ADD CONSTRAINT act_code_phone_check CHECK (phone ~ '^\\+[1-9]\\d{7,14}$'),
        ADD CONSTRAINT act_code_sms_check
          CHECK ((channel = 'SMS') = (phone IS NOT NULL) AND (phone IS NULL) = (phone_given_by IS NULL)),
        ADD CONSTRAINT act_code_given_by_check CHECK (phone_given_by IN ('REPRESENTATIVE', 'SIGNER')),
        ADD CONSTRAINT act_code_content_check CHECK (content_hash ~ '^[0-9a-f]{64}$');
      -- Whoever asks for a code says which way it goes.
      ALTER TABLE act_code ALTER COLUMN channel DROP DEFAULT;

      CREATE TABLE signer_phone (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        version integer NOT NULL,
        email text NOT NULL,
        phone text COLLATE "C" NOT NULL,
        given_by text NOT NULL,
        given_at timestamptz(3) NOT NULL,
        confirmed_at timestamptz(3),
        CONSTRAINT signer_phone_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT signer_phone_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
        CONSTRAINT signer_phone_email_check CHECK (email = lower(email)),
        CONSTRAINT signer_phone_phone_check CHECK (phone ~ '^\\+[1-9]\\d{7,14}$'),
        CONSTRAINT signer_phone_given_by_check CHECK (given_by IN ('REPRESENTATIVE', 'SIGNER'))
      );
      CREATE UNIQUE INDEX signer_phone_email_key ON signer_phone (tenant_id, email);
      ALTER TABLE signer_phone ENABLE ROW LEVEL SECURITY;
      ALTER TABLE signer_phone FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON signer_phone FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON signer_phone FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY tenant_update ON signer_phone FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      GRANT SELECT, INSERT, UPDATE (version, phone, given_by, given_at, confirmed_at) ON signer_phone TO app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE signer_phone;
      ALTER TABLE act_code DROP COLUMN channel, DROP COLUMN phone, DROP COLUMN phone_given_by,
        DROP COLUMN content_hash;
      ALTER TABLE mandate_act NO FORCE ROW LEVEL SECURITY;
      -- The strength that is left says no more than what was there before.
      UPDATE mandate_act SET strength = 'MAILED_LINK_AND_CODE' WHERE strength NOT IN ('MAILED_LINK_AND_CODE', 'PASSWORD_AND_TOTP');
      ALTER TABLE mandate_act FORCE ROW LEVEL SECURITY;
      ALTER TABLE mandate_act DROP CONSTRAINT mandate_act_proof_check, DROP COLUMN proof,
        DROP CONSTRAINT mandate_act_strength_check,
        ADD CONSTRAINT mandate_act_strength_check CHECK (strength IN ('MAILED_LINK_AND_CODE', 'PASSWORD_AND_TOTP'));
    `);
  }
}
