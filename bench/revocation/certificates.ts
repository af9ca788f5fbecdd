import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import { isSiren } from '@mandataire/domain/tenant';

/** A live certificate that this bench may revoke. */
export interface Revocable {
  readonly id: string;
  readonly serial: string;
}

const HOLDER = `
  WITH person AS (
    INSERT INTO holder (tenant_id, id, version, state, identity_number, subject_serial_number)
      VALUES ($1, $2::uuid, 1, 'ACTIVE', 1, md5($2::uuid::text)))
  INSERT INTO holder_identity (tenant_id, id, holder_id, number, surname, given_names, email, job_title)
    VALUES ($1, gen_random_uuid(), $2::uuid, 1, 'Lefèvre', '{Hélène}', $2::uuid || '@revocation.example', 'Comptable')`;

const CERTIFICATES = `
  WITH line AS (
    SELECT serial, id, order_id FROM unnest($3::text[], $4::uuid[], $5::uuid[]) AS l (serial, id, order_id)
  ), ordered AS (
    INSERT INTO certificate_order (tenant_id, id, version, kind, state, holder_id, identity_number, product_code,
        product_version, profile, certified_data, registration_office, placed_by, placed_at, consented_at, co_signed_at)
      SELECT $1::uuid, order_id, 6, 'NEW', 'COMPLETED', $2::uuid, 1, $6::text, $7::integer, $8::jsonb, $9::jsonb, 'CCI', $10::uuid, now(), now(), now() FROM line
  ), keys AS (
    INSERT INTO public_key (spki_hash) SELECT encode(sha256(serial::bytea), 'hex') FROM line
  ), registered AS (
    INSERT INTO issued_serial (issuer_id, serial, certificate_id, tenant_id, state, not_after, reserved_at)
      SELECT $11::text, serial, id, $1::uuid, 'ISSUED', date_trunc('second', now()) + interval '2 years', now() FROM line
  )
  INSERT INTO certificate (tenant_id, id, version, order_id, holder_id, product_code, state, issuer_id, serial,
      public_key_hash, certified_data, profile, not_before, not_after, der, issued_at, accepted_at)
    SELECT $1::uuid, id, 2, order_id, $2::uuid, $6::text, 'ACTIVE', $11::text, serial, encode(sha256(serial::bytea), 'hex'), $9::jsonb, $8::jsonb,
      date_trunc('second', now()), date_trunc('second', now()) + interval '2 years', '\\x3003020105', now(), now() FROM line`;

/** What asking for them commits: request, journal entry and event of each, as `submitRevocation` writes them. */
const REQUESTS = `
  WITH line AS (
    SELECT id, gen_random_uuid() AS request_id, gen_random_uuid() AS event_id,
      date_trunc('milliseconds', clock_timestamp()) AS at FROM unnest($2::uuid[]) AS l (id)
  ), requested AS (
    INSERT INTO revocation_request (tenant_id, id, version, certificate_id, state, reason, requester_role, received_at,
        due_at, authenticated_at)
      SELECT $1::uuid, request_id, 1, id, 'AUTHENTICATED', 'COMPANY_CEASED', 'SYSTEM', at, at + interval '24 hours', at FROM line
  ), journaled AS (
    INSERT INTO journal_entry (tenant_id, id, at, name, actor_kind, object_type, object_id, next_state, facts, correlation_id)
      SELECT $1::uuid, event_id, at, 'revocation.requested', 'SYSTEM', 'RevocationRequest', request_id, 'AUTHENTICATED', '{}', 'bench'
      FROM line
  )
  INSERT INTO outbox (tenant_id, id, name, version, object_id, occurred_at, correlation_id)
    SELECT $1::uuid, event_id, 'revocation.requested', 1, request_id, at, 'bench' FROM line`;

/** One company's live certificates, written set by set with the rights of the login role `app`. */
export class RevocableCertificates {
  private constructor(
    private readonly client: pg.Client,
    private readonly tenantId: string,
    readonly all: readonly Revocable[],
  ) {}

  static async prepare(url: string, issuerId: string, count: number): Promise<RevocableCertificates> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    const [tenantId, accountId, holderId] = [randomUUID(), randomUUID(), randomUUID()];
    await client.query(`SELECT set_config('app.tenant_id', $1, false)`, [tenantId]);
    await addCompany(client, tenantId, accountId);
    await client.query(HOLDER, [tenantId, holderId]);
    const [product] = INITIAL_CATALOGUE;
    const data = {
      ...{ surname: 'Lefèvre', givenNames: ['Hélène'], email: 'h@revocation.example', jobTitle: 'Comptable' },
      ...{ companyName: 'Révocation', siren: '000000000', subjectSerialNumber: 'x' },
    };
    const all = Array.from({ length: count }, () => {
      const octets = randomBytes(16);
      octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
      return { id: randomUUID(), serial: octets.toString('hex') };
    });
    await client.query(CERTIFICATES, [
      ...[
        tenantId,
        holderId,
        all.map(({ serial }) => serial),
        all.map(({ id }) => id),
        all.map(() => randomUUID()),
      ],
      ...[
        product?.code,
        product?.version,
        JSON.stringify(product?.profile),
        JSON.stringify(data),
        accountId,
        issuerId,
      ],
    ]);
    return new RevocableCertificates(client, tenantId, all);
  }

  /** Commits the requests of these, all at once. */
  async ask(certificates: readonly Revocable[]): Promise<void> {
    await this.client.query(REQUESTS, [this.tenantId, certificates.map(({ id }) => id)]);
  }

  /** The same in the order in which their requests came. */
  async inOrder(certificates: readonly Revocable[]): Promise<readonly Revocable[]> {
    const { rows } = await this.client.query<{ id: string }>(
      'SELECT certificate_id AS id FROM revocation_request WHERE tenant_id = $1 ORDER BY received_at, id',
      [this.tenantId],
    );
    const places = new Map(rows.map(({ id }, place) => [id, place]));
    const placeOf = ({ id }: Revocable) => places.get(id) ?? Number.NaN;
    return certificates.toSorted((one, other) => placeOf(one) - placeOf(other));
  }

  /** How many certificates are not REVOKED yet. */
  async waiting(certificates: readonly Revocable[]): Promise<number> {
    const { rows } = await this.client.query<{ waiting: number }>(
      `SELECT count(*)::integer AS waiting FROM certificate
       WHERE tenant_id = $1 AND id = ANY ($2::uuid[]) AND state <> 'REVOKED'`,
      [this.tenantId, certificates.map(({ id }) => id)],
    );
    return rows[0]?.waiting ?? Number.NaN;
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

async function addCompany(client: pg.Client, tenantId: string, accountId: string): Promise<void> {
  const start =
    Number.parseInt(createHash('sha256').update(tenantId).digest('hex').slice(0, 6), 16) % 10_000_000;
  const eight = String(80_000_000 + start);
  const siren = eight + [...'0123456789'].find((key) => isSiren(eight + key));
  await client.query('INSERT INTO company (tenant_id, siren) VALUES ($1, $2)', [tenantId, siren]);
  await client.query(
    `INSERT INTO company_profile (tenant_id, id, version, siren, name, city) VALUES ($1, $1, 1, $2, 'Révocation', 'Lyon')`,
    [tenantId, siren],
  );
  await client.query(`INSERT INTO account (id, email, display_name) VALUES ($1, $2, 'MC')`, [
    accountId,
    `${accountId}@revocation.example`,
  ]);
}
