import type { MemberReader, MemberRow } from '@mandataire/application/member';
import type { ReadScope } from '@mandataire/application/reading';
import { settingsOf, type ReadDatabase } from '../database/index.js';

const AT_MOST = 200;

const MEMBERS = `
  SELECT m.id, m.account_id AS "accountId", 
    CASE WHEN m.accepted_at IS NULL THEN m.invited_as ELSE a.display_name END AS "displayName", a.email, m.role,
    m.accepted_at IS NOT NULL AND a.activated AS joined
  FROM membership m JOIN account a ON a.id = m.account_id
  WHERE m.tenant_id = $1 AND m.ended_at IS NULL AND m.role <> 'HOLDER'
  ORDER BY array_position(ARRAY['LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT', 'HR_READER'], m.role),
    coalesce(m.invited_as, a.display_name), m.id
  LIMIT ${AT_MOST}`;

/** An identifier of version 7 says when its row was made (RFC 9562 §5.7). */
const madeAt = (id: string): Date => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));

export class MemberReadModel implements MemberReader {
  constructor(private readonly database: ReadDatabase) {}

  async members(scope: ReadScope): Promise<readonly MemberRow[]> {
    if (scope.kind !== 'COMPANY') return [];
    const rows = await this.database.rows<Omit<MemberRow, 'since'>>(settingsOf(scope), {
      text: MEMBERS,
      values: [scope.tenantId],
    });
    return rows.map((row) => ({ ...row, since: madeAt(row.id) }));
  }
}
