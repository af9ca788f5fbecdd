import type {
  CompanySignIns,
  FailedTries,
  MemberReader,
  MemberRow,
  SignInRow,
} from '@mandataire/application/member';
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

/** Rows that the policies `company_sign_ins` and `company_failed_tries` open to this company. */
const SIGN_INS = `
  SELECT j.id, j.at, a.display_name AS "displayName", coalesce(nullif(j.facts ->> 'device', ''), s.device, '') AS device,
    coalesce((j.facts ->> 'newDevice')::boolean, false) AS "newDevice"
  FROM access_journal j JOIN account a ON a.id = j.account_id LEFT JOIN session s ON s.id = j.session_id
  WHERE j.company_id = $1 AND j.at >= $2 AND j.name IN ('account.logged-in', 'account.switched-company')
  ORDER BY j.at DESC, j.position DESC LIMIT 100`;

const FAILED_TRIES = `
  SELECT a.display_name AS "displayName", count(*) AS count, max(j.at) AS "lastAt"
  FROM access_journal j JOIN account a ON a.id = j.account_id
  WHERE j.name = 'account.login-failed' AND j.at >= $2 AND j.account_id IN (
    SELECT m.account_id FROM membership m WHERE m.tenant_id = $1 AND m.ended_at IS NULL)
  GROUP BY a.id ORDER BY count(*) DESC, a.display_name LIMIT ${AT_MOST}`;

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

  async signIns(scope: ReadScope, since: Date): Promise<CompanySignIns> {
    if (scope.kind !== 'COMPANY') return { since, signIns: [], failedTries: [] };
    const settings = { tenantId: scope.tenantId, platformScope: 'sign-ins' } as const;
    const values = [scope.tenantId, since];
    const [signIns, failedTries] = await Promise.all([
      this.database.rows<SignInRow>(settings, { text: SIGN_INS, values }),
      this.database.rows<FailedTries>(settings, { text: FAILED_TRIES, values }),
    ]);
    return { since, signIns, failedTries };
  }
}
