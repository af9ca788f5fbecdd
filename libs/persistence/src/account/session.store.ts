import type { AccessEntry, FoundSession, Session, SessionStore } from '@mandataire/application/account';
import { addDuration } from '@mandataire/domain/time';
import type { ReadDatabase } from '../database/index.js';
import { ENTER_COMPANY, standingOfSession, type StandingRow } from '../viewer/index.js';
import { journaled } from './access-journal.js';

/** A session that nobody uses for this long ends. */
const IDLE = { minutes: 30 } as const;
/** `lastSeenAt` is noted once in this time, so that a read does not write each time. */
const NOTED_EVERY = { minutes: 1 } as const;

const INSERT = `
  INSERT INTO session (id, token_hash, account_id, tenant_id, state, strength, created_at, last_seen_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/** Roles of the platform are read with the session: a role taken away is gone at the next request. */
const FIND = `
  WITH found AS (
    SELECT id, account_id AS "accountId", tenant_id AS "tenantId", state, strength, created_at AS "createdAt",
      last_seen_at AS "lastSeenAt", expires_at AS "expiresAt",
      ARRAY(SELECT r.role FROM platform_role r WHERE r.account_id = session.account_id ORDER BY r.role)
        AS "platformRoles"
    FROM session
    WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3
  ), noted AS (
    UPDATE session SET last_seen_at = $2 WHERE id = (SELECT id FROM found) AND last_seen_at < $4
  )
  SELECT found.*, ${ENTER_COMPANY} AS entered FROM found`;

export class SqlSessionStore implements SessionStore {
  constructor(private readonly database: ReadDatabase) {}

  async insert(session: Parameters<SessionStore['insert']>[0], entry?: AccessEntry): Promise<void> {
    const { id, tokenHash, accountId, tenantId, state, strength, createdAt, lastSeenAt, expiresAt } = session;
    const values = [id, tokenHash, accountId, tenantId, state, strength, createdAt, lastSeenAt, expiresAt];
    const statement = journaled({ text: INSERT, values }, entry);
    await this.database.platform(statement.text, statement.values);
  }

  async find(tokenHash: string, now: Date): Promise<FoundSession | undefined> {
    const before = (minutes: number) => addDuration(now, { minutes: -minutes });
    const find = { text: FIND, values: [tokenHash, now, before(IDLE.minutes), before(NOTED_EVERY.minutes)] };
    const [found, standing] = await this.database.together('BEGIN', [
      find,
      standingOfSession(tokenHash, now),
    ]);
    const [first] = found as (Session & { readonly entered: string })[];
    const [row] = standing as StandingRow[];
    if (!first || !row) return undefined;
    const { entered: _, ...session } = first;
    const { memberships, acts: mandateActs } = row;
    return { ...session, standing: { memberships, platformRoles: session.platformRoles, mandateActs } };
  }

  async end(sessionId: string, at: Date, entry?: AccessEntry): Promise<void> {
    const text = 'UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL';
    const statement = journaled({ text, values: [sessionId, at] }, entry);
    await this.database.platform(statement.text, statement.values);
  }
}
