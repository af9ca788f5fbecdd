import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The companies' tables: every primary key and every foreign key between them begins with `tenant_id` (second belt of
 * house.md), so that no row can point into another company. What the database can say, it says.
 */
export class CreateTenantTables1795305600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // btree_gist: equality inside the exclusion of overlapping mandates. unaccent: a search for "helene" finds Hélène.
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS unaccent;
    `);
    await runner.query(PEOPLE);
    await runner.query(CERTIFICATES);
    await runner.query(RECORDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE idempotency, handled_event, outbox, journal_entry, revocation_request, certificate, one_time_link,
        order_act, certificate_order, identity_verification;
      ALTER TABLE holder DROP CONSTRAINT holder_identity_fkey;
      DROP TABLE holder_identity, holder, mandate, membership, company_profile;
      DROP FUNCTION outbox_wake();
      DROP EXTENSION btree_gist;
      DROP EXTENSION unaccent;
    `);
  }
}

const PEOPLE = `
  CREATE TABLE company_profile (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    siren text COLLATE "C" NOT NULL,
    name text COLLATE "fr-x-icu" NOT NULL,
    city text NOT NULL,
    CONSTRAINT company_profile_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT company_profile_own_check CHECK (id = tenant_id),
    -- I-24: the SIREN of the profile is the one that the register verified.
    CONSTRAINT company_profile_company_fkey FOREIGN KEY (tenant_id, siren) REFERENCES company (tenant_id, siren)
  );
  CREATE INDEX company_profile_name_idx ON company_profile (name, tenant_id);

  CREATE TABLE membership (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    role text NOT NULL,
    CONSTRAINT membership_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT membership_once_key UNIQUE (tenant_id, account_id, role),
    CONSTRAINT membership_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
    CONSTRAINT membership_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT membership_role_check
      CHECK (role IN ('LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT', 'HOLDER', 'HR_READER'))
  );
  CREATE INDEX membership_account_idx ON membership (account_id);

  CREATE TABLE mandate (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    agent_account_id uuid,
    representative_account_id uuid,
    acts text[] NOT NULL,
    product_codes text[] NOT NULL,
    starts_on date,
    ends_on date,
    ended_at timestamptz(3),
    CONSTRAINT mandate_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT mandate_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
    CONSTRAINT mandate_agent_fkey FOREIGN KEY (agent_account_id) REFERENCES account (id),
    CONSTRAINT mandate_representative_fkey FOREIGN KEY (representative_account_id) REFERENCES account (id),
    CONSTRAINT mandate_state_check CHECK (state IN ('DRAFT', 'AWAITING_SIGNATURES', 'SIGNED', 'UNDER_RA_REVIEW',
      'ACTIVE', 'REJECTED', 'LAPSED', 'CANCELLED', 'REVOKED', 'ENDED', 'EXPIRED')),
    CONSTRAINT mandate_acts_check CHECK (acts <@ ARRAY['VERIFY', 'ORDER', 'RENEW', 'REVOKE']),
    -- D12: a fixed term of at most three years.
    CONSTRAINT mandate_term_check CHECK (ends_on >= starts_on AND ends_on <= starts_on + interval '3 years'),
    CONSTRAINT mandate_active_check CHECK (state <> 'ACTIVE'
      OR (agent_account_id IS NOT NULL AND starts_on IS NOT NULL AND ends_on IS NOT NULL)),
    -- D12: no two mandates of one person in force on the same day.
    CONSTRAINT mandate_overlap_excl EXCLUDE USING gist (
      tenant_id WITH =, agent_account_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&
    ) WHERE (state = 'ACTIVE')
  );
  CREATE INDEX mandate_agent_idx ON mandate (tenant_id, agent_account_id) WHERE state = 'ACTIVE';

  CREATE TABLE holder (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    account_id uuid,
    state text NOT NULL,
    phone text,
    identity_number integer NOT NULL,
    subject_serial_number text NOT NULL,
    CONSTRAINT holder_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT holder_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
    CONSTRAINT holder_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT holder_subject_serial_key UNIQUE (tenant_id, subject_serial_number),
    CONSTRAINT holder_state_check CHECK (state IN ('ACTIVE', 'DEPARTED'))
  );
  CREATE UNIQUE INDEX holder_account_key ON holder (tenant_id, account_id) WHERE account_id IS NOT NULL;

  CREATE TABLE holder_identity (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    holder_id uuid NOT NULL,
    number integer NOT NULL,
    surname text COLLATE "fr-x-icu" NOT NULL,
    given_names text[] COLLATE "fr-x-icu" NOT NULL,
    email text NOT NULL,
    job_title text NOT NULL,
    CONSTRAINT holder_identity_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT holder_identity_number_key UNIQUE (tenant_id, holder_id, number),
    CONSTRAINT holder_identity_holder_fkey FOREIGN KEY (tenant_id, holder_id) REFERENCES holder (tenant_id, id),
    CONSTRAINT holder_identity_given_names_check CHECK (cardinality(given_names) > 0)
  );
  CREATE INDEX holder_identity_name_idx ON holder_identity (tenant_id, surname, given_names, holder_id);
  -- The identity in force exists: checked at the commit, because holder and first identity point at each other.
  ALTER TABLE holder ADD CONSTRAINT holder_identity_fkey FOREIGN KEY (tenant_id, id, identity_number)
    REFERENCES holder_identity (tenant_id, holder_id, number) DEFERRABLE INITIALLY DEFERRED;

  CREATE TABLE identity_verification (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    holder_id uuid NOT NULL,
    identity_number integer NOT NULL,
    state text NOT NULL,
    method text NOT NULL,
    document_type text NOT NULL,
    document_number text NOT NULL,
    document_expires_on date NOT NULL,
    place text NOT NULL,
    verified_at timestamptz(3),
    verifier_account_id uuid NOT NULL,
    CONSTRAINT identity_verification_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT identity_verification_identity_fkey FOREIGN KEY (tenant_id, holder_id, identity_number)
      REFERENCES holder_identity (tenant_id, holder_id, number),
    CONSTRAINT identity_verification_verifier_fkey FOREIGN KEY (verifier_account_id) REFERENCES account (id),
    CONSTRAINT identity_verification_state_check CHECK (state IN ('REQUESTED', 'SCHEDULED', 'IN_PROGRESS', 'VERIFIED',
      'FAILED', 'NO_SHOW', 'CANCELLED', 'STALE', 'INVALIDATED')),
    CONSTRAINT identity_verification_method_check CHECK (method IN ('FACE_TO_FACE')),
    CONSTRAINT identity_verification_document_check
      CHECK (document_type IN ('CNI', 'PASSPORT', 'RESIDENCE_PERMIT')),
    -- I-6: nothing is VERIFIED without its date.
    CONSTRAINT identity_verification_date_check CHECK (state <> 'VERIFIED' OR verified_at IS NOT NULL)
  );
  CREATE INDEX identity_verification_holder_idx ON identity_verification (holder_id, verified_at DESC);
`;

const CERTIFICATES = `
  CREATE TABLE certificate_order (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    holder_id uuid NOT NULL,
    identity_number integer NOT NULL,
    product_code text NOT NULL,
    product_version integer NOT NULL,
    profile jsonb NOT NULL,
    certified_data jsonb NOT NULL,
    registration_office text NOT NULL,
    verification_id uuid,
    placed_by uuid NOT NULL,
    placed_at timestamptz(3) NOT NULL,
    consented_at timestamptz(3),
    co_signed_at timestamptz(3),
    decided_by uuid,
    decided_at timestamptz(3),
    decision_reason text,
    CONSTRAINT certificate_order_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT certificate_order_identity_fkey FOREIGN KEY (tenant_id, holder_id, identity_number)
      REFERENCES holder_identity (tenant_id, holder_id, number),
    CONSTRAINT certificate_order_verification_fkey FOREIGN KEY (tenant_id, verification_id)
      REFERENCES identity_verification (tenant_id, id),
    CONSTRAINT certificate_order_product_fkey FOREIGN KEY (product_code, product_version)
      REFERENCES product_version (code, version),
    CONSTRAINT certificate_order_placed_by_fkey FOREIGN KEY (placed_by) REFERENCES account (id),
    CONSTRAINT certificate_order_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account (id),
    CONSTRAINT certificate_order_kind_check CHECK (kind IN ('NEW', 'REPLACEMENT', 'RENEWAL')),
    CONSTRAINT certificate_order_state_check CHECK (state IN ('DRAFT', 'AWAITING_CONSENT', 'SUBMITTED', 'UNDER_REVIEW',
      'INCOMPLETE', 'APPROVED', 'REJECTED', 'LINK_SENT', 'LINK_EXPIRED', 'DOWNLOADED', 'APPOINTMENT_BOOKED', 'NO_SHOW',
      'HANDED_OVER', 'COMPLETED', 'CANCELLED')),
    -- I-21: no submission without the holder's consent.
    CONSTRAINT certificate_order_consent_check
      CHECK (consented_at IS NOT NULL OR state IN ('DRAFT', 'AWAITING_CONSENT', 'CANCELLED'))
  );
  -- R1: two clicks at once leave one open order per holder and product.
  CREATE UNIQUE INDEX certificate_order_open_key ON certificate_order (tenant_id, holder_id, product_code)
    WHERE state NOT IN ('REJECTED', 'COMPLETED', 'CANCELLED');
  CREATE INDEX certificate_order_placed_idx ON certificate_order (tenant_id, placed_at DESC, id DESC);
  CREATE INDEX certificate_order_holder_idx ON certificate_order (holder_id, placed_at DESC);
  -- By identifier over all companies: how a registration officer's file finds its company.
  CREATE INDEX certificate_order_id_idx ON certificate_order (id);
  -- The officers' queue over all companies, oldest first.
  CREATE INDEX certificate_order_review_idx ON certificate_order ((coalesce(co_signed_at, placed_at)), id)
    WHERE state = 'UNDER_REVIEW';
  CREATE INDEX certificate_order_link_sent_idx ON certificate_order (tenant_id, id) WHERE state = 'LINK_SENT';

  CREATE TABLE order_act (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    kind text NOT NULL,
    account_id uuid,
    strength text NOT NULL,
    content_hash text COLLATE "C" NOT NULL,
    terms_version text,
    at timestamptz(3) NOT NULL,
    CONSTRAINT order_act_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT order_act_order_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES certificate_order (tenant_id, id),
    CONSTRAINT order_act_account_fkey FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT order_act_kind_check CHECK (kind IN ('CONSENT', 'CO_SIGNATURE', 'DECISION', 'ACCEPTANCE', 'REFUSAL',
      'BACKUP_ACKNOWLEDGEMENT')),
    CONSTRAINT order_act_strength_check CHECK (strength IN ('MAILED_LINK', 'PASSWORD', 'PASSWORD_AND_TOTP')),
    CONSTRAINT order_act_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$')
  );
  CREATE INDEX order_act_order_idx ON order_act (order_id);

  CREATE TABLE one_time_link (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    purpose text NOT NULL,
    object_id uuid NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    email text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    used_at timestamptz(3),
    replaced_at timestamptz(3),
    CONSTRAINT one_time_link_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT one_time_link_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
    CONSTRAINT one_time_link_token_key UNIQUE (tenant_id, token_hash),
    CONSTRAINT one_time_link_purpose_check CHECK (purpose IN ('CONSENT', 'RETRIEVAL')),
    CONSTRAINT one_time_link_token_check CHECK (token_hash ~ '^[0-9a-f]{64}$')
  );
  CREATE INDEX one_time_link_object_idx ON one_time_link (tenant_id, purpose, object_id, created_at DESC);
  -- I-9: one link at a time works for one purpose and object.
  CREATE UNIQUE INDEX one_time_link_usable_key ON one_time_link (tenant_id, purpose, object_id)
    WHERE used_at IS NULL AND replaced_at IS NULL;

  CREATE TABLE certificate (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    order_id uuid NOT NULL,
    holder_id uuid NOT NULL,
    product_code text NOT NULL,
    state text NOT NULL,
    issuer_id text COLLATE "C" NOT NULL,
    serial text COLLATE "C" NOT NULL,
    public_key_hash text COLLATE "C" NOT NULL,
    certified_data jsonb NOT NULL,
    profile jsonb NOT NULL,
    not_before timestamptz(3) NOT NULL,
    not_after timestamptz(3) NOT NULL,
    der bytea,
    issued_at timestamptz(3),
    accepted_at timestamptz(3),
    revoked_at timestamptz(3),
    CONSTRAINT certificate_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT certificate_serial_key UNIQUE (tenant_id, issuer_id, serial),
    -- Everything ever signed has a serial in the register first, so that OCSP and CRL know it.
    CONSTRAINT certificate_serial_fkey FOREIGN KEY (issuer_id, serial) REFERENCES issued_serial (issuer_id, serial),
    CONSTRAINT certificate_public_key_fkey FOREIGN KEY (public_key_hash) REFERENCES public_key (spki_hash),
    CONSTRAINT certificate_order_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES certificate_order (tenant_id, id),
    CONSTRAINT certificate_holder_fkey FOREIGN KEY (tenant_id, holder_id) REFERENCES holder (tenant_id, id),
    CONSTRAINT certificate_state_check CHECK (state IN ('REQUESTED', 'ISSUED', 'ACTIVE', 'REFUSED', 'REVOKED',
      'EXPIRED', 'ABANDONED')),
    -- R13, F34, I-12: three years at most, of the calendar in UTC whatever the server's time zone.
    CONSTRAINT certificate_lifetime_check
      CHECK (not_after > not_before AND
        not_after AT TIME ZONE 'UTC' <= (not_before AT TIME ZONE 'UTC') + interval '3 years'),
    CONSTRAINT certificate_der_check CHECK (state IN ('REQUESTED', 'ABANDONED') OR der IS NOT NULL),
    CONSTRAINT certificate_revoked_check CHECK (state <> 'REVOKED' OR revoked_at IS NOT NULL)
  );
  -- D27: an order has one certificate beside those that were reserved and never delivered.
  CREATE UNIQUE INDEX certificate_order_key ON certificate (tenant_id, order_id) WHERE state <> 'ABANDONED';
  -- How many are active, and how many of them end soon, from the index alone.
  CREATE INDEX certificate_active_idx ON certificate (tenant_id, not_after) WHERE state = 'ACTIVE';
  CREATE INDEX certificate_expiry_idx ON certificate (tenant_id, not_after, id);
  CREATE INDEX certificate_holder_idx ON certificate (holder_id);
  CREATE INDEX certificate_order_idx ON certificate (order_id);
  CREATE INDEX certificate_id_idx ON certificate (id);
  CREATE INDEX certificate_live_idx ON certificate (not_after) WHERE state IN ('ACTIVE', 'ISSUED');

  CREATE TABLE revocation_request (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    certificate_id uuid NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    comment text,
    requested_by uuid,
    requester_role text NOT NULL,
    received_at timestamptz(3) NOT NULL,
    due_at timestamptz(3) NOT NULL,
    authenticated_at timestamptz(3),
    sent_to_ca_at timestamptz(3),
    confirmed_at timestamptz(3),
    ocsp_seen_at timestamptz(3),
    crl_seen_at timestamptz(3),
    closed_at timestamptz(3),
    CONSTRAINT revocation_request_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT revocation_request_certificate_fkey FOREIGN KEY (tenant_id, certificate_id)
      REFERENCES certificate (tenant_id, id),
    CONSTRAINT revocation_request_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account (id),
    CONSTRAINT revocation_request_state_check CHECK (state IN ('DRAFT', 'SUBMITTED', 'SCHEDULED', 'CANCELLED',
      'REJECTED', 'AUTHENTICATED', 'SENT_TO_CA', 'CONFIRMED', 'PUBLISHED', 'CLOSED')),
    CONSTRAINT revocation_request_reason_check CHECK (reason IN ('KEY_COMPROMISED', 'KEY_LOST', 'DATA_CHANGED',
      'HOLDER_LEFT', 'REGISTRATION_ERROR', 'TERMS_BROKEN', 'CERTIFICATE_REFUSED', 'COMPANY_CEASED',
      'REQUESTED_WITHOUT_CAUSE')),
    -- F50, I-17: 24 hours elapsed, whatever the calendar says.
    CONSTRAINT revocation_request_due_check CHECK (due_at = received_at + interval '24 hours')
  );
  -- I-17: two clicks at once leave one open request per certificate.
  CREATE UNIQUE INDEX revocation_request_open_key ON revocation_request (tenant_id, certificate_id)
    WHERE state NOT IN ('CANCELLED', 'REJECTED', 'CLOSED');
  CREATE INDEX revocation_request_certificate_idx
    ON revocation_request (certificate_id, received_at DESC);
  CREATE INDEX revocation_request_due_idx ON revocation_request (received_at)
    WHERE state IN ('AUTHENTICATED', 'SENT_TO_CA', 'CONFIRMED');
`;

const RECORDS = `
  CREATE TABLE journal_entry (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz(3) NOT NULL,
    name text NOT NULL,
    actor_kind text NOT NULL,
    actor_account_id uuid,
    object_type text NOT NULL,
    object_id uuid NOT NULL,
    previous_state text,
    next_state text,
    reason text,
    facts jsonb NOT NULL,
    correlation_id text NOT NULL,
    CONSTRAINT journal_entry_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT journal_entry_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id)
  );
  CREATE INDEX journal_entry_newest_idx ON journal_entry (tenant_id, at DESC, position DESC);
  CREATE INDEX journal_entry_object_idx ON journal_entry (object_id, at DESC, position DESC);
  CREATE INDEX journal_entry_audit_idx ON journal_entry (at DESC, position DESC);

  CREATE TABLE outbox (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    version integer NOT NULL,
    object_id uuid NOT NULL,
    occurred_at timestamptz(3) NOT NULL,
    correlation_id text NOT NULL,
    relayed_at timestamptz(3),
    CONSTRAINT outbox_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT outbox_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id)
  );
  CREATE INDEX outbox_waiting_idx ON outbox (position) WHERE relayed_at IS NULL;

  CREATE FUNCTION outbox_wake() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    PERFORM pg_notify('outbox', '');
    RETURN NULL;
  END $body$;
  CREATE TRIGGER outbox_wake AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_wake();

  CREATE TABLE handled_event (
    tenant_id uuid NOT NULL,
    event_id uuid NOT NULL,
    processor text NOT NULL,
    handled_at timestamptz(3) NOT NULL,
    CONSTRAINT handled_event_pkey PRIMARY KEY (tenant_id, event_id, processor)
  );

  CREATE TABLE idempotency (
    tenant_id uuid NOT NULL,
    account_id uuid NOT NULL,
    act text NOT NULL,
    key text NOT NULL,
    object_id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    CONSTRAINT idempotency_pkey PRIMARY KEY (tenant_id, account_id, act, key),
    CONSTRAINT idempotency_account_fkey FOREIGN KEY (account_id) REFERENCES account (id)
  );
`;
