import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const TENANT = `(SELECT ${setting('tenant_id')}::uuid)`;
/** Nobody who is bound to establishments: the rest of the condition is not even evaluated. */
const WHOLE_COMPANY = `(SELECT ${setting('establishments')} IS NULL)`;
const WORKS_THERE = `establishment = ANY ((SELECT string_to_array(${setting('establishments')}, ','))::text[])`;
/** Readers alone name their account: an MC who is a holder elsewhere sees what is his own. */
const IS_HIMSELF = `account_id = (SELECT ${setting('account_id')}::uuid)`;

/**
 * What the policies ask for whoever is bound to establishments, as functions: a sub-select in a policy is planned and made
 * ready with every statement of everybody. They act as their caller, under the policies of what they read. In
 * `holder_place`, because the policies of `holder` ask the orders, which could not ask it back.
 */
const FUNCTIONS = `
  CREATE FUNCTION works_there(establishment text, account_id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE COST 1000 AS $body$
  BEGIN
    RETURN coalesce(${WORKS_THERE}, false) OR coalesce(${IS_HIMSELF}, false);
  END $body$;
  CREATE FUNCTION reaches_holder(holder uuid) RETURNS boolean LANGUAGE plpgsql STABLE COST 1000 AS $body$
  BEGIN
    RETURN EXISTS (SELECT 1 FROM public.holder_place p WHERE p.tenant_id = ${TENANT} AND p.holder_id = holder);
  END $body$;
  CREATE FUNCTION reaches_order(object uuid) RETURNS boolean LANGUAGE plpgsql STABLE COST 1000 AS $body$
  BEGIN
    RETURN EXISTS (SELECT 1 FROM public.certificate_order t WHERE t.tenant_id = ${TENANT} AND t.id = object);
  END $body$;
  CREATE FUNCTION reaches_certificate(object uuid) RETURNS boolean LANGUAGE plpgsql STABLE COST 1000 AS $body$
  BEGIN
    RETURN EXISTS (SELECT 1 FROM public.certificate t WHERE t.tenant_id = ${TENANT} AND t.id = object);
  END $body$;
  CREATE FUNCTION reaches_object(object uuid) RETURNS boolean LANGUAGE plpgsql STABLE COST 1000 AS $body$
  BEGIN
    RETURN EXISTS (SELECT 1 FROM (LINES) AS line (id) WHERE line.id = object);
  END $body$;
  REVOKE EXECUTE ON FUNCTION works_there, reaches_holder, reaches_order, reaches_certificate, reaches_object FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION works_there, reaches_holder, reaches_order, reaches_certificate, reaches_object TO app;`;

/** Which rows of which table are about a person of these establishments. A table without a line hides nothing. */
const REACHED: Readonly<Record<string, string>> = {
  holder: 'works_there(establishment, account_id)',
  holder_place: 'works_there(establishment, account_id)',
  access_grant: 'holder_id IS NULL OR reaches_holder(holder_id)',
  ...Object.fromEntries(
    [
      'holder_identity',
      'holder_term',
      'identity_verification',
      'identity_change',
      'certificate_order',
      'certificate',
    ].map((table) => [table, 'reaches_holder(holder_id)']),
  ),
  order_act: 'reaches_order(order_id)',
  revocation_request: 'reaches_certificate(certificate_id)',
  reminder: 'reaches_certificate(certificate_id)',
};

/** What the journal says of the company itself; every other line is about a person, or somebody's account. */
const OF_THE_COMPANY = `object_type IN ('Company', 'Mandate', 'Membership', 'SecondPersonRequest')`;
const own = (columns: string) => `SELECT ${columns} t WHERE t.tenant_id = ${TENANT}`;
/** Hidden rows are hidden here too: these tables have the same policy. */
const LINES = [
  own('t.holder_id FROM public.holder_place'),
  ...[
    'identity_verification',
    'identity_change',
    'certificate_order',
    'certificate',
    'access_grant',
    'revocation_request',
    'reminder',
  ].map((table) => own(`t.id FROM public.${table}`)),
  own('t.account_id FROM public.holder_place'),
  `${own('t.account_id FROM public.membership')} AND t.role <> 'HOLDER'`,
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
    await runner.query(FUNCTIONS.replace('LINES', () => LINES));
    for (const [table, reached] of Object.entries(REACHED)) {
      await runner.query(`CREATE POLICY establishment ON ${table} AS RESTRICTIVE TO app
        USING (${WHOLE_COMPANY} OR ${reached})`);
    }
    await runner.query(`CREATE POLICY establishment ON journal_entry AS RESTRICTIVE FOR SELECT TO app
      USING (${WHOLE_COMPANY} OR ${OF_THE_COMPANY} OR reaches_object(object_id))`);
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
      DROP FUNCTION works_there, reaches_holder, reaches_order, reaches_certificate, reaches_object;
      DROP INDEX certificate_active_idx;
      CREATE INDEX certificate_active_idx ON certificate (tenant_id, not_after) WHERE state = 'ACTIVE';
      ALTER TABLE mandate DROP COLUMN establishments;
      REVOKE UPDATE (establishment) ON holder FROM app;
      ALTER TABLE holder DROP COLUMN establishment;
    `);
  }
}
