import type {
  AccessEntry,
  FoundSession,
  NewSession,
  ProvedSession,
  Session,
  SessionStore,
} from '@mandataire/application/account';
import { SESSION_IDLE } from '@mandataire/domain/account';
import { addDuration } from '@mandataire/domain/time';
import type { ReadDatabase } from '../database/index.js';
import { ENTER_COMPANY, standingOfSession, standingWithin, type StandingRow } from '../viewer/index.js';
import { journaled } from './access-journal.js';

/** `lastSeenAt` is noted once in this time, so that a read does not write each time. */
const NOTED_EVERY = { minutes: 1 } as const;

const INSERT = `
  INSERT INTO session (id, token_hash, account_id, tenant_id, state, strength, created_at, last_seen_at, expires_at,
    factor_at, factor, device)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

const COLUMNS = `id, account_id AS "accountId", tenant_id AS "tenantId", state, strength, created_at AS "createdAt",
  last_seen_at AS "lastSeenAt", expires_at AS "expiresAt", factor_at AS "factorAt", factor, device`;

/** Roles of the platform are read with the session: a role taken away is gone at the next request. */
const FIND = `
  WITH found AS (
    SELECT ${COLUMNS},
      ARRAY(SELECT r.role FROM platform_role r WHERE r.account_id = session.account_id AND r.ended_at IS NULL
        ORDER BY r.role) AS "platformRoles"
    FROM session
    WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3
  ), noted AS (
    UPDATE session SET last_seen_at = $2 WHERE id = (SELECT id FROM found) AND last_seen_at < $4
  )
  SELECT found.*, ${ENTER_COMPANY} AS entered FROM found`;

const OF = `
  SELECT ${COLUMNS} FROM session
  WHERE account_id = $1 AND state = 'OPEN' AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3
  ORDER BY created_at DESC, id DESC LIMIT 100`;

const RENEW = `
  UPDATE session SET token_hash = $2, factor_at = $3, factor = $4, strength = $5
  WHERE id = $1 AND ended_at IS NULL`;

const before = (now: Date, minutes: number) => addDuration(now, { minutes: -minutes });

export class SqlSessionStore implements SessionStore {
  constructor(private readonly database: ReadDatabase) {}

  async insert(session: NewSession, entry?: AccessEntry): Promise<void> {
    const { id, tokenHash, accountId, tenantId, state, strength } = session;
    const { createdAt, lastSeenAt, expiresAt, factorAt, factor, device } = session;
    const kind = [id, tokenHash, accountId, tenantId, state, strength];
    await this.write(INSERT, [...kind, createdAt, lastSeenAt, expiresAt, factorAt, factor, device], entry);
  }

  async find(tokenHash: string, now: Date): Promise<FoundSession | undefined> {
    const since = [before(now, SESSION_IDLE.minutes), before(now, NOTED_EVERY.minutes)];
    const [found, standing] = await this.database.together('BEGIN', [
      { text: FIND, values: [tokenHash, now, ...since] },
      standingOfSession(tokenHash, now),
    ]);
    const [first] = found as (Session & { readonly entered: string })[];
    const [row] = standing as StandingRow[];
    if (!first || !row) return undefined;
    const { entered: _, ...session } = first;
    return { ...session, standing: standingWithin(session, row) };
  }

  async end(sessionId: string, at: Date, entry?: AccessEntry): Promise<void> {
    const text = 'UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL';
    await this.write(text, [sessionId, at], entry);
  }

  async renew(sessionId: string, proved: ProvedSession, entry?: AccessEntry): Promise<void> {
    const { tokenHash, factorAt, factor, strength } = proved;
    await this.write(RENEW, [sessionId, tokenHash, factorAt, factor, strength], entry);
  }

  private async write(text: string, values: readonly unknown[], entry?: AccessEntry): Promise<void> {
    const statement = journaled({ text, values }, entry);
    await this.database.platform(statement.text, statement.values);
  }

  async of(accountId: string, now: Date): Promise<readonly Omit<Session, 'platformRoles'>[]> {
    const { rows } = await this.database.platform<Omit<Session, 'platformRoles'> & Record<string, unknown>>(
      OF,
      [accountId, now, before(now, SESSION_IDLE.minutes)],
    );
    return rows;
  }
}
