import { describe, expect, it } from '@jest/globals';
import type { OutboxEvent } from '../journal/index.js';
import { payloadOf } from './job-payload.js';

const event: OutboxEvent = {
  id: '01970000-0000-7000-8000-000000000001',
  name: 'order.placed',
  version: 1,
  tenantId: '01970000-0000-7000-8000-000000000002',
  objectId: '01970000-0000-7000-8000-000000000003',
  occurredAt: '2026-11-22T10:00:00.000Z',
  correlationId: 'test',
};

describe('the payload of a job', () => {
  it('is the event and nothing that was hung on it', () => {
    const loaded = { ...event, email: 'zoe@company.example', holder: { surname: 'Lefèvre' } };
    expect(payloadOf(loaded)).toEqual(event);
  });

  it.each([undefined, null, '', 'mine', '*'])('is refused without a tenant (%s)', (tenantId) => {
    expect(() => payloadOf({ ...event, tenantId } as unknown as OutboxEvent)).toThrow(/no tenant/);
  });

  it('is refused without an object', () => {
    expect(() => payloadOf({ ...event, objectId: 'zoe@company.example' })).toThrow(/no object/);
  });
});
