import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Certificate } from '@mandataire/domain/certificate';
import { EndUnsubmittedOrders } from '../order/index.js';
import { RequestRevocation } from '../revocation/index.js';
import { FakeMailer } from '../mail/mailer.fake.js';
import { AlertCompany } from '../mandate/index.js';
import { event, fleet, requester, TENANT } from '../unit-of-work/fleet.builder.js';
import {
  DecideAgentDeparture,
  PreviewAgentDeparture,
  ReportAgentDeparture,
  SettleAgentDeparture,
} from './index.js';

const TODAY = '2026-11-22';
const representative = requester('representative');
const reader = requester('hr');
let world: ReturnType<typeof fleet>;
beforeEach(() => {
  world = fleet();
  world.unitOfWork.state.accounts.push({
    ...{ id: 'representative', email: 'paul@dupre.example', displayName: 'Paul Dupré' },
  });
});

const ports = () => {
  const { unitOfWork, hasher, randomness } = world;
  return { unitOfWork, hasher, randomness, lines: new EndUnsubmittedOrders(randomness) };
};
const hash = async () => {
  const preview = new PreviewAgentDeparture(world.unitOfWork, world.hasher);
  const question = { mandateId: 'mandate', successorMandateId: null };
  return (await preview.execute(representative, question)).planHash;
};
const report = async (by = representative, change: object = {}) =>
  new ReportAgentDeparture(ports()).ofAgent(by, {
    ...{ idempotencyKey: 'k', mandateId: 'mandate', successorMandateId: null, planHash: await hash() },
    ...{ knownOn: TODAY, effectiveOn: TODAY, reason: null },
    ...change,
  });
const mandate = () => world.unitOfWork.state.mandates.find(({ id }) => id === 'mandate');
const names = () => world.unitOfWork.state.journal.map(({ name }) => name);

describe('a departure (F4)', () => {
  it('is journaled with its delay; mandate, role and sessions end the same instant', async () => {
    await report(representative, { knownOn: '2026-11-19' });
    const { state } = world.unitOfWork;
    expect(names()).toEqual([
      ...[
        'agent-departure.reported',
        'mandate.ended',
        'company.without-agent',
        'agent-departure.carried-out',
      ],
    ]);
    expect(state.journal[0]?.facts).toMatchObject({ delayDays: 3, late: true, knownOn: '2026-11-19' });
    expect(mandate()).toMatchObject({ state: 'ENDED' });
    expect(state.sessionsEnded).toContain('mc');
    expect(state.memberships.find(({ id }) => id === 'm1')?.endedAt).not.toBeNull();
  });

  it('given twice by one click is one', async () => {
    const planHash = await hash();
    const first = await report(representative, { planHash });
    expect(await report(representative, { planHash })).toMatchObject({ id: first.id });
    expect(world.unitOfWork.state.agentDepartures).toHaveLength(1);
  });

  it('reported by the company’s reader waits for the representative; nothing ends by it', async () => {
    const waiting = await report(reader);
    expect(waiting.state).toBe('REPORTED');
    expect(mandate()).toMatchObject({ state: 'ACTIVE' });
    const decide = new DecideAgentDeparture(ports());
    const input = {
      ...{ agentDepartureId: waiting.id, version: waiting.version, successorMandateId: null },
      planHash: await hash(),
    };
    await expect(decide.carryOut(reader, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await decide.carryOut(representative, input)).toMatchObject({ state: 'CARRIED_OUT' });
    expect(mandate()).toMatchObject({ state: 'ENDED' });
  });

  it('announced is carried out on its day and not before, once', async () => {
    const announced = await report(representative, { effectiveOn: '2026-12-01' });
    const settle = () =>
      new SettleAgentDeparture(world.unitOfWork, ports().lines).execute(
        { tenantId: TENANT, accountId: null, correlationId: 'sweep' },
        announced.id,
      );
    await settle();
    expect(mandate()).toMatchObject({ state: 'ACTIVE' });
    world.clock.set(new Date('2026-12-01T00:00:00Z'));
    await settle();
    await settle();
    expect(mandate()).toMatchObject({ state: 'ENDED' });
    expect(names().filter((name) => name === 'mandate.ended')).toHaveLength(1);
  });

  it('asks for a fresh factor, and for the plan that was shown', async () => {
    const stale = { ...representative, factorAt: new Date('2026-11-22T09:00:00Z') };
    await expect(report(stale)).rejects.toMatchObject({ extensions: { reason: 'STEP_UP_REQUIRED' } });
    await expect(report(representative, { planHash: 'x' })).rejects.toMatchObject({
      extensions: { reason: 'PLAN_CHANGED' },
    });
  });
});

describe('the fleet after its last MC (I-29)', () => {
  it('is told of to sales, the office and the representative, and is revoked by the representative', async () => {
    const { state } = world.unitOfWork;
    state.accounts.push({ id: 'sales', email: 'sales@cs.example', displayName: 'Sales' });
    Object.assign(state.staff, { sales: 'SALES', officer: 'REGISTRATION_OFFICER' });
    state.certificates.push({
      ...{ tenantId: TENANT, id: 'certificate', version: 1, state: 'ACTIVE', holderId: 'holder' },
      ...{ notBefore: new Date('2026-01-01'), notAfter: new Date('2028-01-01'), productCode: 'INITIO' },
    } as unknown as Certificate);
    await report();
    const mailer = new FakeMailer();
    const alert = new AlertCompany(world.unitOfWork, mailer, { console: (path) => path });
    await alert.execute(event('company.without-agent', TENANT));
    expect(mailer.sent.map(({ to }) => to).sort()).toEqual([
      ...['officer@cci.example', 'paul@dupre.example', 'sales@cs.example'],
    ]);
    const revoke = (by: typeof representative) =>
      new RequestRevocation(world.unitOfWork, world.randomness).execute(by, {
        ...{ idempotencyKey: `r-${by.accountId}`, certificateId: 'certificate', reason: 'KEY_LOST' },
        comment: null,
      } as never);
    await expect(revoke(requester('mc'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await revoke(representative);
    expect(world.unitOfWork.state.revocations).toMatchObject([{ certificateId: 'certificate' }]);
  });
});
