import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock, SequentialRandomness } from '@mandataire/application/testing';
import type { Refused, SecurityEvent } from '@mandataire/application/security-event';
import { BufferedSecurityJournal, ROWS_PER_MINUTE, ROWS_PER_SENDER } from './buffered-security-journal.js';
import { keyedPseudonym } from './keyed-pseudonym.js';

const NOON = new Date('2026-11-22T12:00:00Z');
const refused = (address = '192.0.2.7'): Refused => ({
  status: 400,
  code: 'INVALID_INPUT',
  reason: 'TOO_DEEP',
  act: null,
  accountId: null,
  address,
  correlationId: '01a20496-8517-7096-8feb-1b79281c0569',
});

let clock: FixedClock;
let written: SecurityEvent[];
let statements: number;
let away: boolean;
let faults: unknown[];
let journal: BufferedSecurityJournal;
beforeEach(() => {
  clock = new FixedClock(NOON);
  written = [];
  statements = 0;
  away = false;
  faults = [];
  journal = new BufferedSecurityJournal({
    store: {
      insert: async (events) => {
        if (away) throw new Error('away');
        statements += 1;
        written.push(...events);
      },
    },
    clock,
    randomness: new SequentialRandomness(),
    pseudonym: keyedPseudonym('s'.repeat(43)),
    onFault: (error) => faults.push(error),
  });
});
afterEach(() => journal.close());

const notes = (times: number, address?: (n: number) => string) => {
  for (let n = 0; n < times; n += 1) journal.note(refused(address?.(n)));
};
const nextMinute = () => clock.set(new Date(clock.now().getTime() + 60_000));

describe('the security journal', () => {
  it('writes what was refused, without the address', async () => {
    notes(2);
    await journal.write();
    expect(written).toMatchObject([
      { at: NOON, status: 400, code: 'INVALID_INPUT', reason: 'TOO_DEEP', act: null, repeated: 0 },
      { sender: expect.stringMatching(/^[0-9a-f]{16}$/) },
    ]);
    expect(JSON.stringify(written)).not.toContain('192.0.2.7');
    expect(written[0]?.sender).toBe(written[1]?.sender);
    expect({ statements, rows: written.length }).toEqual({ statements: 1, rows: 2 });
  });

  it('gives one sender so many rows a minute, and counts the rest in one more', async () => {
    notes(1_000);
    await journal.write();
    expect(written).toHaveLength(ROWS_PER_SENDER);
    nextMinute();
    await journal.write();
    expect(written).toHaveLength(ROWS_PER_SENDER + 1);
    expect(written.at(-1)).toMatchObject({ reason: 'TOO_DEEP', repeated: 1_000 - ROWS_PER_SENDER - 1 });
    notes(1);
    await journal.write();
    expect(written).toHaveLength(ROWS_PER_SENDER + 2);
  });

  it('gives all senders together so many rows a minute, and counts the rest as nobody’s', async () => {
    notes(5_000, (n) => `10.0.${n >> 8}.${n & 255}`);
    nextMinute();
    await journal.write();
    expect(written).toHaveLength(ROWS_PER_MINUTE + 1);
    expect(written.at(-1)).toMatchObject({ sender: null, repeated: 5_000 - ROWS_PER_MINUTE - 1 });
  });

  it('keeps what the database does not take, up to a bound, and writes it later', async () => {
    away = true;
    notes(3);
    await journal.write();
    expect({ faults: faults.length, written }).toEqual({ faults: 1, written: [] });
    for (let minutes = 0; minutes < 10; minutes += 1) {
      notes(ROWS_PER_MINUTE, (n) => `10.${minutes}.${n >> 8}.${n & 255}`);
      await journal.write();
      nextMinute();
    }
    away = false;
    await journal.write();
    expect(written).toHaveLength(2 * ROWS_PER_MINUTE);
  });

  it('writes what waits, and what was only counted, when the process stops', async () => {
    notes(ROWS_PER_SENDER + 5);
    await journal.close();
    expect(written).toHaveLength(ROWS_PER_SENDER + 1);
  });

  it('knows one sender by one word, and by another under another key', () => {
    const [a, b] = [keyedPseudonym('a'), keyedPseudonym('b')];
    expect(a('192.0.2.7')).toBe(a('192.0.2.7'));
    expect(a('192.0.2.7')).not.toBe(a('192.0.2.8'));
    expect(a('192.0.2.7')).not.toBe(b('192.0.2.7'));
  });
});
