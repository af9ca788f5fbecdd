import type { HolderRow } from '@mandataire/application/fleet';
import type { Page, PageRequest, ReadScope } from '@mandataire/application/reading';
import {
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
import { termsOf } from './holder-search.js';

const COLUMNS = { tenant: 'h.tenant_id', holderAccount: 'h.account_id' } as const;

const IDENTITY = `
  JOIN holder_identity i
    ON i.tenant_id = h.tenant_id AND i.holder_id = h.id AND i.number = h.identity_number`;
const FROM = `FROM holder h ${IDENTITY}`;

/** The certificates that are active at the instant of the read, whatever a late sweeper has not written yet (I-25). */
const select = (now: string, from = FROM) => `
  SELECT h.tenant_id AS "tenantId", h.id, h.version, h.account_id AS "accountId", h.state, h.phone, h.establishment,
    h.identity_number AS "identityNumber", h.subject_serial_number AS "subjectSerialNumber",
    i.surname, i.given_names AS "givenNames", i.email, i.job_title AS "jobTitle",
    coalesce(a.activated AND m.id IS NOT NULL, false) AS "hasAccount", his.active AS "activeCertificates",
    his.next_expiry AS "nextExpiry", his.last_revoked_at AS "lastRevokedAt"
  ${from}
  LEFT JOIN account a ON a.id = h.account_id
  LEFT JOIN membership m ON m.tenant_id = h.tenant_id AND m.account_id = h.account_id AND m.role = 'HOLDER'
    AND m.accepted_at IS NOT NULL AND m.ended_at IS NULL
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE live)::integer AS active, min(not_after) FILTER (WHERE live) AS next_expiry,
      max(revoked_at) FILTER (WHERE state = 'REVOKED') AS last_revoked_at
    FROM (SELECT c.state, c.not_after, c.revoked_at, c.state = 'ACTIVE' AND c.not_after > ${now} AS live
      FROM certificate c WHERE c.tenant_id = h.tenant_id AND c.holder_id = h.id) each
  ) his`;

type Flat = Omit<HolderRow, 'identity'> & HolderRow['identity'];

const rowOf = ({ surname, givenNames, email, jobTitle, ...holder }: Flat): HolderRow => ({
  ...holder,
  identity: { surname, givenNames, email, jobTitle },
});

/** The terms of those whom the scope shows; a holder's own row also asks for his account. */
function foundBy(scope: ReadScope, search: string, values: Values): { from: string; conditions: string[] } {
  const conditions = termsOf(scope, search, 'IN_FORCE', values);
  if (scope.kind !== 'OWN') return { from: 'FROM holder_term t', conditions };
  return {
    from: 'FROM holder_term t JOIN holder h ON h.tenant_id = t.tenant_id AND h.id = t.holder_id',
    conditions: [...conditions, ...within(scope, values, COLUMNS)],
  };
}

const isText = (part: unknown) => typeof part === 'string';

/** What follows the cursor, in columns of this row. */
function after({ after: cursor }: PageRequest, alias: 'i' | 't', values: Values): string[] {
  if (cursor === null) return [];
  const key = readCursor(cursor, [isText, Array.isArray, (id) => isText(id) && isUuid(id as string)]);
  const [surname, givenNames, id] = key.map((part) => values.add(part));
  const columns = ['surname', 'given_names', 'holder_id'].map((column) => `${alias}.${column}`);
  return [`(${columns.join(', ')}) > (${surname}, ${givenNames}::text[], ${id}::uuid)`];
}

function plainPage(scope: ReadScope, page: PageRequest, now: Date): Statement {
  const values = new Values();
  const instant = values.add(now);
  const conditions = [...within(scope, values, COLUMNS), ...after(page, 'i', values)];
  return planned(
    'ONCE',
    values.statement(`${select(instant)} ${where(conditions)}
      ORDER BY i.surname, i.given_names, i.holder_id LIMIT ${values.add(page.first + 1)}`),
  );
}

/** The page is cut among the terms alone; only its rows are then read in full. One person may have several terms. */
function searchedPage(scope: ReadScope, page: PageRequest, search: string, now: Date): Statement {
  const values = new Values();
  const instant = values.add(now);
  const { from, conditions } = foundBy(scope, search, values);
  const key = 't.surname, t.given_names, t.holder_id';
  const found = `
    SELECT t.tenant_id, ${key} ${from} ${where([...conditions, ...after(page, 't', values)])}
    GROUP BY t.tenant_id, ${key} ORDER BY ${key} LIMIT ${values.add(page.first + 1)}`;
  const holders = `FROM found JOIN holder h ON h.tenant_id = found.tenant_id AND h.id = found.holder_id ${IDENTITY}`;
  return planned(
    'EACH_TIME',
    values.statement(`WITH found AS MATERIALIZED (${found}) ${select(instant, holders)}
      ORDER BY found.surname, found.given_names, found.holder_id`),
  );
}

function countFound(scope: ReadScope, search: string): Statement {
  const values = new Values();
  const { from, conditions } = foundBy(scope, search, values);
  return planned(
    'EACH_TIME',
    values.statement(`SELECT count(DISTINCT t.holder_id)::integer AS count ${from} ${where(conditions)}`),
  );
}

function countAll(scope: ReadScope): Statement {
  const values = new Values();
  return values.statement(
    `SELECT count(*)::integer AS count FROM holder h ${where(within(scope, values, COLUMNS))}`,
  );
}

/** Holders with the identity in force, by surname and given names in French order. */
export class HolderReadModel {
  constructor(private readonly database: ReadDatabase) {}

  async page(
    scope: ReadScope,
    page: PageRequest,
    filter: { readonly search?: string },
    now: Date,
  ): Promise<Page<HolderRow>> {
    const search = filter.search?.trim();
    const statement = search ? searchedPage(scope, page, search, now) : plainPage(scope, page, now);
    const rows = await this.database.rows<Flat>(settingsOf(scope), statement);
    return pageOf(rows, page, (row) => [row.surname, row.givenNames, row.id], rowOf);
  }

  async count(scope: ReadScope, filter: { readonly search?: string }): Promise<number> {
    const search = filter.search?.trim();
    const statement = search ? countFound(scope, search) : countAll(scope);
    const row = await this.database.first<{ count: number }>(settingsOf(scope), statement);
    return row?.count ?? 0;
  }

  async byId(scope: ReadScope, ids: readonly string[], now: Date): Promise<readonly HolderRow[]> {
    const values = new Values();
    const instant = values.add(now);
    const conditions = [
      `h.id = ANY (${values.add(ids.filter(isUuid))}::uuid[])`,
      ...within(scope, values, COLUMNS),
    ];
    const text = `${select(instant)} ${where(conditions)}`;
    return (await this.database.rows<Flat>(settingsOf(scope), values.statement(text))).map(rowOf);
  }
}
