import { describe, expect, it } from '@jest/globals';
import type { SerialStatus } from '@mandataire/application/certificate';
import { GatheredStatuses } from './gathered-statuses.js';

describe('statuses gathered', () => {
  const asked: [string, readonly string[]][] = [];
  const known = new Map<string, SerialStatus>([['a1', { state: 'ISSUED' }]]);
  const reader = {
    statuses: (issuerId: string, serials: readonly string[]) => {
      asked.push([issuerId, serials]);
      if (issuerId === 'down') return Promise.reject(new Error('connection refused'));
      return Promise.resolve(new Map([...known].filter(([serial]) => serials.includes(serial))));
    },
  };
  const gathered = new GatheredStatuses(reader);

  it('in one turn are one reading for each authority', async () => {
    const [first, second, other] = await Promise.all([
      gathered.statuses('a', ['a1', 'a2']),
      gathered.statuses('a', ['a2', 'a3']),
      gathered.statuses('b', ['a2']),
    ]);
    expect(asked).toEqual([
      ['a', ['a1', 'a2', 'a3']],
      ['b', ['a2']],
    ]);
    expect([first.get('a1'), second.get('a2'), other.size]).toEqual([{ state: 'ISSUED' }, undefined, 0]);
  });

  it('are read after the question: a reading that has begun is nobody else’s', async () => {
    const before = gathered.statuses('a', ['a4']);
    await new Promise((resolve) => setImmediate(resolve));
    known.set('a4', { state: 'REVOKED' });
    expect((await gathered.statuses('a', ['a4'])).get('a4')).toEqual({ state: 'REVOKED' });
    expect((await before).get('a4')).toBeUndefined();
  });

  it('fail for all who asked, and for nobody after', async () => {
    const both = [gathered.statuses('down', ['a1']), gathered.statuses('down', ['a2'])];
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(gathered.statuses('down', ['a3'])).rejects.toThrow('connection refused');
    expect(asked.filter(([issuerId]) => issuerId === 'down')).toHaveLength(2);
  });
});
