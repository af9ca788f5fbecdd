import type { MembershipRole, PlatformRole } from '@mandataire/domain/account';
import { permittedActs } from '@mandataire/domain/permission';
import type { TenantId } from '@mandataire/domain/tenant';
import type { Person, Session, Viewer, ViewerReader } from '@mandataire/application/account';
import type { ReadDatabase } from '../database/index.js';
import type { SqlStandingReader } from './standing.read-model.js';

/** Companies of the account with its roles in each: rows that the policies `account_read` open to this account only. */
const COMPANIES = `
  SELECT m.tenant_id AS id, p.name, p.siren, array_agg(m.role ORDER BY m.id) AS roles
  FROM membership m JOIN company_profile p ON p.tenant_id = m.tenant_id
  WHERE m.account_id = $1 AND m.accepted_at IS NOT NULL AND m.ended_at IS NULL
  GROUP BY m.tenant_id, p.name, p.siren
  ORDER BY min(m.id::text)`;

interface PersonRow {
  readonly email: string;
  readonly displayName: string;
  readonly platformRoles: readonly PlatformRole[];
}

interface CompanyRow {
  readonly id: TenantId;
  readonly name: string;
  readonly siren: string;
  readonly roles: readonly MembershipRole[];
}

export class SqlViewerReader implements ViewerReader {
  constructor(
    private readonly database: ReadDatabase,
    private readonly standings: SqlStandingReader,
  ) {}

  /** @throws when the account of the session is gone. */
  async viewer(session: Session, now: Date): Promise<Viewer> {
    const { accountId, tenantId } = session;
    const [person, standing] = await Promise.all([
      this.person(accountId),
      this.standings.standing(session, now),
    ]);
    return {
      accountId,
      ...person,
      activeCompanyId: person.companies.some(({ id }) => id === tenantId) ? tenantId : null,
      permissions: permittedActs(standing),
    };
  }

  /** @throws when there is no such account. */
  async person(accountId: string): Promise<Person> {
    const [account, companies] = await Promise.all([this.account(accountId), this.companies(accountId)]);
    return { ...account, companies };
  }

  private async account(accountId: string): Promise<PersonRow> {
    const { rows } = await this.database.platform<PersonRow>(
      `SELECT email, display_name AS "displayName",
         ARRAY(SELECT r.role FROM platform_role r WHERE r.account_id = account.id AND r.ended_at IS NULL
           ORDER BY r.role) AS "platformRoles"
       FROM account WHERE id = $1`,
      [accountId],
    );
    if (!rows[0]) throw new Error(`no account ${accountId}`);
    return rows[0];
  }

  private companies(accountId: string): Promise<CompanyRow[]> {
    return this.database.rows<CompanyRow>({ accountId }, { text: COMPANIES, values: [accountId] });
  }
}
