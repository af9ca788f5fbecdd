import { setTimeout as pause } from 'node:timers/promises';
import type { GraphqlClient } from './graphql-client.js';
import type { Steps } from './steps.js';

interface Line {
  readonly rung: number;
  readonly recipient: string;
  readonly email: string;
  readonly state: string;
  readonly sentAt: string | null;
}

interface Reminded {
  readonly holderName: string;
  readonly reminders: readonly Line[];
}

const PATIENCE_MS = 30_000;
const DAY_MS = 86_400_000;

async function nearTheirEnd(mc: GraphqlClient): Promise<Reminded[]> {
  const filter = { states: ['ACTIVE'], expiresBefore: new Date(Date.now() + 90 * DAY_MS).toISOString() };
  const { certificates } = await mc.request<{ certificates: { edges: { node: Reminded }[] } }>(
    `query($filter: CertificateFilter) { certificates(first: 50, filter: $filter) { edges { node {
       holderName reminders { rung recipient email state sentAt } } } } }`,
    { filter },
  );
  return certificates.edges.map((edge) => edge.node);
}

const sent = (certificates: readonly Reminded[]): Line[] =>
  certificates.flatMap((certificate) => certificate.reminders.filter((line) => line.state === 'SENT'));

/**
 * The seeded company has certificates near their end: holder and MC were each reminded once. The ledger says so, and of
 * what was sent since the mailbox started, the mailbox holds exactly one mail a line. Gives the number of lines.
 */
export async function countReminders(
  steps: Steps,
  mc: GraphqlClient,
  mailbox: { readonly api: string; readonly since: Date },
): Promise<number> {
  return steps.run('Rappels : porteur et MC prévenus une fois chacun', async () => {
    const deadline = Date.now() + PATIENCE_MS;
    let certificates = await nearTheirEnd(mc);
    const complete = (found: Reminded) =>
      ['HOLDER', 'CERTIFICATION_AGENT'].every((who) =>
        found.reminders.some((l) => l.recipient === who && l.state === 'SENT'),
      );
    while (certificates.length === 0 || !certificates.every(complete)) {
      if (Date.now() > deadline) throw new Error(`rappels manquants : ${JSON.stringify(certificates)}`);
      await pause(250);
      certificates = await nearTheirEnd(mc);
    }
    const lines = sent(certificates);
    await seenOnce(certificates, mailbox);
    return lines.length;
  });
}

async function seenOnce(
  certificates: readonly Reminded[],
  { api, since }: { api: string; since: Date },
): Promise<void> {
  const response = await fetch(`${api}/messages`);
  const mails = (await response.json()) as { to: string[]; subject: string; text: string }[];
  for (const { holderName, reminders } of certificates) {
    for (const line of reminders.filter((l) => l.sentAt !== null && new Date(l.sentAt) >= since)) {
      const seen = mails.filter(
        (mail) =>
          mail.to.includes(line.email) && / expire /.test(mail.subject) && mail.text.includes(holderName),
      );
      if (seen.length !== 1) throw new Error(`${seen.length} rappels à ${line.email} pour ${holderName}`);
    }
  }
}
