import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ReadScope } from '@mandataire/application/reading';
import { translateFault } from './failure.js';

/** What row-level security sees of a read; what is left out opens nothing. */
export interface ReadSettings {
  readonly tenantId?: string;
  readonly accountId?: string;
  readonly platformScope?: 'registration' | 'sales' | 'audit' | 'sweep';
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The settings under which a scope's rows are visible. */
export function settingsOf(scope: ReadScope): ReadSettings {
  if (scope.kind === 'COMPANY' || scope.kind === 'OWN') return { tenantId: scope.tenantId };
  return { platformScope: scope.kind.toLowerCase() as 'registration' | 'sales' | 'audit' };
}

const SET = `SELECT set_config('app.tenant_id', $1, true), set_config('app.account_id', $2, true),
  set_config('app.platform_scope', $3, true)`;

/** Texts are few and fixed up to their filters, so each is parsed once per connection. */
const named = (text: string, values: readonly unknown[]): pg.QueryConfig => ({
  name: createHash('sha1').update(text).digest('base64url'),
  text,
  values: [...values],
});

/**
 * Reads of one statement: BEGIN READ ONLY, settings, statement and COMMIT travel in one round trip (pipelined). The
 * settings end with the transaction, so a pooled connection never carries one company's rows to another's reader.
 */
export class ReadDatabase {
  constructor(private readonly pool: pg.Pool) {}

  async rows<Row>(settings: ReadSettings, { text, values }: Statement): Promise<Row[]> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw translateFault(error);
    });
    let broken = true;
    try {
      const answers = await Promise.allSettled([
        client.query('BEGIN READ ONLY'),
        client.query(
          named(SET, [settings.tenantId ?? '', settings.accountId ?? '', settings.platformScope ?? '']),
        ),
        client.query(named(text, values)),
        client.query('COMMIT'),
      ]);
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
