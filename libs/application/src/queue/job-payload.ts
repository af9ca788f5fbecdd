import type { OutboxEvent } from '../journal/index.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What a queue may hold of an event: a tenant and identifiers, name by name, so that nothing else travels along by
 * oversight. Checked when a job is added, and again when it comes back from a store that others could write to.
 * @throws without a tenant or an object: such a job belongs to nobody.
 */
export function payloadOf(event: OutboxEvent): OutboxEvent {
  const { id, name, version, tenantId, objectId, occurredAt, correlationId } = event;
  if (!UUID.test(tenantId)) throw new Error(`event ${id} has no tenant`);
  if (!UUID.test(objectId)) throw new Error(`event ${id} has no object`);
  return { id, name, version, tenantId, objectId, occurredAt, correlationId };
}
