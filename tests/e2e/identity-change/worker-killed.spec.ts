import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, ownSystem, type RunningSystem } from '../../support/system/index.js';
import { signedIn, type ApiClient } from '../support/api.js';
import { today } from '../support/chain.js';

interface Holder {
  readonly id: string;
  readonly version: number;
  readonly surname: string;
  readonly givenNames: string[];
  readonly email: string;
  readonly jobTitle: string;
  readonly certificates: {
    id: string;
    state: string;
    notAfter: string;
    reminders: { rung: number; recipient: string; email: string; state: string }[];
  }[];
  readonly orders: { kind: string; replacesCertificateId: string | null }[];
}
const HOLDERS = `{ holders(first: 50) { edges { node { id version surname givenNames email jobTitle
  certificates { id state notAfter reminders { rung recipient email state } } orders { kind replacesCertificateId } } } } }`;
const CONFIRM =
  'mutation($input: ConfirmIdentityChangeInput!) { confirmIdentityChange(input: $input) { id } }';
const JOURNAL = 'query($id: ID!) { journal(filter: { objectId: $id }) { edges { node { name } } } }';

let system: RunningSystem;
let agent: ApiClient;
beforeAll(async () => {
  system = await ownSystem();
  agent = await signedIn(system.run, 'CERTIFICATION_AGENT', 'Menuiserie Dupré & Fils');
}, 180_000);
afterAll(() => system.stop());

const holders = async (): Promise<Holder[]> =>
  (await agent.read<{ holders: { edges: { node: Holder }[] } }>(HOLDERS)).holders.edges.map(
    ({ node }) => node,
  );

const nearItsEnd = ({ certificates }: Holder): boolean =>
  certificates.some(({ state, notAfter }) => {
    const days = (Date.parse(notAfter) - Date.now()) / 86_400_000;
    return state === 'ACTIVE' && days > 16 && days < 29;
  });

const remindersOf = async () => {
  const found = (await holders()).filter(nearItsEnd).flatMap(({ certificates }) => certificates);
  return found.flatMap(({ reminders }) => reminders);
};

describe('a worker that is killed', () => {
  it('has reminded holder and MC once each, and reminds nobody again after its restart (P14)', async () => {
    const sent = await eventually('the reminders', async () => {
      const lines = await remindersOf();
      return lines.length > 0 && lines.every(({ state }) => state === 'SENT') ? lines : undefined;
    });
    expect(new Set(sent.map(({ recipient }) => recipient))).toEqual(
      new Set(['HOLDER', 'CERTIFICATION_AGENT']),
    );
    await system.kill('worker');
    await system.restart('worker');
    await agent.read('{ viewer { id } }');
    await eventually('a sweep of the new worker', async () => {
      const metrics = await (await fetch(`${system.run.urls.worker}/metrics`)).text();
      return /swept|jobs|relayed/.test(metrics) || metrics.length > 0 ? true : undefined;
    });
    expect(await remindersOf()).toEqual(sent);
  });

  it('in the middle of an identity change ends in one revocation and one replacement (I-15, D16)', async () => {
    const changed = (await holders()).find(({ certificates }) =>
      certificates.some(({ state }) => state === 'ACTIVE'),
    );
    if (!changed) throw new Error('nobody has a certificate');
    const { id, version, givenNames, email, jobTitle } = changed;
    const live = changed.certificates
      .filter(({ state }) => state === 'ACTIVE' || state === 'ISSUED')
      .map((certificate) => certificate.id);
    const input = {
      ...{ holderId: id, version, surname: 'Nouveau-Nom', givenNames, email, jobTitle },
      ...{ effectiveOn: today(), idempotencyKey: randomUUID(), confirmedCertificateIds: live },
    };
    await agent.read(CONFIRM, { input });
    await system.kill('worker');
    await system.restart('worker');
    const after = await eventually(
      'revoked and replaced',
      async () => {
        const now = (await holders()).find((each) => each.id === id);
        const done = now?.certificates.filter((each) => live.includes(each.id) && each.state === 'REVOKED');
        return done?.length === live.length ? now : undefined;
      },
      60_000,
    );
    for (const certificateId of live) {
      const replacing = after.orders.filter((order) => order.replacesCertificateId === certificateId);
      expect(replacing).toHaveLength(1);
      const { journal } = await agent.read<{ journal: { edges: { node: { name: string } }[] } }>(JOURNAL, {
        id: certificateId,
      });
      expect(journal.edges.filter(({ node }) => node.name === 'certificate.revoked')).toHaveLength(1);
    }
  }, 120_000);
});
