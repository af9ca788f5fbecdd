import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../support/system/index.js';
import { OPEN_ACCESS, openFile, signedIn } from './support/api.js';
import {
  CANCEL,
  CO_SIGN,
  DECIDE,
  verifiedHolder,
  OrderFlow,
  PLACE,
  type PlacedOrder,
} from './support/orders.js';

const COMPANY = 'Laiterie du Vercors';
let run: Run;
let flow: OrderFlow;
beforeAll(async () => {
  run = runningSystem();
  flow = await OrderFlow.in(run, COMPANY);
});

const placing = (holderId: string, productCode = 'INITIO', idempotencyKey: string = randomUUID()) => ({
  input: { idempotencyKey, holderId, productCode },
});

describe('order', () => {
  it('is one order for one key, however often and however many at once', async () => {
    const holder = await verifiedHolder(flow.agent);
    const variables = placing(holder.id);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => flow.agent.read<{ placeOrder: PlacedOrder }>(PLACE, variables)),
    );
    const again = await flow.agent.read<{ placeOrder: PlacedOrder }>(PLACE, variables);
    const ids = new Set([...answers, again].map(({ placeOrder }) => placeOrder.id));
    expect(ids.size).toBe(1);
    await flow.cancel(again.placeOrder.id);
  });

  it('is refused while another of the same holder and product is open', async () => {
    const holder = await verifiedHolder(flow.agent);
    const { id } = await flow.place(holder);
    expect(await flow.agent.refusal(PLACE, placing(holder.id))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'R1',
      reason: 'ORDER_ALREADY_OPEN',
    });
    await flow.cancel(id);
  });

  it('is refused for an unknown product, one that is not orderable, and a holder who is not verified in time', async () => {
    const holder = await verifiedHolder(flow.agent);
    const refusals = [
      [placing(holder.id, 'NONE'), 'UNKNOWN_PRODUCT'],
      [placing(holder.id, 'AUDACIO'), 'PRODUCT_NOT_ORDERABLE'],
    ] as const;
    for (const [variables, reason] of refusals) {
      expect(await flow.agent.refusal(PLACE, variables)).toMatchObject({ code: 'RULE_REFUSED', reason });
    }
    const { holders } = await flow.agent.read<{
      holders: { edges: { node: { id: string; verification: { state: string } | null } }[] };
    }>('{ holders(first: 50) { edges { node { id verification { state } } } } }');
    const stale = holders.edges.find(({ node }) => node.verification?.state === 'STALE');
    expect(await flow.agent.refusal(PLACE, placing(stale?.node.id ?? ''))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'D5',
    });
  });

  it('is placed by MC or representative only', async () => {
    const holder = await verifiedHolder(flow.agent);
    for (const role of ['REGISTRATION_OFFICER', 'SALES', 'AUDITOR']) {
      const client = await signedIn(run, role);
      expect(await client.refusal(PLACE, placing(holder.id))).toMatchObject({ code: 'FORBIDDEN' });
    }
    const self = await signedIn(run, 'HOLDER', COMPANY);
    expect(await self.refusal(PLACE, placing(holder.id))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('cannot be co-signed before the holder consents, nor decided by the MC or before it is submitted', async () => {
    const { id, version } = await flow.place(await verifiedHolder(flow.agent));
    const act = { orderId: id, version };
    expect(await flow.agent.refusal(CO_SIGN, { input: act })).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'I-21',
      reason: 'HOLDER_CONSENT_MISSING',
    });
    expect(await flow.agent.refusal(DECIDE, { input: { ...act, decision: 'APPROVE' } })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await flow.officer.refusal(DECIDE, { input: { ...act, decision: 'APPROVE' } })).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'ACCESS_GRANT_REQUIRED',
    });
    const opening = { objectType: 'ORDER', objectId: id, reason: 'Instruction du dossier' };
    expect(await flow.officer.refusal(OPEN_ACCESS, { input: opening })).toMatchObject({ code: 'NOT_FOUND' });
    await flow.cancel(id);
  });

  it('is decided once: the second officer is told that it changed, a rejection needs its reason', async () => {
    const { id, version } = await flow.submitted(await verifiedHolder(flow.agent));
    const act = { orderId: id, version };
    await openFile(flow.officer, 'ORDER', id);
    expect(await flow.officer.refusal(DECIDE, { input: { ...act, decision: 'REJECT' } })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { reason: 'REQUIRED' },
    });
    expect(await flow.officer.refusal(CANCEL, { input: act })).toMatchObject({ code: 'FORBIDDEN' });
    const rejection = { input: { ...act, decision: 'REJECT', reason: 'Pièce illisible' } };
    const answers = await Promise.all([
      flow.officer.ask(DECIDE, rejection),
      flow.officer.ask(DECIDE, rejection),
    ]);
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'ACCEPTED').sort();
    expect(codes).toEqual(['ACCEPTED', 'CONFLICT']);
    expect(await flow.agent.refusal(CANCEL, { input: { orderId: id, version } })).toMatchObject({
      code: 'CONFLICT',
    });
  });
});
