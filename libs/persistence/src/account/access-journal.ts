import {
  MAILED,
  type AccessEntry,
  type AccessJournal,
  type AccountEvent,
} from '@mandataire/application/account';
import type { ReadDatabase, Statement } from '../database/index.js';

const COLUMNS =
  'id, at, name, account_id, session_id, company_id, object_type, object_id, correlation_id, facts';

const valuesOf = (entry: AccessEntry): unknown[] => [
  entry.id,
  entry.at,
  entry.name,
  entry.accountId,
  entry.sessionId,
  entry.tenantId,
  entry.objectType,
  entry.objectId,
  entry.correlationId,
  JSON.stringify(entry.facts ?? {}),
];

export interface JournaledChange extends Statement {
  /** What the change rests on: named queries that come before it. */
  readonly first?: string;
}

/** A change and its line in one statement: neither without the other, and no line for a change that found nothing. */
export function journaled(
  { first, text, values }: JournaledChange,
  entry: AccessEntry | undefined,
): Statement {
  if (!entry) return { text: first === undefined ? text : `WITH ${first} ${text}`, values };
  const line = valuesOf(entry);
  const types = ['uuid', 'timestamptz', 'text', 'uuid', 'uuid', 'uuid', 'text', 'uuid', 'text', 'jsonb'];
  const places = types.map((type, index) => `$${values.length + index + 1}::${type}`).join(', ');
  return {
    text: `WITH ${first === undefined ? '' : `${first},`} done AS (${text} RETURNING 1)
      INSERT INTO access_journal (${COLUMNS}) SELECT ${places} FROM done`,
    values: [...values, ...line],
  };
}

const NOTE = `INSERT INTO access_journal (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`;

export class SqlAccessJournal implements AccessJournal {
  constructor(private readonly database: ReadDatabase) {}

  async note(entry: AccessEntry): Promise<void> {
    await this.database.platform(NOTE, valuesOf(entry));
  }

  async latest(accountId: string, limit: number): Promise<readonly AccountEvent[]> {
    return this.database.rows<AccountEvent>(
      { accountId },
      {
        text: `SELECT id, account_id AS "accountId", name, at, facts FROM access_journal
          WHERE object_id = $1 AND name LIKE 'account.%' ORDER BY at DESC, position DESC LIMIT $2`,
        values: [accountId, limit],
      },
    );
  }
}

/**
 * A line about an account, and the letter that tells its person where it should be told.
 * Values: account, line, name, instant, facts, correlation, who did it.
 */
export const RECORD_EVENT = `
  WITH line AS (
    INSERT INTO access_journal (account_id, id, name, at, facts, correlation_id, object_type, object_id)
    VALUES ($7, $2, $3::text, $4::timestamptz, $5::jsonb, $6, 'Account', $1::uuid)
  )
  INSERT INTO account_letter (account_id, id, name, at, facts)
  SELECT $1::uuid, $2::uuid, $3::text, $4::timestamptz, $5::jsonb
  WHERE $3::text IN (${MAILED.map((name) => `'${name}'`).join(', ')})`;
