import type { RememberedHeaders, StaffVerdict } from '@mandataire/domain/staff-list';
import type { CompanyReadScope, Page, PageRequest, ReadScope } from '@mandataire/application/reading';
import type {
  ChangeGroup,
  StaffLineRow,
  StaffListReader,
  StaffListRow,
} from '@mandataire/application/staff-list';
import {
  isUuid,
  pageOf,
  readCursor,
  settingsOf,
  statementsOf,
  Values,
  where,
  type ReadDatabase,
} from '../database/index.js';
import { staffListTable } from './staff-list.table.js';

const MOST = 50;
const PART = 1_000;
const EXAMPLES = 10;

const table = statementsOf(staffListTable as never);
const columns = table.selectedFrom('l').split(', ');
const SELECT = `
  SELECT ${table.properties.map((property, at) => `${columns[at]} AS "${property}"`).join(', ')},
    a.display_name AS "uploadedByName",
    EXISTS (SELECT 1 FROM second_person_request r WHERE r.tenant_id = l.tenant_id AND r.act = 'REVOKE_IN_MASS'
      AND r.object_id = l.id AND r.state = 'REQUESTED') AS "secondPersonAsked"
  FROM staff_list l JOIN account a ON a.id = l.uploaded_by`;

const LINE = `
  SELECT n.position, n.cells, n.verdict, n.fault, n.changes, cardinality(n.certificate_ids) AS certificates,
    n.holder_id AS "holderId", n.outcome
  FROM staff_list_line n JOIN staff_list l ON l.tenant_id = n.tenant_id AND l.id = n.list_id`;

const LIVE = `
  SELECT count(*)::integer AS count FROM certificate
  WHERE tenant_id = $1 AND state IN ('ISSUED', 'ACTIVE') AND not_after > statement_timestamp()`;

/** The company's lists; an MC of some establishments has those that he uploaded (D12). */
function visible(scope: ReadScope, values: Values): string[] {
  if (scope.kind !== 'COMPANY') return ['false'];
  const own = scope.within ? [`l.uploaded_by = ${values.add(scope.within.accountId)}`] : [];
  return [`l.tenant_id = ${values.add(scope.tenantId)}`, ...own];
}

export class StaffListReadModel implements StaffListReader {
  constructor(private readonly database: ReadDatabase) {}

  list(scope: ReadScope): Promise<readonly StaffListRow[]> {
    const values = new Values();
    const text = `${SELECT} ${where(visible(scope, values))} ORDER BY l.uploaded_at DESC, l.id DESC LIMIT ${MOST}`;
    return this.database.rows<StaffListRow>(settingsOf(scope), values.statement(text));
  }

  async byId(scope: ReadScope, id: string): Promise<StaffListRow | undefined> {
    if (!isUuid(id)) return undefined;
    const values = new Values();
    const text = `${SELECT} ${where([...visible(scope, values), `l.id = ${values.add(id)}`])}`;
    return this.database.first<StaffListRow>(settingsOf(scope), values.statement(text));
  }

  async lines(
    scope: ReadScope,
    listId: string,
    page: PageRequest,
    filter: { readonly verdict?: StaffVerdict },
  ): Promise<Page<StaffLineRow>> {
    const [after = 0] = page.after === null ? [] : readCursor(page.after, [Number.isInteger]);
    const rows = await this.behind(scope, listId, {
      after: after as number,
      limit: page.first + 1,
      ...filter,
    });
    return pageOf(
      rows,
      page,
      (row) => [row.position],
      (row) => row,
    );
  }

  async changeGroups(scope: ReadScope, listId: string): Promise<readonly ChangeGroup[]> {
    if (!isUuid(listId)) return [];
    const values = new Values();
    const conditions = [
      ...visible(scope, values),
      `n.list_id = ${values.add(listId)}`,
      `n.verdict = 'REVOKE'`,
    ];
    const text = `
      WITH changed AS (
        SELECT n.position, cardinality(n.certificate_ids) AS certificates, change ->> 'attribute' AS attribute,
          change ->> 'before' AS before, change ->> 'after' AS after,
          row_number() OVER (PARTITION BY change ->> 'attribute' ORDER BY n.position) AS place
        FROM staff_list_line n JOIN staff_list l ON l.tenant_id = n.tenant_id AND l.id = n.list_id,
          jsonb_array_elements(n.changes) AS change ${where(conditions)}
          AND change ->> 'attribute' NOT IN ('phone', 'establishment', 'employeeKey')
      )
      SELECT attribute, count(*)::integer AS lines, sum(certificates)::integer AS certificates,
        jsonb_agg(jsonb_build_object('position', position, 'before', before, 'after', after) ORDER BY position)
          FILTER (WHERE place <= ${EXAMPLES}) AS examples
      FROM changed GROUP BY attribute ORDER BY count(*) DESC, attribute`;
    return this.database.rows<ChangeGroup>(settingsOf(scope), values.statement(text));
  }

  async remembered(scope: CompanyReadScope): Promise<RememberedHeaders> {
    const values = [scope.tenantId];
    const text = 'SELECT headers FROM staff_list_mapping WHERE tenant_id = $1';
    const row = await this.database.first<{ headers: RememberedHeaders }>(settingsOf(scope), {
      text,
      values,
    });
    return row?.headers ?? {};
  }

  async liveCertificates(scope: CompanyReadScope): Promise<number> {
    const values = [scope.tenantId];
    const whole = { kind: scope.kind, tenantId: scope.tenantId } as const;
    return (
      (await this.database.first<{ count: number }>(settingsOf(whole), { text: LIVE, values }))?.count ?? 0
    );
  }

  async eachPart(
    scope: ReadScope,
    listId: string,
    part: (lines: readonly StaffLineRow[]) => void,
  ): Promise<void> {
    let after = 0;
    for (;;) {
      const rows = await this.behind(scope, listId, { after, limit: PART });
      part(rows);
      if (rows.length < PART) return;
      after = rows.at(-1)?.position ?? after;
    }
  }

  private async behind(
    scope: ReadScope,
    listId: string,
    { after, limit, verdict }: { after: number; limit: number; verdict?: StaffVerdict },
  ): Promise<StaffLineRow[]> {
    if (!isUuid(listId)) return [];
    const values = new Values();
    const conditions = [
      ...visible(scope, values),
      `n.list_id = ${values.add(listId)}`,
      `n.position > ${values.add(after)}`,
      // Whatever the run has made of it: a line is filtered by what happened to it last.
      ...(verdict ? [`coalesce(n.outcome, n.verdict) = ${values.add(verdict)}`] : []),
    ];
    const text = `${LINE} ${where(conditions)} ORDER BY n.position LIMIT ${values.add(limit)}`;
    return this.database.rows<StaffLineRow>(settingsOf(scope), values.statement(text));
  }
}
