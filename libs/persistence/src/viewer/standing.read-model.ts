import { rolesWithin, type MembershipRole } from '@mandataire/domain/account';
import type { MandateAct } from '@mandataire/domain/mandate';
import type { Standing } from '@mandataire/domain/permission';
import { dateInParis } from '@mandataire/domain/time';
import type { Requester } from '@mandataire/application/permission';
import type { StandingReader } from '@mandataire/application/reading';
import type { ReadDatabase } from '../database/index.js';

/** In force as `mandateInForce` says: state ACTIVE and the day in Paris within the term (I-2). */
const STANDING = `
  SELECT
    ARRAY(SELECT role FROM membership WHERE tenant_id = $1 AND account_id = $2 ORDER BY id) AS memberships,
    ARRAY(SELECT DISTINCT act FROM mandate, unnest(acts) AS act
      WHERE tenant_id = $1 AND agent_account_id = $2 AND state = 'ACTIVE' AND $3::date BETWEEN starts_on AND ends_on
      ORDER BY act) AS acts`;

interface StandingRow {
  readonly memberships: readonly MembershipRole[];
  readonly acts: readonly MandateAct[];
}

/** What the requester is at this instant, in one statement. */
export class SqlStandingReader implements StandingReader {
  constructor(private readonly database: ReadDatabase) {}

  async standing(
    requester: Pick<Requester, 'accountId' | 'tenantId' | 'platformRoles' | 'strength'>,
    now: Date,
  ): Promise<Standing> {
    const { accountId, tenantId, strength } = requester;
    const platformRoles = rolesWithin(strength, requester.platformRoles);
    if (tenantId === null) return { memberships: [], platformRoles, mandateActs: [] };
    const row = await this.database.first<StandingRow>(
      { tenantId },
      { text: STANDING, values: [tenantId, accountId, dateInParis(now)] },
    );
    const memberships = rolesWithin(strength, row?.memberships ?? []);
    return { memberships, platformRoles, mandateActs: row?.acts ?? [] };
  }
}
