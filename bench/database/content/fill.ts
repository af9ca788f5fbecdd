import pg from 'pg';
import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import { withBareTables, type Step } from './bare-tables.js';
import { addCompanies, benchCompanies } from './companies.js';
import { GIVEN_NAMES, rareSurnames, SURNAMES } from './people.data.js';

/** Filled set by set; every other table is small. */
const LARGE = [
  'holder',
  'holder_identity',
  'holder_term',
  'certificate_order',
  'issued_serial',
  'public_key',
  'certificate',
];

/** A number in [0, 1) that depends on nothing but these two: the same database at each build. */
const chance = (of: string, seed: number) => `((hashint8extended(${of}, ${seed}) & 16777215) / 16777216.0)`;
const uuid = (kind: number, of: string) =>
  `('01970000-000${kind}-7000-8000-' || lpad(to_hex(${of}), 12, '0'))::uuid`;

/**
 * Who has which certificate. In the largest company one each; elsewhere four in ten holders have an older one too. In no
 * order of companies: as they would have come in over the years.
 */
const PLACES = `
  CREATE TEMP TABLE person AS
    SELECT row_number() OVER (ORDER BY hashint8extended(c.n * 1000003 + k, 1)) AS n, c.n AS company, k AS number, c.tenant_id
    FROM bench_company c, generate_series(1, c.holders) AS k;
  CREATE TEMP TABLE named AS
    SELECT p.n, p.company, p.number, p.tenant_id, s.name AS surname, ARRAY[g.name] AS given_names,
      row_number() OVER (PARTITION BY p.company, lower(replace(unaccent(g.name || '.' || s.name), ' ', '-')) ORDER BY p.n) AS twin
    FROM person p
    JOIN bench_surname s ON s.n = 1 + floor(power(${chance('p.n', 2)}, 3) * (SELECT count(*) FROM bench_surname))
    JOIN bench_given_name g ON g.n = 1 + floor(power(${chance('p.n', 3)}, 1.5) * (SELECT count(*) FROM bench_given_name));
  CREATE TEMP TABLE place AS
    SELECT row_number() OVER (ORDER BY hashint8extended(p.n * 2 + newer, 4)) AS n, p.n AS person, p.tenant_id, newer = 1 AS newest
    FROM person p JOIN bench_company c ON c.n = p.company
    CROSS JOIN LATERAL generate_series(CASE WHEN p.number <= c.certificates - c.holders THEN 0 ELSE 1 END, 1) AS newer;
  CREATE INDEX ON named (n);
  ANALYZE person, named, place;`;

const EMAIL = `
  lower(replace(unaccent(given_names[1] || '.' || surname), ' ', '-')) || CASE WHEN twin > 1 THEN twin::text ELSE '' END
    || '@entreprise-' || company || '.example'`;

const PEOPLE = `
  INSERT INTO holder (tenant_id, id, version, state, identity_number, subject_serial_number)
    SELECT tenant_id, ${uuid(3, 'n')}, 1, 'ACTIVE', 1, md5(n::text) FROM person ORDER BY n;
  INSERT INTO holder_identity (tenant_id, id, holder_id, number, surname, given_names, email, job_title)
    SELECT tenant_id, ${uuid(4, 'n')}, ${uuid(3, 'n')}, 1, surname, given_names, ${EMAIL}, 'Comptable' FROM named ORDER BY n;`;

/** The older one has ended or was revoked; of the others nine in ten are active. */
const STATE = `
  CASE WHEN NOT newest AND ${chance('n', 5)} < 0.7 THEN 'EXPIRED'
    WHEN NOT newest THEN 'REVOKED'
    WHEN ${chance('n', 5)} < 0.92 THEN 'ACTIVE'
    WHEN ${chance('n', 5)} < 0.97 THEN 'REVOKED'
    ELSE 'EXPIRED' END`;

/** $1 the product. Three years each; of what is over the three years have passed. */
const ISSUED = `
  CREATE TEMP TABLE issued AS
    SELECT n, person, tenant_id, state, (started AT TIME ZONE 'UTC')::timestamptz(3) AS not_before,
      ((started + interval '3 years') AT TIME ZONE 'UTC')::timestamptz(3) AS not_after,
      md5('serial ' || n) AS serial, encode(sha256(n::text::bytea), 'hex') AS key_hash
    FROM (
      SELECT n, person, tenant_id, state,
        date_trunc('day', now() AT TIME ZONE 'UTC') + interval '9 hours'
          - make_interval(secs => floor(86400 * (2 + 1090 * ${chance('n', 6)}))
              + CASE WHEN state = 'EXPIRED' THEN 1096 * 86400 ELSE 0 END) AS started
      FROM (SELECT n, person, tenant_id, ${STATE} AS state FROM place) AS stated
    ) AS dated;
  CREATE TEMP TABLE certified AS
    SELECT p.n, jsonb_build_object('surname', p.surname, 'givenNames', p.given_names, 'email', ${EMAIL},
      'jobTitle', 'Comptable', 'companyName', c.name, 'siren', c.siren, 'subjectSerialNumber', md5(p.n::text)) AS data
    FROM named p JOIN company_profile c ON c.tenant_id = p.tenant_id;
  CREATE INDEX ON certified (n);
  ANALYZE issued, certified;`;

const ISSUER = 'b'.repeat(64);
/** In place of the certificate's octets, a few of them: no bench reads them, and a gigabyte less is written. */
const PLACEHOLDER = `'\\x3003020105'`;

const CERTIFICATES = (product: string, version: number, profile: string) => `
  INSERT INTO certificate_order (tenant_id, id, version, kind, state, holder_id, identity_number, product_code,
      product_version, profile, certified_data, registration_office, placed_by, placed_at, consented_at, co_signed_at,
      decided_by, decided_at)
    SELECT i.tenant_id, ${uuid(5, 'i.n')}, 6, 'NEW', 'COMPLETED', ${uuid(3, 'i.person')}, 1, ${product}, ${version}, ${profile}, d.data,
      'CCI Paris Île-de-France', b.agent_id, i.not_before - interval '9 days', i.not_before - interval '8 days',
      i.not_before - interval '7 days', b.agent_id, i.not_before - interval '2 days'
    FROM issued i JOIN certified d ON d.n = i.person JOIN bench_company b ON b.tenant_id = i.tenant_id ORDER BY i.n;
  INSERT INTO issued_serial (issuer_id, serial, certificate_id, tenant_id, state, not_after, reserved_at, revoked_at)
    SELECT '${ISSUER}', serial, ${uuid(6, 'n')}, tenant_id, CASE state WHEN 'REVOKED' THEN 'REVOKED' ELSE 'ISSUED' END,
      not_after, not_before, CASE state WHEN 'REVOKED' THEN not_before + interval '1 day' END
    FROM issued ORDER BY n;
  INSERT INTO public_key (spki_hash) SELECT key_hash FROM issued ORDER BY n;
  INSERT INTO certificate (tenant_id, id, version, order_id, holder_id, product_code, state, issuer_id, serial,
      public_key_hash, certified_data, profile, not_before, not_after, der, issued_at, accepted_at, revoked_at)
    SELECT i.tenant_id, ${uuid(6, 'i.n')}, 2, ${uuid(5, 'i.n')}, ${uuid(3, 'i.person')}, ${product}, i.state, '${ISSUER}',
      i.serial, i.key_hash, d.data, ${profile}, i.not_before, i.not_after, ${PLACEHOLDER}, i.not_before,
      i.not_before + interval '1 hour', CASE i.state WHEN 'REVOKED' THEN i.not_before + interval '1 day' END
    FROM issued i JOIN certified d ON d.n = i.person ORDER BY i.n;`;

async function addLists(client: pg.Client): Promise<void> {
  const companies = benchCompanies();
  const holdersOf = (certificates: number, n: number) =>
    n === 1 ? certificates : Math.ceil(certificates * 0.72);
  await client.query(
    `CREATE TEMP TABLE bench_company AS
     SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[])
       AS c (n, tenant_id, agent_id, certificates, holders)`,
    [
      companies.map((_, i) => i + 1),
      companies.map(({ tenantId }) => tenantId),
      companies.map(({ agentId }) => agentId),
      companies.map(({ certificates }) => certificates),
      companies.map(({ certificates }, i) => holdersOf(certificates, i + 1)),
    ],
  );
  for (const [table, names] of [
    ['bench_surname', [...SURNAMES, ...rareSurnames()]],
    ['bench_given_name', GIVEN_NAMES],
  ] as const) {
    await client.query(
      `CREATE TEMP TABLE ${table} AS SELECT n, name FROM unnest($1::text[]) WITH ORDINALITY AS x (name, n)`,
      [names],
    );
  }
}

/** Fills a migrated database with a thousand companies and a million certificates, as superuser. */
export async function fillBenchDatabase(url: string, print: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const step: Step = async (title, work) => {
    const start = performance.now();
    await work();
    const seconds = (performance.now() - start) / 1000;
    if (seconds > 1) print(`  ${title} ${seconds.toFixed(1)} s`);
  };
  const [product] = INITIAL_CATALOGUE;
  if (!product) throw new Error('The catalogue is empty');
  const code = client.escapeLiteral(product.code);
  const profile = `${client.escapeLiteral(JSON.stringify(product.profile))}::jsonb`;
  try {
    await client.query(
      `SET work_mem = '256MB'; SET maintenance_work_mem = '768MB'; SET max_parallel_maintenance_workers = 2`,
    );
    await step('companies', () => addCompanies(client));
    await withBareTables(client, LARGE, step, async () => {
      await step('who has what', () => addLists(client).then(() => client.query(PLACES)));
      await step('holders', () => client.query(PEOPLE));
      await step('dates and data', () => client.query(ISSUED));
      await step('certificates', () => client.query(CERTIFICATES(code, product.version, profile)));
    });
    await step('statistics', () => client.query('VACUUM ANALYZE'));
  } finally {
    await client.end();
  }
}
