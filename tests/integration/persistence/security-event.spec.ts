import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SecurityEvent } from '@mandataire/application/security-event';
import { World } from './world.builder.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const event = (minute: number, part: Partial<SecurityEvent> = {}): SecurityEvent => ({
  id: randomUUID(),
  at: new Date(Date.UTC(2026, 10, 22, 12, minute)),
  status: 429,
  code: 'RATE_LIMITED',
  reason: null,
  act: 'login',
  accountId: null,
  sender: '0123456789abcdef',
  correlationId: randomUUID(),
  repeated: 0,
  ...part,
});

describe('security events', () => {
  it('are written many at a time and read newest first, page by page', async () => {
    const accountId = await world.account('Claire Dupré');
    const events = [
      event(1),
      event(2, { accountId, reason: 'LINK_USED' }),
      event(2),
      event(3, { sender: null }),
    ];
    await world.app.securityEvents.insert(events);
    const rows: SecurityEvent[] = [];
    for (let after: string | null = null; ;) {
      const page = await world.app.securityEvents.page({ first: 1, after });
      rows.push(...page.rows.map(({ row }) => row));
      if (!page.hasNextPage) break;
      after = page.rows.at(-1)?.cursor ?? null;
    }
    expect(rows.map(({ at }) => at.getUTCMinutes())).toEqual([3, 2, 2, 1]);
    expect(rows).toEqual(expect.arrayContaining(events));
    await expect(world.app.securityEvents.page({ first: 1, after: 'x' })).rejects.toMatchObject({
      extensions: { fields: { after: 'INVALID_CURSOR' } },
    });
  });

  it('are changed and removed by nobody, and hold no word that a sender could have written', async () => {
    await world.as('app', async (client) => {
      for (const sql of [
        'UPDATE security_event SET code = $1',
        'DELETE FROM security_event WHERE code = $1',
      ]) {
        await expect(client.query(sql, ['X'])).rejects.toMatchObject({ code: '42501' });
      }
    });
    await world.as('worker', async (client) => {
      await expect(client.query('SELECT FROM security_event')).rejects.toMatchObject({ code: '42501' });
    });
    for (const part of [{ act: 'claire@example.fr' }, { reason: 'a word' }, { sender: '192.0.2.7' }]) {
      await expect(world.app.securityEvents.insert([event(4, part)])).rejects.toThrow();
    }
  });
});
