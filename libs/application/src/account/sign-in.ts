import { refuseByRule } from '@mandataire/domain/decision';
import { addDuration } from '@mandataire/domain/time';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { rateLimited, refusedError, unauthenticated } from '../refusal/index.js';
import { accessOf } from './access-entry.js';
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

interface Opening {
  readonly accountId: string;
  readonly state: Session['state'];
  readonly strength: Session['strength'];
  readonly correlationId: string;
}

/** First factor. Neutral: an unknown e-mail, a wrong password and a throttled unknown account answer alike, in equal time. */
export class SignIn {
  constructor(private readonly ports: SignInPorts) {}

  /** @throws UNAUTHENTICATED BAD_CREDENTIALS, or RATE_LIMITED after five failures in a row. */
  async password(email: string, password: string, correlationId: string): Promise<OpenedSession> {
    const { accounts, passwords, clock } = this.ports;
    const credentials = await accounts.credentials(email.trim().toLowerCase());
    const now = clock.now();
    if (credentials) throttle(credentials, now);
    const right = await passwords.verify(credentials?.passwordHash ?? passwords.decoy, password);
    if (!credentials || !right) {
      if (credentials) await this.fail(credentials.accountId, now, correlationId);
      throw unauthenticated('BAD_CREDENTIALS');
    }
    const opening = { accountId: credentials.accountId, strength: 'PASSWORD', correlationId } as const;
    if (credentials.totpSecret !== null) return this.open({ ...opening, state: 'PENDING_FACTOR' });
    await accounts.resetFailures(credentials.accountId);
    return this.open({ ...opening, state: 'OPEN' });
  }

  /** Second factor: the pending session ends and a new one opens, so that no token outlives its strength. */
  async totp(pending: Session, code: string, correlationId: string): Promise<OpenedSession> {
    const { accounts, sessions, totp, clock } = this.ports;
    if (pending.state !== 'PENDING_FACTOR') throw unauthenticated('NO_FACTOR_AWAITED');
    const credentials = await accounts.credentialsOf(pending.accountId);
    if (!credentials?.totpSecret) throw unauthenticated('NO_FACTOR_AWAITED');
    const now = clock.now();
    throttle(credentials, now);
    const step = await totp.step(credentials.totpSecret, code.replace(/\s/g, ''), now);
    if (step === undefined || !(await accounts.acceptTotpStep(pending.accountId, step))) {
      await this.fail(pending.accountId, now, correlationId);
      throw refusedError(
        refuseByRule('D25', step === undefined ? 'WRONG_CODE' : 'CODE_ALREADY_USED').refusal,
      );
    }
    await accounts.resetFailures(pending.accountId);
    await sessions.end(pending.id, now);
    const { accountId } = pending;
    return this.open({ accountId, strength: 'PASSWORD_AND_TOTP', correlationId, state: 'OPEN' });
  }

  /** A session that still awaits its factor ends without a word: nobody had come in. */
  async signOut(session: Session, correlationId: string): Promise<void> {
    const { sessions, clock, randomness } = this.ports;
    const at = clock.now();
    const entry = accessOf(session, { name: 'account.logged-out', at, correlationId }, randomness);
    await sessions.end(session.id, at, session.state === 'OPEN' ? entry : undefined);
  }

  /** Of a known account only: what was typed for another e-mail is nobody's, and may be a password. */
  private async fail(accountId: string, at: Date, correlationId: string): Promise<void> {
    const { accounts, randomness } = this.ports;
    await accounts.countFailure(accountId, at, {
      id: randomness.id(),
      at,
      name: 'account.login-failed',
      accountId,
      sessionId: null,
      tenantId: null,
      objectType: 'Account',
      objectId: accountId,
      correlationId,
    });
  }

  private async open(opening: Opening): Promise<OpenedSession> {
    const { accountId, state, strength, correlationId } = opening;
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
    const entry = accessOf(session, { name: 'account.logged-in', at: now, correlationId }, randomness);
    await sessions.insert(
      { ...session, tokenHash: hasher.sha256(token) },
      state === 'OPEN' ? entry : undefined,
    );
    return { token, session };
  }
}
