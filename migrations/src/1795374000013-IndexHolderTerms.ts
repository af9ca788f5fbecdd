import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `nullif(current_setting('app.tenant_id', true), '')::uuid`;

/**
 * Search that stays fast under row-level security (ADR 0008): the words of each identity as rows of its company, found
 * by comparisons of text, which PostgreSQL knows to be leakproof. Serials are found the same way.
 */
export class IndexHolderTerms1795374000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WORDS);
    await runner.query(TABLE);
    await runner.query(`
      ALTER TABLE holder_identity NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE holder NO FORCE ROW LEVEL SECURITY;
      INSERT INTO holder_term (tenant_id, term, holder_id, number, in_force, surname, given_names)
        SELECT i.tenant_id, found.term, i.holder_id, i.number, i.number = h.identity_number, i.surname, i.given_names
        FROM holder_identity i JOIN holder h ON h.tenant_id = i.tenant_id AND h.id = i.holder_id,
          holder_terms(i.surname, i.given_names, i.email) AS found (term);
      ALTER TABLE holder FORCE ROW LEVEL SECURITY;
      ALTER TABLE holder_identity FORCE ROW LEVEL SECURITY;
    `);
    await runner.query(TRIGGERS);
    // No policy of a platform scope: with the company's alone its condition is checked once, not row by row.
    await runner.query(`
      ALTER TABLE holder_term ENABLE ROW LEVEL SECURITY;
      ALTER TABLE holder_term FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant_read ON holder_term FOR SELECT USING (tenant_id = ${TENANT});
      CREATE POLICY tenant_insert ON holder_term FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY tenant_update ON holder_term FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      GRANT SELECT, INSERT, UPDATE (in_force) ON holder_term TO app;
      GRANT SELECT, UPDATE (in_force) ON holder_term TO worker;
    `);
    await runner.query(CERTIFICATES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX certificate_expiry_idx, certificate_holder_idx;
      CREATE INDEX certificate_expiry_idx ON certificate (tenant_id, not_after, id);
      CREATE INDEX certificate_holder_idx ON certificate (holder_id);
      ALTER TABLE certificate DROP CONSTRAINT certificate_serial_key,
        ADD CONSTRAINT certificate_serial_key UNIQUE (tenant_id, issuer_id, serial);
      DROP TRIGGER holder_terms_in_force ON holder;
      DROP TRIGGER holder_identity_terms ON holder_identity;
      DROP FUNCTION holder_terms_in_force(), holder_identity_terms(), holder_terms(text, text[], text), search_fold(text);
      DROP TABLE holder_term;
    `);
  }
}

const WORDS = `
  -- One spelling for what is stored and what is asked for: no accents, no ligatures, no capitals.
  CREATE FUNCTION search_fold(words text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN lower(unaccent(words) COLLATE "fr-x-icu");

  -- Each word of the names and of the e-mail's local part, once; the domain with its sign, so that it is no name.
  CREATE FUNCTION holder_terms(surname text, given_names text[], email text) RETURNS SETOF text
  LANGUAGE sql STABLE PARALLEL SAFE
  BEGIN ATOMIC
    SELECT word FROM regexp_split_to_table(
      search_fold(concat_ws(' ', surname, array_to_string(given_names, ' '), split_part(email, '@', 1))) COLLATE "fr-x-icu",
      '[^[:alnum:]]+') AS word
    WHERE word <> ''
    UNION
    SELECT '@' || search_fold(split_part(email, '@', 2));
  END;
`;

const TABLE = `
  CREATE TABLE holder_term (
    tenant_id uuid NOT NULL,
    -- By octets: the words with one beginning lie side by side.
    term text COLLATE "C" NOT NULL,
    holder_id uuid NOT NULL,
    number integer NOT NULL,
    in_force boolean NOT NULL,
    -- Where the person stands in the list: a search is put in order from the index alone.
    surname text COLLATE "fr-x-icu" NOT NULL,
    given_names text[] COLLATE "fr-x-icu" NOT NULL,
    CONSTRAINT holder_term_pkey PRIMARY KEY (tenant_id, term, holder_id, number)
      INCLUDE (in_force, surname, given_names),
    CONSTRAINT holder_term_identity_fkey FOREIGN KEY (tenant_id, holder_id, number)
      REFERENCES holder_identity (tenant_id, holder_id, number)
  );
`;

/** Both act as their caller: with its rights, in its company. */
const TRIGGERS = `
  -- Identities are only ever added (I-7), and so are their words.
  CREATE FUNCTION holder_identity_terms() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    INSERT INTO holder_term (tenant_id, term, holder_id, number, in_force, surname, given_names)
      SELECT i.tenant_id, found.term, i.holder_id, i.number, i.number = h.identity_number, i.surname,
        i.given_names
      FROM added i JOIN holder h ON h.tenant_id = i.tenant_id AND h.id = i.holder_id,
        holder_terms(i.surname, i.given_names, i.email) AS found (term);
    RETURN NULL;
  END $body$;
  CREATE TRIGGER holder_identity_terms AFTER INSERT ON holder_identity
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION holder_identity_terms();

  -- Another identity takes over: its words find the person from now on, the former ones only his certificates.
  CREATE FUNCTION holder_terms_in_force() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    UPDATE holder_term t SET in_force = (t.number = NEW.identity_number)
      FROM holder_identity i, holder_terms(i.surname, i.given_names, i.email) AS found (term)
      WHERE i.tenant_id = NEW.tenant_id AND i.holder_id = NEW.id AND i.number IN (OLD.identity_number, NEW.identity_number)
        AND t.tenant_id = i.tenant_id AND t.term = found.term COLLATE "C" AND t.holder_id = i.holder_id AND t.number = i.number;
    RETURN NULL;
  END $body$;
  CREATE TRIGGER holder_terms_in_force AFTER UPDATE OF identity_number ON holder FOR EACH ROW
    WHEN (NEW.identity_number <> OLD.identity_number) EXECUTE FUNCTION holder_terms_in_force();
`;

const CERTIFICATES = `
  -- Unique as before; in this order a company's serials are found by their beginning.
  ALTER TABLE certificate DROP CONSTRAINT certificate_serial_key,
    ADD CONSTRAINT certificate_serial_key UNIQUE (tenant_id, serial, issuer_id);
  -- The certificates of the people that were found, and their order and state, from the index alone.
  DROP INDEX certificate_expiry_idx, certificate_holder_idx;
  CREATE INDEX certificate_expiry_idx ON certificate (tenant_id, not_after, id) INCLUDE (holder_id, state);
  CREATE INDEX certificate_holder_idx ON certificate (holder_id, tenant_id, not_after, id) INCLUDE (state);
`;
