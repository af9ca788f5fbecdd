import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { OPEN_ACCESS, openFile, signedIn, type ApiClient } from '../support/api.js';
import { DECIDE, OrderFlow, verifiedHolder } from '../support/orders.js';

const COMPANY = 'Laiterie du Vercors';
const ORDER =
  'query($id: ID!) { order(id: $id) { id certifiedData { surname } verification { documentType } } }';
const GRANTS = `{ accessGrants(first: 100) { edges { node {
  objectType objectId role accountName reason openedAt expiresAt endedAt } } } }`;
const JOURNAL = `query($id: ID) { journal(filter: { objectId: $id }) { edges { node {
  name actorKind actorName reason companyName } } } }`;

interface Grants {
  readonly accessGrants: { readonly edges: readonly { readonly node: { objectId: string } }[] };
}
interface Journal {
  readonly journal: {
    readonly edges: readonly { readonly node: Readonly<Record<string, string | null>> }[];
  };
}

let run: Run;
let flow: OrderFlow;
let auditor: ApiClient;
beforeAll(async () => {
  run = runningSystem();
  flow = await OrderFlow.in(run, COMPANY);
  auditor = await signedIn(run, 'AUDITOR');
});

describe('the registration office', () => {
  it('reads and decides a file only after opening it with a reason, which the company sees', async () => {
    const { id, version } = await flow.submitted(await verifiedHolder(flow.agent));
    const needed = { code: 'FORBIDDEN', reason: 'ACCESS_GRANT_REQUIRED' };
    expect(await flow.officer.refusal(ORDER, { id })).toMatchObject(needed);
    const decision = { input: { orderId: id, version, decision: 'REJECT', reason: 'Pièce illisible' } };
    expect(await flow.officer.refusal(DECIDE, decision)).toMatchObject(needed);

    await openFile(flow.officer, 'ORDER', id);
    const { order } = await flow.officer.read<{ order: object }>(ORDER, { id });
    expect(order).toMatchObject({ id, verification: { documentType: 'CNI' } });
    const { accessGrants } = await flow.agent.read<Grants>(GRANTS);
    expect(accessGrants.edges.find(({ node }) => node.objectId === id)?.node).toMatchObject({
      ...{ objectType: 'ORDER', role: 'REGISTRATION_OFFICER', reason: 'Instruction du dossier' },
      endedAt: null,
    });
    await flow.officer.read(DECIDE, decision);
    const access = '{ journal(first: 100, filter: { topic: ACCESS }) { edges { node { name reason } } } }';
    const { journal } = await flow.agent.read<Journal>(access);
    const lines = journal.edges.map(({ node }) => node);
    expect(lines).toContainEqual({ name: 'access.opened', reason: 'Instruction du dossier' });
    expect(lines.filter(({ name }) => /^(order|holder|certificate)/.test(name ?? ''))).toEqual([]);
  });

  it('opens nothing with an empty reason, and no company as a whole', async () => {
    const { id } = await flow.submitted(await verifiedHolder(flow.agent));
    const input = { objectType: 'ORDER', objectId: id, reason: '   vu   ' };
    expect(await flow.officer.refusal(OPEN_ACCESS, { input })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { reason: 'REASON_TOO_SHORT' },
    });
    const { viewer } = await flow.agent.read<{ viewer: { activeCompany: { id: string } } }>(
      '{ viewer { activeCompany { id } } }',
    );
    const company = { objectType: 'COMPANY', objectId: viewer.activeCompany.id, reason: 'Contrôle annuel' };
    expect(await flow.officer.refusal(OPEN_ACCESS, { input: company })).toMatchObject({ code: 'FORBIDDEN' });
    await flow.cancel(id);
  });
});

describe('the auditor', () => {
  it('reads over companies what happened, and in a company that he entered also by whom and why', async () => {
    const { id } = await flow.place(await verifiedHolder(flow.agent));
    const entry = async () =>
      (await auditor.read<Journal>(JOURNAL, { id })).journal.edges.map(({ node }) => node)[0];
    expect(await entry()).toMatchObject({ name: 'order.placed', companyName: COMPANY, actorName: null });
    const { viewer } = await flow.agent.read<{
      viewer: { displayName: string; activeCompany: { id: string } };
    }>('{ viewer { displayName activeCompany { id } } }');
    await openFile(auditor, 'COMPANY', viewer.activeCompany.id);
    expect(await entry()).toMatchObject({ name: 'order.placed', actorName: viewer.displayName });
    const leave = 'mutation($input: EndAccessInput!) { endAccess(input: $input) { endedAt } }';
    await auditor.read(leave, { input: { objectId: viewer.activeCompany.id } });
    expect(await entry()).toMatchObject({ actorName: null });
    await flow.cancel(id);
  });
});
