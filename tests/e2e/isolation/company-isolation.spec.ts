import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, type ApiClient } from '../support/api.js';
import { CANCEL, CO_SIGN, PLACE } from '../support/orders.js';

let run: Run;
let dupre: ApiClient;
let laiterie: ApiClient;
let theirs: { holder: string; order: string; certificate: string };

const IDS = `{ holders(first: 50) { edges { node { id email } } } orders(first: 50) { edges { node { id } } }
  certificates(first: 50) { edges { node { id serial } } } }`;
interface Ids {
  holders: { edges: { node: { id: string; email: string } }[] };
  orders: { edges: { node: { id: string } }[] };
  certificates: { edges: { node: { id: string; serial: string } }[] };
}

beforeAll(async () => {
  run = runningSystem();
  dupre = await signedIn(run, 'CERTIFICATION_AGENT', 'Menuiserie Dupré & Fils');
  laiterie = await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors');
  const ids = await laiterie.read<Ids>(IDS);
  theirs = {
    holder: ids.holders.edges[0]?.node.id ?? '',
    order: ids.orders.edges[0]?.node.id ?? '',
    certificate: ids.certificates.edges[0]?.node.id ?? '',
  };
});

describe('another company', () => {
  it.each(['holder', 'order', 'certificate'] as const)('is not told from nothing by its %s', async (type) => {
    const query = `query($id: ID!) { ${type}(id: $id) { id } }`;
    const refusals = [];
    for (const id of [theirs[type], randomUUID(), 'nonsense'])
      refusals.push(await dupre.refusal(query, { id }));
    for (const refusal of refusals) {
      expect({ ...refusal, correlationId: '' }).toEqual({ code: 'NOT_FOUND', correlationId: '' });
    }
    expect(await laiterie.read(query, { id: theirs[type] })).toEqual({ [type]: { id: theirs[type] } });
  });

  it('cannot be acted upon', async () => {
    const acts: [string, object][] = [
      [PLACE, { idempotencyKey: randomUUID(), holderId: theirs.holder, productCode: 'INITIO' }],
      [CO_SIGN, { orderId: theirs.order, version: 1 }],
      [CANCEL, { orderId: theirs.order, version: 1 }],
      [
        'mutation($input: RequestRevocationInput!) { requestRevocation(input: $input) { id } }',
        { idempotencyKey: randomUUID(), certificateId: theirs.certificate, reason: 'KEY_LOST' },
      ],
    ];
    for (const [mutation, input] of acts) {
      expect(await dupre.refusal(mutation, { input })).toMatchObject({ code: 'NOT_FOUND' });
    }
    const switching = 'mutation($input: SwitchCompanyInput!) { switchCompany(input: $input) { step } }';
    const { viewer } = await laiterie.read<{ viewer: { activeCompany: { id: string } } }>(
      '{ viewer { activeCompany { id } } }',
    );
    const input = { companyId: viewer.activeCompany.id };
    expect(await dupre.refusal(switching, { input })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('shares no row in any list, also when asked for by filter', async () => {
    const ours = await dupre.read<Ids>(IDS);
    const foreign = await laiterie.read<Ids>(IDS);
    const idsOf = (ids: Ids) =>
      [ids.holders, ids.orders, ids.certificates].flatMap(({ edges }) => edges.map((e) => e.node.id));
    expect(idsOf(ours).filter((id) => idsOf(foreign).includes(id))).toEqual([]);
    const filtered = `query($id: ID!) {
      orders(filter: { holderId: $id }) { totalCount } certificates(filter: { holderId: $id }) { totalCount }
      journal(filter: { objectId: $id }) { edges { cursor } } }`;
    expect(await dupre.read(filtered, { id: theirs.holder })).toEqual({
      orders: { totalCount: 0 },
      certificates: { totalCount: 0 },
      journal: { edges: [] },
    });
    const { edges } = foreign.certificates;
    const search = 'query($s: String!) { certificates(filter: { search: $s }) { totalCount } }';
    expect(await dupre.read(search, { s: edges[0]?.node.serial })).toEqual({
      certificates: { totalCount: 0 },
    });
  });
});

describe('a holder', () => {
  it('sees himself and what is his, no colleague and no figure of the company', async () => {
    const self = await signedIn(run, 'HOLDER', 'Menuiserie Dupré & Fils');
    const seen = await self.read<Ids>(IDS);
    expect(seen.holders.edges).toHaveLength(1);
    const ours = await dupre.read<Ids>(IDS);
    const colleague = ours.holders.edges.find(({ node }) => node.id !== seen.holders.edges[0]?.node.id);
    expect(
      await self.refusal('query($id: ID!) { holder(id: $id) { id } }', { id: colleague?.node.id }),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
    const mine = new Set(seen.certificates.edges.map(({ node }) => node.id));
    const other = ours.certificates.edges.find(({ node }) => !mine.has(node.id));
    const revoke = 'mutation($input: RequestRevocationInput!) { requestRevocation(input: $input) { id } }';
    const input = { idempotencyKey: randomUUID(), certificateId: other?.node.id, reason: 'KEY_LOST' };
    expect(await self.refusal(revoke, { input })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await self.refusal('{ fleet { holders } }')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await self.refusal('{ journal { edges { cursor } } }')).toMatchObject({ code: 'FORBIDDEN' });
  });
});
