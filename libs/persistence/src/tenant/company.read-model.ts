import type { CompanyRow } from '@mandataire/application/fleet';
import type { Page, PageRequest, ReadScope } from '@mandataire/application/reading';
import {
  contains,
  isUuid,
  pageOf,
  readCursor,
  settingsOf,
  Values,
  where,
  type ReadDatabase,
} from '../database/index.js';

const SELECT = `
  SELECT p.tenant_id AS id, p.siren, p.name, p.city, newest.state AS "mandateState", newest.id AS "mandateId",
    newest.representative_email AS "representativeEmail",
    newest.representative_signed_at AS "representativeSignedAt",
    coalesce(newest.ended_at, newest.agent_signed_at, newest.representative_signed_at) AS "steppedAt"
  FROM company_profile p
  LEFT JOIN LATERAL (
    SELECT m.* FROM mandate m WHERE m.tenant_id = p.tenant_id
    ORDER BY (m.state = 'ACTIVE') DESC, m.id DESC LIMIT 1
  ) newest ON true`;

type Flat = Omit<CompanyRow, 'since'> & { readonly steppedAt: Date | null };

/** An identifier of version 7 says when its row was made (RFC 9562 §5.7). */
const madeAt = (id: string): Date => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));

const rowOf = ({ steppedAt, ...row }: Flat): CompanyRow => ({
  ...row,
  since: steppedAt ?? (row.mandateId === null ? null : madeAt(row.mandateId)),
});

const isText = (part: unknown) => typeof part === 'string';

/** Companies by name, for sales: summary columns only (R31). */
export class CompanyReadModel {
  constructor(private readonly database: ReadDatabase) {}

  async page(scope: ReadScope, page: PageRequest, search?: string): Promise<Page<CompanyRow>> {
    const values = new Values();
    const conditions =
      scope.kind === 'COMPANY' || scope.kind === 'OWN' ? [`p.tenant_id = ${values.add(scope.tenantId)}`] : [];
    if (search?.trim()) conditions.push(contains(`p.name || ' ' || p.siren`, search.trim(), values));
    if (page.after !== null) {
      const key = readCursor(page.after, [isText, (id) => isText(id) && isUuid(id as string)]);
      const [name, id] = key.map((part) => values.add(part));
      conditions.push(`(p.name, p.tenant_id) > (${name}, ${id}::uuid)`);
    }
    const text = `${SELECT} ${where(conditions)} ORDER BY p.name, p.tenant_id LIMIT ${values.add(page.first + 1)}`;
    const rows = await this.database.rows<Flat>(settingsOf(scope), values.statement(text));
    return pageOf(rows, page, (row) => [row.name, row.id], rowOf);
  }
}
