import { readFileSync } from 'node:fs';
import type { DemoLogin, Run } from '../../../tools/start/system.mjs';
import { totpCode } from '../../../tools/start/totp.mjs';

/**
 * The system that the runner started for the end-to-end and console tests; outside the runner, the one of `npm start`.
 * It is shared by every file of the group: tests make their own data and never assume an empty fleet.
 */
export function runningSystem(): Run {
  const file = process.env.MANDATAIRE_RUN_FILE || '.data/run.json';
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Run;
  } catch {
    throw new Error(
      `No running system (${file}): run these tests through \`npm test\`, or start one with \`npm start\`.`,
    );
  }
}

/** The demo login of a role, of a given company when there are several. */
export function loginOf(run: Run, role: string, company?: string): DemoLogin {
  const found = run.logins.find(
    (login) => login.role === role && (company === undefined || login.company === company),
  );
  if (!found) throw new Error(`The seed has no ${role} of ${company ?? 'any company'}.`);
  return found;
}

/** The current second-factor code of a demo login. */
export function totp(login: Pick<DemoLogin, 'email' | 'totpSecret'>, atMs: number = Date.now()): string {
  if (!login.totpSecret) throw new Error(`${login.email} has no second factor.`);
  return totpCode(login.totpSecret, atMs);
}
