import { describe, expect, it } from '@jest/globals';
import type { Holder } from '../holder/index.js';
import { asTenantId } from '../tenant/index.js';
import { markPerson, MOST_PEOPLE, openVerificationDay, type DayPerson } from './index.js';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const tenantId = asTenantId('0199f2c0-0000-7000-8000-000000000001');
const holder = (change: Partial<Holder> = {}): Holder => ({
  ...{ tenantId, id: 'holder', version: 1, accountId: null, state: 'ACTIVE', phone: null },
  ...{ establishment: null, identityNumber: 1, subjectSerialNumber: 'ab' },
  ...change,
});
const open = (change: object = {}, holders: readonly Holder[] = [holder()]) =>
  openVerificationDay(
    { tenantId, ids: ['day', ...holders.map((_, n) => `person-${n}`)], openedBy: 'agent' },
    { heldOn: '2026-11-24', place: ' Salle  Belledonne ', ...change },
    holders,
    NOW,
  );

describe('a day of face-to-face meetings', () => {
  it('keeps the order of the list, its place tidied', () => {
    expect(open({}, [holder({ id: 'b' }), holder({ id: 'a' })])).toMatchObject({
      ok: true,
      next: {
        day: { id: 'day', heldOn: '2026-11-24', place: 'Salle Belledonne', openedAt: NOW },
        people: [
          { id: 'person-0', holderId: 'b', position: 0, outcome: null },
          { id: 'person-1', holderId: 'a', position: 1, outcome: null },
        ],
      },
    });
  });

  it.each([
    [{ place: ' ' }, 'place', 'REQUIRED'],
    [{ place: 'x'.repeat(129) }, 'place', 'TOO_LONG'],
    [{ heldOn: '2026-02-30' }, 'heldOn', 'NOT_A_DATE'],
    [{ heldOn: '2026-11-22' }, 'heldOn', 'IN_THE_PAST'],
    [{ heldOn: '2027-11-24' }, 'heldOn', 'TOO_FAR_AHEAD'],
  ])('refuses %o', (change, field, fault) => {
    expect(open(change)).toMatchObject({ refusal: { kind: 'INPUT', fields: { [field]: fault } } });
  });

  it('refuses nobody, and more than a day can hold', () => {
    expect(open({}, [])).toMatchObject({ refusal: { fields: { holderIds: 'REQUIRED' } } });
    const many = Array.from({ length: MOST_PEOPLE + 1 }, () => holder());
    expect(open({}, many)).toMatchObject({ refusal: { fields: { holderIds: 'TOO_MANY' } } });
  });

  it('refuses the MC among his own people (F61, I-5), and who has left (I-30)', () => {
    const himself = holder({ accountId: 'agent' });
    expect(open({}, [holder(), himself])).toMatchObject({ refusal: { reason: 'DAY_INCLUDES_HIMSELF' } });
    expect(open({}, [holder({ state: 'DEPARTED' })])).toMatchObject({
      refusal: { reason: 'HOLDER_DEPARTED' },
    });
  });
});

describe('a person of the day', () => {
  const person: DayPerson = {
    ...{ tenantId, id: 'person', version: 1, dayId: 'day', holderId: 'holder', position: 0 },
    ...{ outcome: null, reason: null, markedAt: null },
  };

  it('is marked absent or failed, and waited for again', () => {
    const absent = { ...person, outcome: 'ABSENT', markedAt: NOW };
    expect(markPerson(person, 'ABSENT', 'OTHER', NOW)).toEqual({ ok: true, next: absent, events: [] });
    expect(markPerson(person, 'FAILED', 'LIKENESS', NOW)).toMatchObject({ next: { reason: 'LIKENESS' } });
    const failed: DayPerson = { ...person, outcome: 'FAILED', reason: 'LIKENESS', markedAt: NOW };
    expect(markPerson(failed, null, null, NOW)).toMatchObject({ next: person });
  });

  it('fails with a reason only', () => {
    expect(markPerson(person, 'FAILED', null, NOW)).toMatchObject({
      refusal: { fields: { reason: 'REQUIRED' } },
    });
  });
});
