import type { RevocationTaskRow } from '@mandataire/application/fleet';
import type { ReadScope } from '@mandataire/application/reading';
import { settingsOf, Values, where, within, type ReadDatabase } from '../database/index.js';

const MOST = 200;

/** What was taken back asks for nothing any more; what is revoked or over is done, whoever did it. */
const select = (now: string) => `
  SELECT k.tenant_id AS "tenantId", k.id, k.certificate_id AS "certificateId", k.cause, k.origin_id AS "originId",
    k.owner_account_id AS "ownerAccountId", k.created_at AS "createdAt", k.due_at AS "dueAt",
    owner.display_name AS "ownerName", c.holder_id AS "holderId", c.serial,
    i.given_names[1] || ' ' || i.surname AS "holderName", d.state AS "departureState", d.leaves_on AS "leavesOn",
    EXISTS (SELECT 1 FROM revocation_request r WHERE r.tenant_id = k.tenant_id
      AND r.certificate_id = k.certificate_id AND r.state NOT IN ('CANCELLED', 'REJECTED')) AS requested
  FROM revocation_task k
  JOIN certificate c ON c.tenant_id = k.tenant_id AND c.id = k.certificate_id
    AND c.state IN ('ISSUED', 'ACTIVE') AND c.not_after > ${now}
  JOIN holder h ON h.tenant_id = c.tenant_id AND h.id = c.holder_id
  JOIN holder_identity i ON i.tenant_id = h.tenant_id AND i.holder_id = h.id AND i.number = h.identity_number
  JOIN account owner ON owner.id = k.owner_account_id
  LEFT JOIN departure d ON d.tenant_id = k.tenant_id AND d.id = k.origin_id`;

export class RevocationTaskReadModel {
  constructor(private readonly database: ReadDatabase) {}

  /** The open tasks, those due first before the others; 200 at most. */
  async open(scope: ReadScope, now: Date): Promise<readonly RevocationTaskRow[]> {
    const values = new Values();
    const instant = values.add(now);
    const conditions = [
      `d.state IS DISTINCT FROM 'CANCELLED'`,
      ...within(scope, values, { tenant: 'k.tenant_id', holderAccount: 'h.account_id' }),
    ];
    const text = `${select(instant)} ${where(conditions)} ORDER BY k.due_at, k.id LIMIT ${MOST}`;
    return this.database.rows<RevocationTaskRow>(settingsOf(scope), values.statement(text));
  }
}
