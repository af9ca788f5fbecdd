import type { AccessEntry, AccountStore, Credentials } from '@mandataire/application/account';
import { isUuid, type ReadDatabase } from '../database/index.js';
import { journaled } from './access-journal.js';
import type { SealedSecrets } from './sealed-secret.js';

interface CredentialsRow extends Omit<Credentials, 'totpSecret'> {
  readonly sealed: Uint8Array | null;
}

const CREDENTIALS = `
  SELECT id AS "accountId", email, password_hash AS "passwordHash", totp_secret_sealed AS sealed,
    last_totp_step AS "lastTotpStep", failed_attempts AS "failedAttempts", last_failed_at AS "lastFailedAt"
  FROM account`;

/** Sign-in data; an account that is not activated has none. Each change is one statement, so that two tries at once are both counted and one code opens once. */
export class SqlAccountStore implements AccountStore {
  constructor(
    private readonly database: ReadDatabase,
    private readonly secrets: SealedSecrets,
  ) {}

  credentials(email: string): Promise<Credentials | undefined> {
    return this.read(`${CREDENTIALS} WHERE email = $1 AND activated`, email);
  }

  async credentialsOf(accountId: string): Promise<Credentials | undefined> {
    return isUuid(accountId) ? this.read(`${CREDENTIALS} WHERE id = $1 AND activated`, accountId) : undefined;
  }

  async countFailure(accountId: string, at: Date, entry: AccessEntry): Promise<void> {
    const text =
      'UPDATE account SET failed_attempts = failed_attempts + 1, last_failed_at = $2 WHERE id = $1';
    const statement = journaled({ text, values: [accountId, at] }, entry);
    await this.database.platform(statement.text, statement.values);
  }

  /** RFC 6238 §5.2: a code, and every earlier one, is accepted once. */
  async acceptTotpStep(accountId: string, step: number): Promise<boolean> {
    const { rowCount } = await this.database.platform(
      'UPDATE account SET last_totp_step = $2 WHERE id = $1 AND (last_totp_step IS NULL OR last_totp_step < $2)',
      [accountId, step],
    );
    return rowCount === 1;
  }

  async resetFailures(accountId: string): Promise<void> {
    await this.database.platform(
      'UPDATE account SET failed_attempts = 0, last_failed_at = NULL WHERE id = $1 AND failed_attempts > 0',
      [accountId],
    );
  }

  /** Only of an account that is not activated: afterwards its factor is the one that was proved. */
  async savePendingTotp(accountId: string, secret: string): Promise<void> {
    await this.database.platform(
      'UPDATE account SET pending_totp_sealed = $2 WHERE id = $1 AND NOT activated',
      [accountId, this.secrets.seal(accountId, secret)],
    );
  }

  async pendingTotp(accountId: string): Promise<string | undefined> {
    const { rows } = await this.database.platform<{ sealed: Uint8Array | null }>(
      'SELECT pending_totp_sealed AS sealed FROM account WHERE id = $1',
      [accountId],
    );
    const sealed = rows[0]?.sealed;
    return sealed ? this.secrets.open(accountId, sealed) : undefined;
  }

  private async read(text: string, value: string): Promise<Credentials | undefined> {
    const { rows } = await this.database.platform<CredentialsRow>(text, [value]);
    const row = rows[0];
    if (!row) return undefined;
    const { sealed, ...credentials } = row;
    return { ...credentials, totpSecret: sealed && this.secrets.open(row.accountId, sealed) };
  }
}
