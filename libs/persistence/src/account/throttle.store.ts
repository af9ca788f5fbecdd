import type { KnownDevices, TryThrottle } from '@mandataire/application/account';
import { TRY_MEMORY, TRY_PAUSES } from '@mandataire/domain/account';
import { durationMs } from '@mandataire/domain/time';
import type { ReadDatabase } from '../database/index.js';

/**
 * The row is the lock: of a burst, each try sees what the one before it wrote. A try that comes before its time changes
 * nothing, so that nobody can push the pause further away by knocking.
 */
const RESERVE = `
  WITH reserved AS (
    INSERT INTO try_throttle AS t (key_hash, tries, last_at, free_at)
    VALUES ($1, 1, $2::timestamptz, $2::timestamptz + ($4::integer[])[1] * interval '1 second')
    ON CONFLICT (key_hash) DO UPDATE SET
      tries = CASE WHEN t.last_at < $3 THEN 1 ELSE t.tries + 1 END,
      last_at = $2,
      free_at = $2::timestamptz + ($4::integer[])[CASE WHEN t.last_at < $3 THEN 1
        ELSE least(t.tries + 1, cardinality($4::integer[])) END] * interval '1 second'
    WHERE t.free_at <= $2
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM reserved) AS reserved,
    (SELECT ceil(extract(epoch FROM free_at - $2::timestamptz))::integer FROM try_throttle WHERE key_hash = $1) AS wait`;

export class SqlTryThrottle implements TryThrottle {
  constructor(private readonly database: ReadDatabase) {}

  async reserve(keyHash: string, now: Date): Promise<number> {
    const forgotten = new Date(now.getTime() - durationMs(TRY_MEMORY));
    const { rows } = await this.database.platform<{ reserved: boolean; wait: number | null }>(RESERVE, [
      keyHash,
      now,
      forgotten,
      TRY_PAUSES,
    ]);
    // Of a burst, the row may be younger than what this statement sees: then the pause has just begun.
    return rows[0]?.reserved === true ? 0 : Math.max(rows[0]?.wait ?? 1, 1);
  }

  async forget(keyHash: string): Promise<void> {
    await this.database.platform('UPDATE try_throttle SET tries = 0, free_at = last_at WHERE key_hash = $1', [
      keyHash,
    ]);
  }

  /** The worker's: tries of long ago. @returns how many. */
  async sweep(now: Date): Promise<number> {
    const forgotten = new Date(now.getTime() - durationMs(TRY_MEMORY));
    const { rowCount } = await this.database.platform('DELETE FROM try_throttle WHERE last_at < $1', [
      forgotten,
    ]);
    return rowCount ?? 0;
  }
}

export class SqlKnownDevices implements KnownDevices {
  constructor(private readonly database: ReadDatabase) {}

  async knows(tokenHash: string, email: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.database.platform(
      `SELECT 1 FROM known_device d JOIN account a ON a.id = d.account_id
       WHERE a.email = $2 AND d.token_hash = $1 AND d.expires_at > $3`,
      [tokenHash, email, now],
    );
    return rowCount === 1;
  }

  async remember(device: Parameters<KnownDevices['remember']>[0]): Promise<void> {
    const { tokenHash, accountId, now, expiresAt } = device;
    await this.database.platform(
      `INSERT INTO known_device (account_id, token_hash, first_at, expires_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id, token_hash) DO UPDATE SET expires_at = excluded.expires_at`,
      [accountId, tokenHash, now, expiresAt],
    );
  }
}
