import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DueRow } from '@mandataire/application/queue';
import { conflict } from '@mandataire/application/refusal';
import type { CarryOutRevocations } from '@mandataire/application/revocation';
import type { Caller } from '@mandataire/application/unit-of-work';
import { asTenantId } from '@mandataire/domain/tenant';
import { Counters } from './counters.js';
import { Revocations } from './revocations.js';

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const row = (objectId: string, tenant = 'one'): DueRow => ({ tenantId: asTenantId(tenant), objectId });

let waiting: DueRow[];
let calls: string[];
let sets: number[];
let bad: string[];
let listFails: boolean;
let wake: () => void;
let revocations: Revocations;

/** Requests in memory: they leave when they are revoked, as the state leaves AUTHENTICATED. */
const useCase = {
  revoke: async ({ tenantId }: Caller, ids: readonly string[]) => {
    if (ids.some((id) => bad.includes(id))) throw conflict();
    sets.push(ids.length);
    calls.push(`revoke ${tenantId} ${ids.slice(0, 2).join(' ')}`);
    waiting = waiting.filter(({ objectId }) => !ids.includes(objectId));
    return ids.map((requestId) => ({
      requestId,
      issuerId: requestId.startsWith('s') ? 'signature' : 'dual',
    }));
  },
  publish: async (issuerId: string) => {
    calls.push(`publish ${issuerId}`);
    if (listFails) throw new Error('the key store is away');
  },
  confirm: async ({ tenantId }: Caller, ids: readonly string[]) =>
    void calls.push(`confirm ${tenantId} ${ids.slice(0, 2).join(' ')}`),
} as unknown as CarryOutRevocations;

beforeEach(() => {
  [waiting, calls, sets, bad, listFails] = [[], [], [], [], false];
  wake = () => {};
  revocations = new Revocations({
    outbox: {
      listen: async (woken) => {
        wake = woken;
        return { close: async () => {} };
      },
    },
    due: { revocationsAsked: async (limit) => waiting.slice(0, limit) },
    useCases: { carryOutRevocations: useCase },
    log,
    counters: new Counters(),
  });
});
afterEach(() => revocations.stop());

const settle = async () => {
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('Revocations', () => {
  it('revokes one as soon as the database wakes it, then lists and confirms it', async () => {
    revocations.start();
    await settle();
    waiting.push(row('a'));
    wake();
    await settle();
    expect(calls).toEqual(['revoke one a', 'publish dual', 'confirm one a']);
  });

  it('revokes all that wait, in sets of one company, before it makes one list for them', async () => {
    waiting = [
      ...Array.from({ length: 1_100 }, (_, i) => row(`a${i}`)),
      ...Array.from({ length: 10 }, (_, i) => row(`b${i}`, 'two')),
    ];
    revocations.start();
    await settle();
    expect(sets).toEqual([500, 500, 100, 10]);
    const first = calls.findIndex((call) => call.startsWith('publish'));
    expect(calls.slice(0, first).every((call) => call.startsWith('revoke'))).toBe(true);
    expect(calls.filter((call) => call.startsWith('publish'))).toEqual(['publish dual']);
    expect(waiting).toEqual([]);
  });

  it('carries out the others when one cannot be, and leaves that one to the sweeper', async () => {
    bad = ['b'];
    waiting = ['a', 'b', 'c'].map((id) => row(id));
    revocations.start();
    await settle();
    wake();
    await settle();
    expect(waiting).toEqual([row('b')]);
    expect(sets).toEqual([1, 1]);
    bad = [];
    await revocations.carryOut(waiting);
    await settle();
    expect(waiting).toEqual([]);
    expect(calls.slice(-2)).toEqual(['publish dual', 'confirm one b']);
  });

  it('is not kept from others by as many failures as a set has room for', async () => {
    bad = Array.from({ length: 600 }, (_, i) => `bad${i}`);
    waiting = [...bad, 'good'].map((id) => row(id));
    revocations.start();
    await settle();
    wake();
    await settle();
    wake();
    await settle();
    expect(waiting.map(({ objectId }) => objectId)).toEqual(bad);
  });

  it('confirms nothing of an issuer whose list could not be made, and the others', async () => {
    waiting = [row('a'), row('s1')];
    listFails = true;
    revocations.start();
    await settle();
    expect(calls.filter((call) => call.startsWith('confirm'))).toEqual([]);
    listFails = false;
    await revocations.carryOut([row('a'), row('s1')]);
    await settle();
    expect(calls.filter((call) => call.startsWith('confirm')).sort()).toEqual([
      'confirm one a',
      'confirm one s1',
    ]);
  });
});
