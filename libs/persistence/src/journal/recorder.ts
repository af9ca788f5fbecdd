import type { Happening, JournalActor } from '@mandataire/application/journal';
import type { Caller } from '@mandataire/application/unit-of-work';
import type { OpenConnection } from '../database/index.js';

const EVENT_VERSION = 1;

const JOURNAL = `
  INSERT INTO journal_entry (tenant_id, id, at, name, actor_kind, actor_account_id, object_type, object_id,
    previous_state, next_state, reason, facts, correlation_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;
const OUTBOX = `
  INSERT INTO outbox (tenant_id, id, name, version, object_id, occurred_at, correlation_id)
  VALUES ($1, $2, $3, ${EVENT_VERSION}, $4, $5, $6)`;

export interface RecordedAs {
  readonly caller: Caller;
  readonly actor: JournalActor['kind'];
  readonly now: Date;
}

/**
 * Journal row and outbox row of one instant (I-27), with one identifier, so that an event leads back to its entry. They
 * are sent together; neither is committed without the other.
 */
export async function recordHappening(
  connection: OpenConnection,
  id: string,
  { caller, actor, now }: RecordedAs,
  happening: Happening,
): Promise<void> {
  const { name, objectType, objectId } = happening;
  const values = [
    ...[caller.tenantId, id, now, name, actor, caller.accountId, objectType, objectId],
    happening.previousState ?? null,
    happening.nextState ?? null,
    happening.reason ?? null,
    JSON.stringify(happening.facts ?? {}),
    caller.correlationId,
  ];
  await connection.writeAsOne([
    { table: 'journal_entry', text: JOURNAL, values },
    {
      table: 'outbox',
      text: OUTBOX,
      values: [caller.tenantId, id, name, objectId, now, caller.correlationId],
    },
  ]);
}
