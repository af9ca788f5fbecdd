import type { HolderRow } from '@mandataire/application/fleet';
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

const COLUMNS = { tenant: 'h.tenant_id', holderAccount: 'h.account_id' } as const;

const FROM = `
  FROM holder h
  JOIN holder_identity i
    ON i.tenant_id = h.tenant_id AND i.holder_id = h.id AND i.number = h.identity_number`;

/** The certificates that are active at the instant of the read, whatever a late sweeper has not written yet (I-25). */
const select = (now: string) => `
  SELECT h.tenant_id AS "tenantId", h.id, h.version, h.account_id AS "accountId", h.state, h.phone,
    h.identity_number AS "identityNumber", h.subject_serial_number AS "subjectSerialNumber",
    i.surname, i.given_names AS "givenNames", i.email, i.job_title AS "jobTitle",
    coalesce(a.activated, false) AS "hasAccount", active.count AS "activeCertificates", active.next_expiry AS "nextExpiry",
    (SELECT max(c.revoked_at) FROM certificate c
      WHERE c.tenant_id = h.tenant_id AND c.holder_id = h.id AND c.state = 'REVOKED') AS "lastRevokedAt"
  ${FROM}
  LEFT JOIN account a ON a.id = h.account_id
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS count, min(c.not_after) AS next_expiry
    FROM certificate c
    WHERE c.tenant_id = h.tenant_id AND c.holder_id = h.id AND c.state = 'ACTIVE' AND c.not_after > ${now}
  ) active`;

type Flat = Omit<HolderRow, 'identity'> & HolderRow['identity'];

const rowOf = ({ surname, givenNames, email, jobTitle, ...holder }: Flat): HolderRow => ({
  ...holder,
  identity: { surname, givenNames, email, jobTitle },
});

const searched = (search: string | undefined, values: Values): string[] =>
  search?.trim()
    ? [
        contains(
          // As the name is shown and as the alphabet has it: "Zoé Lefèvre", "Lefèvre Zoé".
          `i.given_names[1] || ' ' || i.surname || ' ' || array_to_string(i.given_names, ' ') || ' ' || i.email`,
          search.trim(),
          values,
        ),
      ]
    : [];

const isText = (part: unknown) => typeof part === 'string';

/** Holders with the identity in force, by surname and given names in French order. */
export class HolderReadModel {
  constructor(private readonly database: ReadDatabase) {}

  async page(
    scope: ReadScope,
    page: PageRequest,
    filter: { readonly search?: string },
    now: Date,
  ): Promise<Page<HolderRow>> {
    const values = new Values();
    const instant = values.add(now);
    const conditions = [...within(scope, values, COLUMNS), ...searched(filter.search, values)];
    if (page.after !== null) {
      const key = readCursor(page.after, [isText, Array.isArray, (id) => isText(id) && isUuid(id as string)]);
      const [surname, givenNames, id] = key.map((part) => values.add(part));
      conditions.push(
        `(i.surname, i.given_names, i.holder_id) > (${surname}, ${givenNames}::text[], ${id}::uuid)`,
      );
    }
    const text = `${select(instant)} ${where(conditions)}
      ORDER BY i.surname, i.given_names, i.holder_id LIMIT ${values.add(page.first + 1)}`;
    const rows = await this.database.rows<Flat>(settingsOf(scope), values.statement(text));
    return pageOf(rows, page, (row) => [row.surname, row.givenNames, row.id], rowOf);
  }

  async count(scope: ReadScope, filter: { readonly search?: string }): Promise<number> {
    const values = new Values();
    const conditions = [...within(scope, values, COLUMNS), ...searched(filter.search, values)];
    // Names are read only to be searched.
    const from = filter.search?.trim() ? FROM : 'FROM holder h';
    const text = `SELECT count(*)::integer AS count ${from} ${where(conditions)}`;
    const row = await this.database.first<{ count: number }>(settingsOf(scope), values.statement(text));
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
