import type { Page, PageRequest } from '@mandataire/application/reading';
import type { SecurityEvent, SecurityEventStore } from '@mandataire/application/security-event';
import { isUuid, pageOf, readCursor, Values, where, type ReadDatabase } from '../database/index.js';

/** One statement for all: each column as an array. */
const INSERT = `
  INSERT INTO security_event (id, at, status, code, reason, act, account_id, sender, correlation_id, repeated)
  SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid[],
    $8::text[], $9::uuid[], $10::integer[])`;

const COLUMNS = [
  'id',
  'at',
  'status',
  'code',
  'reason',
  'act',
  'accountId',
  'sender',
  'correlationId',
  'repeated',
] as const satisfies readonly (keyof SecurityEvent)[];

const SELECT = `
  SELECT id, at, status, code, reason, act, account_id AS "accountId", sender, correlation_id AS "correlationId", repeated
  FROM security_event`;

const isInstant = (part: unknown) => typeof part === 'string' && !Number.isNaN(Date.parse(part));
const isId = (part: unknown) => typeof part === 'string' && isUuid(part);

/** A platform table: nothing of a company, so no tenant to enter. */
export class SqlSecurityEventStore implements SecurityEventStore {
  constructor(private readonly database: ReadDatabase) {}

  async insert(events: readonly SecurityEvent[]): Promise<void> {
    await this.database.platform(
      INSERT,
      COLUMNS.map((column) => events.map((event) => event[column])),
    );
  }

  async page(page: PageRequest): Promise<Page<SecurityEvent>> {
    const values = new Values();
    const conditions: string[] = [];
    if (page.after !== null) {
      const [at, id] = readCursor(page.after, [isInstant, isId]).map((part) => values.add(part));
      conditions.push(`(at, id) < (${at}::timestamptz, ${id}::uuid)`);
    }
    const text = `${SELECT} ${where(conditions)} ORDER BY at DESC, id DESC LIMIT ${values.add(page.first + 1)}`;
    const statement = values.statement(text);
    const { rows } = await this.database.platform<SecurityEvent>(statement.text, statement.values);
    return pageOf(
      rows,
      page,
      (row) => [row.at.toISOString(), row.id],
      (row) => row,
    );
  }
}
