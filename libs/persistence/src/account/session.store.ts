import type {
  AccessEntry,
  FoundSession,
  NewSession,
  ProvedSession,
  Session,
  SessionBasis,
  SessionLine,
  SessionStore,
} from '@mandataire/application/account';
import { unauthenticated } from '@mandataire/application/refusal';
import { SESSION_IDLE } from '@mandataire/domain/account';
import { addDuration } from '@mandataire/domain/time';
import type { ReadDatabase } from '../database/index.js';
import { ENTER_COMPANY, standingOfSession, standingWithin, type StandingRow } from '../viewer/index.js';
import { journaled, type JournaledChange } from './access-journal.js';

/** `lastSeenAt` is noted once in this time, so that a read does not write each time. */
const NOTED_EVERY = { minutes: 1 } as const;

/** Of the basis: a row while it holds. Values begin with those of the new session. */
const INSERT = `
  INSERT INTO session (id, token_hash, account_id, tenant_id, state, strength, created_at, last_seen_at, expires_at,
    factor_at, factor, device)
  SELECT $1::uuid, $2, $3::uuid, $4::uuid, $5, $6, $7::timestamptz, $8::timestamptz, $9::timestamptz, $10::timestamptz,
    $11, $12
  FROM basis`;

/** Waits for a change of the account that is under way, and looks at the row again after it. */
const SAME_CREDENTIALS = `
  basis AS MATERIALIZED (
    SELECT 1 FROM account
    WHERE id = $3 AND email = $13 AND password_hash = $14 AND (totp_secret_sealed IS NOT NULL) = $15 FOR SHARE
  )`;

/** The account's lock comes first, as in every change of it: what a change ends, it ends with all that replaced it. */
const REPLACED = `
  locked AS MATERIALIZED (SELECT id FROM account WHERE id = $3 FOR SHARE),
  basis AS (
    UPDATE session SET ended_at = $7 FROM locked
    WHERE session.account_id = locked.id AND session.token_hash = $13 AND session.ended_at IS NULL RETURNING 1
  )`;

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
  SELECT found.*, $1 AS "tokenHash", ${ENTER_COMPANY} AS entered FROM found`;

const OF = `
  SELECT ${COLUMNS} FROM session
  WHERE account_id = $1 AND state = 'OPEN' AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3
  ORDER BY created_at DESC, id DESC LIMIT 100`;

/** Values: `renewalValues`. */
export const RENEW_SESSION = `
  UPDATE session SET token_hash = $2, factor_at = $3, factor = $4, strength = $5
  WHERE token_hash = $1 AND ended_at IS NULL`;

const proofOf = (basis: SessionBasis): readonly unknown[] => {
  if ('replaces' in basis) return [basis.replaces.tokenHash];
  const { email, passwordHash, secondFactor } = basis.credentials;
  return [email, passwordHash, secondFactor];
};

export const renewalValues = (
  { tokenHash: before }: Pick<Session, 'tokenHash'>,
  { tokenHash, factorAt, factor, strength }: ProvedSession,
): unknown[] => [before, tokenHash, factorAt, factor, strength];

const before = (now: Date, minutes: number) => addDuration(now, { minutes: -minutes });

export class SqlSessionStore implements SessionStore {
  constructor(private readonly database: ReadDatabase) {}

  async insert(session: NewSession, basis: SessionBasis, entry?: AccessEntry): Promise<void> {
    const { id, tokenHash, accountId, tenantId, state, strength } = session;
    const { createdAt, lastSeenAt, expiresAt, factorAt, factor, device } = session;
    const kind = [id, tokenHash, accountId, tenantId, state, strength];
    const values = [...kind, createdAt, lastSeenAt, expiresAt, factorAt, factor, device, ...proofOf(basis)];
    const first = 'replaces' in basis ? REPLACED : SAME_CREDENTIALS;
    if (!(await this.write({ first, text: INSERT, values }, entry)))
      throw unauthenticated('replaces' in basis ? undefined : 'BAD_CREDENTIALS');
  }

  async find(tokenHash: string, now: Date): Promise<FoundSession | undefined> {
    const since = [before(now, SESSION_IDLE.minutes), before(now, NOTED_EVERY.minutes)];
    const [found, standing] = await this.database.together([
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
    await this.write({ text, values: [sessionId, at] }, entry);
  }

  async renew(
    session: Pick<Session, 'tokenHash'>,
    proved: ProvedSession,
    entry?: AccessEntry,
  ): Promise<void> {
    const change = { text: RENEW_SESSION, values: renewalValues(session, proved) };
    if (!(await this.write(change, entry))) throw unauthenticated();
  }

  /** @returns whether there was something to write. */
  private async write(change: JournaledChange, entry?: AccessEntry): Promise<boolean> {
    const { text, values } = journaled(change, entry);
    return (await this.database.platform(text, values)).rowCount !== 0;
  }

  async of(accountId: string, now: Date): Promise<readonly SessionLine[]> {
    const { rows } = await this.database.platform<SessionLine & Record<string, unknown>>(OF, [
      accountId,
      now,
      before(now, SESSION_IDLE.minutes),
    ]);
    return rows;
  }
}
