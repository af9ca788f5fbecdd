import type { Randomness } from '@mandataire/application/clock';
import type { Happening, JournalActor } from '@mandataire/application/journal';
import type { Caller } from '@mandataire/application/unit-of-work';
import type { OpenConnection } from '../database/index.js';

const EVENT_VERSION = 1;

/** As many as there are, in their order, of one instant; the database is woken once. */
const JOURNAL = `
  INSERT INTO journal_entry (tenant_id, id, at, name, actor_kind, actor_account_id, object_type, object_id,
    previous_state, next_state, reason, facts, correlation_id)
  SELECT $1::uuid, id, $2::timestamptz, name, $3::text, $4::uuid, object_type, object_id, previous_state, next_state,
    reason, facts::jsonb, correlation_id
  FROM unnest($5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
    AS given (id, name, object_type, object_id, previous_state, next_state, reason, facts, correlation_id)`;
const OUTBOX = `
  INSERT INTO outbox (tenant_id, id, name, version, object_id, occurred_at, correlation_id)
  SELECT $1::uuid, id, name, ${EVENT_VERSION}, object_id, $2::timestamptz, correlation_id
  FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[]) AS given (id, name, object_id, correlation_id)`;

export interface RecordedAs {
  readonly caller: Caller;
  readonly actor: JournalActor['kind'];
  readonly now: Date;
}

/**
 * Journal rows and outbox rows of one instant (I-27); an entry and its event share their identifier, so that an event
 * leads back to its entry. They are sent together; neither is committed without the other.
 */
export async function recordHappenings(
  connection: OpenConnection,
  randomness: Randomness,
  { caller, actor, now }: RecordedAs,
  happenings: readonly Happening[],
): Promise<void> {
  if (happenings.length === 0) return;
  const each = (value: (happening: Happening) => string | null) => happenings.map(value);
  const ids = each(() => randomness.id());
  const names = each(({ name }) => name);
  const objectIds = each(({ objectId }) => objectId);
  const correlationIds = each(({ correlationId }) => correlationId ?? caller.correlationId);
  const entries = [
    ...[caller.tenantId, now, actor, caller.accountId, ids, names],
    each(({ objectType }) => objectType),
    objectIds,
    each(({ previousState }) => previousState ?? null),
    each(({ nextState }) => nextState ?? null),
    each(({ reason }) => reason ?? null),
    each(({ facts }) => JSON.stringify(facts ?? {})),
    correlationIds,
  ];
  await connection.writeAsOne([
    { table: 'journal_entry', text: JOURNAL, values: entries },
    { table: 'outbox', text: OUTBOX, values: [caller.tenantId, now, ids, names, objectIds, correlationIds] },
  ]);
}
