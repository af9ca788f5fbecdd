import type { AccessEntry, AccessJournal } from '@mandataire/application/account';
import type { ReadDatabase, Statement } from '../database/index.js';

const COLUMNS = 'id, at, name, account_id, session_id, company_id, object_type, object_id, correlation_id';

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
];

/** A change and its line in one statement: neither without the other, and no line for a change that found nothing. */
export function journaled({ text, values }: Statement, entry: AccessEntry | undefined): Statement {
  if (!entry) return { text, values };
  const line = valuesOf(entry);
  const types = ['uuid', 'timestamptz', 'text', 'uuid', 'uuid', 'uuid', 'text', 'uuid', 'text'];
  const places = types.map((type, index) => `$${values.length + index + 1}::${type}`).join(', ');
  return {
    text: `WITH done AS (${text} RETURNING 1)
      INSERT INTO access_journal (${COLUMNS}) SELECT ${places} FROM done`,
    values: [...values, ...line],
  };
}

const NOTE = `INSERT INTO access_journal (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`;

export class SqlAccessJournal implements AccessJournal {
  constructor(private readonly database: ReadDatabase) {}

  async note(entry: AccessEntry): Promise<void> {
    await this.database.platform(NOTE, valuesOf(entry));
  }
}
