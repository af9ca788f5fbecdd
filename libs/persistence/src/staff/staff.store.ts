import type pg from 'pg';
import type { AccountChange, AccountChanger } from '@mandataire/application/account';
import type { Randomness } from '@mandataire/application/clock';
import type { StaffAccount, StaffChange, StaffRow, StaffStore } from '@mandataire/application/staff';
import type { Account } from '@mandataire/domain/account';
import type { HeldRole } from '@mandataire/domain/staff';
import { OpenAccountChange, type SealedSecrets } from '../account/index.js';
import { isUuid, type ReadDatabase } from '../database/index.js';

const STAFF = `
  SELECT a.id, a.display_name AS "displayName", a.email, a.activated,
    json_agg(json_build_object('role', r.role, 'since', r.granted_at, 'grantedBy', giver.display_name)
      ORDER BY r.role) AS roles
  FROM platform_role r JOIN account a ON a.id = r.account_id LEFT JOIN account giver ON giver.id = r.granted_by
  WHERE r.ended_at IS NULL
  GROUP BY a.id ORDER BY a.display_name, a.id`;

/** Whoever waits here sees, once it is his turn, what the one before him has changed. */
const HELD = `
  SELECT account_id AS "accountId", role FROM platform_role WHERE ended_at IS NULL
  ORDER BY account_id, role FOR UPDATE`;

const ENSURE =
  'INSERT INTO account (id, email, display_name) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING';
const ACCOUNT = 'SELECT id, email, display_name AS "displayName", activated FROM account';
/** The policy `account_read` opens the memberships of this account. */
const AS_PERSON = `SELECT set_config('app.account_id', $1, true)`;
const MEMBER = 'SELECT 1 FROM membership WHERE account_id = $1 AND ended_at IS NULL LIMIT 1';

type Since<T> = T extends { readonly since: Date } ? Omit<T, 'since'> & { readonly since: string } : never;
interface StaffRecord extends Omit<StaffRow, 'roles'> {
  readonly roles: readonly Since<StaffRow['roles'][number]>[];
}

/** The staff's roles: platform data, as the account is. Every change writes its line and its letter in one transaction. */
export class SqlStaffStore implements StaffStore {
  constructor(
    private readonly database: ReadDatabase,
    private readonly secrets: SealedSecrets,
    private readonly randomness: Randomness,
  ) {}

  async staff(): Promise<readonly StaffRow[]> {
    const { rows } = await this.database.platform<StaffRecord & Record<string, unknown>>(STAFF);
    return rows.map((row) => ({
      ...row,
      roles: row.roles.map((role) => ({ ...role, since: new Date(role.since) })),
    }));
  }

  change<T>(by: Omit<AccountChanger, 'actorId'>, work: (staff: StaffChange) => Promise<T>): Promise<T> {
    return this.database.platformTransaction(async (client) => {
      const { rows } = await client.query<HeldRole>(HELD);
      return work(
        new OpenStaffChange(rows, { client, by, secrets: this.secrets, randomness: this.randomness }),
      );
    });
  }
}

interface Opening {
  readonly client: pg.ClientBase;
  readonly by: Omit<AccountChanger, 'actorId'>;
  readonly secrets: SealedSecrets;
  readonly randomness: Randomness;
}

class OpenStaffChange implements StaffChange {
  constructor(
    readonly held: readonly HeldRole[],
    private readonly opening: Opening,
  ) {}

  async find(accountId: string): Promise<StaffAccount | undefined> {
    return isUuid(accountId)
      ? this.read('id = $1 AND EXISTS (SELECT FROM platform_role WHERE account_id = $1)', accountId)
      : undefined;
  }

  async ensure({ id, email, displayName }: Account): Promise<StaffAccount> {
    await this.opening.client.query(ENSURE, [id, email, displayName]);
    const found = await this.read('email = $1', email);
    if (!found) throw new Error('the account that was just made is not there');
    return found;
  }

  async grant({ accountId, role }: HeldRole): Promise<void> {
    const { client, by } = this.opening;
    await client.query(
      'INSERT INTO platform_role (account_id, role, granted_at, granted_by) VALUES ($1, $2, $3, $4)',
      [accountId, role, by.now, by.accountId],
    );
  }

  async revoke({ accountId, role }: HeldRole): Promise<void> {
    const { client, by } = this.opening;
    await client.query(
      `UPDATE platform_role SET ended_at = $3, ended_by = $4
       WHERE account_id = $1 AND role = $2 AND ended_at IS NULL`,
      [accountId, role, by.now, by.accountId],
    );
  }

  async account(accountId: string): Promise<AccountChange> {
    const { client, by, secrets, randomness } = this.opening;
    await client.query('SELECT 1 FROM account WHERE id = $1 FOR UPDATE', [accountId]);
    return new OpenAccountChange(client, { ...by, accountId, actorId: by.accountId }, secrets, randomness);
  }

  private async read(condition: string, value: string): Promise<StaffAccount | undefined> {
    const { client } = this.opening;
    const { rows } = await client.query<Account & { activated: boolean }>(`${ACCOUNT} WHERE ${condition}`, [
      value,
    ]);
    if (!rows[0]) return undefined;
    const { activated, ...account } = rows[0];
    await client.query(AS_PERSON, [account.id]);
    const { rowCount } = await client.query(MEMBER, [account.id]);
    return { account, activated, companyMember: rowCount === 1 };
  }
}
