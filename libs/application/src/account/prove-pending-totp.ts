import { refuseInput } from '@mandataire/domain/decision';
import type { Clock } from '../clock/index.js';
import { refusedError } from '../refusal/index.js';
import type { AccountStore, TotpVerifier } from './account.ports.js';

interface PendingTotpPorts {
  readonly accounts: Pick<AccountStore, 'pendingTotp'>;
  readonly totp: TotpVerifier;
  readonly clock: Clock;
}

/**
 * The secret that is being enrolled, once a code of it is right, and the step of that code: whoever keeps the secret keeps
 * the step, too, so that the code does not sign in besides (RFC 6238 §5.2).
 * @throws INVALID_INPUT code WRONG_CODE, also when nothing is being enrolled
 */
export async function provePendingTotp(
  { accounts, totp, clock }: PendingTotpPorts,
  accountId: string,
  code: string,
): Promise<{ secret: string; step: number }> {
  const secret = await accounts.pendingTotp(accountId);
  const step =
    secret === undefined ? undefined : await totp.step(secret, code.replace(/\s/g, ''), clock.now());
  if (secret === undefined || step === undefined)
    throw refusedError(refuseInput({ code: 'WRONG_CODE' }).refusal);
  return { secret, step };
}
