import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../support/system/index.js';
import { stranger, type ApiClient } from './support/api.js';
import { goodRequest } from './support/certificate-requests.js';
import { ADD, addHolder, inMonths, meeting, Newcomer, person, VERIFY } from './support/chain.js';
import { ANSWER, OrderFlow, PLACE, SUBMIT, verifiedHolder } from './support/orders.js';

const REVOKE = 'mutation($input: RequestRevocationInput!) { requestRevocation(input: $input) { id } }';
const CHANGE =
  'mutation($input: ConfirmIdentityChangeInput!) { confirmIdentityChange(input: $input) { id } }';
const REUSED = { code: 'CONFLICT', reason: 'KEY_OF_ANOTHER_REQUEST' };

let run: Run;
let agent: ApiClient;
let flow: OrderFlow;

beforeAll(async () => {
  run = runningSystem();
  const newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
  flow = OrderFlow.of(newcomer, agent);
});

/** The same click again gives the same answer; its key with something else gives none. */
async function onceOnly(mutation: string, input: object, other: object): Promise<void> {
  const first = await agent.read(mutation, { input });
  expect(await agent.read(mutation, { input })).toEqual(first);
  expect(await agent.refusal(mutation, { input: { ...input, ...other } })).toMatchObject(REUSED);
  expect(await agent.read(mutation, { input })).toEqual(first);
}

describe('an idempotency key', () => {
  it('stands for one input, in every mutation that takes one', async () => {
    const added = person();
    await onceOnly(ADD, added, { jobTitle: 'Directrice' });

    const { id, email, version } = await addHolder(agent);
    const second = await addHolder(agent);
    await onceOnly(VERIFY, meeting(id), { place: 'Paris' });
    await onceOnly(
      PLACE,
      { idempotencyKey: randomUUID(), holderId: id, productCode: 'INITIO' },
      { holderId: second.id },
    );

    const { order, token } = await flow.retrievable(await verifiedHolder(agent));
    const reader = stranger(run);
    await reader.read(SUBMIT, { input: { token, csr: await goodRequest() } });
    await reader.read(ANSWER, { input: { token, answer: 'ACCEPT', backupAcknowledged: true } });
    const { certificate } = (
      await agent.read<{ order: { certificate: { id: string } } }>(
        'query($id: ID!) { order(id: $id) { certificate { id } } }',
        { id: order.id },
      )
    ).order;
    await onceOnly(
      REVOKE,
      { idempotencyKey: randomUUID(), certificateId: certificate.id, reason: 'KEY_LOST' },
      { reason: 'KEY_COMPROMISED' },
    );

    const change = {
      idempotencyKey: randomUUID(),
      holderId: id,
      version,
      surname: 'Lefèvre-Martin',
      givenNames: ['Zoé'],
      email,
      jobTitle: 'Comptable',
      effectiveOn: inMonths(1),
      confirmedCertificateIds: [],
    };
    await onceOnly(CHANGE, change, { surname: 'Martin' });
  });

  it('is its company’s and its owner’s: another one’s refuses and tells nothing', async () => {
    const input = person();
    const { addHolder: first } = await agent.read<{ addHolder: { id: string } }>(ADD, { input });
    const other = await (await Newcomer.open(run)).agentAtWork();
    const { addHolder: theirs } = await other.read<{ addHolder: { id: string } }>(ADD, {
      // An address is one person's over all companies.
      input: { ...input, jobTitle: 'Autre', email: person().email },
    });
    expect(theirs.id).not.toBe(first.id);
  });
});
