import { shownState, type CertificateState } from '@mandataire/domain/certificate';
import { certifiedChanges, type CertifiedData } from '@mandataire/domain/holder';
import type { CertificateFilter, CertificateRow } from '@mandataire/application/fleet';
import type { Page, PageRequest, ReadScope } from '@mandataire/application/reading';
import {
  contains,
  isUuid,
  pageOf,
  readCursor,
  settingsOf,
  Values,
  where,
  within,
  type ReadDatabase,
} from '../database/index.js';

const COLUMNS = { tenant: 'c.tenant_id', holderAccount: 'h.account_id' } as const;

const FROM = `
  FROM certificate c
  JOIN holder h ON h.tenant_id = c.tenant_id AND h.id = c.holder_id`;

/** The octets travel only where one row is opened: a page of a hundred needs none. */
const select = (der: 'c.der' | 'NULL::bytea') => `
  SELECT c.tenant_id AS "tenantId", c.id, c.version, c.order_id AS "orderId", c.holder_id AS "holderId",
    c.product_code AS "productCode", c.renewal_index AS "renewalIndex", c.state, c.issuer_id AS "issuerId", c.serial,
    c.public_key_hash AS "publicKeyHash", c.certified_data AS "certifiedData", c.profile,
    c.not_before AS "notBefore", c.not_after AS "notAfter", ${der} AS der, c.issued_at AS "issuedAt",
    c.accepted_at AS "acceptedAt", c.revoked_at AS "revokedAt", h.account_id AS "holderAccountId",
    p.facts ->> 'name' AS "productName", jsonb_build_object('surname', i.surname, 'givenNames', i.given_names,
      'email', i.email, 'jobTitle', i.job_title, 'companyName', company.name, 'siren', company.siren) AS today
  ${FROM}
  JOIN certificate_order o ON o.tenant_id = c.tenant_id AND o.id = c.order_id
  JOIN product_version p ON p.code = o.product_code AND p.version = o.product_version
  JOIN holder_identity i ON i.tenant_id = h.tenant_id AND i.holder_id = h.id AND i.number = h.identity_number
  JOIN company_profile company ON company.tenant_id = c.tenant_id`;

type Flat = Omit<CertificateRow, 'dataUnchanged'> & {
  readonly today: Omit<CertifiedData, 'subjectSerialNumber'>;
};

const rowOf = ({ today, ...row }: Flat, now: Date): CertificateRow => ({
  ...row,
  state: shownState(row, now),
  dataUnchanged: certifiedChanges(row.certifiedData, { ...row.certifiedData, ...today }).length === 0,
});

const isInstant = (part: unknown) => typeof part === 'string' && !Number.isNaN(Date.parse(part));
const isId = (part: unknown) => typeof part === 'string' && isUuid(part);

/** The shown state as a condition: expired by the clock of the read, not by the last run of a sweeper (I-25, R25). */
function shown(states: readonly CertificateState[], now: string, values: Values): string {
  const live = `c.state IN ('ACTIVE', 'ISSUED')`;
  const choices = [
    `(c.state = ANY (${values.add(states)}::text[]) AND NOT (${live} AND c.not_after <= ${now}))`,
  ];
  if (states.includes('EXPIRED')) choices.push(`(${live} AND c.not_after <= ${now})`);
  return `(${choices.join(' OR ')})`;
}

function conditionsOf(scope: ReadScope, filter: CertificateFilter, now: Date, values: Values): string[] {
  const conditions = within(scope, values, COLUMNS);
  if (filter.states) conditions.push(shown(filter.states, values.add(now), values));
  if (filter.holderId !== undefined) {
    conditions.push(`c.holder_id = ANY (${values.add([filter.holderId].filter(isUuid))}::uuid[])`);
  }
  if (filter.expiresBefore) conditions.push(`c.not_after < ${values.add(filter.expiresBefore)}`);
  const search = filter.search?.trim();
  if (search) {
    const data = (name: string) => `c.certified_data ->> '${name}'`;
    const people = `(${data('surname')}) || ' ' || (${data('givenNames')}) || ' ' || (${data('email')})`;
    conditions.push(contains(`${people} || ' ' || c.serial`, search, values));
  }
  return conditions;
}

/** Certificates by expiry, soonest first; their state is the one to show at the instant of the read. */
export class CertificateReadModel {
  constructor(private readonly database: ReadDatabase) {}

  async page(
    scope: ReadScope,
    page: PageRequest,
    filter: CertificateFilter,
    now: Date,
  ): Promise<Page<CertificateRow>> {
    const values = new Values();
    const conditions = conditionsOf(scope, filter, now, values);
    if (page.after !== null) {
      const [at, id] = readCursor(page.after, [isInstant, isId]).map((part) => values.add(part));
      conditions.push(`(c.not_after, c.id) > (${at}::timestamptz, ${id}::uuid)`);
    }
    const text = `${select('NULL::bytea')} ${where(conditions)}
      ORDER BY c.not_after, c.id LIMIT ${values.add(page.first + 1)}`;
    const rows = await this.database.rows<Flat>(settingsOf(scope), values.statement(text));
    return pageOf(
      rows,
      page,
      (row) => [row.notAfter.toISOString(), row.id],
      (row) => rowOf(row, now),
    );
  }

  async count(scope: ReadScope, filter: CertificateFilter, now: Date): Promise<number> {
    const values = new Values();
    // The holder counts only where the scope asks for one person.
    const from = scope.kind === 'OWN' ? FROM : 'FROM certificate c';
    const text = `SELECT count(*)::integer AS count ${from} ${where(conditionsOf(scope, filter, now, values))}`;
    const row = await this.database.first<{ count: number }>(settingsOf(scope), values.statement(text));
    return row?.count ?? 0;
  }

  byId(scope: ReadScope, ids: readonly string[], now: Date): Promise<readonly CertificateRow[]> {
    return this.among(scope, { column: 'c.id', ids, der: 'c.der' }, now);
  }

  ofHolders(scope: ReadScope, ids: readonly string[], now: Date): Promise<readonly CertificateRow[]> {
    return this.among(scope, { column: 'c.holder_id', ids, der: 'NULL::bytea' }, now);
  }

  ofOrders(scope: ReadScope, ids: readonly string[], now: Date): Promise<readonly CertificateRow[]> {
    return this.among(scope, { column: 'c.order_id', ids, der: 'NULL::bytea' }, now);
  }

  private async among(
    scope: ReadScope,
    { column, ids, der }: { column: string; ids: readonly string[]; der: 'c.der' | 'NULL::bytea' },
    now: Date,
  ): Promise<CertificateRow[]> {
    const values = new Values();
    const conditions = [
      `${column} = ANY (${values.add(ids.filter(isUuid))}::uuid[])`,
      ...within(scope, values, COLUMNS),
    ];
    const text = `${select(der)} ${where(conditions)} ORDER BY c.not_before DESC, c.id DESC`;
    const rows = await this.database.rows<Flat>(settingsOf(scope), values.statement(text));
    return rows.map((row) => rowOf(row, now));
  }
}
