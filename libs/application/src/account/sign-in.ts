import { refuseByRule } from '@mandataire/domain/decision';
import { addDuration } from '@mandataire/domain/time';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { rateLimited, refusedError, unauthenticated } from '../refusal/index.js';
import type {
  AccountStore,
  Credentials,
  PasswordHasher,
  Session,
  SessionStore,
  TotpVerifier,
  ViewerReader,
} from './account.ports.js';

/** A new session's token goes to the cookie only; the store keeps its hash. */
export interface OpenedSession {
  readonly token: string;
  readonly session: Omit<Session, 'platformRoles'>;
}

const PENDING = { minutes: 5 } as const;
const ABSOLUTE = { hours: 12 } as const;
const FREE_ATTEMPTS = 5;
const MAX_DELAY_SECONDS = 60;

/** Seconds that must pass after `failures` wrong tries: doubling, never a lock-out. */
export const delayAfter = (failures: number): number =>
  failures < FREE_ATTEMPTS ? 0 : Math.min(2 ** (failures - FREE_ATTEMPTS), MAX_DELAY_SECONDS);

function throttle(credentials: Credentials, now: Date): void {
  if (credentials.lastFailedAt === null) return;
  const until = credentials.lastFailedAt.getTime() + delayAfter(credentials.failedAttempts) * 1000;
  if (until > now.getTime()) throw rateLimited(Math.ceil((until - now.getTime()) / 1000));
}

export interface SignInPorts {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly viewers: ViewerReader;
  readonly passwords: PasswordHasher;
  readonly totp: TotpVerifier;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly hasher: Hasher;
}

/** First factor. Neutral: an unknown e-mail, a wrong password and a throttled unknown account answer alike, in equal time. */
export class SignIn {
  constructor(private readonly ports: SignInPorts) {}

  /** @throws UNAUTHENTICATED BAD_CREDENTIALS, or RATE_LIMITED after five failures in a row. */
  async password(email: string, password: string): Promise<OpenedSession> {
    const { accounts, passwords, clock } = this.ports;
    const credentials = await accounts.credentials(email.trim().toLowerCase());
    const now = clock.now();
    if (credentials) throttle(credentials, now);
    const right = await passwords.verify(credentials?.passwordHash ?? passwords.decoy, password);
    if (!credentials || !right) {
      if (credentials) await accounts.countFailure(credentials.accountId, now);
      throw unauthenticated('BAD_CREDENTIALS');
    }
    if (credentials.totpSecret !== null)
      return this.open(credentials.accountId, 'PENDING_FACTOR', 'PASSWORD');
    await accounts.resetFailures(credentials.accountId);
    return this.open(credentials.accountId, 'OPEN', 'PASSWORD');
  }

  /** Second factor: the pending session ends and a new one opens, so that no token outlives its strength. */
  async totp(pending: Session, code: string): Promise<OpenedSession> {
    const { accounts, sessions, totp, clock } = this.ports;
    if (pending.state !== 'PENDING_FACTOR') throw unauthenticated('NO_FACTOR_AWAITED');
    const credentials = await accounts.credentialsOf(pending.accountId);
    if (!credentials?.totpSecret) throw unauthenticated('NO_FACTOR_AWAITED');
    const now = clock.now();
    throttle(credentials, now);
    const step = await totp.step(credentials.totpSecret, code.replace(/\s/g, ''), now);
    if (step === undefined || !(await accounts.acceptTotpStep(pending.accountId, step))) {
      await accounts.countFailure(pending.accountId, now);
      throw refusedError(
        refuseByRule('D25', step === undefined ? 'WRONG_CODE' : 'CODE_ALREADY_USED').refusal,
      );
    }
    await accounts.resetFailures(pending.accountId);
    await sessions.end(pending.id, now);
    return this.open(pending.accountId, 'OPEN', 'PASSWORD_AND_TOTP');
  }

  async signOut(session: Session): Promise<void> {
    await this.ports.sessions.end(session.id, this.ports.clock.now());
  }

  private async open(
    accountId: string,
    state: Session['state'],
    strength: Session['strength'],
  ): Promise<OpenedSession> {
    const { clock, randomness, hasher, sessions, viewers } = this.ports;
    const now = clock.now();
    const token = Buffer.from(randomness.bytes(32)).toString('base64url');
    const companies = state === 'OPEN' ? await viewers.companiesOf(accountId) : [];
    const session = {
      id: randomness.id(),
      accountId,
      tenantId: companies[0] ?? null,
      state,
      strength,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: addDuration(now, state === 'OPEN' ? ABSOLUTE : PENDING),
    };
    await sessions.insert({ ...session, tokenHash: hasher.sha256(token) });
    return { token, session };
  }
}
