import { normalisePassword } from '@mandataire/domain/account';
import { refuseByRule } from '@mandataire/domain/decision';
import type { Clock, Randomness } from '../clock/index.js';
import { refusedError, unauthenticated } from '../refusal/index.js';
import { accessAtDoor, accessOf } from './access-entry.js';
import type {
  AccessJournal,
  AccountStore,
  PasswordHasher,
  Session,
  SessionStore,
  Unawaited,
} from './account.ports.js';
import type { OpenedSession, OpenSession } from './open-session.js';
import type { FactorInput, ProveFactor } from './prove-factor.js';
import type { Tries, Visitor } from './tries.js';

export interface SignInPorts {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly passwords: PasswordHasher;
  readonly access: AccessJournal;
  readonly unawaited: Unawaited;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** What the three parts of a sign-in share. */
export interface SignInParts {
  readonly tries: Tries;
  readonly factors: ProveFactor;
  readonly opening: OpenSession;
}

/**
 * Signing in. Neutral: an unknown address, a wrong password and a throttled one answer alike, after the same work. Never a
 * lock-out: tries are slowed down, and a known browser has tries of its own.
 */
export class SignIn {
  constructor(
    private readonly ports: SignInPorts,
    private readonly parts: SignInParts,
  ) {}

  /** First factor. @throws UNAUTHENTICATED BAD_CREDENTIALS; RATE_LIMITED while the address is slowed down. */
  async password(typed: { email: string; password: string }, visitor: Visitor): Promise<OpenedSession> {
    const { accounts, passwords } = this.ports;
    const email = typed.email.trim().toLowerCase();
    const lane = await this.parts.tries.lane('password', email, visitor);
    passwords.admit(lane.urgency);
    await this.parts.tries.reserve(lane.key);
    const credentials = await accounts.credentials(email);
    const password = normalisePassword(typed.password);
    const right = await passwords.verify(
      credentials?.passwordHash ?? passwords.decoy,
      password,
      lane.urgency,
    );
    if (!credentials || !right) {
      if (credentials) this.ports.unawaited(this.failed(credentials.accountId, 'WRONG_PASSWORD', visitor));
      throw unauthenticated('BAD_CREDENTIALS');
    }
    await this.parts.tries.forget(lane.key);
    if (credentials.secondFactor) return this.parts.opening.awaitFactor(credentials, visitor);
    return this.parts.opening.enter(
      credentials.accountId,
      { strength: 'PASSWORD', factor: 'PASSWORD', basis: { credentials } },
      visitor,
    );
  }

  /** Second factor: a new session replaces the pending one, so that no token outlives its strength. */
  async factor(pending: Session, input: FactorInput, visitor: Visitor): Promise<OpenedSession> {
    if (pending.state !== 'PENDING_FACTOR') throw unauthenticated('NO_FACTOR_AWAITED');
    const credentials = await this.ports.accounts.credentialsOf(pending.accountId);
    if (!credentials?.secondFactor) throw unauthenticated('NO_FACTOR_AWAITED');
    const lane = await this.parts.tries.lane('factor', credentials.email, visitor);
    await this.parts.tries.reserve(lane.key);
    const proof = await this.parts.factors.prove(credentials, input, { ...lane, ...visitor });
    if ('wrong' in proof) {
      await this.failed(pending.accountId, proof.wrong, visitor);
      throw refusedError(refuseByRule('D25', proof.wrong).refusal);
    }
    await this.parts.tries.forget(lane.key);
    const basis = { replaces: pending };
    const proved = { strength: 'PASSWORD_AND_TOTP', factor: proof.factor, basis } as const;
    return this.parts.opening.enter(pending.accountId, proved, visitor);
  }

  /** A session that still awaits its factor ends without a word: nobody had come in. */
  async signOut(session: Session, correlationId: string): Promise<void> {
    const { sessions, clock, randomness } = this.ports;
    const at = clock.now();
    const entry = accessOf(session, { name: 'account.logged-out', at, correlationId }, randomness);
    await sessions.end(session.id, at, session.state === 'OPEN' ? entry : undefined);
  }

  /** Of a known account only: what was typed for another e-mail is nobody's, and may be a password. */
  private failed(accountId: string, because: string, { correlationId }: Visitor): Promise<void> {
    const { access, clock, randomness } = this.ports;
    const failure = {
      name: 'account.login-failed',
      at: clock.now(),
      correlationId,
      facts: { because },
    } as const;
    return access.note(accessAtDoor(accountId, failure, randomness));
  }
}
