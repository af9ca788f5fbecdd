import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runningSystem, type Run } from '../support/system/index.js';
import { signedIn, stranger, type ApiClient } from './support/api.js';
import { goodRequest } from './support/certificate-requests.js';
import { Newcomer } from './support/chain.js';
import {
  age,
  CONSENT,
  consentTo,
  expire,
  OrderFlow,
  SUBMIT,
  type HolderFacts,
  verifiedHolder,
} from './support/orders.js';

const RESEND =
  'mutation($input: OrderActInput!) { resendOrderLink(input: $input) { id state version allowedActions } }';
const ACTIONS = 'query($id: ID!) { order(id: $id) { state allowedActions } }';
const READ_CONSENT = 'query($token: String!) { consentRequest(token: $token) { orderState } }';
const READ_RETRIEVAL = 'query($token: String!) { retrieval(token: $token) { state } }';
const refusedBy = (rule: string, reason: string) => ({ code: 'RULE_REFUSED', rule, reason });

let run: Run;
let flow: OrderFlow;
let agent: ApiClient;

beforeAll(async () => {
  run = runningSystem();
  const newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
  flow = OrderFlow.of(newcomer, agent);
});

const newHolder = (): Promise<HolderFacts> => verifiedHolder(agent);
const act = async (orderId: string, asked: ApiClient = agent) => {
  const { version } = await flow.order(orderId, asked);
  return { input: { orderId, version } };
};
const actions = async (id: string, asked: ApiClient = agent) =>
  (await asked.read<{ order: { allowedActions: string[] } }>(ACTIONS, { id })).order.allowedActions;

describe('a consent link that is sent again (D29)', () => {
  it('replaces the lost one at once, at the certified address, and works once like the first', async () => {
    const holder = await newHolder();
    const { id } = await flow.place(holder);
    const lost = await flow.token('consentement', holder, id);
    expect(await actions(id)).toContain('RESEND_LINK');
    expect(await agent.refusal(RESEND, await act(id))).toMatchObject(refusedBy('D29', 'LINK_JUST_SENT'));

    await age(run, lost, 10);
    const twice = await act(id);
    expect(await agent.read(RESEND, twice)).toMatchObject({
      resendOrderLink: { id, state: 'AWAITING_CONSENT' },
    });
    expect(await stranger(run).refusal(READ_CONSENT, { token: lost })).toMatchObject(
      refusedBy('I-9', 'LINK_REPLACED'),
    );
    expect(await agent.refusal(RESEND, twice)).toMatchObject({ code: 'CONFLICT' });
    const fresh = await flow.token('consentement', holder, id);
    expect(fresh).not.toBe(lost);
    await stranger(run).read(CONSENT, { input: await consentTo(run, fresh) });

    await age(run, fresh, 10);
    expect(await actions(id)).not.toContain('RESEND_LINK');
    expect(await agent.refusal(RESEND, await act(id))).toMatchObject(
      refusedBy('I-21', 'HOLDER_HAS_CONSENTED'),
    );
    await flow.cancel(id);
    expect(await agent.refusal(RESEND, await act(id))).toMatchObject({
      code: 'INVALID_STATE',
      state: 'CANCELLED',
    });
  });

  it('is refused to another company, to the office, and to whoever may not order', async () => {
    const holder = await newHolder();
    const { id, version } = await flow.place(holder);
    await age(run, await flow.token('consentement', holder, id), 10);
    const input = { orderId: id, version };
    const foreign = await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors');
    for (const orderId of [id, randomUUID()]) {
      const refusal = await foreign.refusal(RESEND, { input: { orderId, version } });
      expect({ ...refusal, correlationId: '' }).toEqual({ code: 'NOT_FOUND', correlationId: '' });
    }
    expect(await flow.officer.refusal(RESEND, { input })).toMatchObject({ reason: 'ACCESS_GRANT_REQUIRED' });
    for (const role of ['SALES', 'AUDITOR'])
      expect(await (await signedIn(run, role)).refusal(RESEND, { input })).toMatchObject({
        code: 'FORBIDDEN',
      });
    expect(await stranger(run).refusal(RESEND, { input })).toMatchObject({ code: 'UNAUTHENTICATED' });
    await flow.cancel(id);
  });

  it('is sent five times a day at most', async () => {
    const holder = await newHolder();
    const { id } = await flow.place(holder);
    for (let sent = 1; sent < 5; sent += 1) {
      await age(run, await flow.token('consentement', holder, id), 10);
      await agent.read(RESEND, await act(id));
    }
    await age(run, await flow.token('consentement', holder, id), 10);
    expect(await agent.refusal(RESEND, await act(id))).toMatchObject(refusedBy('D29', 'LINK_SENT_TOO_OFTEN'));
    await flow.cancel(id);
  });
});

describe('a retrieval link that is sent again (D29)', () => {
  it('is the company’s while it is valid and the office’s once it is over (R4), and none after it was used', async () => {
    const holder = await newHolder();
    const { order, token: lost } = await flow.retrievable(holder);
    const reader = stranger(run);
    await age(run, lost, 10);
    await agent.read(RESEND, await act(order.id));
    expect(await reader.refusal(READ_RETRIEVAL, { token: lost })).toMatchObject(
      refusedBy('I-9', 'LINK_REPLACED'),
    );
    const second = await flow.token('retrait', holder, order.id);

    // The older of the two stays the older one.
    await expire(run, lost);
    await expire(run, second);
    await eventually('the order whose link expired', async () =>
      (await flow.order(order.id)).state === 'LINK_EXPIRED' ? true : undefined,
    );
    expect(await actions(order.id)).not.toContain('RESEND_LINK');
    expect(await agent.refusal(RESEND, await act(order.id))).toMatchObject({
      code: 'INVALID_STATE',
      state: 'LINK_EXPIRED',
    });
    const { reviewQueue } = await flow.officer.read<{ reviewQueue: { edges: { node: { id: string } }[] } }>(
      '{ reviewQueue(first: 100) { edges { node { id } } } }',
    );
    expect(reviewQueue.edges.map(({ node }) => node.id)).toContain(order.id);
    expect(await actions(order.id, flow.officer)).toContain('RESEND_LINK');
    expect(await flow.officer.read(RESEND, await act(order.id, flow.officer))).toMatchObject({
      resendOrderLink: { state: 'LINK_SENT' },
    });
    expect(await reader.refusal(READ_RETRIEVAL, { token: second })).toMatchObject(
      refusedBy('I-9', 'LINK_REPLACED'),
    );
    const third = await flow.token('retrait', holder, order.id);
    await reader.read(SUBMIT, { input: { token: third, csr: await goodRequest() } });
    await age(run, third, 10);
    expect(await flow.officer.refusal(RESEND, await act(order.id, flow.officer))).toMatchObject({
      code: 'INVALID_STATE',
      state: 'DOWNLOADED',
    });
    const { journal } = await agent.read<{ journal: { edges: { node: { name: string } }[] } }>(
      'query($id: ID!) { journal(first: 100, filter: { objectId: $id }) { edges { node { name } } } }',
      { id: order.id },
    );
    expect(journal.edges.filter(({ node }) => node.name === 'order.link-requested')).toHaveLength(2);
  });
});
