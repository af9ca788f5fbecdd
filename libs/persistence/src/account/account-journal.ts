import {
  MAILED,
  type AccountEvent,
  type AccountJournal,
  type AccountPost,
} from '@mandataire/application/account';
import type { Randomness } from '@mandataire/application/clock';
import type { ReadDatabase } from '../database/index.js';

/** Values: account, event, name, instant, facts, correlation. */
export const RECORD_EVENT = `
  INSERT INTO account_event (account_id, id, name, at, facts, correlation_id) VALUES ($1, $2, $3, $4, $5, $6)`;

const EVENT = `
  SELECT id, account_id AS "accountId", name, at, facts, correlation_id AS "correlationId" FROM account_event`;

type EventRow = AccountEvent & Record<string, unknown>;

/** Rows are only ever added; the worker notes which it has mailed. */
export class SqlAccountJournal implements AccountJournal {
  constructor(
    private readonly database: ReadDatabase,
    private readonly randomness: Randomness,
  ) {}

  async record({ accountId, name, at, facts, correlationId }: Omit<AccountEvent, 'id'>): Promise<void> {
    const values = [accountId, this.randomness.id(), name, at, JSON.stringify(facts), correlationId];
    await this.database.platform(RECORD_EVENT, values);
  }

  async latest(accountId: string, limit: number): Promise<readonly AccountEvent[]> {
    const { rows } = await this.database.platform<EventRow>(
      `${EVENT} WHERE account_id = $1 ORDER BY at DESC, position DESC LIMIT $2`,
      [accountId, limit],
    );
    return rows;
  }
}

/** Login role `worker`. */
export class SqlAccountPost implements AccountPost {
  constructor(private readonly database: ReadDatabase) {}

  async waiting(limit: number): Promise<readonly AccountEvent[]> {
    const { rows } = await this.database.platform<EventRow>(
      `${EVENT} WHERE told_at IS NULL AND name = ANY ($2::text[]) ORDER BY position LIMIT $1`,
      [limit, MAILED],
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
    await this.database.platform('UPDATE account_event SET told_at = $2 WHERE id = $1', [eventId, at]);
  }
}
