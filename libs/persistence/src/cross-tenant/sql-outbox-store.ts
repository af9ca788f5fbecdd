import pg from 'pg';
import type { Clock } from '@mandataire/application/clock';
import type { OutboxEvent } from '@mandataire/application/journal';
import { JOBS_OF_EVENT, type OutboxStore } from '@mandataire/application/queue';
import { OutboxListener } from './outbox-listener.js';

const COLUMNS = `ctid, id, name, version, tenant_id AS "tenantId", object_id AS "objectId", occurred_at AS "occurredAt",
  correlation_id AS "correlationId"`;

const FRESH = `
  SELECT ${COLUMNS} FROM outbox WHERE relayed_at IS NULL ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED`;

const UNDONE = `
  SELECT ${COLUMNS} FROM outbox WHERE settled_at IS NULL AND relayed_at < $2
  ORDER BY relayed_at LIMIT $1 FOR UPDATE SKIP LOCKED`;

/** An event that starts no job has nothing to wait for. The rows are locked, and so stay where they were found. */
const MARK = `
  UPDATE outbox SET relayed_at = $2, settled_at = CASE WHEN name = ANY ($3::text[]) THEN settled_at ELSE $2 END
  WHERE ctid = ANY ($1::tid[])`;

const NAMES_WITH_JOBS = Object.keys(JOBS_OF_EVENT);

type Relay = (events: readonly OutboxEvent[]) => Promise<void>;
type OutboxRow = Omit<OutboxEvent, 'occurredAt'> & { readonly occurredAt: Date; readonly ctid: string };

/**
 * Reason to look over companies: one relay serves them all. Login role `worker`, scope `relay`. The rows stay locked
 * while they are given to the queue, so two relays never take the same one; they are marked only when the queue has
 * them all, so a crash in between gives them again (at least once, house.md).
 */
export class SqlOutboxStore implements OutboxStore {
  constructor(
    private readonly pool: pg.Pool,
    private readonly url: string,
    private readonly clock: Clock,
  ) {}

  relay(limit: number, relay: Relay): Promise<number> {
    return this.claim({ text: FRESH, values: [limit] }, relay);
  }

  relayAgain(before: Date, limit: number, relay: Relay): Promise<number> {
    return this.claim({ text: UNDONE, values: [limit, before] }, relay);
  }

  private async claim(rowsToClaim: pg.QueryConfig, relay: Relay): Promise<number> {
    const client = await this.pool.connect();
    let broken = true;
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.platform_scope', 'relay', true)`);
      const { rows } = await client.query<OutboxRow>(rowsToClaim);
      if (rows.length > 0) {
        await relay(
          rows.map(({ ctid: _, ...row }) => ({ ...row, occurredAt: row.occurredAt.toISOString() })),
        );
        await client.query(MARK, [rows.map(({ ctid }) => ctid), this.clock.now(), NAMES_WITH_JOBS]);
      }
      await client.query('COMMIT');
      broken = false;
      return rows.length;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async listen(wake: () => void): Promise<{ close(): Promise<void> }> {
    const listener = new OutboxListener(this.url, wake);
    await listener.start();
    return listener;
  }
}
