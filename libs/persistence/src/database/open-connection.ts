import type pg from 'pg';
import { send } from './one-write.js';
import { named } from './read-database.js';

/** A statement that writes rows of one table; nobody reads its answer. */
export interface Write {
  readonly table: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** When gathered it must find its row. The text then ends in `RETURNING 1`. */
  readonly mustHit?: boolean;
}

/**
 * The connection of an open transaction. What is sent together travels together and is answered in its order. Once only
 * writes are left they are gathered, and travel as one statement with the COMMIT.
 */
export class OpenConnection {
  private gathered: Write[] | undefined;

  constructor(readonly client: pg.ClientBase) {}

  /** @throws once writes are gathered: what is read would lack them. */
  async ask<R extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<R>> {
    if (this.gathered) throw new Error('nothing is read after endWithWrites()');
    return send<R>(this.client, statement);
  }

  /** How many rows it wrote; of a gathered one `flushed` says whether it hit. */
  async write(write: Write): Promise<number> {
    if (this.gathered) {
      this.gathered.push(write);
      return 1;
    }
    return (await send(this.client, named(write.text, write.values))).rowCount ?? 0;
  }

  /** Writes of different tables that are one statement now or later. */
  async writeAsOne(writes: readonly Write[]): Promise<void> {
    if (this.gathered) this.gathered.push(...writes);
    else await send(this.client, asOne(writes));
  }

  gather(): void {
    this.gathered ??= [];
  }

  /** Sends at once what was gathered. @throws a serialization failure where a row was changed since it was read */
  async flushed(): Promise<void> {
    const statements = [...statementsOf(this.gathered ?? [])];
    this.gathered &&= [];
    await Promise.all(statements.map((statement) => send(this.client, statement)));
  }
}

/** As few as there can be: one statement sees its rows as they were before it, so it writes no table twice. */
function* statementsOf(writes: readonly Write[]): Iterable<pg.QueryConfig> {
  let together: Write[] = [];
  for (const write of writes) {
    if (together.some(({ table }) => table === write.table)) {
      yield asOne(together);
      together = [];
    }
    together.push(write);
  }
  if (together.length > 0) yield asOne(together);
}

const MOST_TEXTS = 200;
const texts = new Map<string, string>();

function asOne(writes: readonly Write[]): pg.QueryConfig {
  const key = writes.map(({ text }) => text).join(';');
  const text = texts.get(key) ?? textOf(writes);
  if (texts.size < MOST_TEXTS) texts.set(key, text);
  return named(
    text,
    writes.flatMap(({ values }) => values),
  );
}

/** `one_row` raises where a row was changed, which ends the transaction: COMMIT may follow unseen. */
function textOf(writes: readonly Write[]): string {
  let before = 0;
  const parts = writes.map(({ text, values }, n) => {
    const own = text.replace(/\$(\d+)/g, (_, place: string) => `$${Number(place) + before}`);
    before += values.length;
    return `w${n} AS (${own})`;
  });
  const hits = writes.flatMap(({ mustHit }, n) => (mustHit ? [`one_row((SELECT count(*) FROM w${n}))`] : []));
  return `WITH ${parts.join(', ')} SELECT ${hits.join(', ')}`.trimEnd();
}
