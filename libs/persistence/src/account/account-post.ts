import { type AccountEvent, type AccountPost } from '@mandataire/application/account';
import type { ReadDatabase } from '../database/index.js';

/** Login role `worker`. */
export class SqlAccountPost implements AccountPost {
  constructor(private readonly database: ReadDatabase) {}

  async waiting(limit: number): Promise<readonly AccountEvent[]> {
    const { rows } = await this.database.platform<AccountEvent & Record<string, unknown>>(
      `SELECT id, account_id AS "accountId", name, at, facts FROM account_letter
       WHERE told_at IS NULL ORDER BY position LIMIT $1`,
      [limit],
    );
    return rows;
  }

  async addressOf(accountId: string): Promise<{ email: string; displayName: string } | undefined> {
    const { rows } = await this.database.platform<{ email: string; displayName: string }>(
      'SELECT email, display_name AS "displayName" FROM account WHERE id = $1',
      [accountId],
    );
    return rows[0];
  }

  async prepareLink(linkId: string, tokenHash: string): Promise<{ email: string } | undefined> {
    const { rows } = await this.database.platform<{ email: string }>(
      `UPDATE account_link SET token_hash = $2 WHERE id = $1 AND used_at IS NULL AND replaced_at IS NULL
       RETURNING email`,
      [linkId, tokenHash],
    );
    return rows[0];
  }

  async isTaken(email: string): Promise<boolean> {
    const { rowCount } = await this.database.platform('SELECT 1 FROM account WHERE email = $1', [email]);
    return rowCount !== 0;
  }

  async done(eventId: string, at: Date): Promise<void> {
    await this.database.platform('UPDATE account_letter SET told_at = $2 WHERE id = $1', [eventId, at]);
  }
}
