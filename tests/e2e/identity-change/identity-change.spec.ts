import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, stranger } from '../support/api.js';
import { goodRequest } from '../support/certificate-requests.js';
import { meeting, inMonths, today, VERIFY } from '../support/chain.js';
import { ANSWER, verifiedHolder, OrderFlow, SUBMIT, type HolderFacts, CANCEL } from '../support/orders.js';

const COMPANY = 'Laiterie du Vercors';
const PREVIEW = `query($input: IdentityChangeInput!) { previewIdentityChange(input: $input) {
  immediate ordersToCreate daysWithoutCertificate changes { attribute before after } certificatesToRevoke { id } } }`;
const CONFIRM =
  'mutation($input: ConfirmIdentityChangeInput!) { confirmIdentityChange(input: $input) { id state } }';
const HOLDER = `query($id: ID!) { holder(id: $id) { version surname givenNames email jobTitle
  openIdentityChange { state } orders { id version kind state replacesCertificateId blocker allowedActions }
  certificates { id state revocation { reason } } } }`;
const RESUME = 'mutation($input: OrderActInput!) { resumeOrder(input: $input) { state } }';

interface Shown {
  version: number;
  surname: string;
  givenNames: string[];
  email: string;
  jobTitle: string;
  openIdentityChange: { state: string } | null;
  orders: {
    id: string;
    version: number;
    kind: string;
    state: string;
    replacesCertificateId: string | null;
    blocker: string | null;
    allowedActions: string[];
  }[];
  certificates: { id: string; state: string; revocation: { reason: string } | null }[];
}

let run: Run;
let flow: OrderFlow;
let holder: HolderFacts;
beforeAll(async () => {
  run = runningSystem();
  flow = await OrderFlow.in(run, COMPANY);
  holder = await certified();
}, 120_000);

/** Somebody with an active certificate. */
async function certified(): Promise<HolderFacts> {
  const person = await verifiedHolder(flow.agent);
  const { token } = await flow.retrievable(person);
  await stranger(run).read(SUBMIT, { input: { token, csr: await goodRequest() } });
  await stranger(run).read(ANSWER, { input: { token, answer: 'ACCEPT', backupAcknowledged: true } });
  return person;
}

const shown = async (): Promise<Shown> =>
  (await flow.agent.read<{ holder: Shown }>(HOLDER, { id: holder.id })).holder;

const changing = async (change: object) => {
  const { version, surname, givenNames, email, jobTitle } = await shown();
  return {
    ...{ holderId: holder.id, version, surname, givenNames, email, jobTitle, effectiveOn: today() },
    ...change,
  };
};

const liveOf = ({ certificates }: Shown) =>
  certificates.filter(({ state }) => state === 'ACTIVE' || state === 'ISSUED').map(({ id }) => id);

describe('a change of certified data', () => {
  it('is shown before it is saved, and saved only as it was shown (I-15)', async () => {
    const input = await changing({ surname: 'Nouveau-Nom' });
    const live = liveOf(await shown());
    const { previewIdentityChange } = await flow.agent.read<{
      previewIdentityChange: { certificatesToRevoke: { id: string }[] };
    }>(PREVIEW, { input });
    expect(previewIdentityChange).toMatchObject({ immediate: true, ordersToCreate: live.length });
    expect(previewIdentityChange.certificatesToRevoke.map(({ id }) => id).sort()).toEqual(live.sort());
    expect((await shown()).surname).toBe((await shown()).surname);
    const silent = { ...input, idempotencyKey: randomUUID(), confirmedCertificateIds: [] };
    expect(await flow.agent.refusal(CONFIRM, { input: silent })).toMatchObject({
      rule: 'I-15',
      reason: 'IMPACT_CHANGED',
    });
  });

  it('is none when case and spaces alone differ (D15), and is for the MC only (I-16)', async () => {
    const { surname } = await shown();
    const input = await changing({ surname: ` ${surname.toUpperCase()} ` });
    expect(await flow.agent.refusal(PREVIEW, { input })).toMatchObject({ reason: 'NOTHING_CHANGES' });
    for (const role of ['HOLDER', 'LEGAL_REPRESENTATIVE', 'REGISTRATION_OFFICER', 'SALES']) {
      const client = await signedIn(
        run,
        role,
        role === 'REGISTRATION_OFFICER' || role === 'SALES' ? undefined : COMPANY,
      );
      expect(await client.refusal(PREVIEW, { input })).toMatchObject({ code: 'FORBIDDEN' });
    }
    const theirs = await signedIn(run, 'CERTIFICATION_AGENT', 'Menuiserie Dupré & Fils');
    expect(await theirs.refusal(PREVIEW, { input })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('revokes, and prepares one replacement each that waits for a new verification (I-14, I-15, R23, D16)', async () => {
    const live = liveOf(await shown());
    const input = {
      ...(await changing({ surname: 'Troisième-Nom', effectiveOn: today() })),
      ...{ idempotencyKey: randomUUID(), confirmedCertificateIds: live },
    };
    await flow.agent.read(CONFIRM, { input });
    const done = await eventually('revoked and replaced', async () => {
      const now = await shown();
      return liveOf(now).length === 0 && now.openIdentityChange === null ? now : undefined;
    });
    for (const id of live) {
      expect(done.certificates.find((each) => each.id === id)).toMatchObject({
        state: 'REVOKED',
        revocation: { reason: 'DATA_CHANGED' },
      });
      const replacing = done.orders.filter(({ replacesCertificateId }) => replacesCertificateId === id);
      expect(replacing).toMatchObject([
        { kind: 'REPLACEMENT', state: 'DRAFT', blocker: 'IDENTITY_VERIFICATION', allowedActions: ['CANCEL'] },
      ]);
    }
    const draft = done.orders.find(({ state }) => state === 'DRAFT');
    const act = { input: { orderId: draft?.id, version: draft?.version } };
    expect(await flow.agent.refusal(RESUME, act)).toMatchObject({ code: 'RULE_REFUSED' });
    await flow.agent.read(VERIFY, { input: meeting(holder.id) });
    expect(await flow.agent.read(RESUME, act)).toMatchObject({ resumeOrder: { state: 'AWAITING_CONSENT' } });
    for (const order of (await shown()).orders.filter(({ state }) =>
      ['DRAFT', 'AWAITING_CONSENT'].includes(state),
    ))
      await flow.cancel(order.id);
  });

  it('of the future revokes nothing before its day (D17)', async () => {
    const before = liveOf(await shown());
    const input = {
      ...(await changing({ jobTitle: 'Directrice', effectiveOn: inMonths(1) })),
      ...{ idempotencyKey: randomUUID(), confirmedCertificateIds: before },
    };
    expect(await flow.agent.read(CONFIRM, { input })).toMatchObject({
      confirmIdentityChange: { state: 'PLANNED' },
    });
    expect(await flow.agent.refusal(PREVIEW, { input: await changing({ surname: 'Autre' }) })).toMatchObject({
      reason: 'CHANGE_ALREADY_OPEN',
    });
    expect(liveOf(await shown())).toEqual(before);
  });

  it('is planned for a year ahead at most, and taken back with what was prepared for it (D17)', async () => {
    const CANCEL_CHANGE =
      'mutation($input: HolderActInput!) { cancelIdentityChange(input: $input) { version openIdentityChange { id } } }';
    holder = await certified();
    const plan = async () => ({
      ...(await changing({ jobTitle: 'Directrice', effectiveOn: inMonths(1) })),
      ...{ idempotencyKey: randomUUID(), confirmedCertificateIds: liveOf(await shown()) },
    });
    await flow.agent.read(CONFIRM, { input: await plan() });
    const draft = await eventually('the prepared replacement', async () =>
      (await shown()).orders.find(({ state }) => state === 'DRAFT'),
    );
    const cancelling = { input: { orderId: draft.id, version: draft.version } };
    expect(await flow.agent.refusal(CANCEL, cancelling)).toMatchObject({ reason: 'CHANGE_STILL_PLANNED' });
    const { version } = await shown();
    const act = { input: { holderId: holder.id, version } };
    const theirs = await signedIn(run, 'CERTIFICATION_AGENT', 'Menuiserie Dupré & Fils');
    expect(await theirs.refusal(CANCEL_CHANGE, act)).toMatchObject({ code: 'NOT_FOUND' });
    const { cancelIdentityChange } = await flow.agent.read<{ cancelIdentityChange: object }>(
      CANCEL_CHANGE,
      act,
    );
    expect(cancelIdentityChange).toMatchObject({ openIdentityChange: null });
    expect((await shown()).orders.filter(({ state }) => state === 'DRAFT')).toEqual([]);
    const far = await changing({ jobTitle: 'Directrice', effectiveOn: inMonths(13) });
    expect(await flow.agent.refusal(PREVIEW, { input: far })).toMatchObject({
      fields: { effectiveOn: 'TOO_FAR_AHEAD' },
    });
    // What was taken back does not stand in the way of another.
    expect(await flow.agent.read(CONFIRM, { input: await plan() })).toMatchObject({
      confirmIdentityChange: { state: 'PLANNED' },
    });
  });
});
