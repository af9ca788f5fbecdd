import { RECOVERY_CODE_BYTES, RECOVERY_CODES, showRecoveryCode } from '@mandataire/domain/account';
import { refuseInput } from '@mandataire/domain/decision';
import type { Hasher, Randomness } from '../clock/index.js';
import { refusedError, unauthenticated } from '../refusal/index.js';
import type { AccountChange, Credentials, Session, TotpVerifier } from './account.ports.js';
import { base32 } from './base32.js';
import type { OpenedSession, OpenSession } from './open-session.js';
import { recoveryHash } from './prove-factor.js';
import { provePendingTotp } from './prove-pending-totp.js';
import { renewalOf, requireFreshFactor, type StepUpPorts } from './step-up.js';
import type { Tries, Visitor } from './tries.js';

/** 160 bits, as RFC 4226 §4 recommends. */
export const newTotpSecret = (randomness: Randomness): string => base32(randomness.bytes(20));

/** Ten new codes in place of the old ones; they exist in the answer and as hashes only. */
export async function giveRecoveryCodes(
  account: AccountChange,
  { randomness, hasher }: { readonly randomness: Randomness; readonly hasher: Hasher },
): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    showRecoveryCode(base32(randomness.bytes(RECOVERY_CODE_BYTES))),
  );
  await account.replaceRecoveryCodes(codes.map((code) => recoveryHash(hasher, account.accountId, code)));
  return codes;
}

export interface EnrolFactorPorts extends StepUpPorts {
  readonly totp: TotpVerifier;
}

export interface Enrolled {
  readonly opened: OpenedSession;
  readonly recoveryCodes: readonly string[];
}

/**
 * Enrols a second factor, or another one in its place: with a factor of before that is fresh (the old application, a
 * recovery code, or the password where there was none). All other sessions end, and links asked for before open nothing.
 */
export class EnrolFactor {
  constructor(
    private readonly ports: EnrolFactorPorts,
    private readonly tries: Tries,
    private readonly opening: OpenSession,
  ) {}

  /** Makes a secret; it counts only once a code has proved it. @throws FORBIDDEN STEP_UP_REQUIRED. */
  async begin(session: Session): Promise<{ readonly secret: string; readonly email: string }> {
    const { accounts, randomness } = this.ports;
    const account = await this.allowed(session);
    const secret = newTotpSecret(randomness);
    await accounts.savePendingTotp(session.accountId, secret);
    return { secret, email: account.email };
  }

  /** @throws INVALID_INPUT { code: WRONG_CODE }; FORBIDDEN STEP_UP_REQUIRED; RATE_LIMITED. */
  async confirm(session: Session, code: string, visitor: Visitor): Promise<Enrolled> {
    const { accounts, clock } = this.ports;
    const account = await this.allowed(session);
    const lane = await this.tries.lane('factor', account.email, visitor);
    await this.tries.reserve(lane.key);
    const { secret, step } = await provePendingTotp(this.ports, session.accountId, code);
    await this.tries.forget(lane.key);
    const { accountId } = session;
    const by = { accountId, session, now: clock.now(), correlationId: visitor.correlationId };
    const renewal = renewalOf(this.ports, session);
    const recoveryCodes = await accounts.change(by, async (change) => {
      const mayReplace = session.state === 'OPEN';
      if (!(await change.setTotp({ secret, step, mayReplace }))) throw unauthenticated();
      await change.endSessions(session.id);
      await change.renewSession(session, renewal.proved);
      await change.dropLinks();
      await change.record('account.factor-enrolled', { replaced: account.secondFactor });
      return giveRecoveryCodes(change, this.ports);
    });
    const basis = { replaces: renewal.opened.session };
    const proved = { strength: 'PASSWORD_AND_TOTP', factor: 'TOTP', basis } as const;
    return { opened: await this.opening.enter(accountId, proved, visitor), recoveryCodes };
  }

  /**
   * Somebody who must enrol has just given his password: it sets a first factor and never another one. Everybody else has
   * a fresh factor.
   */
  private async allowed(session: Session): Promise<Credentials> {
    if (session.state === 'PENDING_FACTOR') throw unauthenticated();
    if (session.state === 'OPEN') requireFreshFactor(session.factorAt, this.ports.clock.now());
    const account = await this.ports.accounts.credentialsOf(session.accountId);
    if (!account || (account.secondFactor && session.state !== 'OPEN')) throw unauthenticated();
    return account;
  }
}

/** Ten new recovery codes, shown once; those of before open nothing any more. Asks for a fresh factor. */
export class RenewRecoveryCodes {
  constructor(private readonly ports: StepUpPorts) {}

  /** @throws FORBIDDEN STEP_UP_REQUIRED; INVALID_INPUT for an account without a second factor. */
  async execute(session: Session, correlationId: string): Promise<readonly string[]> {
    const { accounts, clock } = this.ports;
    const now = clock.now();
    requireFreshFactor(session.factorAt, now);
    const { accountId } = session;
    const account = await accounts.credentialsOf(accountId);
    if (!account?.secondFactor) throw refusedError(refuseInput({ factor: 'NO_SECOND_FACTOR' }).refusal);
    return accounts.change({ accountId, session, now, correlationId }, async (change) => {
      await change.record('account.recovery-codes-renewed');
      return giveRecoveryCodes(change, this.ports);
    });
  }
}
