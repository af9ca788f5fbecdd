import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../support/system/index.js';
import { ApiClient, openFile, signedIn, stranger } from './support/api.js';
import { addHolder, meeting, Newcomer, VERIFY } from './support/chain.js';
import { OrderFlow } from './support/orders.js';

const LOGIN = 'mutation($input: LoginInput!) { login(input: $input) { step } }';
const JOURNAL = `query($id: ID!) { journal(first: 100, filter: { objectId: $id }) {
  edges { node { name actorName objectId companyName } } } }`;
const ORDER = 'query($id: ID!) { order(id: $id) { id } }';

interface Line {
  readonly name: string;
  readonly actorName: string | null;
  readonly objectId: string;
  readonly companyName: string | null;
}

let run: Run;
let auditor: ApiClient;

beforeAll(async () => {
  run = runningSystem();
  auditor = await signedIn(run, 'AUDITOR');
});

const idOf = async (asked: ApiClient): Promise<string> =>
  (await asked.read<{ viewer: { id: string } }>('{ viewer { id } }')).viewer.id;
const journalOf = async (asked: ApiClient, id: string): Promise<Line[]> =>
  (await asked.read<{ journal: { edges: { node: Line }[] } }>(JOURNAL, { id })).journal.edges.map(
    ({ node }) => node,
  );

describe('the platform’s journal', () => {
  it('has who came in, who failed to and who left, for the auditor and not for the company (I-1, I-27)', async () => {
    const newcomer = await Newcomer.open(run);
    const agent = await newcomer.agentAtWork();
    const input = { email: newcomer.agent.email, password: `wrong ${randomUUID()}` };
    await stranger(run).refusal(LOGIN, { input });
    await stranger(run).refusal(LOGIN, {
      input: { ...input, email: `nobody.${newcomer.tag}@essai.example` },
    });
    const accountId = await idOf(agent);
    const ofCompany = (await journalOf(agent, accountId)).map(({ name }) => name);
    await agent.read('mutation { logout }');

    const lines = await journalOf(auditor, accountId);
    // Of a company's people the auditor reads what happened; who it was once he has entered the company.
    const names = ['account.logged-out', 'account.login-failed', 'account.logged-in', 'account.activated'];
    expect(lines.map((line) => [line.name, line.actorName])).toEqual(names.map((name) => [name, null]));
    await openFile(auditor, 'COMPANY', newcomer.companyId);
    const entered = await journalOf(auditor, accountId);
    const { name: agentName } = newcomer.agent;
    expect(entered.filter(({ actorName }) => actorName === agentName).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['account.logged-in', 'account.activated']),
    );
    expect(ofCompany).toEqual(['account.activated']);
  });

  it('has each company file that an officer opens, once in his session, and the auditor’s own reading (I-1)', async () => {
    const newcomer = await Newcomer.open(run);
    const agent = await newcomer.agentAtWork();
    const { id, email } = await addHolder(agent);
    await agent.read(VERIFY, { input: meeting(id) });
    const flow = OrderFlow.of(newcomer, agent);
    const order = await flow.submitted({ id, email, displayName: 'Zoé Lefèvre' });
    await agent.read(ORDER, { id: order.id });
    await openFile(flow.officer, 'ORDER', order.id);
    for (let look = 0; look < 3; look += 1) await flow.officer.read(ORDER, { id: order.id });
    await flow.cancel(order.id);

    const opened = (await journalOf(auditor, order.id)).filter(({ name }) => name === 'file.opened');
    expect(opened).toEqual([
      {
        name: 'file.opened',
        objectId: order.id,
        actorName: expect.any(String),
        companyName: `Scierie ${newcomer.tag}`,
      },
    ]);
    const own = await journalOf(auditor, await idOf(auditor));
    expect(own.map(({ name }) => name)).toContain('journal.opened');
  });
});
