import type { AccessGrant } from '@mandataire/domain/access';
import type { AccessGrantReader, AccessGrantRow } from '@mandataire/application/access';
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

const COLUMNS = `g.tenant_id AS "tenantId", g.id, g.version, g.account_id AS "accountId", g.role,
    g.object_type AS "objectType", g.object_id AS "objectId", g.holder_id AS "holderId", g.reason,
    g.opened_at AS "openedAt", g.expires_at AS "expiresAt", g.ended_at AS "endedAt"`;

const PAGE = `
  SELECT ${COLUMNS}, account.display_name AS "accountName", p.name AS "companyName"
  FROM access_grant g
  JOIN account ON account.id = g.account_id
  JOIN company_profile p ON p.tenant_id = g.tenant_id`;

const OPEN = `
  SELECT ${COLUMNS} FROM access_grant g
  WHERE g.account_id = $1 AND g.object_id = $2 AND g.ended_at IS NULL AND g.expires_at > $3
  ORDER BY g.opened_at DESC LIMIT 1`;

const isId = (part: unknown) => typeof part === 'string' && isUuid(part);

export class AccessGrantReadModel implements AccessGrantReader {
  constructor(private readonly database: ReadDatabase) {}

  /** Reason to look over companies: the policy `grantee_read` opens a person's own grants to him, and nothing else. */
  async openOf(accountId: string, objectId: string, now: Date): Promise<AccessGrant | undefined> {
    if (!isUuid(objectId)) return undefined;
    return this.database.first<AccessGrant>(
      { accountId },
      { text: OPEN, values: [accountId, objectId, now] },
    );
  }

  async page(scope: ReadScope, page: PageRequest): Promise<Page<AccessGrantRow>> {
    const values = new Values();
    const conditions =
      scope.kind === 'COMPANY'
        ? [`g.tenant_id = ${values.add(scope.tenantId)}`]
        : [`g.account_id = ${values.add(scope.accountId)}`];
    if (page.after !== null) {
      const [id] = readCursor(page.after, [isId]).map((part) => values.add(part));
      conditions.push(`g.id < ${id}::uuid`);
    }
    const text = `${PAGE} ${where(conditions)} ORDER BY g.id DESC LIMIT ${values.add(page.first + 1)}`;
    const rows = await this.database.rows<AccessGrantRow>(settingsOf(scope), values.statement(text));
    return pageOf(
      rows,
      page,
      (row) => [row.id],
      (row) => row,
    );
  }
}
