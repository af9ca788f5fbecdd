import type pg from 'pg';
import { isSiren } from '@mandataire/domain/tenant';

export const COMPANIES = 1_000;
export const CERTIFICATES = 1_000_000;
export const LARGEST = 100_000;
/** Exponent of the companies' sizes by rank: the median company has some 530 certificates, as in a real market. */
const SKEW = 0.62;

export interface BenchCompany {
  readonly tenantId: string;
  readonly agentId: string;
  readonly certificates: number;
}

const uuid = (kind: number, n: number): string =>
  `01970000-${kind.toString(16).padStart(4, '0')}-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** How many certificates each company has, the largest first; together exactly a million. */
function sizes(): number[] {
  const weights = Array.from({ length: COMPANIES - 1 }, (_, rank) => (rank + 1) ** -SKEW);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rest = weights.map((weight) => Math.floor((weight / total) * (CERTIFICATES - LARGEST)));
  const missing = CERTIFICATES - LARGEST - rest.reduce((sum, size) => sum + size, 0);
  return [LARGEST, ...rest.map((size, i) => (i < missing ? size + 1 : size))];
}

/** The companies of the bench database, the largest first. */
export const benchCompanies = (): readonly BenchCompany[] =>
  sizes().map((certificates, i) => ({
    tenantId: uuid(1, i + 1),
    agentId: uuid(2, i + 1),
    certificates,
  }));

const sirenOf = (n: number): string => {
  const eight = String(10_000_000 + n * 7);
  return eight + [...'0123456789'].find((key) => isSiren(eight + key));
};

/** Each company with its profile and an MC whose mandate is in force. */
export async function addCompanies(client: pg.Client): Promise<void> {
  const companies = benchCompanies();
  const column = <T>(of: (company: BenchCompany, n: number) => T): T[] =>
    companies.map((c, i) => of(c, i + 1));
  const tenants = column(({ tenantId }) => tenantId);
  const agents = column(({ agentId }) => agentId);
  const add = (sql: string, ...values: unknown[]) => client.query(sql, values);
  await add(
    `INSERT INTO company (tenant_id, siren) SELECT * FROM unnest($1::uuid[], $2::text[])`,
    tenants,
    column((_, n) => sirenOf(n)),
  );
  await add(
    `INSERT INTO company_profile (tenant_id, id, version, siren, name, city)
     SELECT tenant, tenant, 1, siren, name, 'Lyon' FROM unnest($1::uuid[], $2::text[], $3::text[]) AS c (tenant, siren, name)`,
    tenants,
    column((_, n) => sirenOf(n)),
    column((_, n) => `Entreprise ${n}`),
  );
  await add(
    `INSERT INTO account (id, email, display_name, password_hash)
     SELECT id, 'mc' || n || '@bench.example', 'MC ' || n, '$argon2id$none' FROM unnest($1::uuid[]) WITH ORDINALITY AS a (id, n)`,
    agents,
  );
  await add(
    `INSERT INTO membership (tenant_id, id, account_id, role, accepted_at)
     SELECT tenant, gen_random_uuid(), agent, 'CERTIFICATION_AGENT', now() FROM unnest($1::uuid[], $2::uuid[]) AS m (tenant, agent)`,
    tenants,
    agents,
  );
  await add(
    `INSERT INTO mandate (tenant_id, id, version, state, agent_account_id, acts, product_codes, establishments, starts_on, ends_on,
       representative_name, representative_email, agent_name, agent_email, representative_signed_at, agent_signed_at)
     SELECT tenant, gen_random_uuid(), 1, 'ACTIVE', agent, '{VERIFY,ORDER,RENEW,REVOKE}', '{INITIO}', '{}',
       current_date - 30, current_date + 1000, 'Paul Dupré', 'paul@bench.example', 'MC', 'mc@bench.example',
       date_trunc('day', now()), date_trunc('day', now())
     FROM unnest($1::uuid[], $2::uuid[]) AS m (tenant, agent)`,
    tenants,
    agents,
  );
}
