import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, Mails, runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, type ApiClient } from '../support/api.js';

interface Certificate {
  readonly id: string;
  readonly state: string;
  readonly notAfter: string;
  readonly productName: string;
  readonly certifiedData: { readonly email: string };
  readonly reminders: { rung: number; recipient: string; email: string; state: string }[];
}
const CERTIFICATES = `{ certificates(first: 100) { edges { node { id state notAfter productName certifiedData { email }
  reminders { rung recipient email state } } } } }`;
const REMINDERS = 'query($id: ID!) { reminders(certificateId: $id) { rung } }';

let run: Run;
let agent: ApiClient;
beforeAll(async () => {
  run = runningSystem();
  agent = await signedIn(run, 'CERTIFICATION_AGENT', 'Menuiserie Dupré & Fils');
});

const certificates = async (): Promise<Certificate[]> =>
  (
    await agent.read<{ certificates: { edges: { node: Certificate }[] } }>(CERTIFICATES)
  ).certificates.edges.map(({ node }) => node);
const daysLeft = ({ notAfter }: Certificate) => (Date.parse(notAfter) - Date.now()) / 86_400_000;

describe('reminders', () => {
  it('go once each to the holder and the MC of a certificate near its end (P14)', async () => {
    const near = await eventually('a reminded certificate', async () =>
      (await certificates()).find(
        (each) =>
          each.state === 'ACTIVE' &&
          daysLeft(each) > 16 &&
          daysLeft(each) < 29 &&
          each.reminders.length > 0 &&
          each.reminders.every(({ state }) => state === 'SENT'),
      ),
    );
    const lines = near.reminders.map(({ rung, recipient, email }) => `${rung} ${recipient} ${email}`);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toContain(`30 HOLDER ${near.certifiedData.email}`);
    expect(near.reminders.map(({ recipient }) => recipient)).toContain('CERTIFICATION_AGENT');
    const mails = await new Mails(run.mailboxApi ?? '').list(near.certifiedData.email);
    expect(mails.filter(({ subject }) => /expire dans \d+ jours/.test(subject))).toHaveLength(1);
  });

  it('are not planned for what is revoked or far from its end (I-31)', async () => {
    for (const certificate of await certificates()) {
      if (certificate.state === 'ACTIVE' && daysLeft(certificate) > 92)
        expect(certificate.reminders).toEqual([]);
    }
  });

  it('are read by MC and representative of the company only (I-1)', async () => {
    const [certificate] = await certificates();
    const variables = { id: certificate?.id };
    const theirs = await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors');
    expect(await theirs.refusal(REMINDERS, variables)).toMatchObject({ code: 'NOT_FOUND' });
    for (const role of ['HOLDER', 'SALES', 'AUDITOR']) {
      const client = await signedIn(run, role);
      expect(await client.refusal(REMINDERS, variables)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
