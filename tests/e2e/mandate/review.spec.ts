import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runningSystem, type Run } from '../../support/system/index.js';
import { ApiClient, OPEN_ACCESS, openFile, signedIn, signIn } from '../support/api.js';
import { signedInAgain } from '../support/account.js';
import { askSecondPerson, CONFIRM_SECOND } from '../support/second-person.js';
import { ADD, addHolder, DECIDE_MANDATE, END, INVITE, Newcomer, person, proofs } from '../support/chain.js';

let run: Run;
beforeAll(() => {
  run = runningSystem();
});

async function otherOfficer(): Promise<ApiClient> {
  const login = run.logins.filter(({ role }) => role === 'REGISTRATION_OFFICER')[1];
  if (!login) throw new Error('one officer only');
  const client = new ApiClient(run.urls.graphql);
  await signIn(client, login);
  return client;
}

describe('the office’s decision on a mandate', () => {
  it('is one when two officers approve at once (I-3)', async () => {
    const newcomer = await Newcomer.open(run);
    await newcomer.submitted();
    const decision = await newcomer.decide();
    const second = await otherOfficer();
    for (const officer of [newcomer.officer, second]) await openFile(officer, 'MANDATE', newcomer.mandateId);
    const answers = await Promise.all([
      newcomer.officer.ask(DECIDE_MANDATE, decision),
      second.ask(DECIDE_MANDATE, decision),
    ]);
    expect(answers.map(({ errors }) => errors[0]?.extensions.code ?? 'ACCEPTED').sort()).toEqual([
      'ACCEPTED',
      'CONFLICT',
    ]);
    expect(await newcomer.mandate()).toMatchObject({ state: 'ACTIVE' });
  });

  it('needs proof of company and persons, with documents that have not expired (I-3)', async () => {
    const newcomer = await Newcomer.open(run);
    await newcomer.submitted();
    const queue = '{ mandateQueue(first: 100) { edges { node { id allowedActions } } } }';
    const { mandateQueue } = await newcomer.officer.read<{ mandateQueue: { edges: { node: object }[] } }>(
      queue,
    );
    expect(mandateQueue.edges.map(({ node }) => node)).toContainEqual({
      id: newcomer.mandateId,
      allowedActions: ['APPROVE', 'REJECT', 'RETURN'],
    });
    await openFile(newcomer.officer, 'MANDATE', newcomer.mandateId);
    expect(
      await newcomer.officer.refusal(DECIDE_MANDATE, await newcomer.decide({ proofs: null })),
    ).toMatchObject({
      fields: { proofs: 'REQUIRED' },
    });
    const expired = {
      ...proofs(),
      agentDocument: { type: 'CNI', number: 'X4RTBPFW4', expiresOn: '2020-01-01' },
    };
    expect(
      await newcomer.officer.refusal(DECIDE_MANDATE, await newcomer.decide({ proofs: expired })),
    ).toMatchObject({ fields: { 'agentDocument.expiresOn': 'DOCUMENT_EXPIRED' } });
    const returned = await newcomer.decide({ decision: 'RETURN', reason: 'Kbis illisible', proofs: null });
    await newcomer.officer.read(DECIDE_MANDATE, returned);
    expect(await newcomer.mandate()).toMatchObject({ state: 'AWAITING_SIGNATURES' });
  });

  it('is refused before both have signed, and to everyone but officers (I-3, I-28)', async () => {
    const newcomer = await Newcomer.open(run);
    await newcomer.signed();
    // What the office was not sent is not there for it: neither to open nor to decide.
    const opening = { objectType: 'MANDATE', objectId: newcomer.mandateId, reason: 'Instruction du dossier' };
    expect(await newcomer.officer.refusal(OPEN_ACCESS, { input: opening })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await newcomer.officer.refusal(DECIDE_MANDATE, await newcomer.decide())).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'ACCESS_GRANT_REQUIRED',
    });
    for (const role of ['SALES', 'CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE', 'AUDITOR']) {
      const client = await signedIn(run, role);
      expect(await client.refusal(DECIDE_MANDATE, await newcomer.decide())).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });
});

describe('a mandate', () => {
  it('is begun by sales only (I-28, R31)', async () => {
    const newcomer = await Newcomer.open(run);
    const input = { companyId: newcomer.companyId, ...newcomer.representative };
    for (const role of ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE', 'REGISTRATION_OFFICER']) {
      const client = await signedIn(run, role);
      expect(await client.refusal(INVITE, { input })).toMatchObject({ code: 'FORBIDDEN' });
    }
    await newcomer.sales.read(INVITE, { input });
    // Again while he has not signed: a lost link, a wrong address.
    await newcomer.sales.read(INVITE, { input });
  });

  it('takes no other representative once he has signed (I-28)', async () => {
    const newcomer = await Newcomer.open(run);
    await newcomer.signed();
    const input = { companyId: newcomer.companyId, ...newcomer.representative };
    expect(await newcomer.sales.refusal(INVITE, { input })).toMatchObject({ code: 'INVALID_STATE' });
  });

  it('of another company is not told from nothing (I-1)', async () => {
    const newcomer = await Newcomer.open(run);
    await newcomer.invite();
    const query = 'query($id: ID!) { mandate(id: $id) { id } }';
    const theirs = await signedIn(run, 'LEGAL_REPRESENTATIVE');
    expect(await theirs.refusal(query, { id: newcomer.mandateId })).toMatchObject({ code: 'NOT_FOUND' });
    const end = { input: { mandateId: newcomer.mandateId, version: 2 } };
    expect(await theirs.refusal(END, end)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that the representative ended a second ago gives its MC nothing any more (I-2, F4)', async () => {
    const newcomer = await Newcomer.open(run);
    const agent = await newcomer.agentAtWork();
    await addHolder(agent);
    const representative = await newcomer.activated('representative');
    const { id, version } = await newcomer.mandate(representative);
    const requestId = await askSecondPerson(representative, { objectId: id, version });
    await newcomer.officer.read(CONFIRM_SECOND, { input: { requestId, version: 1 } });
    expect(await newcomer.mandate(representative)).toMatchObject({ state: 'REVOKED' });
    expect(await agent.refusal(ADD, { input: person() })).toMatchObject({ code: 'UNAUTHENTICATED' });
    const { email } = newcomer.agent;
    const account = { email, password: newcomer.password, totpSecret: newcomer.totpSecrets.get(email) ?? '' };
    const again = await signedInAgain(run, account);
    expect(await again.refusal(ADD, { input: person() })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await again.refusal('{ holders { edges { cursor } } }')).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('leaves its acts in the journal, with who and which states (I-27)', async () => {
    const newcomer = await Newcomer.open(run);
    await newcomer.invite();
    const auditor = await signedIn(run, 'AUDITOR');
    const query = `query($id: ID!) { journal(filter: { objectId: $id }) { edges { node { name actorKind nextState } } } }`;
    const names = await eventually('the journal', async () => {
      const { journal } = await auditor.read<{ journal: { edges: { node: { name: string } }[] } }>(query, {
        id: newcomer.mandateId,
      });
      return journal.edges.map(({ node }) => node.name);
    });
    expect(names).toEqual(['mandate.invited', 'mandate.opened']);
  });
});
