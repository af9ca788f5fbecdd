import type {
  AccountChange,
  AccountChanger,
  AccountLink,
  AccountLinkPurpose,
  AccountStore,
  Credentials,
  EnrolledFactors,
} from '@mandataire/application/account';
import type { Randomness } from '@mandataire/application/clock';
import { unauthenticated } from '@mandataire/application/refusal';
import { isUuid, type ReadDatabase } from '../database/index.js';
import { OpenAccountChange } from './account-change.js';
import type { SealedSecrets } from './sealed-secret.js';

const CREDENTIALS = `
  SELECT id AS "accountId", email, password_hash AS "passwordHash", totp_secret_sealed IS NOT NULL AS "secondFactor"
  FROM account`;

const STILL_OPEN = 'SELECT 1 FROM session WHERE token_hash = $1 AND ended_at IS NULL FOR UPDATE';

const LINK = `
  SELECT id, account_id AS "accountId", purpose, email, created_at AS "createdAt", expires_at AS "expiresAt",
    used_at AS "usedAt", replaced_at AS "replacedAt"
  FROM account_link WHERE purpose = $1 AND token_hash = $2`;

/** Five an hour to one address: whoever asks, its owner's mailbox is not flooded. */
const RESET = `
  WITH known AS (
    SELECT id, email FROM account WHERE email = $1 AND activated AND (SELECT count(*) FROM account_link l
      WHERE l.account_id = account.id AND l.purpose = 'PASSWORD_RESET' AND l.created_at > $3::timestamptz - interval '1 hour') < 5
  ), replaced AS (
    UPDATE account_link SET replaced_at = $3 WHERE account_id = (SELECT id FROM known)
      AND purpose = 'PASSWORD_RESET' AND used_at IS NULL AND replaced_at IS NULL
  ), link AS (
    INSERT INTO account_link (id, account_id, purpose, email, created_at, expires_at)
    SELECT $2::uuid, id, 'PASSWORD_RESET', email, $3, $4 FROM known
  )  , line AS (
    INSERT INTO access_journal (id, account_id, name, at, facts, correlation_id, object_type, object_id)
    SELECT $5::uuid, id, 'account.reset-requested', $3, jsonb_build_object('linkId', $2::text), $6, 'Account', id FROM known
  )
  INSERT INTO account_letter (id, account_id, name, at, facts)
  SELECT $5::uuid, id, 'account.reset-requested', $3, jsonb_build_object('linkId', $2::text) FROM known`;

/**
 * Accounts as sign-in and their owners see them; one that is not activated has no credentials. What stands alone is one
 * statement, so that two tries at once are both counted and one code opens once; the rest runs under the account's lock.
 */
export class SqlAccountStore implements AccountStore {
  constructor(
    private readonly database: ReadDatabase,
    private readonly secrets: SealedSecrets,
    private readonly randomness: Randomness,
  ) {}

  credentials(email: string): Promise<Credentials | undefined> {
    return this.read(`${CREDENTIALS} WHERE email = $1 AND activated`, email);
  }

  async credentialsOf(accountId: string): Promise<Credentials | undefined> {
    return isUuid(accountId) ? this.read(`${CREDENTIALS} WHERE id = $1 AND activated`, accountId) : undefined;
  }

  totpSecret(accountId: string): Promise<string | undefined> {
    return this.open(accountId, 'totp_secret_sealed');
  }

  /** RFC 6238 §5.2: a code, and every earlier one, is accepted once. */
  async acceptTotpStep(accountId: string, step: number): Promise<boolean> {
    const { rowCount } = await this.database.platform(
      'UPDATE account SET last_totp_step = $2 WHERE id = $1 AND (last_totp_step IS NULL OR last_totp_step < $2)',
      [accountId, step],
    );
    return rowCount === 1;
  }

  async savePendingTotp(accountId: string, secret: string): Promise<void> {
    await this.database.platform('UPDATE account SET pending_totp_sealed = $2 WHERE id = $1', [
      accountId,
      this.secrets.seal(accountId, secret),
    ]);
  }

  pendingTotp(accountId: string): Promise<string | undefined> {
    return this.open(accountId, 'pending_totp_sealed');
  }

  async factors(accountId: string): Promise<EnrolledFactors> {
    const { rows } = await this.database.platform<EnrolledFactors & Record<string, unknown>>(
      `SELECT totp_secret_sealed IS NOT NULL AS "secondFactor", (SELECT count(*) FROM recovery_code c
         WHERE c.account_id = account.id AND c.used_at IS NULL) AS "recoveryCodesLeft"
       FROM account WHERE id = $1`,
      [accountId],
    );
    return rows[0] ?? { secondFactor: false, recoveryCodesLeft: 0 };
  }

  async link(purpose: AccountLinkPurpose, tokenHash: string): Promise<AccountLink | undefined> {
    return (await this.database.platform<AccountLink & Record<string, unknown>>(LINK, [purpose, tokenHash]))
      .rows[0];
  }

  async requestReset(request: Parameters<AccountStore['requestReset']>[0]): Promise<void> {
    const { email, linkId, at, expiresAt, correlationId } = request;
    await this.database.platform(RESET, [email, linkId, at, expiresAt, this.randomness.id(), correlationId]);
  }

  change<T>(by: AccountChanger, work: (account: AccountChange) => Promise<T>): Promise<T> {
    return this.database.platformTransaction(async (client) => {
      await client.query('SELECT 1 FROM account WHERE id = $1 FOR UPDATE', [by.accountId]);
      if (by.session && (await client.query(STILL_OPEN, [by.session.tokenHash])).rowCount === 0)
        throw unauthenticated();
      return work(new OpenAccountChange(client, by, this.secrets, this.randomness));
    });
  }

  private async read(text: string, value: string): Promise<Credentials | undefined> {
    return (await this.database.platform<Credentials & Record<string, unknown>>(text, [value])).rows[0];
  }

  private async open(
    accountId: string,
    column: 'totp_secret_sealed' | 'pending_totp_sealed',
  ): Promise<string | undefined> {
    const { rows } = await this.database.platform<{ sealed: Uint8Array | null }>(
      `SELECT ${column} AS sealed FROM account WHERE id = $1`,
      [accountId],
    );
    const sealed = rows[0]?.sealed;
    return sealed ? this.secrets.open(accountId, sealed) : undefined;
  }
}
