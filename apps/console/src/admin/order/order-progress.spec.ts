import { describe, expect, it } from '@jest/globals';
import { orderMachine } from '@mandataire/domain/order';
import type { Order } from '../../graphql/schema.js';
import { orderSteps, shownOrderState, turnOf } from './order-progress.js';

const order = (part: Partial<Order>): Order =>
  ({
    state: 'AWAITING_CONSENT',
    placedAt: '2026-11-20T09:00:00Z',
    placedByName: 'Claire Aubry',
    consentedAt: null,
    coSignedAt: null,
    decidedAt: null,
    decidedByName: null,
    certificate: null,
    ...part,
  }) as Order;

const line = (part: Partial<Order>) => orderSteps(order(part)).map((step) => `${step.name} ${step.progress}`);
const AT = '2026-11-21T09:00:00Z';
const approved = { consentedAt: AT, coSignedAt: AT, decidedAt: AT, decidedByName: 'Marc Petit' };

describe('the timeline of an order', () => {
  it('waits for the holder first, then for the co-signature', () => {
    expect(line({})[1]).toBe('consented current');
    expect(turnOf(order({}))).toBe('HOLDER');
    const consented = { consentedAt: AT };
    expect(line(consented)[2]).toBe('coSigned current');
    expect(turnOf(order(consented))).toBe('AGENT');
    expect(shownOrderState(order(consented))).toBe('AWAITING_COSIGN');
  });

  it('follows the holder from his link to his answer', () => {
    expect(line({ ...approved, state: 'LINK_SENT' })[5]).toBe('made current');
    expect(line({ ...approved, state: 'DOWNLOADED' })[6]).toBe('answered current');
    const certificate = { issuedAt: AT, acceptedAt: AT } as Order['certificate'];
    expect(line({ ...approved, state: 'COMPLETED', certificate }).every((s) => s.endsWith('done'))).toBe(
      true,
    );
  });

  it('ends with what stopped the order', () => {
    expect(line({ state: 'CANCELLED', consentedAt: AT })).toEqual([
      'placed done',
      'consented done',
      'cancelled stopped',
    ]);
    expect(line({ ...approved, state: 'REJECTED' }).at(-1)).toBe('rejected stopped');
    expect(line({ ...approved, state: 'REJECTED' })).not.toContain('decided done');
    const refused = { issuedAt: AT, acceptedAt: null } as Order['certificate'];
    expect(line({ ...approved, state: 'COMPLETED', certificate: refused }).slice(-2)).toEqual([
      'made done',
      'refused stopped',
    ]);
  });

  it.each(orderMachine.states)('names whose turn it is in %s', (state) => {
    expect(turnOf(order({ state })) === 'NONE').toBe(orderMachine.terminal.includes(state));
  });
});
