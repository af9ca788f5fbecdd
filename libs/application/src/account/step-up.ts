import { factorIsFresh, normalisePassword } from '@mandataire/domain/account';
import { refuseByRule } from '@mandataire/domain/decision';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { forbidden, refusedError, unauthenticated } from '../refusal/index.js';
import { accessOf } from './access-entry.js';
import type { AccessJournal, AccountStore, ProvedSession, Session, SessionStore } from './account.ports.js';
import { newSessionToken, type OpenedSession } from './open-session.js';
import type { FactorInput, ProveFactor } from './prove-factor.js';
import type { Tries, Visitor } from './tries.js';

/** @throws FORBIDDEN STEP_UP_REQUIRED unless a factor was proved at most five minutes ago (ASVS 5.0 §7.5.3). */
export function requireFreshFactor(factorAt: Date | null, now: Date): void {
  if (!factorIsFresh(factorAt, now)) throw forbidden('STEP_UP_REQUIRED');
}

export interface RenewalPorts {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly hasher: Hasher;
}

/** The same session under a new token, with the factor that was just proved; `proved` is to be stored. */
export function renewalOf(
  ports: RenewalPorts,
  session: Session,
  factor: Partial<Pick<Session, 'factor' | 'factorAt'>> = {},
): { readonly opened: OpenedSession; readonly proved: ProvedSession } {
  const token = newSessionToken(ports.randomness);
  const next = { ...session, ...factor, tokenHash: ports.hasher.sha256(token) };
  const proved = {
    tokenHash: next.tokenHash,
    factorAt: next.factorAt ?? ports.clock.now(),
    factor: next.factor ?? 'PASSWORD',
    strength: next.strength,
  };
  return { opened: { token, session: next }, proved };
}

export interface StepUpPorts extends RenewalPorts {
  readonly sessions: SessionStore;
  readonly accounts: AccountStore;
  readonly access: AccessJournal;
}

/**
 * Proves a factor again inside a session, for acts that ask for a fresh one. The token changes with it. Wrong tries are
 * counted with those of signing in.
 */
export class StepUp {
  constructor(
    private readonly ports: StepUpPorts,
    private readonly tries: Tries,
    private readonly factors: ProveFactor,
  ) {}

  /** @throws RULE_REFUSED D25 for a wrong or used code; RATE_LIMITED. */
  async execute(session: Session, input: FactorInput, visitor: Visitor): Promise<OpenedSession> {
    const { accounts, sessions, access, clock, randomness } = this.ports;
    const credentials = await accounts.credentialsOf(session.accountId);
    if (!credentials) throw unauthenticated();
    const lane = await this.tries.lane('factor', credentials.email, visitor);
    await this.tries.reserve(lane.key);
    const given = { ...input, password: input.password ? normalisePassword(input.password) : null };
    const proof = await this.factors.prove(credentials, given, { ...lane, ...visitor });
    const { correlationId } = visitor;
    const at = clock.now();
    if ('wrong' in proof) {
      const facts = { because: proof.wrong };
      await access.note(
        accessOf(session, { name: 'account.step-up-failed', at, correlationId, facts }, randomness),
      );
      throw refusedError(refuseByRule('D25', proof.wrong).refusal);
    }
    await this.tries.forget(lane.key);
    const { factor } = proof;
    const done = { name: 'account.stepped-up', at, correlationId, facts: { factor } } as const;
    const { opened, proved } = renewalOf(this.ports, session, { factor, factorAt: at });
    await sessions.renew(session, proved, accessOf(session, done, randomness));
    return opened;
  }
}
