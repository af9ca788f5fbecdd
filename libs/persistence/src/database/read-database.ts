import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import type pg from 'pg';
import type { ReadScope } from '@mandataire/application/reading';
import { translateFault } from './failure.js';

/** What row-level security sees of a read; what is left out opens nothing. */
export interface ReadSettings {
  readonly tenantId?: string;
  readonly accountId?: string;
  readonly platformScope?: 'registration' | 'sales' | 'audit' | 'sweep' | 'locate';
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
  if (scope.kind === 'COMPANY' || scope.kind === 'OWN') return { tenantId: scope.tenantId };
  const platformScope = scope.kind.toLowerCase() as 'registration' | 'sales' | 'audit';
  return { platformScope, accountId: scope.accountId, now: scope.now };
}

const SET = `SELECT set_config('app.tenant_id', $1, true), set_config('app.account_id', $2, true),
  set_config('app.platform_scope', $3, true), set_config('app.now', $4, true), set_config('plan_cache_mode', $5, true)`;
const PLAN_MODE = { ONCE: 'force_generic_plan', EACH_TIME: 'force_custom_plan', DEFAULT: 'auto' } as const;

/** The statement under a name: texts are few and fixed up to their filters, so each is parsed once per connection. */
export const named = (text: string, values: readonly unknown[]): pg.QueryConfig => ({
  name: createHash('sha1').update(text).digest('base64url'),
  text,
  values: [...values],
});

const valuesOf = (settings: ReadSettings, { planning }: Statement) => [
  settings.tenantId ?? '',
  settings.accountId ?? '',
  settings.platformScope ?? '',
  settings.now?.toISOString() ?? '',
  PLAN_MODE[planning ?? 'DEFAULT'],
];

/** The driver's side that its types leave out. */
interface Wire {
  readonly connection: { readonly stream: Writable };
}

/** What is sent meanwhile leaves together: the driver would write each statement on its own, and wake the server each time. */
function inOnePacket<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as Wire).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

/**
 * Reads of one statement: BEGIN READ ONLY, settings, statement and COMMIT travel in one round trip (pipelined). The
 * settings end with the transaction, so a pooled connection never carries one company's rows to another's reader.
 */
export class ReadDatabase {
  constructor(private readonly pool: pg.Pool) {}

  async rows<Row>(settings: ReadSettings, statement: Statement): Promise<Row[]> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw translateFault(error);
    });
    let broken = true;
    try {
      const answers = await inOnePacket(client, () =>
        Promise.allSettled([
          client.query('BEGIN READ ONLY'),
          client.query(named(SET, valuesOf(settings, statement))),
          client.query(named(statement.text, statement.values)),
          client.query('COMMIT'),
        ]),
      );
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed) {
        // A refused statement leaves a sound connection (COMMIT ended it as ROLLBACK); a lost one leaves none.
        broken = answers[3].status === 'rejected';
        throw translateFault(failed.reason);
      }
      broken = false;
      const [, , answer] = answers;
      return answer.status === 'fulfilled' ? (answer.value.rows as Row[]) : [];
    } finally {
      client.release(broken);
    }
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
}
