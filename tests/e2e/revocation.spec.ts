import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, runningSystem, type Run } from '../support/system/index.js';
import { signedIn, stranger } from './support/api.js';
import { goodRequest } from './support/certificate-requests.js';
import { ANSWER, verifiedHolder, OrderFlow, SUBMIT, type HolderFacts } from './support/orders.js';

const REVOKE = `mutation($input: RequestRevocationInput!) {
  requestRevocation(input: $input) { id state reason receivedAt dueAt requestedByName } }`;
const SHOW = `query($id: ID!) { certificate(id: $id) { state revokedAt allowedActions
  revocation { id state sentToCaAt confirmedAt ocspSeenAt crlSeenAt closedAt } } }`;

interface Shown {
  certificate: {
    state: string;
    allowedActions: string[];
    revocation: { id: string; state: string; ocspSeenAt: string | null; crlSeenAt: string | null } | null;
  };
}

let run: Run;
let flow: OrderFlow;
beforeAll(async () => {
  run = runningSystem();
  flow = await OrderFlow.in(run, 'Laiterie du Vercors');
});

/** A new certificate, made by its holder; accepted or refused. */
async function certificate(answer: 'ACCEPT' | 'REFUSE'): Promise<{ id: string; holder: HolderFacts }> {
  const holder = await verifiedHolder(flow.agent);
  const { token } = await flow.retrievable(holder);
  const client = stranger(run);
  const { submitCertificateRequest } = await client.read<{ submitCertificateRequest: { id: string } }>(
    SUBMIT,
    {
      input: { token, csr: await goodRequest() },
    },
  );
  await client.read(ANSWER, { input: { token, answer, backupAcknowledged: true } });
  return { id: submitCertificateRequest.id, holder };
}

const closed = (id: string) =>
  eventually('the closed revocation', async () => {
    const { certificate: shown } = await flow.agent.read<Shown>(SHOW, { id });
    return shown.revocation?.state === 'CLOSED' ? shown : undefined;
  });

const revoking = (certificateId: string, idempotencyKey: string = randomUUID(), reason = 'KEY_LOST') => ({
  input: { idempotencyKey, certificateId, reason, comment: 'Ordinateur volé' },
});

describe('revocation', () => {
  it('asked for twice at once is one (I-17), seen from outside, told to holder and requester (I-20) without its cause (I-19)', async () => {
    const { id, holder } = await certificate('ACCEPT');
    const representative = await signedIn(run, 'LEGAL_REPRESENTATIVE', 'Laiterie du Vercors');
    const key = randomUUID();
    const answers = await Promise.all([
      flow.agent.ask<{ requestRevocation: { id: string } }>(REVOKE, revoking(id, key)),
      flow.agent.ask<{ requestRevocation: { id: string } }>(REVOKE, revoking(id, key)),
      representative.ask<{ requestRevocation: { id: string } }>(REVOKE, revoking(id)),
    ]);
    const accepted = answers.flatMap(({ data }) => (data ? [data.requestRevocation.id] : []));
    expect(accepted.length).toBeGreaterThan(0);
    expect(new Set(accepted).size).toBe(1);
    for (const { errors } of answers) {
      for (const { extensions } of errors) {
        expect(['REVOCATION_ALREADY_OPEN', 'ALREADY_REVOKED']).toContain(extensions.reason);
      }
    }

    const shown = await closed(id);
    expect(shown).toMatchObject({ state: 'REVOKED', allowedActions: [] });
    expect(shown.revocation).toMatchObject({
      id: accepted[0],
      ocspSeenAt: expect.any(String),
      crlSeenAt: expect.any(String),
    });
    expect(await flow.agent.refusal(REVOKE, revoking(id))).toMatchObject({
      code: 'RULE_REFUSED',
      rule: 'I-18',
      reason: 'ALREADY_REVOKED',
    });

    const mail = await flow.mails.waitFor(holder.email, ({ subject }) => subject.includes('révoqué'));
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/volé|perdu|KEY_LOST|motif/i);
  });

  it('follows by itself when the holder refuses his certificate, paid or not (F17, I-10)', async () => {
    const { id } = await certificate('REFUSE');
    expect(await closed(id)).toMatchObject({ state: 'REVOKED' });
  });

  it('takes no reason that belongs to a process, and nobody who may only read (I-16)', async () => {
    const { certificates } = await flow.agent.read<{ certificates: { edges: { node: { id: string } }[] } }>(
      '{ certificates(filter: { states: [ACTIVE] }) { edges { node { id } } } }',
    );
    const id = certificates.edges[0]?.node.id ?? '';
    expect(await flow.agent.refusal(REVOKE, revoking(id, randomUUID(), 'CERTIFICATE_REFUSED'))).toMatchObject(
      {
        code: 'INVALID_INPUT',
        fields: { reason: 'NOT_CHOOSABLE' },
      },
    );
    expect(await flow.agent.refusal(REVOKE, revoking(id, ''))).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { idempotencyKey: 'INVALID_VALUE' },
    });
    for (const role of ['HR_READER', 'REGISTRATION_OFFICER', 'SALES', 'AUDITOR']) {
      expect(await (await signedIn(run, role)).refusal(REVOKE, revoking(id))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });
});
