import type pg from 'pg';

interface Corked {
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}

const held = new WeakSet<pg.ClientBase>();

/**
 * Sends a statement; all that one turn of the event loop sends over a connection leaves in one write. The driver writes
 * each statement by itself, and every write wakes PostgreSQL: on few cores that costs more than the statement.
 */
export function send<R extends pg.QueryResultRow>(
  client: pg.ClientBase,
  statement: pg.QueryConfig,
): Promise<pg.QueryResult<R>> {
  if (!held.has(client)) {
    const { stream } = (client as unknown as Corked).connection;
    held.add(client);
    stream.cork();
    // After the promises that are settled now: what they send belongs to the same turn.
    process.nextTick(() => {
      held.delete(client);
      stream.uncork();
    });
  }
  return client.query<R>(statement);
}
