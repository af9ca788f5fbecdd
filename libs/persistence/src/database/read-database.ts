import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ReadScope } from '@mandataire/application/reading';
import { translateFault } from './failure.js';
import { inOneTransaction, PreparationFailed } from './one-transaction.js';

/** What row-level security sees of a read; what is left out opens nothing. */
export interface ReadSettings {
  readonly tenantId?: string;
  /** Of the company, what these establishments and this account see; none: all of it. */
  readonly establishments?: readonly string[];
  readonly accountId?: string;
  readonly platformScope?: 'registration' | 'sales' | 'audit' | 'sweep' | 'locate' | 'sign-ins' | 'portfolio';
  /** The instant at which an access grant must be open. */
  readonly now?: Date;
}

/**
 * How PostgreSQL plans a statement. ONCE per connection: its best plan is the same for everybody. EACH_TIME: it depends on
 * the values. Otherwise PostgreSQL compares the two, and may go on planning a page that takes less time to read.
 */
export type Planning = 'ONCE' | 'EACH_TIME';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly planning?: Planning;
}

export const planned = (planning: Planning, statement: Statement): Statement => ({ ...statement, planning });

/** The settings under which a scope's rows are visible. */
export function settingsOf(scope: ReadScope): ReadSettings {
  if (scope.kind === 'OWN') return { tenantId: scope.tenantId };
  if (scope.kind === 'COMPANY') return { tenantId: scope.tenantId, ...scope.within };
  const platformScope = scope.kind.toLowerCase() as 'registration' | 'sales' | 'audit';
  return { platformScope, accountId: scope.accountId, now: scope.now };
}

const SET = `SELECT set_config('transaction_read_only', 'on', true), set_config('app.tenant_id', $1, true),
  set_config('app.account_id', $2, true), set_config('app.platform_scope', $3, true), set_config('app.now', $4, true),
  set_config('plan_cache_mode', $5, true), set_config('app.establishments', $6, true)`;
const PLAN_MODE = { ONCE: 'force_generic_plan', EACH_TIME: 'force_custom_plan', DEFAULT: 'auto' } as const;

const MOST_NAMES = 1_000;
const names = new Map<string, string>();

/** Hashed once: texts are few and fixed up to their filters. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  if (names.size < MOST_NAMES) names.set(text, name);
  return name;
}

/** The statement under a name, so that each is parsed once per connection. */
export const named = (text: string, values: readonly unknown[]): pg.QueryConfig => ({
  name: nameOf(text),
  text,
  values: [...values],
});

const valuesOf = (settings: ReadSettings, { planning }: Statement) => [
  settings.tenantId ?? '',
  settings.accountId ?? '',
  settings.platformScope ?? '',
  settings.now?.toISOString() ?? '',
  PLAN_MODE[planning ?? 'DEFAULT'],
  settings.establishments?.join(',') ?? '',
];

/** A refused statement leaves a sound connection; one that PostgreSQL ended may say so before it is closed. */
const answers = (client: pg.PoolClient): Promise<boolean> =>
  client.query('SELECT 1').then(
    () => true,
    () => false,
  );

/**
 * Reads: settings and statement are one transaction and one round trip. The settings end with the transaction, so a pooled
 * connection never carries one company's rows to another's reader.
 */
export class ReadDatabase {
  constructor(private readonly pool: pg.Pool) {}

  async rows<Row>(settings: ReadSettings, statement: Statement): Promise<Row[]> {
    const set = { text: SET, values: valuesOf(settings, statement) };
    const [, rows] = await this.together([set, statement]);
    return rows as Row[];
  }

  /** The rows of each statement of one transaction; a later one may rest on what those before it have set. */
  async together(statements: readonly Statement[]): Promise<unknown[][]> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw translateFault(error);
    });
    let broken = false;
    try {
      const results = await inOneTransaction(
        client,
        statements.map(({ text, values }) => named(text, values)),
      );
      return results.map(({ rows }) => rows);
    } catch (error) {
      const unprepared = error instanceof PreparationFailed;
      broken = unprepared || !(await answers(client));
      throw translateFault(unprepared ? error.cause : error);
    } finally {
      client.release(broken);
    }
  }

  /**
   * The rows as one JSON value that PostgreSQL makes: of wide rows it costs this process a third. Instants and octets come
   * as texts.
   */
  async documents<Row>(settings: ReadSettings, statement: Statement): Promise<Row[]> {
    const text = `SELECT coalesce(json_agg(q), '[]'::json) AS documents FROM (${statement.text}) q`;
    const row = await this.first<{ documents: Row[] }>(settings, { ...statement, text });
    return row?.documents ?? [];
  }

  async first<Row>(settings: ReadSettings, statement: Statement): Promise<Row | undefined> {
    return (await this.rows<Row>(settings, statement))[0];
  }

  /** A statement on platform tables: no transaction of its own needed. */
  async platform<Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<pg.QueryResult<Row>> {
    try {
      return await this.pool.query<Row>(named(text, values));
    } catch (error) {
      throw translateFault(error);
    }
  }

  /** Several statements on platform tables that commit together. */
  async platformTransaction<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    try {
      const client = await this.pool.connect();
      let broken = true;
      try {
        await client.query('BEGIN');
        const result = await work(client);
        await client.query('COMMIT');
        broken = false;
        return result;
      } catch (error) {
        broken = await client.query('ROLLBACK').then(
          () => false,
          () => true,
        );
        throw error;
      } finally {
        client.release(broken);
      }
    } catch (error) {
      throw translateFault(error);
    }
  }
}
