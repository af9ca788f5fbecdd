import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const TENANT = `(SELECT ${setting('tenant_id')}::uuid)`;
/** Nobody who is bound to establishments: the rest of the condition is not even evaluated. */
const WHOLE_COMPANY = `(SELECT ${setting('establishments')} IS NULL)`;
const WORKS_THERE = `establishment = ANY ((SELECT string_to_array(${setting('establishments')}, ','))::text[])`;
/** Readers alone name their account: an MC who is a holder elsewhere sees what is his own. */
const IS_HIMSELF = `account_id = (SELECT ${setting('account_id')}::uuid)`;

/**
 * In `holder_place`, whose policies ask no other table: those of `holder` ask the orders, which could not ask it back. The
 * condition says the same as the policy underneath, so that PostgreSQL counts on few rows and keeps them as hashes.
 */
const HOLDERS = `SELECT p.holder_id FROM holder_place p WHERE p.tenant_id = ${TENANT} AND (p.${WORKS_THERE} OR p.${IS_HIMSELF})`;
const theirs = (table: string) =>
  `SELECT t.id FROM ${table} t WHERE t.tenant_id = ${TENANT} AND t.holder_id IN (${HOLDERS})`;

/** Which rows of which table are about a person of these establishments. A table without a line hides nothing. */
const REACHED: Readonly<Record<string, string>> = {
  holder: `${WORKS_THERE} OR ${IS_HIMSELF}`,
  holder_place: `${WORKS_THERE} OR ${IS_HIMSELF}`,
  access_grant: `holder_id IS NULL OR holder_id IN (${HOLDERS})`,
  ...Object.fromEntries(
    [
      'holder_identity',
      'holder_term',
      'identity_verification',
      'identity_change',
      'certificate_order',
      'certificate',
    ].map((table) => [table, `holder_id IN (${HOLDERS})`]),
  ),
  order_act: `order_id IN (${theirs('certificate_order')})`,
  revocation_request: `certificate_id IN (${theirs('certificate')})`,
  reminder: `certificate_id IN (${theirs('certificate')})`,
};

/** What the journal says of the company itself; every other line is about a person, or somebody's account. */
const OF_THE_COMPANY = `object_type IN ('Company', 'Mandate', 'Membership', 'SecondPersonRequest')`;
const own = (columns: string) => `SELECT ${columns} t WHERE t.tenant_id = ${TENANT}`;
const LINES = [
  HOLDERS,
  ...['identity_verification', 'identity_change', 'certificate_order', 'certificate'].map(theirs),
  // Hidden rows are hidden here too: these have the same policy.
  ...['access_grant', 'revocation_request', 'reminder'].map((table) => own(`t.id FROM ${table}`)),
  own('t.account_id FROM holder_place'),
  `${own('t.account_id FROM membership')} AND t.role <> 'HOLDER'`,
].join(' UNION ALL ');

/** Triggers act as their caller: with its rights, in its company. */
const PLACE = `
  CREATE TABLE holder_place (
    tenant_id uuid NOT NULL,
    holder_id uuid NOT NULL,
    establishment text COLLATE "C",
    account_id uuid,
    CONSTRAINT holder_place_pkey PRIMARY KEY (tenant_id, holder_id),
    CONSTRAINT holder_place_holder_fkey FOREIGN KEY (tenant_id, holder_id) REFERENCES holder (tenant_id, id)
  );
  CREATE INDEX holder_place_establishment_idx ON holder_place (tenant_id, establishment) INCLUDE (holder_id);
  CREATE INDEX holder_place_account_idx ON holder_place (tenant_id, account_id) INCLUDE (holder_id);

  ALTER TABLE holder NO FORCE ROW LEVEL SECURITY;
  INSERT INTO holder_place (tenant_id, holder_id, account_id) SELECT tenant_id, id, account_id FROM holder;
  ALTER TABLE holder FORCE ROW LEVEL SECURITY;

  CREATE FUNCTION holder_place_added() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    INSERT INTO holder_place (tenant_id, holder_id, establishment, account_id)
      SELECT tenant_id, id, establishment, account_id FROM added;
    RETURN NULL;
  END $body$;
  CREATE TRIGGER holder_place_added AFTER INSERT ON holder
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION holder_place_added();

  CREATE FUNCTION holder_place_changed() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    UPDATE holder_place SET establishment = NEW.establishment, account_id = NEW.account_id
      WHERE tenant_id = NEW.tenant_id AND holder_id = NEW.id;
    RETURN NULL;
  END $body$;
  CREATE TRIGGER holder_place_changed AFTER UPDATE OF establishment, account_id ON holder FOR EACH ROW
    WHEN ((NEW.establishment, NEW.account_id) IS DISTINCT FROM (OLD.establishment, OLD.account_id))
    EXECUTE FUNCTION holder_place_changed();

  ALTER TABLE holder_place ENABLE ROW LEVEL SECURITY;
  ALTER TABLE holder_place FORCE ROW LEVEL SECURITY;
  CREATE POLICY tenant_read ON holder_place FOR SELECT USING (tenant_id = ${TENANT});
  CREATE POLICY tenant_insert ON holder_place FOR INSERT WITH CHECK (tenant_id = ${TENANT});
  CREATE POLICY tenant_update ON holder_place FOR UPDATE USING (tenant_id = ${TENANT})
    WITH CHECK (tenant_id = ${TENANT});
  GRANT SELECT, INSERT, UPDATE (establishment, account_id) ON holder_place TO app;
  GRANT SELECT, UPDATE (establishment, account_id) ON holder_place TO worker;
`;

/**
 * A mandate for some establishments (D12): where the company's people work, which mandate is for which establishment,
 * and policies by which such an MC finds nobody else (ADR 0042).
 */
export class ScopeMandates1795374000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE holder ADD COLUMN establishment text COLLATE "C",
        ADD CONSTRAINT holder_establishment_check CHECK (establishment ~ '^\\d{14}$');
      -- Counted from the index alone, now that the policy asks where they work.
      CREATE INDEX holder_establishment_idx ON holder (tenant_id, establishment) INCLUDE (id, state, account_id);
      GRANT UPDATE (establishment) ON holder TO app;

      ALTER TABLE mandate ADD COLUMN establishments text[] COLLATE "C" NOT NULL DEFAULT '{}',
        ADD CONSTRAINT mandate_establishments_check
          CHECK (array_to_string(establishments, ',', '?') ~ '^(\\d{14}(,\\d{14})*)?$');
      -- Whoever writes a mandate says for where.
      ALTER TABLE mandate ALTER COLUMN establishments DROP DEFAULT;

      -- Counted from the index alone as before, now that the policy asks whose they are.
      DROP INDEX certificate_active_idx;
      CREATE INDEX certificate_active_idx ON certificate (tenant_id, not_after) INCLUDE (holder_id)
        WHERE state = 'ACTIVE';
    `);
    await runner.query(PLACE);
    for (const [table, reached] of Object.entries(REACHED)) {
      await runner.query(`CREATE POLICY establishment ON ${table} AS RESTRICTIVE TO app
        USING (${WHOLE_COMPANY} OR ${reached})`);
    }
    await runner.query(`CREATE POLICY establishment ON journal_entry AS RESTRICTIVE FOR SELECT TO app
      USING (${WHOLE_COMPANY} OR ${OF_THE_COMPANY} OR object_id IN (${LINES}))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...Object.keys(REACHED), 'journal_entry']) {
      await runner.query(`DROP POLICY establishment ON ${table}`);
    }
    await runner.query(`
      DROP TRIGGER holder_place_added ON holder;
      DROP TRIGGER holder_place_changed ON holder;
      DROP FUNCTION holder_place_added(), holder_place_changed();
      DROP TABLE holder_place;
      DROP INDEX certificate_active_idx;
      CREATE INDEX certificate_active_idx ON certificate (tenant_id, not_after) WHERE state = 'ACTIVE';
      ALTER TABLE mandate DROP COLUMN establishments;
      REVOKE UPDATE (establishment) ON holder FROM app;
      ALTER TABLE holder DROP COLUMN establishment;
    `);
  }
}
