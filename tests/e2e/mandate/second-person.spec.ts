import pg from 'pg';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, type ApiClient } from '../support/api.js';
import { END, Newcomer } from '../support/chain.js';
import {
  ASK_SECOND,
  askSecondPerson,
  CONFIRM_SECOND,
  DECLINE_SECOND,
  SECOND_PERSONS,
  WITHDRAW_SECOND,
  type SecondPersons,
} from '../support/second-person.js';

let run: Run;
let newcomer: Newcomer;
let agent: ApiClient;
let representative: ApiClient;
beforeAll(async () => {
  run = runningSystem();
  newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
  representative = await newcomer.activated('representative');
});

const asked = async () => {
  const { id, version } = await newcomer.mandate(representative);
  return askSecondPerson(representative, { objectId: id, version });
};
const seen = async (client: ApiClient, id: string) =>
  (await client.read<SecondPersons>(SECOND_PERSONS)).secondPersonRequests.find(
    (request) => request.id === id,
  );

describe('the last mandate of a company (D28)', () => {
  it('is not ended by the representative alone', async () => {
    const { id, version } = await newcomer.mandate(representative);
    expect(await representative.refusal(END, { input: { mandateId: id, version } })).toMatchObject({
      ...{ code: 'RULE_REFUSED', rule: 'D28', reason: 'SECOND_PERSON_REQUIRED' },
    });
  });

  it('waits for somebody else: who asked can only withdraw, the MC and strangers nothing', async () => {
    const requestId = await asked();
    const input = { requestId, version: 1, reason: 'Non' };
    expect(await seen(representative, requestId)).toMatchObject({
      state: 'REQUESTED',
      allowedActions: ['WITHDRAW'],
    });
    expect(await seen(agent, requestId)).toMatchObject({ allowedActions: [] });
    expect(await seen(newcomer.officer, requestId)).toMatchObject({
      ...{ requestedByName: newcomer.representative.name, allowedActions: ['CONFIRM', 'DECLINE'] },
    });
    expect(await representative.refusal(CONFIRM_SECOND, { input })).toMatchObject({ reason: 'SAME_PERSON' });
    expect(await agent.refusal(CONFIRM_SECOND, { input })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await newcomer.sales.refusal(CONFIRM_SECOND, { input })).toMatchObject({ code: 'FORBIDDEN' });
    const elsewhere = await signedIn(run, 'LEGAL_REPRESENTATIVE');
    for (const act of [CONFIRM_SECOND, DECLINE_SECOND, WITHDRAW_SECOND]) {
      expect(await elsewhere.refusal(act, { input })).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await seen(elsewhere, requestId)).toBeUndefined();
    expect(await agent.refusal(WITHDRAW_SECOND, { input })).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await newcomer.officer.refusal(DECLINE_SECOND, { input: { requestId, version: 1 } }),
    ).toMatchObject({
      fields: { reason: 'REQUIRED' },
    });
    await newcomer.officer.read(DECLINE_SECOND, { input });
    expect(await seen(representative, requestId)).toMatchObject({ state: 'DECLINED', allowedActions: [] });
    expect(await newcomer.mandate(representative)).toMatchObject({ state: 'ACTIVE' });
    await newcomer.mails.waitFor(newcomer.representative.email, ({ subject }) =>
      /demande est refusée/.test(subject),
    );
  });

  it('can be asked for once at a time, and taken back', async () => {
    const requestId = await asked();
    const { id, version } = await newcomer.mandate(representative);
    const again = { input: { act: 'END_LAST_MANDATE', objectId: id, version, reason: 'Encore' } };
    expect(await representative.refusal(ASK_SECOND, again)).toMatchObject({
      reason: 'SECOND_PERSON_ALREADY_ASKED',
    });
    expect(await agent.refusal(ASK_SECOND, again)).toMatchObject({ code: 'FORBIDDEN' });
    await representative.read(WITHDRAW_SECOND, { input: { requestId, version: 1 } });
    expect(
      await newcomer.officer.refusal(CONFIRM_SECOND, { input: { requestId, version: 2 } }),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is told to the officers, and ends with both names in the journal', async () => {
    const officer = run.logins.find(({ role }) => role === 'REGISTRATION_OFFICER')?.email ?? '';
    const requestId = await asked();
    const company = (await seen(representative, requestId))?.companyName ?? '';
    await newcomer.mails.waitFor(officer, ({ subject }) => subject.includes(company));
    await escalate(requestId);
    await newcomer.mails.waitFor(
      officer,
      ({ subject, text }) => subject.includes(company) && /depuis trente minutes/.test(text),
    );
    const version = (await seen(newcomer.officer, requestId))?.version;
    expect(version).toBe(2);
    await newcomer.officer.read(CONFIRM_SECOND, { input: { requestId, version } });
    expect(await newcomer.mandate(representative)).toMatchObject({ state: 'REVOKED' });
    expect(await agent.refusal('{ holders { totalCount } }')).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await seen(representative, requestId)).toMatchObject({
      ...{ state: 'CONFIRMED', requestedByName: newcomer.representative.name },
      decidedByName: expect.any(String),
    });
    const { journal } = await representative.read<{ journal: { edges: { node: { name: string } }[] } }>(
      '{ journal(first: 20) { edges { node { name } } } }',
    );
    const names = journal.edges.map(({ node }) => node.name);
    expect(names).toEqual(
      expect.arrayContaining(['mandate.revoked', 'second-person.confirmed', 'second-person.escalated']),
    );
  });
});

/** As if it had been asked for half an hour ago. */
async function escalate(requestId: string): Promise<void> {
  const client = new pg.Client({ connectionString: run.databases.owner });
  await client.connect();
  await client.query('BEGIN');
  await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [newcomer.companyId]);
  await client.query(
    `UPDATE second_person_request SET requested_at = requested_at - interval '31 minutes',
       expires_at = expires_at - interval '31 minutes' WHERE id = $1`,
    [requestId],
  );
  await client.query('COMMIT');
  await client.end();
}
