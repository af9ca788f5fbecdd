import pg from 'pg';
import type { Clock } from '@mandataire/application/clock';
import type { OutboxEvent } from '@mandataire/application/journal';
import type { OutboxStore } from '@mandataire/application/queue';
import { OutboxListener } from './outbox-listener.js';

const CLAIM = `
  SELECT id, name, version, tenant_id AS "tenantId", object_id AS "objectId", occurred_at AS "occurredAt",
    correlation_id AS "correlationId"
  FROM outbox WHERE relayed_at IS NULL ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED`;

type OutboxRow = Omit<OutboxEvent, 'occurredAt'> & { readonly occurredAt: Date };

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

  async relay(limit: number, relay: (events: readonly OutboxEvent[]) => Promise<void>): Promise<number> {
    const client = await this.pool.connect();
    let broken = true;
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.platform_scope', 'relay', true)`);
      const { rows } = await client.query<OutboxRow>(CLAIM, [limit]);
      if (rows.length > 0) {
        await relay(rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() })));
        await client.query('UPDATE outbox SET relayed_at = $2 WHERE id = ANY ($1::uuid[])', [
          rows.map(({ id }) => id),
          this.clock.now(),
        ]);
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
