import { shownState, type CertificateState } from '@mandataire/domain/certificate';
import type { CertificateProfile } from '@mandataire/domain/catalogue';
import { certifiedChanges, type CertifiedData } from '@mandataire/domain/holder';
import type { CertificateFilter, CertificateRow, OpenedCertificate } from '@mandataire/application/fleet';
import type { Page, PageRequest, ReadScope } from '@mandataire/application/reading';
import {
  contains,
  isUuid,
  pageOf,
  planned,
  readCursor,
  settingsOf,
  Values,
  where,
  within,
  type ReadDatabase,
  type Statement,
} from '../database/index.js';
import { termsOf } from '../holder/index.js';

const COLUMNS = { tenant: 'c.tenant_id', holderAccount: 'h.account_id' } as const;

const HOLDER = 'JOIN holder h ON h.tenant_id = c.tenant_id AND h.id = c.holder_id';
/** The holder's row counts only where the scope asks for one person. */
const fromOf = (scope: ReadScope): string => `FROM certificate c ${scope.kind === 'OWN' ? HOLDER : ''}`;

const ROW = `c.tenant_id AS "tenantId", c.id, c.version, c.order_id AS "orderId", c.holder_id AS "holderId",
    c.product_code AS "productCode", c.renewal_index AS "renewalIndex", c.state, c.issuer_id AS "issuerId", c.serial,
    c.public_key_hash AS "publicKeyHash", c.certified_data AS "certifiedData", c.profile -> 'usages' AS usages,
    c.not_before AS "notBefore", c.not_after AS "notAfter", c.issued_at AS "issuedAt", c.accepted_at AS "acceptedAt",
    c.revoked_at AS "revokedAt", p.facts ->> 'name' AS "productName"`;
const PRODUCT = `
  JOIN certificate_order o ON o.tenant_id = c.tenant_id AND o.id = c.order_id
  JOIN product_version p ON p.code = o.product_code AND p.version = o.product_version`;

/** Octets, profile and comparisons are read only where a certificate is opened: a page of a hundred needs none. */
const select = (scope: ReadScope): string => `SELECT ${ROW} ${fromOf(scope)} ${PRODUCT}`;
const SELECT_OPENED = `
  SELECT ${ROW}, c.profile, encode(c.der, 'base64') AS der, jsonb_build_object('surname', i.surname,
    'givenNames', i.given_names, 'email', i.email, 'jobTitle', i.job_title, 'companyName', company.name,
    'siren', company.siren) AS today
  FROM certificate c ${HOLDER} ${PRODUCT}
  JOIN holder_identity i ON i.tenant_id = h.tenant_id AND i.holder_id = h.id AND i.number = h.identity_number
  JOIN company_profile company ON company.tenant_id = c.tenant_id`;

type Instant = 'notBefore' | 'notAfter' | 'issuedAt' | 'acceptedAt' | 'revokedAt';

/** A row as JSON has it: instants and octets are texts. */
type Written = Omit<CertificateRow, 'der' | Instant> & {
  readonly [instant in Instant]: CertificateRow[instant] extends Date ? string : string | null;
};
type WrittenOpened = Written & {
  readonly profile: CertificateProfile;
  readonly der: string | null;
  readonly today: Omit<CertifiedData, 'subjectSerialNumber'>;
};

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));

function rowOf(written: Written, now: Date): CertificateRow {
  const notAfter = new Date(written.notAfter);
  return {
    ...written,
    state: shownState({ state: written.state, notAfter }, now),
    notAfter,
    notBefore: new Date(written.notBefore),
    issuedAt: instant(written.issuedAt),
    acceptedAt: instant(written.acceptedAt),
    revokedAt: instant(written.revokedAt),
    der: null,
  };
}

function openedOf({ der, profile, today, ...written }: WrittenOpened, now: Date): OpenedCertificate {
  const { certifiedData } = written;
  return {
    ...rowOf(written, now),
    profile,
    der: der === null ? null : Buffer.from(der, 'base64'),
    dataUnchanged: certifiedChanges(certifiedData, { ...certifiedData, ...today }).length === 0,
  };
}

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
  if (search) conditions.push(searched(scope, search, values));
  return conditions;
}

/** From this many digits on a text may be the beginning of a serial; the sign between its octets is left out. */
const SERIAL = /^[0-9a-f]{4,32}$/;

/**
 * By a name that the holder has or had, his e-mail, or the beginning of the serial. Each part is answered by its index
 * on its own, whatever the planner thinks of the others.
 */
function searched(scope: ReadScope, search: string, values: Values): string {
  if (!('tenantId' in scope)) return searchedOverCompanies(search, values);
  const named = `WITH found AS MATERIALIZED (
      SELECT DISTINCT t.holder_id FROM holder_term t ${where(termsOf(scope, search, 'EVER', values))})
    SELECT holder_id FROM found`;
  const serial = search.toLowerCase().replace(/[\s:]/g, '');
  if (!SERIAL.test(serial)) return `c.holder_id IN (${named})`;
  const [tenant, beginning] = [values.add(scope.tenantId), values.add(serial)];
  return `c.id IN (
    SELECT s.id FROM certificate s
      WHERE s.tenant_id = ${tenant} AND s.serial >= ${beginning} AND s.serial < ${beginning}::text || 'g'
    UNION SELECT s.id FROM certificate s WHERE s.tenant_id = ${tenant} AND s.holder_id IN (${named}))`;
}

/** An officer's search, over rows of every company: no index helps. */
function searchedOverCompanies(search: string, values: Values): string {
  const data = (name: string) => `c.certified_data ->> '${name}'`;
  const people = `(${data('surname')}) || ' ' || (${data('givenNames')}) || ' ' || (${data('email')})`;
  return contains(`${people} || ' ' || c.serial`, search, values);
}

/** What follows the cursor. */
function after({ after: cursor }: PageRequest, values: Values): string[] {
  if (cursor === null) return [];
  const [at, id] = readCursor(cursor, [isInstant, isId]).map((part) => values.add(part));
  return [`(c.not_after, c.id) > (${at}::timestamptz, ${id}::uuid)`];
}

const ORDER = 'ORDER BY c.not_after, c.id';

/** The whole list is walked in its order, row by row, until the page is full. */
function plainPage(scope: ReadScope, page: PageRequest, filter: CertificateFilter, now: Date): Statement {
  const values = new Values();
  const conditions = [...conditionsOf(scope, filter, now, values), ...after(page, values)];
  const statement = values.statement(
    `${select(scope)} ${where(conditions)} ${ORDER} LIMIT ${values.add(page.first + 1)}`,
  );
  // A filter by state may have an index of its own.
  return filter.states ? statement : planned('ONCE', statement);
}

/** What a search finds is cut to the page by its keys alone; only the page is then read in full. */
function searchedPage(scope: ReadScope, page: PageRequest, filter: CertificateFilter, now: Date): Statement {
  const values = new Values();
  const conditions = [...conditionsOf(scope, filter, now, values), ...after(page, values)];
  const keys = `SELECT c.tenant_id, c.id ${fromOf(scope)} ${where(conditions)} ${ORDER} LIMIT ${values.add(page.first + 1)}`;
  return planned(
    'EACH_TIME',
    values.statement(`WITH page AS MATERIALIZED (${keys}) ${select(scope)}
      JOIN page ON page.tenant_id = c.tenant_id AND page.id = c.id ${ORDER}`),
  );
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
    const read = filter.search?.trim() ? searchedPage : plainPage;
    return pageOf(
      await this.rows(scope, read(scope, page, filter, now), now),
      page,
      (row) => [row.notAfter.toISOString(), row.id],
      (row) => row,
    );
  }

  async count(scope: ReadScope, filter: CertificateFilter, now: Date): Promise<number> {
    const values = new Values();
    const conditions = conditionsOf(scope, filter, now, values);
    const text = `SELECT count(*)::integer AS count ${fromOf(scope)} ${where(conditions)}`;
    const statement = filter.search?.trim()
      ? planned('EACH_TIME', values.statement(text))
      : values.statement(text);
    const row = await this.database.first<{ count: number }>(settingsOf(scope), statement);
    return row?.count ?? 0;
  }

  async byId(scope: ReadScope, ids: readonly string[], now: Date): Promise<readonly OpenedCertificate[]> {
    const statement = among(scope, SELECT_OPENED, 'c.id', ids);
    const rows = await this.database.documents<WrittenOpened>(settingsOf(scope), statement);
    return rows.map((row) => openedOf(row, now));
  }

  ofHolders(scope: ReadScope, ids: readonly string[], now: Date): Promise<readonly CertificateRow[]> {
    return this.rows(scope, among(scope, select(scope), 'c.holder_id', ids), now);
  }

  ofOrders(scope: ReadScope, ids: readonly string[], now: Date): Promise<readonly CertificateRow[]> {
    return this.rows(scope, among(scope, select(scope), 'c.order_id', ids), now);
  }

  private async rows(scope: ReadScope, statement: Statement, now: Date): Promise<CertificateRow[]> {
    const rows = await this.database.documents<Written>(settingsOf(scope), statement);
    return rows.map((row) => rowOf(row, now));
  }
}

function among(scope: ReadScope, select: string, column: string, ids: readonly string[]): Statement {
  const values = new Values();
  const conditions = [
    `${column} = ANY (${values.add(ids.filter(isUuid))}::uuid[])`,
    ...within(scope, values, COLUMNS),
  ];
  return values.statement(`${select} ${where(conditions)} ORDER BY c.not_before DESC, c.id DESC`);
}
