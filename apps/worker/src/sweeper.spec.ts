import { beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@mandataire/application/testing';
import type { CrlValidity, DueRow, DueWork } from '@mandataire/application/queue';
import { conflict } from '@mandataire/application/refusal';
import type { WorkerUseCases } from '@mandataire/platform/worker';
import { asTenantId } from '@mandataire/domain/tenant';
import { Counters } from './counters.js';
import { Sweeper } from './sweeper.js';

const now = new Date('2026-11-22T10:00:00.000Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const tenantId = asTenantId('tenant');
const row = (objectId: string) => ({ tenantId, objectId });

let calls: string[];
let lists: CrlValidity | undefined;
let asked: Record<string, unknown>;
let clock: FixedClock;

function due(rows: Partial<Record<keyof DueWork, string[]>>): DueWork {
  const list =
    (name: keyof DueWork) =>
    async (before: unknown): Promise<readonly DueRow[]> => {
      asked[name] = before;
      return (rows[name] ?? []).map(row);
    };
  return {
    revocationsAsked: async () => [],
    revocationsToCarryOut: list('revocationsToCarryOut'),
    revocationsToObserve: list('revocationsToObserve'),
    reservedBefore: list('reservedBefore'),
    linksExpired: list('linksExpired'),
    certificatesExpired: list('certificatesExpired'),
    mandatesMaybeLapsed: list('mandatesMaybeLapsed'),
    mandatesExpired: list('mandatesExpired'),
    secondPersonsDue: list('secondPersonsDue'),
    identityChangesDue: list('identityChangesDue'),
    certificatesToRemind: list('certificatesToRemind'),
    remindersUnsent: list('remindersUnsent'),
    staffListsToAdvance: async () => [],
    staffListsToForget: list('staffListsToForget'),
    crlValidity: async () => lists,
  };
}

const note = (name: string, fail?: string) => async (_caller: unknown, id: string) => {
  if (id === fail) throw conflict();
  calls.push(`${name} ${id}`);
};

function sweeper(rows: Partial<Record<keyof DueWork, string[]>>, fail?: string): Sweeper {
  const useCases = {
    observeRevocation: { observe: note('observe', fail) },
    abandonReserved: { execute: note('abandon') },
    expireLink: { execute: note('expire link') },
    expireCertificate: { execute: note('expire') },
    settleMandate: { execute: note('settle') },
    carryIdentityChange: { carry: note('change') },
    planReminders: { execute: note('plan') },
    sendReminder: { send: note('remind') },
    forgetStaffList: { execute: note('forget') },
  } as unknown as WorkerUseCases;
  const upkeep = {
    publishCrl: async () => (calls.push('publish'), { number: 1, nextUpdate: inHours(48) }),
    renewOcspSigner: async () => (calls.push('signer'), true),
    ocspSignersEnd: async () => undefined,
    endingAuthorities: async () => [],
  };
  const revocations = {
    carryOut: async (found: readonly DueRow[]) =>
      void calls.push(...found.map(({ objectId }) => `carry out ${objectId}`)),
  };
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const ports = { clock, due: due(rows), useCases, upkeep, revocations, log, staffListKeptDays: 30 };
  return new Sweeper({ ...ports, counters: new Counters() });
}

beforeEach(() => {
  calls = [];
  asked = {};
  lists = { from: inHours(-8), until: inHours(40) };
  clock = new FixedClock(now);
});

describe('Sweeper', () => {
  it('carries out what is due, each kind by its use case', async () => {
    await sweeper({
      revocationsToCarryOut: ['r1'],
      revocationsToObserve: ['r2'],
      reservedBefore: ['c1'],
      linksExpired: ['o1'],
      certificatesExpired: ['c2'],
    }).sweep();
    expect(calls.sort()).toEqual(
      ['abandon c1', 'carry out r1', 'expire c2', 'expire link o1', 'observe r2', 'signer'].sort(),
    );
  });

  it('looks after mandates, changes of certified data and reminders', async () => {
    await sweeper({
      mandatesMaybeLapsed: ['m1'],
      mandatesExpired: ['m2'],
      identityChangesDue: ['x1'],
      certificatesToRemind: ['c1'],
      remindersUnsent: ['r1'],
    }).sweep();
    expect(calls.sort()).toEqual(
      ['change x1', 'plan c1', 'remind r1', 'settle m1', 'settle m2', 'signer'].sort(),
    );
    expect(asked).toMatchObject({ mandatesExpired: '2026-11-22', identityChangesDue: '2026-11-22' });
    expect(asked.mandatesMaybeLapsed).toEqual(new Date('2026-08-25T10:00:00.000Z'));
  });

  it('plans reminders every ten seconds, not at each turn', async () => {
    const swept = sweeper({ certificatesToRemind: ['c1'] });
    await swept.sweep();
    clock.set(new Date(now.getTime() + 9_000));
    await swept.sweep();
    expect(calls.filter((call) => call === 'plan c1')).toHaveLength(1);
    clock.set(new Date(now.getTime() + 10_000));
    await swept.sweep();
    expect(calls.filter((call) => call === 'plan c1')).toHaveLength(2);
  });

  it('leaves to the queue, and to the sets of revocations, what is younger than ten seconds, and a signature two minutes', async () => {
    await sweeper({}).sweep();
    expect(asked.revocationsToCarryOut).toEqual(new Date('2026-11-22T09:59:50.000Z'));
    expect(asked.reservedBefore).toEqual(new Date('2026-11-22T09:58:00.000Z'));
    expect(asked.linksExpired).toEqual(now);
  });

  it('goes on with the others when one fails', async () => {
    await sweeper({ revocationsToObserve: ['bad', 'good'], linksExpired: ['o1'] }, 'bad').sweep();
    expect(calls).toEqual(expect.arrayContaining(['observe good', 'expire link o1']));
  });

  it.each([
    ['there is none', undefined, true],
    ['half of its validity is used', { from: inHours(-24), until: inHours(24) }, true],
    ['it was made by a clock that was ahead', { from: inHours(72), until: inHours(120) }, true],
    ['it is fresh', { from: now, until: inHours(40) }, false],
  ])('publishes the CRL when %s', async (_when, validity, publishes) => {
    lists = validity;
    await sweeper({}).sweep();
    expect(calls.includes('publish')).toBe(publishes);
  });

  it('looks after the OCSP signer at the start and each hour', async () => {
    const swept = sweeper({});
    await swept.sweep();
    await swept.sweep();
    expect(calls).toEqual(['signer']);
    clock.set(inHours(1));
    await swept.sweep();
    expect(calls.filter((call) => call === 'signer')).toHaveLength(2);
  });
});
