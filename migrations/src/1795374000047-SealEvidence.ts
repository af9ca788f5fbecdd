import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;
const scope = (name: string) => `(SELECT current_setting('app.platform_scope', true) = '${name}')`;
const TABLES = ['mandate_content', 'mandate_evidence', 'mandate_evidence_stamp'];

/** Sealed evidence of mandates, only ever added to (R20, I-7), and the certificate of the seal in the register (ADR 0060). */
export class SealEvidence1795374000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE authority_certificate DROP CONSTRAINT authority_certificate_kind_check,
        ADD CONSTRAINT authority_certificate_kind_check CHECK (kind IN ('ROOT', 'ISSUING', 'OCSP_SIGNER', 'SEAL'));

      CREATE TABLE mandate_content (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        mandate_id uuid NOT NULL,
        content_hash text COLLATE "C" NOT NULL,
        content text NOT NULL,
        at timestamptz(3) NOT NULL,
        CONSTRAINT mandate_content_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT mandate_content_mandate_fkey FOREIGN KEY (tenant_id, mandate_id) REFERENCES mandate (tenant_id, id),
        -- I-4: what the acts name by its hash is this very text.
        CONSTRAINT mandate_content_hash_check
          CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
      );
      CREATE INDEX mandate_content_mandate_idx ON mandate_content (tenant_id, mandate_id, content_hash);

      CREATE TABLE mandate_evidence (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        mandate_id uuid NOT NULL,
        event_id uuid NOT NULL,
        stage text NOT NULL,
        evidence text NOT NULL,
        evidence_hash text COLLATE "C" NOT NULL,
        seal bytea NOT NULL,
        pdf bytea NOT NULL,
        built_at timestamptz(3) NOT NULL,
        CONSTRAINT mandate_evidence_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT mandate_evidence_mandate_fkey FOREIGN KEY (tenant_id, mandate_id) REFERENCES mandate (tenant_id, id),
        CONSTRAINT mandate_evidence_stage_check CHECK (stage IN ('SUBMITTED', 'DECIDED')),
        CONSTRAINT mandate_evidence_hash_check
          CHECK (evidence_hash = encode(sha256(convert_to(evidence, 'UTF8')), 'hex'))
      );
      -- One for each event, also when two workers build it at once.
      CREATE UNIQUE INDEX mandate_evidence_event_key ON mandate_evidence (tenant_id, event_id);
      CREATE INDEX mandate_evidence_mandate_idx ON mandate_evidence (mandate_id, built_at);
      CREATE INDEX mandate_evidence_built_idx ON mandate_evidence (built_at);

      CREATE TABLE mandate_evidence_stamp (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        token bytea NOT NULL,
        token_hash text COLLATE "C" NOT NULL,
        stamped_at timestamptz(3) NOT NULL,
        kept_at timestamptz(3) NOT NULL,
        CONSTRAINT mandate_evidence_stamp_pkey PRIMARY KEY (tenant_id, id),
        CONSTRAINT mandate_evidence_stamp_evidence_fkey FOREIGN KEY (tenant_id, id)
          REFERENCES mandate_evidence (tenant_id, id),
        CONSTRAINT mandate_evidence_stamp_hash_check CHECK (token_hash = encode(sha256(token), 'hex'))
      );
    `);
    for (const table of TABLES) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant_read ON ${table} FOR SELECT USING (tenant_id = ${TENANT});
        CREATE POLICY tenant_insert ON ${table} FOR INSERT WITH CHECK (tenant_id = ${TENANT});
        GRANT SELECT ON ${table} TO app, worker;`);
    }
    await runner.query(`
      -- The office sees the evidence of a file that it has opened, as it does its acts (ADR 0009).
      CREATE POLICY registration_read ON mandate_evidence FOR SELECT TO app USING (${scope('registration')}
        AND (tenant_id, mandate_id) IN (SELECT f.tenant_id, f.object_id FROM opened_files() f));
      CREATE POLICY registration_read ON mandate_evidence_stamp FOR SELECT TO app USING (${scope('registration')}
        AND (tenant_id, id) IN (SELECT e.tenant_id, e.id FROM mandate_evidence e));
      -- Seals that have no time-stamp yet.
      CREATE POLICY worker_sweep ON mandate_evidence FOR SELECT TO worker USING (${scope('sweep')});
      CREATE POLICY worker_sweep ON mandate_evidence_stamp FOR SELECT TO worker USING (${scope('sweep')});
      GRANT INSERT ON mandate_content TO app;
      GRANT INSERT ON mandate_evidence, mandate_evidence_stamp TO worker;
      -- It builds the evidence from the acts.
      GRANT SELECT ON mandate_act TO worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE SELECT ON mandate_act FROM worker;
      DROP TABLE mandate_evidence_stamp, mandate_evidence, mandate_content;
      DELETE FROM authority_certificate WHERE kind = 'SEAL';
      ALTER TABLE authority_certificate DROP CONSTRAINT authority_certificate_kind_check,
        ADD CONSTRAINT authority_certificate_kind_check CHECK (kind IN ('ROOT', 'ISSUING', 'OCSP_SIGNER'));
    `);
  }
}
