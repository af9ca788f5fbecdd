import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import pg from 'pg';
import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import { asTenantId } from '@mandataire/domain/tenant';
import { ECDSA_SHA256, constructed, integer, sequence, writeSigned } from '@mandataire/pki';
import { addCompanies, benchCompanies } from '../database/content/companies.js';

/** What a holder's browser sends: the token of his mailed link and a request for a key of his own. */
export interface Retrieval {
  readonly token: string;
  readonly csr: string;
}

/** Orders are spread over so many companies, as they would come in. */
const COMPANIES = 20;

/** A PKCS#10 request with a new P-256 key, an empty subject and no attribute: the product reads neither. */
function newRequest(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const info = sequence(integer(0), sequence(), publicKey, constructed(0));
  const der = writeSigned(info, ECDSA_SHA256, sign('sha256', info, privateKey));
  const text = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE REQUEST-----\n${text}\n-----END CERTIFICATE REQUEST-----\n`;
}

const tokenOf = (tenantId: string): string =>
  Buffer.concat([Buffer.from(tenantId.replaceAll('-', ''), 'hex'), randomBytes(16)]).toString('base64url');

const PEOPLE = `
  CREATE TEMP TABLE ready AS
    SELECT r.n, r.tenant_id, r.token_hash, c.siren, m.account_id AS agent, gen_random_uuid() AS holder_id,
      gen_random_uuid() AS order_id
    FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS r (tenant_id, token_hash, n)
    JOIN company c ON c.tenant_id = r.tenant_id JOIN membership m ON m.tenant_id = r.tenant_id`;
const ROWS = `
  WITH people AS (
    INSERT INTO holder (tenant_id, id, version, state, identity_number, subject_serial_number)
      SELECT tenant_id, holder_id, 1, 'ACTIVE', 1, md5(n::text) FROM ready)
  INSERT INTO holder_identity (tenant_id, id, holder_id, number, surname, given_names, email, job_title)
    SELECT tenant_id, gen_random_uuid(), holder_id, 1, 'Lefèvre', '{Hélène}', holder_id || '@entreprise.example', 'Comptable'
    FROM ready;`;
const ORDERS = (product: string, version: number, profile: string) => `
  INSERT INTO certificate_order (tenant_id, id, version, kind, state, holder_id, identity_number, product_code,
      product_version, profile, certified_data, registration_office, placed_by, placed_at, consented_at, co_signed_at,
      decided_by, decided_at)
    SELECT tenant_id, order_id, 6, 'NEW', 'LINK_SENT', holder_id, 1, ${product}, ${version}, ${profile},
      jsonb_build_object('surname', 'Lefèvre', 'givenNames', ARRAY['Hélène'], 'email', holder_id || '@entreprise.example',
        'jobTitle', 'Comptable', 'companyName', 'Entreprise', 'siren', siren, 'subjectSerialNumber', md5(n::text)),
      'CCI Paris Île-de-France', agent, now(), now(), now(), agent, now()
    FROM ready;
  INSERT INTO one_time_link (tenant_id, id, version, purpose, object_id, token_hash, email, created_at, expires_at)
    SELECT tenant_id, gen_random_uuid(), 1, 'RETRIEVAL', order_id, token_hash, holder_id || '@entreprise.example', now(),
      now() + interval '15 days'
    FROM ready;`;

/**
 * The others are left as an installation leaves them: PostgreSQL takes a table that it has never looked at for one that is
 * going to grow, and one that a VACUUM found empty for one that stays so; it would read the registers row by row.
 */
const FILLED =
  'company, company_profile, account, membership, holder, holder_identity, certificate_order, one_time_link';

/** So many approved orders whose links were mailed, in a migrated database, as superuser; with a request for each. */
export async function prepareRetrievals(url: string, count: number): Promise<readonly Retrieval[]> {
  const companies = benchCompanies().slice(0, COMPANIES);
  const retrievals = Array.from({ length: count }, (_, n) => {
    const tenantId = asTenantId(companies[n % COMPANIES]?.tenantId ?? '');
    return { tenantId, token: tokenOf(tenantId), csr: newRequest() };
  });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await addCompanies(client);
    const hashes = retrievals.map(({ token }) => createHash('sha256').update(token).digest('hex'));
    await client.query(PEOPLE, [retrievals.map(({ tenantId }) => tenantId), hashes]);
    await client.query(ROWS);
    const [product] = INITIAL_CATALOGUE;
    if (!product) throw new Error('The catalogue is empty');
    const profile = `${client.escapeLiteral(JSON.stringify(product.profile))}::jsonb`;
    await client.query(ORDERS(client.escapeLiteral(product.code), product.version, profile));
    await client.query(`VACUUM ANALYZE ${FILLED}`);
  } finally {
    await client.end();
  }
  return retrievals.map(({ token, csr }) => ({ token, csr }));
}
