import type { MigrationInterface, QueryRunner } from 'typeorm';

const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;
const TENANT = `(SELECT ${setting('tenant_id')}::uuid)`;
const WHOLE_COMPANY = `(SELECT ${setting('establishments')} IS NULL)`;

/** Days of face-to-face meetings, their people, and what a holder agrees to by the link that is shown to him (F13, F15, F65). */
export class HoldVerificationDays1795374000056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    for (const table of ['verification_day', 'verification_day_person', 'identity_agreement']) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant_read ON ${table} FOR SELECT USING (tenant_id = ${TENANT});
        CREATE POLICY tenant_insert ON ${table} FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      `);
    }
    await runner.query(`
      CREATE POLICY tenant_update ON verification_day_person FOR UPDATE USING (tenant_id = ${TENANT})
        WITH CHECK (tenant_id = ${TENANT});
      -- D12: of a day, an MC for some establishments sees the people of these.
      CREATE POLICY establishment ON verification_day_person AS RESTRICTIVE TO app
        USING (${WHOLE_COMPANY} OR reaches_holder(holder_id));
      CREATE POLICY establishment ON identity_agreement AS RESTRICTIVE TO app
        USING (${WHOLE_COMPANY} OR reaches_holder(holder_id));
      GRANT SELECT, INSERT ON verification_day, identity_agreement TO app;
      GRANT SELECT, INSERT, UPDATE (version, outcome, reason, marked_at) ON verification_day_person TO app;
    `);
    await change(runner, LINK, (known) => [...known, ...SHOWN]);
    await change(runner, STRENGTH, (known) => ['SHOWN_LINK', ...known]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE one_time_link NO FORCE ROW LEVEL SECURITY;
      DELETE FROM one_time_link WHERE purpose IN ('SHOWN_CONSENT', 'AGREEMENT');
      ALTER TABLE one_time_link FORCE ROW LEVEL SECURITY;
      ALTER TABLE order_act NO FORCE ROW LEVEL SECURITY;
      UPDATE order_act SET strength = 'MAILED_LINK' WHERE strength = 'SHOWN_LINK';
      ALTER TABLE order_act FORCE ROW LEVEL SECURITY;
    `);
    await change(runner, STRENGTH, (known) => known.filter((value) => value !== 'SHOWN_LINK'));
    await change(runner, LINK, (known) => known.filter((value) => !SHOWN.includes(value)));
    await runner.query('DROP TABLE identity_agreement, verification_day_person, verification_day');
  }
}

const SHOWN = ['SHOWN_CONSENT', 'AGREEMENT'];

interface Check {
  readonly table: string;
  readonly column: string;
  readonly name: string;
}
const LINK: Check = { table: 'one_time_link', column: 'purpose', name: 'one_time_link_purpose_check' };
const STRENGTH: Check = { table: 'order_act', column: 'strength', name: 'order_act_strength_check' };

/** The list of a CHECK made anew from what it is now: migrations beside this one add to it too. */
async function change(
  runner: QueryRunner,
  { table, column, name }: Check,
  next: (known: string[]) => string[],
): Promise<void> {
  const [check] = (await runner.query(
    'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1',
    [name],
  )) as { definition: string }[];
  const known = [...(check?.definition ?? '').matchAll(/'([A-Z_]+)'/g)].map(([, value = '']) => value);
  const listed = next(known)
    .map((value) => `'${value}'`)
    .join(', ');
  await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name};
    ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} IN (${listed}))`);
}

const TABLES = `
  CREATE TABLE verification_day (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    held_on date NOT NULL,
    place text NOT NULL,
    opened_by uuid NOT NULL,
    opened_at timestamptz(3) NOT NULL,
    CONSTRAINT verification_day_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT verification_day_company_fkey FOREIGN KEY (tenant_id) REFERENCES company (tenant_id),
    CONSTRAINT verification_day_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES account (id),
    CONSTRAINT verification_day_place_check CHECK (place <> '')
  );
  CREATE INDEX verification_day_held_idx ON verification_day (tenant_id, held_on DESC, id DESC);

  CREATE TABLE verification_day_person (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    day_id uuid NOT NULL,
    holder_id uuid NOT NULL,
    position integer NOT NULL,
    outcome text,
    reason text,
    marked_at timestamptz(3),
    CONSTRAINT verification_day_person_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT verification_day_person_day_fkey FOREIGN KEY (tenant_id, day_id)
      REFERENCES verification_day (tenant_id, id),
    CONSTRAINT verification_day_person_holder_fkey FOREIGN KEY (tenant_id, holder_id)
      REFERENCES holder (tenant_id, id),
    CONSTRAINT verification_day_person_once_key UNIQUE (tenant_id, day_id, holder_id),
    CONSTRAINT verification_day_person_outcome_check CHECK (outcome IN ('ABSENT', 'FAILED')),
    CONSTRAINT verification_day_person_marked_check CHECK ((outcome IS NULL) = (marked_at IS NULL)),
    CONSTRAINT verification_day_person_reason_check
      CHECK ((outcome IS NOT DISTINCT FROM 'FAILED') = (reason IS NOT NULL))
  );
  CREATE INDEX verification_day_person_holder_idx ON verification_day_person (tenant_id, holder_id);

  CREATE TABLE identity_agreement (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    holder_id uuid NOT NULL,
    identity_number integer NOT NULL,
    day_person_id uuid NOT NULL,
    text_version text NOT NULL,
    content_hash text COLLATE "C" NOT NULL,
    strength text NOT NULL,
    at timestamptz(3) NOT NULL,
    CONSTRAINT identity_agreement_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT identity_agreement_holder_fkey FOREIGN KEY (tenant_id, holder_id) REFERENCES holder (tenant_id, id),
    CONSTRAINT identity_agreement_person_fkey FOREIGN KEY (tenant_id, day_person_id)
      REFERENCES verification_day_person (tenant_id, id),
    CONSTRAINT identity_agreement_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT identity_agreement_strength_check CHECK (strength = 'SHOWN_LINK')
  );
  CREATE INDEX identity_agreement_person_idx ON identity_agreement (tenant_id, day_person_id);
`;
