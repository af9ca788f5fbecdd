import { describe, expect, it } from '@jest/globals';
import { emptyDraft, type Mandate } from '../mandate/index.js';
import { asTenantId } from '../tenant/index.js';
import {
  agentDepartureIsDue,
  planAgentDeparture,
  reportDelay,
  reportAgentDeparture,
  reportedLate,
  type AgentWork,
  type AgentDeparture,
} from './index.js';

const tenantId = asTenantId('t');
const now = new Date('2026-11-22T10:00:00Z');
const SIRET = '73282932000074';

const mandate = (id: string, agentAccountId: string, change: Partial<Mandate> = {}): Mandate => ({
  ...emptyDraft(tenantId, id),
  ...{ state: 'ACTIVE', agentAccountId, agentEmail: `${agentAccountId}@d.example` },
  ...{ acts: ['VERIFY', 'ORDER', 'REVOKE'], productCodes: ['INITIO'] },
  ...{ startsOn: '2026-01-01', endsOn: '2027-01-01' },
  ...change,
});

const order = (id: string, change: Partial<AgentWork['orders'][number]> = {}) => ({
  ...{ id, kind: 'NEW' as const, state: 'AWAITING_CONSENT', productCode: 'INITIO' },
  ...{ holderName: `Porteur ${id}`, establishment: null },
  ...change,
});

const work: AgentWork = {
  orders: [
    order('draft'),
    order('hardware', { productCode: 'AUDACIO' }),
    order('owed', { kind: 'REPLACEMENT', state: 'DRAFT', productCode: 'AUDACIO' }),
    order('sent', { state: 'UNDER_REVIEW', productCode: 'AUDACIO' }),
  ],
  verifications: [
    { id: 'v1', state: 'VERIFIED', holderName: 'A' },
    { id: 'v2', state: 'SCHEDULED', holderName: 'B' },
  ],
  revocations: [{ id: 'r', state: 'AUTHENTICATED', holderName: 'C' }],
  places: [
    { establishment: null, holders: 3 },
    { establishment: SIRET, holders: 2 },
  ],
};

const plan = (active: readonly Mandate[], successorMandateId: string | null = null) =>
  planAgentDeparture({ agentAccountId: 'leaver', active, successorMandateId, work }, now);
const fates = (orders: readonly { id: string; fate: string }[]) =>
  Object.fromEntries(orders.map(({ id, fate }) => [id, fate]));

describe('what happens when an MC leaves (F4)', () => {
  it('of the last one: what he had not submitted ends, nobody is left, everything he had is needed (I-29)', () => {
    const left = plan([mandate('m', 'leaver')]);
    expect(left).toMatchObject({
      isLastAgent: true,
      endingMandateIds: ['m'],
      uncovered: work.places,
      neededMandates: [{ mandateId: 'm' }],
      verifications: [{ stays: true }, { stays: false }],
    });
    expect(fates(left.orders)).toEqual({
      draft: 'CANCELLED',
      hardware: 'CANCELLED',
      owed: 'KEPT',
      sent: 'RUNS_ON',
    });
  });

  it('gives a successor what his mandate covers, and no more (D12)', () => {
    const active = [mandate('m', 'leaver'), mandate('s', 'successor')];
    expect(fates(plan(active, 's').orders)).toEqual({
      draft: 'TRANSFERRED',
      hardware: 'CANCELLED',
      owed: 'KEPT',
      sent: 'RUNS_ON',
    });
    expect(plan(active, 's')).toMatchObject({ isLastAgent: false, uncovered: [], neededMandates: [] });
    expect(fates(plan(active).orders)).toMatchObject({ draft: 'CANCELLED' });
  });

  it('counts another mandate where it reaches, and not before its first day', () => {
    const local = mandate('s', 'successor', { establishments: [SIRET] });
    expect(plan([mandate('m', 'leaver'), local])).toMatchObject({
      uncovered: [{ establishment: null, holders: 3 }],
      neededMandates: [{ mandateId: 'm' }],
    });
    const later = mandate('s', 'successor', { startsOn: '2026-12-01' });
    expect(plan([mandate('m', 'leaver'), later]).isLastAgent).toBe(true);
  });
});

const reported = (change: Partial<AgentDeparture> = {}) => ({
  ...{ tenantId, id: 'd', version: 1, leaver: 'AGENT' as const, accountId: 'leaver' },
  ...{ knownOn: '2026-11-22', effectiveOn: '2026-11-22', reason: null, reportedBy: 'leaver' },
  ...{ reportedAs: 'CERTIFICATION_AGENT' as const, reportedAt: now, successorMandateId: null },
  ...change,
});
const report = (change: Partial<AgentDeparture> = {}, mayCarryOut = true, open = false) =>
  reportAgentDeparture({ departure: reported(change), mayCarryOut, open }, now);

describe('the report of a departure (F4)', () => {
  it('counts the days between knowing and reporting, in Paris; the next day is still without delay', () => {
    const at = (knownOn: string, reportedAt: string) => ({ knownOn, reportedAt: new Date(reportedAt) });
    expect(reportDelay(at('2026-11-22', '2026-11-22T22:59:00Z'))).toBe(0);
    expect(reportDelay(at('2026-11-22', '2026-11-22T23:01:00Z'))).toBe(1);
    expect(reportedLate(at('2026-11-21', '2026-11-22T10:00:00Z'))).toBe(false);
    expect(reportedLate(at('2026-11-20', '2026-11-22T10:00:00Z'))).toBe(true);
  });

  it('takes effect at once, is announced for a day to come, or waits for somebody who may', () => {
    expect(report()).toMatchObject({ next: { atOnce: true } });
    expect(report({ effectiveOn: '2026-12-01' })).toMatchObject({
      next: { atOnce: false, departure: { state: 'ANNOUNCED' } },
    });
    const byReader = { reportedBy: 'hr', reportedAs: 'AUTHORISED_PERSON' as const };
    expect(report(byReader, false)).toMatchObject({
      next: { atOnce: false, departure: { state: 'REPORTED' } },
    });
  });

  it('is one at a time, of an MC by himself alone among MCs, and of a day already known', () => {
    expect(report({}, true, true)).toMatchObject({ refusal: { reason: 'AGENT_DEPARTURE_ALREADY_REPORTED' } });
    expect(report({ reportedBy: 'other' })).toMatchObject({
      refusal: { rule: 'F4', reason: 'DEPARTURE_OF_ANOTHER_AGENT' },
    });
    expect(report({ knownOn: '2026-11-23' })).toMatchObject({
      refusal: { fields: { knownOn: 'IN_THE_FUTURE' } },
    });
    expect(report({ effectiveOn: '2028-01-01' })).toMatchObject({
      refusal: { fields: { effectiveOn: 'TOO_FAR' } },
    });
  });

  it('falls due on its day in Paris', () => {
    const announced: AgentDeparture = {
      ...reported({ effectiveOn: '2026-12-01' }),
      ...{ state: 'ANNOUNCED', carriedOutAt: null },
    };
    expect(agentDepartureIsDue(announced, new Date('2026-11-30T22:59:59Z'))).toBe(false);
    expect(agentDepartureIsDue(announced, new Date('2026-11-30T23:00:00Z'))).toBe(true);
    expect(agentDepartureIsDue({ ...announced, state: 'CANCELLED' }, new Date('2027-01-01T00:00:00Z'))).toBe(
      false,
    );
  });
});
