import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `nullif(current_setting('app.tenant_id', true), '')::uuid`;
const scope = (name: string) => `current_setting('app.platform_scope', true) = '${name}'`;

/** Rows with a version, and rows that are only ever added: evidence has no policy to change it (I-7). */
const VERSIONED = ['act_code', 'identity_change', 'reminder'];
const ADDED_ONLY = ['mandate_act'];

/** Further named policies, and why; each is taken back by its name. */
const POLICIES: readonly (readonly [policy: string, table: string, role: string, condition: string])[] = [
  // The office reads the mandate files that were sent to it, and their evidence (F6, I-3); a draft is nobody's but sales'.
  ['registration_read', 'mandate', 'app', `${scope('registration')} AND state <> 'DRAFT'`],
  ['registration_read', 'mandate_act', 'app', scope('registration')],
  // What the sweeper looks for over all companies: mandates that lapse or expire, changes that are due, reminders.
  ['worker_sweep', 'mandate', 'worker', `${scope('sweep')} AND state IN ('AWAITING_SIGNATURES', 'ACTIVE')`],
  ['worker_sweep', 'identity_change', 'worker', `${scope('sweep')} AND state IN ('PLANNED', 'APPLYING')`],
  // Its whole ledger: what was reminded once is not looked at again.
  ['worker_sweep', 'reminder', 'worker', scope('sweep')],
  // The last rung speaks of a certificate that has just expired.
  ['worker_sweep_expired', 'certificate', 'worker', `${scope('sweep')} AND state = 'EXPIRED'`],
];

/**
 * The chain of trust: who signs for a company, act codes, accounts that wait for their first login, changes of certified
 * data with the orders that replace, and the ledger of reminders.
 */
export class CompleteChainOfTrust1795363200005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ACCOUNTS);
    await runner.query(MANDATES);
    await runner.query(CHANGES);
    await runner.query(ORDERS);
    for (const table of [...VERSIONED, ...ADDED_ONLY]) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant_read ON ${table} FOR SELECT USING (tenant_id = ${TENANT});
        CREATE POLICY tenant_insert ON ${table} FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      `);
    }
    for (const table of VERSIONED) {
      await runner.query(`
        CREATE POLICY tenant_update ON ${table} FOR UPDATE USING (tenant_id = ${TENANT})
          WITH CHECK (tenant_id = ${TENANT});
      `);
    }
    for (const [policy, table, role, condition] of POLICIES) {
      await runner.query(`CREATE POLICY ${policy} ON ${table} FOR SELECT TO ${role} USING (${condition})`);
    }
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(REVOKES);
    for (const [policy, table] of POLICIES) await runner.query(`DROP POLICY ${policy} ON ${table}`);
    await runner.query(BACK);
  }
}

const ACCOUNTS = `
  -- An account may exist before its person has chosen a password: it opens nothing until then.
  ALTER TABLE account
    ALTER COLUMN password_hash DROP NOT NULL,
    ADD COLUMN pending_totp_sealed bytea,
    -- What the worker may know of a password: whether there is one.
    ADD COLUMN activated boolean NOT NULL GENERATED ALWAYS AS (password_hash IS NOT NULL) STORED;

  ALTER TABLE one_time_link DROP CONSTRAINT one_time_link_purpose_check;
  ALTER TABLE one_time_link ADD CONSTRAINT one_time_link_purpose_check
    CHECK (purpose IN ('CONSENT', 'RETRIEVAL', 'REPRESENTATIVE', 'AGENT', 'ACTIVATION'));

  CREATE TABLE act_code (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    link_id uuid NOT NULL,
    code_hash text COLLATE "C",
    requested_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    failed_attempts integer NOT NULL,
    used_at timestamptz(3),
    CONSTRAINT act_code_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT act_code_link_fkey FOREIGN KEY (tenant_id, link_id) REFERENCES one_time_link (tenant_id, id),
    CONSTRAINT act_code_hash_check CHECK (code_hash ~ '^[0-9a-f]{64}$'),
    -- D25: ten minutes, five tries.
    CONSTRAINT act_code_expiry_check CHECK (expires_at <= requested_at + interval '10 minutes'),
    CONSTRAINT act_code_tries_check CHECK (failed_attempts BETWEEN 0 AND 5)
  );
  CREATE INDEX act_code_link_idx ON act_code (tenant_id, link_id, requested_at DESC);
`;

const MANDATES = `
  ALTER TABLE mandate
    ADD COLUMN representative_name text,
    ADD COLUMN representative_email text,
    ADD COLUMN agent_name text,
    ADD COLUMN agent_email text,
    ADD COLUMN representative_signed_at timestamptz(3),
    ADD COLUMN agent_signed_at timestamptz(3),
    ADD CONSTRAINT mandate_email_check
      CHECK (representative_email = lower(representative_email) AND agent_email = lower(agent_email)),
    -- I-4: the MC accepts what the representative has signed, never the other way round.
    ADD CONSTRAINT mandate_signing_order_check
      CHECK (agent_signed_at IS NULL OR agent_signed_at >= representative_signed_at),
    -- Mandates of before signatures were kept stay as they are.
    ADD CONSTRAINT mandate_signed_check CHECK (state NOT IN ('UNDER_RA_REVIEW', 'ACTIVE')
      OR (representative_signed_at IS NOT NULL AND agent_signed_at IS NOT NULL)) NOT VALID;
  -- By identifier over all companies: sales' list, newest first, and how an officer's file finds its company.
  CREATE INDEX mandate_id_idx ON mandate (id);
  -- The officers' queue over all companies, oldest first.
  CREATE INDEX mandate_review_idx ON mandate (agent_signed_at, id) WHERE state = 'UNDER_RA_REVIEW';
  CREATE INDEX mandate_awaiting_idx ON mandate (representative_signed_at) WHERE state = 'AWAITING_SIGNATURES';
  CREATE INDEX mandate_ends_idx ON mandate (ends_on) WHERE state = 'ACTIVE';

  CREATE TABLE mandate_act (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    mandate_id uuid NOT NULL,
    kind text NOT NULL,
    account_id uuid,
    email text NOT NULL,
    typed_name text,
    strength text NOT NULL,
    content_hash text COLLATE "C" NOT NULL,
    text_version text,
    seen_references jsonb,
    at timestamptz(3) NOT NULL,
    CONSTRAINT mandate_act_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT mandate_act_mandate_fkey FOREIGN KEY (tenant_id, mandate_id) REFERENCES mandate (tenant_id, id),
    CONSTRAINT mandate_act_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT mandate_act_kind_check CHECK (kind IN ('REPRESENTATIVE_SIGNATURE', 'AGENT_ACCEPTANCE',
      'AGENT_COMMITMENTS', 'OFFICER_DECISION', 'END')),
    CONSTRAINT mandate_act_strength_check CHECK (strength IN ('MAILED_LINK_AND_CODE', 'PASSWORD_AND_TOTP')),
    CONSTRAINT mandate_act_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    -- I-4: a signature carries the name that was typed.
    CONSTRAINT mandate_act_name_check
      CHECK (kind NOT IN ('REPRESENTATIVE_SIGNATURE', 'AGENT_ACCEPTANCE', 'AGENT_COMMITMENTS') OR typed_name <> '')
  );
  CREATE INDEX mandate_act_mandate_idx ON mandate_act (mandate_id);
`;

const CHANGES = `
  CREATE TABLE identity_change (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    holder_id uuid NOT NULL,
    identity_number integer NOT NULL,
    effective_on date NOT NULL,
    state text NOT NULL,
    requested_by uuid,
    requested_at timestamptz(3) NOT NULL,
    done_at timestamptz(3),
    CONSTRAINT identity_change_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT identity_change_identity_fkey FOREIGN KEY (tenant_id, holder_id, identity_number)
      REFERENCES holder_identity (tenant_id, holder_id, number),
    CONSTRAINT identity_change_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account (id),
    CONSTRAINT identity_change_state_check CHECK (state IN ('PLANNED', 'APPLYING', 'DONE', 'CANCELLED')),
    CONSTRAINT identity_change_done_check CHECK ((state = 'DONE') = (done_at IS NOT NULL))
  );
  -- I-15: one change of a holder at a time.
  CREATE UNIQUE INDEX identity_change_open_key ON identity_change (tenant_id, holder_id)
    WHERE state IN ('PLANNED', 'APPLYING');
  CREATE INDEX identity_change_due_idx ON identity_change (effective_on, id) WHERE state IN ('PLANNED', 'APPLYING');
  -- I-23: who has this e-mail in the company.
  CREATE INDEX holder_identity_email_idx ON holder_identity (tenant_id, email);

  CREATE TABLE reminder (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    certificate_id uuid NOT NULL,
    rung integer NOT NULL,
    recipient text NOT NULL,
    email text NOT NULL,
    state text NOT NULL,
    suppressed_because text,
    planned_at timestamptz(3) NOT NULL,
    sent_at timestamptz(3),
    CONSTRAINT reminder_pkey PRIMARY KEY (tenant_id, id),
    -- P14: each is planned once, whoever plans it and however often.
    CONSTRAINT reminder_once_key UNIQUE (tenant_id, certificate_id, rung, recipient, email),
    CONSTRAINT reminder_certificate_fkey FOREIGN KEY (tenant_id, certificate_id) REFERENCES certificate (tenant_id, id),
    CONSTRAINT reminder_recipient_check CHECK (recipient IN ('HOLDER', 'CERTIFICATION_AGENT')),
    CONSTRAINT reminder_state_check CHECK (state IN ('PLANNED', 'SENT', 'SUPPRESSED')),
    CONSTRAINT reminder_sent_check CHECK ((state = 'SENT') = (sent_at IS NOT NULL)),
    CONSTRAINT reminder_suppressed_check CHECK ((state = 'SUPPRESSED') = (suppressed_because IS NOT NULL))
  );
  CREATE INDEX reminder_planned_idx ON reminder (planned_at) WHERE state = 'PLANNED';
  CREATE INDEX certificate_remind_idx ON certificate (not_after) WHERE state IN ('ACTIVE', 'EXPIRED');
  ALTER TABLE certificate ADD COLUMN renewal_index integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT certificate_renewal_check CHECK (renewal_index >= 0);
`;

const ORDERS = `
  ALTER TABLE certificate_order ADD COLUMN replaces_certificate_id uuid,
    ADD CONSTRAINT certificate_order_replaces_fkey FOREIGN KEY (tenant_id, replaces_certificate_id)
      REFERENCES certificate (tenant_id, id),
    ADD CONSTRAINT certificate_order_replaces_check CHECK (replaces_certificate_id IS NULL OR kind = 'REPLACEMENT');
  -- D16: one replacement of a certificate, however often the saga begins again.
  CREATE UNIQUE INDEX certificate_order_replaces_key ON certificate_order (tenant_id, replaces_certificate_id)
    WHERE replaces_certificate_id IS NOT NULL AND state NOT IN ('CANCELLED', 'REJECTED');
  -- R1, D16: one open order per holder and product, and one more for each certificate of his that is to be replaced.
  DROP INDEX certificate_order_open_key;
  CREATE UNIQUE INDEX certificate_order_open_key
    ON certificate_order (tenant_id, holder_id, product_code, replaces_certificate_id) NULLS NOT DISTINCT
    WHERE state NOT IN ('REJECTED', 'COMPLETED', 'CANCELLED');

  -- R22: what was ordered is frozen, but for a draft that waits for changed data (F64).
  CREATE FUNCTION certificate_order_frozen() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    RAISE EXCEPTION 'the data of an order are frozen' USING ERRCODE = 'check_violation';
  END $body$;
  CREATE TRIGGER certificate_order_frozen BEFORE UPDATE ON certificate_order FOR EACH ROW
    WHEN (OLD.state <> 'DRAFT' AND (NEW.certified_data IS DISTINCT FROM OLD.certified_data
      OR NEW.identity_number <> OLD.identity_number))
    EXECUTE FUNCTION certificate_order_frozen();
`;

const ACCOUNT_MAKING = 'id, email, display_name';
const ACCOUNT_SECRETS = 'password_hash, totp_secret_sealed, pending_totp_sealed';
const HOLDER_CHANGES = 'version, account_id, state, phone, identity_number';
const CHANGE_CHANGES = 'version, effective_on, state, done_at';
const REMINDER_CHANGES = 'version, state, suppressed_because, sent_at';
const CODE_CHANGES = 'version, code_hash, failed_attempts, used_at';

const GRANTS = `
  GRANT INSERT (${ACCOUNT_MAKING}), UPDATE (${ACCOUNT_SECRETS}) ON account TO app;
  GRANT SELECT (activated) ON account TO worker;
  GRANT SELECT, INSERT ON mandate_act, act_code, identity_change TO app;
  GRANT SELECT ON reminder TO app;
  GRANT UPDATE (${CODE_CHANGES}) ON act_code TO app, worker;
  GRANT UPDATE (${CHANGE_CHANGES}) ON identity_change TO app, worker;
  GRANT UPDATE (certified_data, identity_number) ON certificate_order TO app, worker;
  GRANT SELECT ON act_code, identity_change, reminder TO worker;
  GRANT INSERT ON certificate_order, reminder TO worker;
  GRANT UPDATE (${REMINDER_CHANGES}) ON reminder TO worker;
  GRANT UPDATE ON mandate TO worker;
  GRANT UPDATE (${HOLDER_CHANGES}) ON holder TO worker;
`;

/** Rights on what stays; those on the new tables go with them. */
const REVOKES = `
  REVOKE INSERT (${ACCOUNT_MAKING}), UPDATE (${ACCOUNT_SECRETS}) ON account FROM app;
  REVOKE SELECT (activated) ON account FROM worker;
  REVOKE UPDATE (certified_data, identity_number) ON certificate_order FROM app, worker;
  REVOKE INSERT ON certificate_order FROM worker;
  REVOKE UPDATE ON mandate FROM worker;
  REVOKE UPDATE (${HOLDER_CHANGES}) ON holder FROM worker;
`;

/**
 * For databases of development: rows that only the newer schema allows go, and an account that nobody activated gets a
 * hash that no password has.
 */
const BACK = `
  DROP TRIGGER certificate_order_frozen ON certificate_order;
  DROP FUNCTION certificate_order_frozen();
  DROP INDEX certificate_order_open_key, certificate_order_replaces_key;
  CREATE UNIQUE INDEX certificate_order_open_key ON certificate_order (tenant_id, holder_id, product_code)
    WHERE state NOT IN ('REJECTED', 'COMPLETED', 'CANCELLED');
  ALTER TABLE certificate_order DROP COLUMN replaces_certificate_id;
  ALTER TABLE certificate DROP COLUMN renewal_index;
  DROP INDEX certificate_remind_idx, holder_identity_email_idx;
  DROP TABLE reminder, identity_change, mandate_act, act_code;
  DROP INDEX mandate_id_idx, mandate_review_idx, mandate_awaiting_idx, mandate_ends_idx;
  ALTER TABLE mandate
    DROP COLUMN representative_name, DROP COLUMN representative_email, DROP COLUMN agent_name,
    DROP COLUMN agent_email, DROP COLUMN representative_signed_at, DROP COLUMN agent_signed_at;
  ALTER TABLE one_time_link NO FORCE ROW LEVEL SECURITY;
  DELETE FROM one_time_link WHERE purpose NOT IN ('CONSENT', 'RETRIEVAL');
  ALTER TABLE one_time_link FORCE ROW LEVEL SECURITY;
  ALTER TABLE one_time_link DROP CONSTRAINT one_time_link_purpose_check;
  ALTER TABLE one_time_link ADD CONSTRAINT one_time_link_purpose_check CHECK (purpose IN ('CONSENT', 'RETRIEVAL'));
  ALTER TABLE account DROP COLUMN activated, DROP COLUMN pending_totp_sealed;
  UPDATE account SET password_hash = '$argon2id$none' WHERE password_hash IS NULL;
  ALTER TABLE account ALTER COLUMN password_hash SET NOT NULL;
`;
