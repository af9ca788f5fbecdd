import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DemoLogin, Run } from '../start/system.mjs';
import { GraphqlClient } from './graphql-client.js';
import { OpenSsl } from './openssl.js';
import {
  addVerifiedHolder,
  approveAndActivate,
  newPeople,
  openCompany,
  signMandate,
  verifyHolder,
  type TrustGround,
} from './chain-of-trust.js';
import { changeSurname } from './identity-change.js';
import {
  carryToApproval,
  placeOrder,
  resumeOrder,
  retrieveCertificate,
  type Ground,
  type Issued,
  type Person,
} from './order-to-certificate.js';
import { countReminders } from './reminders.js';
import { judgeGood, revokeAndWatch } from './revocation.js';
import { Steps } from './steps.js';

export interface JourneyResult {
  readonly ok: boolean;
  readonly steps: number;
  /** From sending the revocation to the first OCSP answer that says revoked. */
  readonly revocationToOcspMs: number | null;
  /** From confirming the change of surname to the first OCSP answer that says revoked. */
  readonly identityChangeToOcspMs: number | null;
  /** Lines of the ledger that were sent, each seen once. */
  readonly reminders: number | null;
  readonly failedStep?: string;
}

/** What `npm start` wrote about the running system. @throws with the cure when nothing runs. */
export function readRun(): Run {
  const file = process.env.MANDATAIRE_RUN_FILE ?? path.join(process.env.DATA_DIR ?? '.data', 'run.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Run;
  } catch {
    throw new Error('Rien ne tourne : lancez « npm start » dans un autre terminal, puis recommencez.');
  }
}

const login = (run: Run, role: string): DemoLogin => {
  const found = run.logins.find((candidate) => candidate.role === role);
  if (!found) throw new Error(`Aucun compte de démonstration pour le rôle ${role}.`);
  return found;
};

const since = () => new Date(Date.now() - 1000);

async function prepareGround(run: Run, print: (line: string) => void): Promise<Ground & TrustGround> {
  if (!run.mailboxApi)
    throw new Error('Le parcours lit les mails : il lui faut la boîte locale (sans SMTP_URL).');
  const client = () => new GraphqlClient(run.urls.graphql);
  return {
    steps: new Steps(print),
    openssl: new OpenSsl(),
    mailboxApi: run.mailboxApi,
    statusUrl: run.urls.status,
    sales: client(),
    mc: client(),
    officer: client(),
    holder: client(),
    signer: client(),
  };
}

/** One certificate from its order (or its prepared replacement) to OCSP good. */
async function certify(ground: Ground, holder: Person, prepared?: string): Promise<Issued> {
  const start = since();
  const orderId = prepared ?? (await placeOrder(ground, holder));
  if (prepared !== undefined) await resumeOrder(ground, prepared);
  await carryToApproval(ground, holder, orderId, start);
  const issued = await retrieveCertificate(ground, holder, start);
  await judgeGood(ground, issued);
  return issued;
}

/**
 * The whole chain of trust through the public interfaces of the running system, with OpenSSL as judge: sales, mandate,
 * verified holder, certificate, identity change, replacement, revocation, reminders.
 */
export async function runJourney(run: Run, print: (line: string) => void): Promise<JourneyResult> {
  const ground = await prepareGround(run, print);
  const { steps, mc, officer, sales } = ground;
  try {
    await steps.run('Le commercial se connecte (mot de passe + code)', () =>
      sales.login(login(run, 'SALES')),
    );
    await steps.run('L’agent d’enregistrement se connecte', () =>
      officer.login(login(run, 'REGISTRATION_OFFICER')),
    );
    const people = newPeople();
    const begun = since();
    await openCompany(ground, people);
    await signMandate(ground, people, begun);
    const account = await approveAndActivate(ground, people, begun);
    await steps.run('Le MC se connecte', () => mc.login(account));
    const holder = await addVerifiedHolder(steps, mc);
    const first = await certify(ground, holder);
    const { identityChangeToOcspMs, replacementOrderId } = await changeSurname(ground, holder, first);
    await verifyHolder(steps, mc, holder.id, 'Le MC vérifie de nouveau l’identité, au nouveau nom');
    const second = await certify(ground, holder, replacementOrderId);
    const revocationToOcspMs = await revokeAndWatch(ground, second);
    const seeded = new GraphqlClient(run.urls.graphql);
    await steps.run('Le MC de l’entreprise de démonstration se connecte', () =>
      seeded.login(login(run, 'CERTIFICATION_AGENT')),
    );
    const mailbox = { api: ground.mailboxApi, since: new Date(run.startedAt) };
    const reminders = await countReminders(steps, seeded, mailbox);
    return { ok: true, steps: steps.done.length, revocationToOcspMs, identityChangeToOcspMs, reminders };
  } catch {
    const failedStep = steps.done.at(-1)?.name ?? 'start';
    return {
      ok: false,
      steps: steps.done.length,
      revocationToOcspMs: null,
      identityChangeToOcspMs: null,
      reminders: null,
      failedStep,
    };
  } finally {
    ground.openssl.close();
  }
}
