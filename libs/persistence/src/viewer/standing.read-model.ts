import { rolesWithin, type MembershipRole } from '@mandataire/domain/account';
import type { MandateScope } from '@mandataire/domain/mandate';
import type { Standing } from '@mandataire/domain/permission';
import { dateInParis } from '@mandataire/domain/time';
import type { Requester } from '@mandataire/application/permission';
import type { StandingReader } from '@mandataire/application/reading';
import type { ReadDatabase, Statement } from '../database/index.js';

/**
 * In force as `mandateInForce` says: state ACTIVE and the day in Paris within the term (I-2); one at most, an exclusion
 * constraint says.
 */
const standingSql = (tenant: string, account: string, day: string): string => `
  SELECT
    ARRAY(SELECT role FROM membership
      WHERE tenant_id = ${tenant} AND account_id = ${account} AND accepted_at IS NOT NULL AND ended_at IS NULL
      ORDER BY id) AS memberships,
    (SELECT jsonb_build_object('acts', acts, 'productCodes', product_codes, 'establishments', establishments)
      FROM mandate
      WHERE tenant_id = ${tenant} AND agent_account_id = ${account} AND state = 'ACTIVE'
        AND ${day}::date BETWEEN starts_on AND ends_on) AS mandate`;

const STANDING = standingSql('$1', '$2', '$3');
const ofSession = (column: string) => `(SELECT ${column} FROM session WHERE token_hash = $1)`;
const STANDING_OF_SESSION = standingSql(ofSession('tenant_id'), ofSession('account_id'), '$2');
/** In the select list of a session's row: its company, for what follows in the transaction. No request has a say in it. */
export const ENTER_COMPANY = `set_config('app.tenant_id', coalesce("tenantId"::text, ''), true)`;

export interface StandingRow {
  readonly memberships: readonly MembershipRole[];
  readonly mandate: MandateScope | null;
}

/** Nothing beyond what a session of this strength opens. */
export const standingWithin = (
  { strength, platformRoles }: Pick<Requester, 'strength' | 'platformRoles'>,
  row: StandingRow | undefined,
): Standing => ({
  memberships: rolesWithin(strength, row?.memberships ?? []),
  platformRoles: rolesWithin(strength, platformRoles),
  mandate: row?.mandate ?? null,
});

/** What the person of the session is in its company: follows the session's row in its transaction. */
export const standingOfSession = (tokenHash: string, now: Date): Statement => ({
  text: STANDING_OF_SESSION,
  values: [tokenHash, dateInParis(now)],
});

/** What the requester is at this instant, in one statement. */
export class SqlStandingReader implements StandingReader {
  constructor(private readonly database: ReadDatabase) {}

  async standing(
    requester: Pick<Requester, 'accountId' | 'tenantId' | 'platformRoles' | 'strength'>,
    now: Date,
  ): Promise<Standing> {
    const { accountId, tenantId } = requester;
    if (tenantId === null) return standingWithin(requester, undefined);
    const row = await this.database.first<StandingRow>(
      { tenantId },
      { text: STANDING, values: [tenantId, accountId, dateInParis(now)], planning: 'ONCE' },
    );
    return standingWithin(requester, row);
  }
}
