import type { OrderFilter, OrderRow } from '@mandataire/application/fleet';
import type { Page, PageRequest, ReadScope } from '@mandataire/application/reading';
import {
  isUuid,
  pageOf,
  readCursor,
  settingsOf,
  Values,
  where,
  within,
  type ReadDatabase,
} from '../database/index.js';

const COLUMNS = { tenant: 'o.tenant_id', holderAccount: 'h.account_id' } as const;

const FROM = `
  FROM certificate_order o
  JOIN holder h ON h.tenant_id = o.tenant_id AND h.id = o.holder_id`;

const SELECT = `
  SELECT o.tenant_id AS "tenantId", o.id, o.version, o.kind, o.state, o.holder_id AS "holderId",
    o.identity_number AS "identityNumber", o.product_code AS "productCode",
    o.product_version AS "productVersion", o.profile, o.certified_data AS "certifiedData",
    o.registration_office AS "registrationOffice", o.verification_id AS "verificationId",
    o.replaces_certificate_id AS "replacesCertificateId", h.state AS "holderState",
    CASE WHEN o.state = 'DRAFT' THEN (
      SELECT max(c.revoked_at) FROM certificate c
      WHERE c.tenant_id = o.tenant_id AND c.holder_id = o.holder_id AND c.state = 'REVOKED') END AS "lastRevokedAt",
    o.placed_by AS "placedBy", o.placed_at AS "placedAt", o.consented_at AS "consentedAt",
    o.co_signed_at AS "coSignedAt", o.decided_by AS "decidedBy", o.decided_at AS "decidedAt",
    o.decision_reason AS "decisionReason", h.account_id AS "holderAccountId",
    p.facts ->> 'name' AS "productName", placer.display_name AS "placedByName",
    decider.display_name AS "decidedByName"
  ${FROM}
  JOIN product_version p ON p.code = o.product_code AND p.version = o.product_version
  JOIN account placer ON placer.id = o.placed_by
  LEFT JOIN account decider ON decider.id = o.decided_by`;

/** Since when a file waits for the officers. */
const WAITING_SINCE = 'coalesce(o.co_signed_at, o.placed_at)';

const isInstant = (part: unknown) => typeof part === 'string' && !Number.isNaN(Date.parse(part));
const isId = (part: unknown) => typeof part === 'string' && isUuid(part);

/** What waits for the office: files to decide, and links that are over, which it alone sends again (D29). */
const OFFICE_QUEUE = `o.state IN ('UNDER_REVIEW', 'LINK_EXPIRED')`;

function conditionsOf(scope: ReadScope, filter: OrderFilter, values: Values): string[] {
  const conditions = within(scope, values, COLUMNS);
  // The officers' board shows their queue unless it asks for others; its states stand in the text, so that its partial
  // index serves it.
  if (filter.states !== undefined) conditions.push(`o.state = ANY (${values.add(filter.states)}::text[])`);
  else if (scope.kind === 'REGISTRATION') conditions.push(OFFICE_QUEUE);
  if (filter.holderId !== undefined) {
    conditions.push(`o.holder_id = ANY (${values.add([filter.holderId].filter(isUuid))}::uuid[])`);
  }
  return conditions;
}

/** Orders: newest first; under the registration scope the file that waits longest first. */
export class OrderReadModel {
  constructor(private readonly database: ReadDatabase) {}

  async page(scope: ReadScope, page: PageRequest, filter: OrderFilter): Promise<Page<OrderRow>> {
    const queue = scope.kind === 'REGISTRATION';
    const [key, direction, beyond] = queue ? [WAITING_SINCE, 'ASC', '>'] : ['o.placed_at', 'DESC', '<'];
    const values = new Values();
    const conditions = conditionsOf(scope, filter, values);
    if (page.after !== null) {
      const [at, id] = readCursor(page.after, [isInstant, isId]).map((part) => values.add(part));
      conditions.push(`(${key}, o.id) ${beyond} (${at}::timestamptz, ${id}::uuid)`);
    }
    const text = `${SELECT} ${where(conditions)}
      ORDER BY ${key} ${direction}, o.id ${direction} LIMIT ${values.add(page.first + 1)}`;
    const rows = await this.database.rows<OrderRow>(settingsOf(scope), values.statement(text));
    const at = (row: OrderRow) => (queue ? (row.coSignedAt ?? row.placedAt) : row.placedAt);
    return pageOf(
      rows,
      page,
      (row) => [at(row).toISOString(), row.id],
      (row) => row,
    );
  }

  async count(scope: ReadScope, filter: OrderFilter): Promise<number> {
    const values = new Values();
    // The holder counts only where the scope asks for one person.
    const from = scope.kind === 'OWN' ? FROM : 'FROM certificate_order o';
    const text = `SELECT count(*)::integer AS count ${from} ${where(conditionsOf(scope, filter, values))}`;
    const row = await this.database.first<{ count: number }>(settingsOf(scope), values.statement(text));
    return row?.count ?? 0;
  }

  byId(scope: ReadScope, ids: readonly string[]): Promise<readonly OrderRow[]> {
    return this.among(scope, 'o.id', ids);
  }

  /** Newest first. */
  ofHolders(scope: ReadScope, holderIds: readonly string[]): Promise<readonly OrderRow[]> {
    return this.among(scope, 'o.holder_id', holderIds);
  }

  private among(scope: ReadScope, column: string, ids: readonly string[]): Promise<OrderRow[]> {
    const values = new Values();
    const conditions = [
      `${column} = ANY (${values.add(ids.filter(isUuid))}::uuid[])`,
      ...within(scope, values, COLUMNS),
    ];
    const text = `${SELECT} ${where(conditions)} ORDER BY o.placed_at DESC, o.id DESC`;
    return this.database.rows<OrderRow>(settingsOf(scope), values.statement(text));
  }
}
