import type { TotpVerifier } from '@mandataire/application/account';
import { verify } from 'otplib';

const STEP_SECONDS = 30;

/** TOTP of RFC 6238: SHA-1, six digits, 30 s. One step of tolerance on each side (§5.2). */
export class OtplibTotpVerifier implements TotpVerifier {
  async step(secret: string, code: string, now: Date): Promise<number | undefined> {
    if (!/^\d{6}$/.test(code)) return undefined;
    const epoch = Math.floor(now.getTime() / 1000);
    // Tolerance of the library is in seconds from `epoch`: from the middle of a step it reaches one step each way.
    const middle = Math.floor(epoch / STEP_SECONDS) * STEP_SECONDS + STEP_SECONDS / 2;
    const result = await verify({ secret, token: code, epoch: middle, epochTolerance: STEP_SECONDS });
    return result.valid ? Math.floor(middle / STEP_SECONDS) + result.delta : undefined;
  }
}
