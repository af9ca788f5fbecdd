import type { MandateFilter, MandateRow } from '@mandataire/application/fleet';
import type { MandateActRecord } from '@mandataire/domain/mandate';
import type { Page, PageRequest, ReadScope } from '@mandataire/application/reading';
import {
  isUuid,
  pageOf,
  readCursor,
  settingsOf,
  Values,
  where,
  type ReadDatabase,
} from '../database/index.js';

const SELECT = `
  SELECT m.tenant_id AS "tenantId", m.id, m.version, m.state, m.agent_account_id AS "agentAccountId",
    m.representative_account_id AS "representativeAccountId", m.representative_name AS "representativeName",
    m.representative_email AS "representativeEmail", m.agent_name AS "agentName", m.agent_email AS "agentEmail",
    m.representative_signed_at AS "representativeSignedAt", m.agent_signed_at AS "agentSignedAt", m.acts,
    m.product_codes AS "productCodes", m.establishments, m.starts_on AS "startsOn", m.ends_on AS "endsOn", m.ended_at AS "endedAt",
    m.kind, m.predecessor_id AS "predecessorId", m.opened_by AS "openedBy", m.delegation_id AS "delegationId", m.paper,
    to_char(c.due_on, 'YYYY-MM-DD') AS "confirmBy",
    p.name AS "companyName", p.siren, p.city
  FROM mandate m
  JOIN company_profile p ON p.tenant_id = m.tenant_id
  LEFT JOIN mandate_confirmation c ON c.tenant_id = m.tenant_id AND c.mandate_id = m.id AND c.confirmed_at IS NULL`;

const EVIDENCE = `
  SELECT a.tenant_id AS "tenantId", a.id, a.mandate_id AS "mandateId", a.kind, a.account_id AS "accountId", a.email,
    a.typed_name AS "typedName", a.strength, a.content_hash AS "contentHash", a.text_version AS "textVersion",
    a.seen_references AS "references", a.proof, a.at
  FROM mandate_act a`;

const isId = (part: unknown) => typeof part === 'string' && isUuid(part);
const isInstant = (part: unknown) => typeof part === 'string' && !Number.isNaN(Date.parse(part));

/** A holder as such sees no mandate: OWN opens nothing here. */
const own = (scope: ReadScope, column: string, values: Values): string[] => {
  if (scope.kind === 'COMPANY') return [`${column} = ${values.add(scope.tenantId)}`];
  return scope.kind === 'OWN' ? ['false'] : [];
};

export class MandateReadModel {
  constructor(private readonly database: ReadDatabase) {}

  /** Newest first: identifiers grow with time. */
  async page(scope: ReadScope, page: PageRequest, filter: MandateFilter): Promise<Page<MandateRow>> {
    const values = new Values();
    const conditions = own(scope, 'm.tenant_id', values);
    if (filter.states) conditions.push(`m.state = ANY (${values.add(filter.states)}::text[])`);
    if (page.after !== null) {
      const [id] = readCursor(page.after, [isId]).map((part) => values.add(part));
      conditions.push(`m.id < ${id}::uuid`);
    }
    const text = `${SELECT} ${where(conditions)} ORDER BY m.id DESC LIMIT ${values.add(page.first + 1)}`;
    const rows = await this.database.rows<MandateRow>(settingsOf(scope), values.statement(text));
    return pageOf(
      rows,
      page,
      (row) => [row.id],
      (row) => row,
    );
  }

  /** The file that waits longest first. */
  async queue(scope: ReadScope, page: PageRequest): Promise<Page<MandateRow>> {
    const values = new Values();
    const conditions = [...own(scope, 'm.tenant_id', values), `m.state = 'UNDER_RA_REVIEW'`];
    if (page.after !== null) {
      const [at, id] = readCursor(page.after, [isInstant, isId]).map((part) => values.add(part));
      conditions.push(`(m.agent_signed_at, m.id) > (${at}::timestamptz, ${id}::uuid)`);
    }
    const text = `${SELECT} ${where(conditions)}
      ORDER BY m.agent_signed_at, m.id LIMIT ${values.add(page.first + 1)}`;
    const rows = await this.database.rows<MandateRow>(settingsOf(scope), values.statement(text));
    return pageOf(
      rows,
      page,
      (row) => [(row.agentSignedAt ?? new Date(0)).toISOString(), row.id],
      (row) => row,
    );
  }

  byId(scope: ReadScope, ids: readonly string[]): Promise<readonly MandateRow[]> {
    const values = new Values();
    const conditions = [
      `m.id = ANY (${values.add(ids.filter(isUuid))}::uuid[])`,
      ...own(scope, 'm.tenant_id', values),
    ];
    return this.database.rows<MandateRow>(
      settingsOf(scope),
      values.statement(`${SELECT} ${where(conditions)}`),
    );
  }

  /** Oldest first. What an officer saw of identity documents is for officers. */
  async evidence(scope: ReadScope, mandateIds: readonly string[]): Promise<readonly MandateActRecord[]> {
    const values = new Values();
    const conditions = [
      `a.mandate_id = ANY (${values.add(mandateIds.filter(isUuid))}::uuid[])`,
      ...own(scope, 'a.tenant_id', values),
    ];
    const text = `${EVIDENCE} ${where(conditions)} ORDER BY a.at, a.id`;
    const rows = await this.database.rows<MandateActRecord>(settingsOf(scope), values.statement(text));
    return scope.kind === 'REGISTRATION' ? rows : rows.map((row) => ({ ...row, references: null }));
  }
}
