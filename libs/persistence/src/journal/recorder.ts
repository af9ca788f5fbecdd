import type pg from 'pg';
import type { Randomness } from '@mandataire/application/clock';
import type { Happening, JournalActor } from '@mandataire/application/journal';
import type { Caller } from '@mandataire/application/unit-of-work';
import { named, send } from '../database/index.js';

const EVENT_VERSION = 1;

/** Journal row and outbox row in one statement, of one instant: neither exists without the other (I-27). */
const RECORD = `
  WITH journaled AS (
    INSERT INTO journal_entry (tenant_id, id, at, name, actor_kind, actor_account_id, object_type, object_id,
      previous_state, next_state, reason, facts, correlation_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  )
  INSERT INTO outbox (tenant_id, id, name, version, object_id, occurred_at, correlation_id)
  VALUES ($1, $2, $4, ${EVENT_VERSION}, $8, $3, $13)`;

export interface RecordedAs {
  readonly caller: Caller;
  readonly actor: JournalActor['kind'];
  readonly now: Date;
}

/** The journal entry and the event share their identifier, so that an event leads back to its entry. */
export async function recordHappening(
  client: pg.ClientBase,
  randomness: Randomness,
  { caller, actor, now }: RecordedAs,
  happening: Happening,
): Promise<void> {
  const values = [
    caller.tenantId,
    randomness.id(),
    now,
    happening.name,
    actor,
    caller.accountId,
    happening.objectType,
    happening.objectId,
    happening.previousState ?? null,
    happening.nextState ?? null,
    happening.reason ?? null,
    JSON.stringify(happening.facts ?? {}),
    caller.correlationId,
  ];
  await send(client, named(RECORD, values));
}
