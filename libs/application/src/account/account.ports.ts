import type { MembershipRole, PlatformRole } from '@mandataire/domain/account';
import type { Act, Standing } from '@mandataire/domain/permission';
import type { TenantId } from '@mandataire/domain/tenant';

/** What sign-in needs of an account; secrets stay sealed or hashed. */
export interface Credentials {
  readonly accountId: string;
  readonly email: string;
  /** argon2id, PHC string. */
  readonly passwordHash: string;
  /** Base32 secret of the TOTP factor, opened from its sealed form; null when none is enrolled. */
  readonly totpSecret: string | null;
  /** Last accepted TOTP time step: a code is accepted once (RFC 6238 §5.2). */
  readonly lastTotpStep: number | null;
  readonly failedAttempts: number;
  readonly lastFailedAt: Date | null;
}

/**
 * A line of the platform's own journal (I-1, I-27): who came in, failed to, left, and who of the staff opened which
 * company's file. It stands outside the companies, because a person has several or none. Identifiers only.
 */
export interface AccessEntry {
  readonly id: string;
  readonly at: Date;
  readonly name:
    | 'account.logged-in'
    | 'account.login-failed'
    | 'account.logged-out'
    | 'account.switched-company'
    | 'file.opened'
    | 'journal.opened';
  readonly accountId: string;
  readonly sessionId: string | null;
  /** The company that was entered or whose file it is. */
  readonly tenantId: TenantId | null;
  readonly objectType: string;
  readonly objectId: string;
  readonly correlationId: string;
}

export interface AccessJournal {
  /** Adds the line; an opening that this session has noted already is not added again. */
  note(entry: AccessEntry): Promise<void>;
}

/**
 * Account and sessions are platform data (house.md): one person, one e-mail. An entry given with a change is written with
 * it, in one statement, or not at all.
 */
export interface AccountStore {
  credentials(email: string): Promise<Credentials | undefined>;
  credentialsOf(accountId: string): Promise<Credentials | undefined>;
  /** Counts a failure; the counter only slows down, it never locks (D13's principle). */
  countFailure(accountId: string, at: Date, entry: AccessEntry): Promise<void>;
  /** Accepts this TOTP step once; false when it, or a later one, was accepted before. */
  acceptTotpStep(accountId: string, step: number): Promise<boolean>;
  resetFailures(accountId: string): Promise<void>;
  /** Sealed, until a code proves that the person's app has it; a new one replaces it. */
  savePendingTotp(accountId: string, secret: string): Promise<void>;
  pendingTotp(accountId: string): Promise<string | undefined>;
}

export interface Session {
  readonly id: string;
  readonly accountId: string;
  readonly tenantId: TenantId | null;
  /** PENDING_FACTOR: the password was right, the factor is awaited; it opens nothing else. */
  readonly state: 'PENDING_FACTOR' | 'OPEN';
  readonly strength: 'PASSWORD' | 'PASSWORD_AND_TOTP';
  readonly platformRoles: readonly PlatformRole[];
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** A session with what its person is in the active company at that instant: each request asks for both. */
export interface FoundSession extends Session {
  readonly standing: Standing;
}

export interface SessionStore {
  insert(
    session: Omit<Session, 'platformRoles'> & { readonly tokenHash: string },
    entry?: AccessEntry,
  ): Promise<void>;
  /** By the token's hash; undefined when unknown, ended, idle too long or past its absolute end. Notes `lastSeenAt`. */
  find(tokenHash: string, now: Date): Promise<FoundSession | undefined>;
  /** The entry is written when the session was still open. */
  end(sessionId: string, at: Date, entry?: AccessEntry): Promise<void>;
}

/** What an account is and may do, read in one go for the console (`viewer`). */
export interface Viewer {
  readonly accountId: string;
  readonly email: string;
  readonly displayName: string;
  readonly platformRoles: readonly PlatformRole[];
  readonly companies: readonly {
    readonly id: string;
    readonly name: string;
    readonly siren: string;
    readonly roles: readonly MembershipRole[];
  }[];
  readonly activeCompanyId: string | null;
  readonly permissions: readonly Act[];
}

export interface ViewerReader {
  viewer(session: Session, now: Date): Promise<Viewer>;
  /** Companies this account belongs to, oldest membership first; chosen from at sign-in. */
  companiesOf(accountId: string): Promise<readonly TenantId[]>;
  platformRolesOf(accountId: string): Promise<readonly PlatformRole[]>;
}

export interface PasswordHasher {
  verify(hash: string, password: string): Promise<boolean>;
  hash(password: string): Promise<string>;
  /** A hash of no account, so that an unknown e-mail costs the same time. */
  readonly decoy: string;
}

export interface TotpVerifier {
  /** The accepted time step of this code within ±1 step of now, or undefined. */
  step(secret: string, code: string, now: Date): Promise<number | undefined>;
}
