import type pg from 'pg';
import type { Randomness } from '@mandataire/application/clock';
import type { Happening, JournalActor } from '@mandataire/application/journal';
import type { Caller } from '@mandataire/application/unit-of-work';
import { named, send } from '../database/index.js';

const EVENT_VERSION = 1;

/**
 * Journal rows and outbox rows in one statement, of one instant: neither exists without the other (I-27). As many as
 * there are, in their order; the database is woken once.
 */
const RECORD = `
  WITH happening AS (
    SELECT * FROM unnest($5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[],
      $13::text[]) AS given (id, name, object_type, object_id, previous_state, next_state, reason, facts, correlation_id)
  ), journaled AS (
    INSERT INTO journal_entry (tenant_id, id, at, name, actor_kind, actor_account_id, object_type, object_id,
      previous_state, next_state, reason, facts, correlation_id)
    SELECT $1::uuid, id, $2::timestamptz, name, $3::text, $4::uuid, object_type, object_id,
      previous_state, next_state, reason, facts::jsonb, correlation_id FROM happening
  )
  INSERT INTO outbox (tenant_id, id, name, version, object_id, occurred_at, correlation_id)
  SELECT $1::uuid, id, name, ${EVENT_VERSION}, object_id, $2::timestamptz, correlation_id FROM happening`;

export interface RecordedAs {
  readonly caller: Caller;
  readonly actor: JournalActor['kind'];
  readonly now: Date;
}

/** A journal entry and its event share their identifier, so that an event leads back to its entry. */
export async function recordHappenings(
  client: pg.ClientBase,
  randomness: Randomness,
  { caller, actor, now }: RecordedAs,
  happenings: readonly Happening[],
): Promise<void> {
  if (happenings.length === 0) return;
  const each = (value: (happening: Happening) => string | null) => happenings.map(value);
  const values = [
    ...[caller.tenantId, now, actor, caller.accountId],
    each(() => randomness.id()),
    each(({ name }) => name),
    each(({ objectType }) => objectType),
    each(({ objectId }) => objectId),
    each(({ previousState }) => previousState ?? null),
    each(({ nextState }) => nextState ?? null),
    each(({ reason }) => reason ?? null),
    each(({ facts }) => JSON.stringify(facts ?? {})),
    each(({ correlationId }) => correlationId ?? caller.correlationId),
  ];
  await send(client, named(RECORD, values));
}
