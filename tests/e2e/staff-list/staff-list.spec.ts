import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, stranger, type ApiClient } from '../support/api.js';
import { Newcomer } from '../support/chain.js';
import { goodRequest } from '../support/certificate-requests.js';
import { ANSWER, OrderFlow, SUBMIT, verifiedHolder } from '../support/orders.js';
import { ASK_SECOND, CONFIRM_SECOND, SECOND_PERSONS, type SecondPersons } from '../support/second-person.js';

const FIELDS = `id version state headers problem lines done needsSecondPerson allowedActions
  mapping { field column } checked { create update revoke unchanged refused certificates }
  outcome { create unchanged refused revoke certificates }`;
const LIST = `query($id: ID!) { staffList(id: $id) { ${FIELDS} } }`;
const LISTS = `{ staffLists { ${FIELDS} } }`;
const LINES = `query($id: ID!) { staffListLines(id: $id, first: 50) { edges { node {
  position verdict outcome faultField faultReason problem changes { attribute before after } certificates } } } }`;
const CHANGES = `query($id: ID!) { staffListChanges(id: $id) { attribute lines certificates examples { before after } } }`;
const REPORT = 'query($id: ID!) { staffListReport(id: $id) }';
const MAP = `mutation($input: MapStaffListInput!) { mapStaffList(input: $input) { ${FIELDS} } }`;
const RUN = `mutation($input: RunStaffListInput!) { runStaffList(input: $input) { ${FIELDS} } }`;
const CANCEL = `mutation($id: ID!) { cancelStaffList(id: $id) { ${FIELDS} } }`;

interface List {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly problem: string | null;
  readonly needsSecondPerson: boolean;
  readonly allowedActions: readonly string[];
  readonly mapping: readonly { field: string; column: number }[];
  readonly checked: Readonly<Record<string, number>>;
  readonly outcome: Readonly<Record<string, number>>;
}

let run: Run;
let agent: ApiClient;
let tag: string;
beforeAll(async () => {
  run = runningSystem();
  const newcomer = await Newcomer.open(run);
  tag = newcomer.tag;
  agent = await newcomer.agentAtWork();
}, 120_000);

const send = (client: ApiClient, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(new URL('/staff-lists', run.urls.graphql), {
    method: 'POST',
    body: body as string,
    headers: {
      ...{ 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('../été.csv') },
      ...(client.cookie ? { cookie: client.cookie } : {}),
      ...headers,
    },
  });
const upload = async (client: ApiClient, body: string): Promise<string> =>
  ((await (await send(client, body)).json()) as { id: string }).id;
const inState = (client: ApiClient, id: string, state: string): Promise<List> =>
  eventually(`the list ${state}`, async () => {
    const { staffList } = await client.read<{ staffList: List }>(LIST, { id });
    return staffList.state === state ? staffList : undefined;
  });
async function checked(client: ApiClient, body: string): Promise<List> {
  const { id, version, mapping } = await inState(client, await upload(client, body), 'AWAITING_MAPPING');
  await client.read(MAP, { input: { id, version, mapping } });
  return inState(client, id, 'CHECKED');
}
const started = ({ id, version, checked: { certificates } }: List) => ({
  input: { id, version, certificates },
});

const HEAD = 'Matricule;Nom;Prénom;E-mail;Fonction;Téléphone';
const body = () =>
  [
    HEAD,
    `M1;Lefèvre;Zoé;zoe.${tag}@essai.example;Comptable;06 12 34 56 78`,
    `M2;Lefèvre;Zoé;zoe2.${tag}@essai.example;Comptable;`,
    `M1;Autre;Zoé;z3.${tag}@essai.example;Comptable;`,
    `M4;=cmd|' /C calc'!A0;Zoé;z4.${tag}@essai.example;Comptable;`,
    `M5;Nom;Zoé;mc@menuiserie-dupre.example;Comptable;12`,
  ].join('\n');

describe('the upload of a staff list', () => {
  it('is refused to strangers, readers, forms, other sites, nothing and too much', async () => {
    const reader = await signedIn(run, 'HR_READER');
    expect((await send(stranger(run), HEAD)).status).toBe(401);
    expect((await send(reader, HEAD)).status).toBe(403);
    expect((await send(agent, HEAD, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send(agent, HEAD, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send(agent, '')).status).toBe(400);
    const tooLarge = await send(agent, new Uint8Array(10 * 1024 * 1024 + 1)).catch(() => ({ status: 413 }));
    expect(tooLarge.status).toBe(413);
  });

  it('of what is no list ends with what to do', async () => {
    const id = await upload(agent, '%PDF-1.7');
    expect((await inState(agent, id, 'UNREADABLE')).problem).toMatch(/CSV|XLSX/);
  });
});

describe('a staff list', () => {
  it('is judged line by line, carried out, reported, and changes nothing the second time', async () => {
    const list = await checked(agent, body());
    expect(list.checked).toMatchObject({ create: 2, refused: 3, certificates: 0 });
    const { staffListLines } = await agent.read<{ staffListLines: { edges: { node: object }[] } }>(
      LINES,
      list,
    );
    expect(staffListLines.edges.map(({ node }) => node)).toMatchObject([
      { position: 2, verdict: 'CREATE' },
      { position: 3, verdict: 'CREATE' },
      {
        position: 4,
        verdict: 'REFUSED',
        faultReason: 'DUPLICATE_LINE',
        problem: expect.stringMatching(/ligne 2/),
      },
      { position: 5, verdict: 'REFUSED', faultField: 'surname', faultReason: 'FORMULA' },
      { position: 6, verdict: 'REFUSED' },
    ]);
    const wrong = { ...started(list).input, certificates: 3 };
    expect(await agent.refusal(RUN, { input: wrong })).toMatchObject({
      rule: 'I-15',
      reason: 'IMPACT_CHANGED',
    });
    expect(await agent.refusal(RUN, { input: { ...started(list).input, version: 1 } })).toMatchObject({
      code: 'CONFLICT',
    });
    await agent.read(RUN, started(list));
    const done = await inState(agent, list.id, 'DONE');
    expect(done.outcome).toMatchObject({ create: 2, refused: 3 });
    expect(await agent.refusal(CANCEL, { id: list.id })).toMatchObject({
      code: 'INVALID_STATE',
      state: 'DONE',
    });
    const { staffListReport } = await agent.read<{ staffListReport: string }>(REPORT, { id: list.id });
    expect(staffListReport).toContain(`'=cmd|' /C calc'!A0`);
    expect(staffListReport.split('\r\n')).toHaveLength(7);
    const again = await checked(agent, body());
    expect(again.checked).toMatchObject({ create: 0, update: 0, revoke: 0, unchanged: 2, refused: 3 });
    await agent.read(CANCEL, { id: again.id });
    const { staffLists } = await agent.read<{ staffLists: List[] }>(LISTS);
    expect(staffLists[0]).toMatchObject({ id: again.id, state: 'CANCELLED', allowedActions: [] });
  });

  it('is not mapped without the columns that a holder needs, nor twice to one', async () => {
    const { id, version } = await inState(agent, await upload(agent, body()), 'AWAITING_MAPPING');
    const mapping = [
      { field: 'surname', column: 0 },
      { field: 'givenNames', column: 0 },
      { field: 'email', column: 77 },
    ];
    expect(await agent.refusal(MAP, { input: { id, version, mapping } })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { givenNames: 'COLUMN_TAKEN', email: 'NO_SUCH_COLUMN', jobTitle: 'COLUMN_REQUIRED' },
    });
  });

  it('is there for nobody of another company, and read alone by a representative (I-1)', async () => {
    const id = await upload(agent, body());
    const other = await signedIn(run, 'CERTIFICATION_AGENT', 'Menuiserie Dupré & Fils');
    for (const query of [LIST, LINES, CHANGES, REPORT])
      expect(await other.refusal(query, { id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await other.refusal(CANCEL, { id })).toMatchObject({ code: 'NOT_FOUND' });
    const representative = await signedIn(run, 'LEGAL_REPRESENTATIVE', 'Menuiserie Dupré & Fils');
    await representative.read(LISTS);
    expect(await representative.refusal(CANCEL, { id })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a list that revokes a good part of a company (D15)', () => {
  it('starts with a second person alone, who sees before and after', async () => {
    const COMPANY = 'Laiterie du Vercors';
    const flow = await OrderFlow.in(run, COMPANY);
    const person = await verifiedHolder(flow.agent);
    const { token } = await flow.retrievable(person);
    await stranger(run).read(SUBMIT, { input: { token, csr: await goodRequest() } });
    await stranger(run).read(ANSWER, { input: { token, answer: 'ACCEPT', backupAcknowledged: true } });
    const [givenName = ''] = person.displayName.split(' ');
    const line = `${randomUUID().slice(0, 8)};Nouveau;${givenName};${person.email};Comptable;`;
    const list = await checked(flow.agent, `${HEAD}\n${line}`);
    expect(list).toMatchObject({ needsSecondPerson: true, checked: { revoke: 1, certificates: 1 } });
    expect(await flow.agent.read(CHANGES, { id: list.id })).toMatchObject({
      staffListChanges: expect.arrayContaining([
        {
          attribute: 'surname',
          lines: 1,
          certificates: 1,
          examples: [{ before: 'Lefèvre', after: 'Nouveau' }],
        },
      ]),
    });
    expect(await flow.agent.refusal(RUN, started(list))).toMatchObject({
      ...{ rule: 'D15', reason: 'SECOND_PERSON_FOR_LIST' },
    });
    const input = { act: 'REVOKE_IN_MASS', objectId: list.id, version: list.version, reason: 'Mariage' };
    await flow.agent.read(ASK_SECOND, { input });
    expect(await flow.agent.refusal(ASK_SECOND, { input })).toMatchObject({ rule: 'D28' });
    const representative = await signedIn(run, 'LEGAL_REPRESENTATIVE', COMPANY);
    const { secondPersonRequests } = await representative.read<SecondPersons>(SECOND_PERSONS);
    const asked = secondPersonRequests.find(({ objectId }) => objectId === list.id);
    await representative.read(CONFIRM_SECOND, { input: { requestId: asked?.id, version: asked?.version } });
    expect((await inState(flow.agent, list.id, 'DONE')).outcome).toMatchObject({
      revoke: 1,
      certificates: 1,
    });
  }, 120_000);
});
