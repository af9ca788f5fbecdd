import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DemoLogin, Run } from '../start/system.mjs';
import { GraphqlClient } from './graphql-client.js';
import { OpenSsl } from './openssl.js';
import { freeHolder, orderUntilApproved, retrieveCertificate, type Ground } from './order-to-certificate.js';
import { judgeGood, revokeAndWatch } from './revocation.js';
import { Steps } from './steps.js';

export interface JourneyResult {
  readonly ok: boolean;
  readonly steps: number;
  /** From sending the revocation to the first OCSP answer that says revoked. */
  readonly revocationToOcspMs: number | null;
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

/** Order, certificate, revocation through the public interfaces of the running system, with OpenSSL as judge. */
export async function runJourney(run: Run, print: (line: string) => void): Promise<JourneyResult> {
  const steps = new Steps(print);
  const openssl = new OpenSsl();
  const client = () => new GraphqlClient(run.urls.graphql);
  if (!run.mailboxApi)
    throw new Error('Le parcours lit les mails : il lui faut la boîte locale (sans SMTP_URL).');
  const ground: Ground = {
    steps,
    openssl,
    mailboxApi: run.mailboxApi,
    statusUrl: run.urls.status,
    mc: client(),
    officer: client(),
    holder: client(),
  };
  try {
    await steps.run('Le MC se connecte (mot de passe + code)', () =>
      ground.mc.login(login(run, 'CERTIFICATION_AGENT')),
    );
    await steps.run('L’agent d’enregistrement se connecte', () =>
      ground.officer.login(login(run, 'REGISTRATION_OFFICER')),
    );
    const holder = await steps.run('Le MC voit sa flotte', () => freeHolder(ground.mc));
    const { since } = await orderUntilApproved(ground, holder);
    const issued = await retrieveCertificate(ground, holder, since);
    await judgeGood(ground, issued);
    const revocationToOcspMs = await revokeAndWatch(ground, issued);
    return { ok: true, steps: steps.done.length, revocationToOcspMs };
  } catch {
    const failed = steps.done.at(-1);
    return {
      ok: false,
      steps: steps.done.length,
      revocationToOcspMs: null,
      failedStep: failed?.name ?? 'start',
    };
  } finally {
    openssl.close();
  }
}
