import { readRecoveryCode, type Factor } from '@mandataire/domain/account';
import { refuseInput } from '@mandataire/domain/decision';
import type { Clock, Hasher } from '../clock/index.js';
import { refusedError } from '../refusal/index.js';
import type {
  AccountStore,
  Credentials,
  HashUrgency,
  PasswordHasher,
  TotpVerifier,
} from './account.ports.js';

/** One of them: the code of the application, a recovery code, or the password where there is no second factor. */
export interface FactorInput {
  readonly code?: string | null;
  readonly recoveryCode?: string | null;
  readonly password?: string | null;
}

export interface ProveFactorPorts {
  readonly accounts: AccountStore;
  readonly passwords: PasswordHasher;
  readonly totp: TotpVerifier;
  readonly clock: Clock;
  readonly hasher: Hasher;
}

export const recoveryHash = (hasher: Hasher, accountId: string, code: string): string =>
  hasher.sha256(`recovery-code:${accountId}:${readRecoveryCode(code)}`);

/** What a proof found; the caller journals a wrong one. */
export type Proof =
  | { readonly factor: Factor }
  | { readonly wrong: 'WRONG_CODE' | 'CODE_ALREADY_USED' | 'WRONG_RECOVERY_CODE' | 'WRONG_PASSWORD' };

/**
 * Proves a factor of the account, once: a TOTP step and a recovery code serve a single time. Whoever has a second factor
 * proves that one, never the password alone. The caller has counted the try before.
 */
export class ProveFactor {
  constructor(private readonly ports: ProveFactorPorts) {}

  /** @throws INVALID_INPUT when none, or not the one that is asked for, was given. */
  async prove(
    account: Credentials,
    input: FactorInput,
    by: { readonly urgency: HashUrgency; readonly correlationId: string },
  ): Promise<Proof> {
    const { accountId, secondFactor } = account;
    if (secondFactor && input.code) return this.totp(accountId, input.code);
    if (secondFactor && input.recoveryCode)
      return this.recoveryCode(accountId, input.recoveryCode, by.correlationId);
    if (!secondFactor && input.password) return this.password(account, input.password, by.urgency);
    throw refusedError(refuseInput(secondFactor ? { code: 'REQUIRED' } : { password: 'REQUIRED' }).refusal);
  }

  private async totp(accountId: string, code: string): Promise<Proof> {
    const { accounts, totp, clock } = this.ports;
    const secret = await accounts.totpSecret(accountId);
    const step = secret && (await totp.step(secret, code.replace(/\s/g, ''), clock.now()));
    if (!step) return { wrong: 'WRONG_CODE' };
    return (await accounts.acceptTotpStep(accountId, step))
      ? { factor: 'TOTP' }
      : { wrong: 'CODE_ALREADY_USED' };
  }

  private async recoveryCode(accountId: string, code: string, correlationId: string): Promise<Proof> {
    const { accounts, hasher, clock } = this.ports;
    const left = await accounts.change({ accountId, correlationId, now: clock.now() }, async (account) => {
      const remaining = await account.useRecoveryCode(recoveryHash(hasher, accountId, code));
      if (remaining !== undefined) await account.record('account.recovery-code-used', { left: remaining });
      return remaining;
    });
    return left === undefined ? { wrong: 'WRONG_RECOVERY_CODE' } : { factor: 'RECOVERY_CODE' };
  }

  private async password(account: Credentials, password: string, urgency: HashUrgency): Promise<Proof> {
    const right = await this.ports.passwords.verify(account.passwordHash, password, urgency);
    return right ? { factor: 'PASSWORD' } : { wrong: 'WRONG_PASSWORD' };
  }
}
