import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { stranger, type ApiClient } from '../support/api.js';
import { ADD, meeting, NAME, Newcomer, person, siretOf, VERIFY } from '../support/chain.js';
import {
  CANCEL,
  CO_SIGN,
  consentTo,
  CONSENT,
  OrderFlow,
  PLACE,
  verifiedHolder,
  type HolderFacts,
  type PlacedOrder,
} from '../support/orders.js';
import { askSecondPerson, CONFIRM_SECOND } from '../support/second-person.js';

const FLEET = `{ fleet { holders openOrders } holders(first: 50) { totalCount edges { node { id } } }
  orders(first: 50) { edges { node { id } } } journal(first: 100) { edges { node { objectId } } } }`;
interface Fleet {
  readonly fleet: { readonly holders: number; readonly openOrders: number };
  readonly holders: {
    readonly totalCount: number;
    readonly edges: { readonly node: { readonly id: string } }[];
  };
  readonly orders: { readonly edges: { readonly node: { readonly id: string } }[] };
  readonly journal: { readonly edges: { readonly node: { readonly objectId: string } }[] };
}
const FOUND =
  'query($search: String) { holders(first: 9, filter: { search: $search }) { edges { node { id } } } }';
const CONTACT = `mutation($input: ChangeHolderContactInput!) { changeHolderContact(input: $input) { id establishment } }`;

let run: Run;
let newcomer: Newcomer;
let agent: ApiClient;
let representative: ApiClient;
let flow: OrderFlow;
let here: string;
let there: string;
let near: HolderFacts;
let far: HolderFacts;
let farOrder: PlacedOrder;

/** A mandate in force is never changed by anybody; a test need not wait for the one that follows it. */
async function narrow(establishments: readonly string[]): Promise<void> {
  const owner = new pg.Client({ connectionString: run.databases.owner });
  await owner.connect();
  try {
    await owner.query('BEGIN');
    await owner.query(`SELECT set_config('app.tenant_id', $1, true)`, [newcomer.companyId]);
    await owner.query('UPDATE mandate SET establishments = $2 WHERE id = $1', [
      newcomer.mandateId,
      establishments,
    ]);
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}

beforeAll(async () => {
  run = runningSystem();
  newcomer = await Newcomer.open(run);
  [here, there] = [siretOf(newcomer.siren, 1), siretOf(newcomer.siren, 2)];
  agent = await newcomer.agentAtWork({ establishments: [there, here.replace(/(\d{5})$/, ' $1')] });
  representative = await newcomer.activated('representative');
  flow = OrderFlow.of(newcomer, agent);
  near = await verifiedHolder(agent, { establishment: here });
  far = await verifiedHolder(agent, { establishment: there });
  farOrder = await flow.place(far);
}, 180_000);

describe('a mandate for some establishments (D12)', () => {
  it('says so where it is signed and shown; a SIRET of nobody or of another company is refused', async () => {
    const query = 'query($id: ID!) { mandate(id: $id) { establishments } }';
    expect(await agent.read(query, { id: newcomer.mandateId })).toEqual({
      mandate: { establishments: [here, there] },
    });
    const other = await Newcomer.open(run);
    const token = await other.invite();
    const refused = (establishments: string[]) =>
      stranger(run).refusal(NAME, { input: { token, ...other.naming({ establishments }) } });
    expect(await refused([here])).toMatchObject({ fields: { establishments: 'SIRET_OF_ANOTHER_COMPANY' } });
    expect(await refused([`${other.siren}`])).toMatchObject({ fields: { establishments: 'SIRET_FORMAT' } });
    const whole = await other.nameAgent(token, { establishments: [] });
    expect(await other.nameAgent(token, { establishments: [siretOf(other.siren)] })).not.toBe(whole);
  });

  it('puts nobody where it does not reach', async () => {
    const add = (establishment: string | null) => agent.refusal(ADD, { input: person({ establishment }) });
    expect(await add(null)).toMatchObject({ fields: { establishment: 'OUTSIDE_MANDATE' } });
    expect(await add(siretOf(newcomer.siren, 3))).toMatchObject({
      fields: { establishment: 'OUTSIDE_MANDATE' },
    });
    expect(await add('12345')).toMatchObject({ fields: { establishment: 'SIRET_FORMAT' } });
  });
});

describe('an MC of one establishment', () => {
  beforeAll(() => narrow([here]));

  it('sees its people and what is about them alone: lists, counts, search, by id, journal', async () => {
    const seen = await agent.read<Fleet>(FLEET);
    expect(seen.holders).toEqual({ totalCount: 1, edges: [{ node: { id: near.id } }] });
    expect(seen.orders.edges).toEqual([]);
    expect(seen.fleet).toEqual({ holders: 1, openOrders: 0 });
    const objects = seen.journal.edges.map(({ node }) => node.objectId);
    expect(objects).toContain(near.id);
    expect(objects).toContain(newcomer.mandateId);
    expect(objects).not.toContain(far.id);
    expect(objects).not.toContain(farOrder.id);
    const [, word] = far.displayName.split(/[ -]/);
    expect(await agent.read(FOUND, { search: word })).toEqual({ holders: { edges: [] } });
    expect(await representative.read<Fleet>(FLEET)).toMatchObject({
      holders: { totalCount: 2 },
      fleet: { holders: 2, openOrders: 1 },
    });
  });

  it('is not told from nothing what is elsewhere, to read or to act upon', async () => {
    const get = (type: string) => `query($id: ID!) { ${type}(id: $id) { id } }`;
    const once = { idempotencyKey: randomUUID() };
    const attempts: (readonly [string, (holder: string, order: string) => object])[] = [
      [get('holder'), (id) => ({ id })],
      [get('order'), (_, id) => ({ id })],
      [PLACE, (holderId) => ({ input: { ...once, holderId, productCode: 'INITIO' } })],
      [CO_SIGN, (_, orderId) => ({ input: { orderId, version: farOrder.version } })],
      [CANCEL, (_, orderId) => ({ input: { orderId, version: farOrder.version } })],
      [VERIFY, (holderId) => ({ input: { ...meeting(holderId), ...once } })],
      [CONTACT, (holderId) => ({ input: { holderId, version: 1, phone: null, establishment: here } })],
      [
        'mutation($input: HolderActInput!) { inviteHolder(input: $input) { id } }',
        (holderId) => ({ input: { holderId, version: 1 } }),
      ],
      [
        'mutation($input: OrderActInput!) { resendOrderLink(input: $input) { id } }',
        (_, orderId) => ({ input: { orderId, version: farOrder.version } }),
      ],
    ];
    for (const [operation, of] of attempts) {
      const elsewhere = await agent.refusal(operation, of(far.id, farOrder.id));
      const nothing = await agent.refusal(operation, of(randomUUID(), randomUUID()));
      expect({ operation, ...elsewhere, correlationId: '' }).toEqual({
        ...{ operation, ...nothing, correlationId: '' },
      });
      expect(elsewhere.code).toBe('NOT_FOUND');
    }
    expect((await flow.order(farOrder.id, representative)).state).toBe('AWAITING_CONSENT');
  });

  it('lends nobody’s address twice, and sends nobody away', async () => {
    const input = person({ email: far.email, establishment: here });
    expect(await agent.refusal(ADD, { input })).toMatchObject({ reason: 'HOLDER_EMAIL_TAKEN' });
    const moving = { holderId: near.id, version: 1, phone: null, establishment: there };
    expect(await agent.refusal(CONTACT, { input: moving })).toMatchObject({
      fields: { establishment: 'OUTSIDE_MANDATE' },
    });
  });
});

describe('the end of the mandate', () => {
  it('ends his session and what he had not submitted, the same second; its consent link is dead (D12)', async () => {
    const pending = await flow.place(near);
    const token = await flow.token('consentement', near, pending.id);
    const consent = await consentTo(run, token);
    const { id, version } = await newcomer.mandate(representative);
    const requestId = await askSecondPerson(representative, { objectId: id, version });
    await newcomer.officer.read(CONFIRM_SECOND, { input: { requestId, version: 1, reason: null } });

    expect(await agent.refusal(FLEET)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await flow.order(pending.id, representative)).state).toBe('CANCELLED');
    expect((await flow.order(farOrder.id, representative)).state).toBe('CANCELLED');
    for (const [operation, variables] of [
      ['query($token: String!) { consentRequest(token: $token) { orderState } }', { token }],
      [CONSENT, { input: consent }],
    ] as const) {
      expect(await stranger(run).refusal(operation, variables)).toMatchObject({
        reason: 'CONSENT_NOT_AWAITED',
      });
    }
    const query =
      'query($id: ID!) { journal(first: 5, filter: { objectId: $id }) { edges { node { name reason } } } }';
    const { journal } = await representative.read<{
      journal: { edges: { node: { name: string; reason: string | null } }[] };
    }>(query, { id: pending.id });
    expect(journal.edges[0]?.node).toEqual({
      name: 'order.cancelled',
      reason: 'Fin du mandat avant l’envoi de la commande',
    });
  });
});
