import type {
  Factor,
  MembershipRole,
  PlatformRole,
  SessionState,
  SessionStrength,
} from '@mandataire/domain/account';
import type { Act, Standing } from '@mandataire/domain/permission';
import type { TenantId } from '@mandataire/domain/tenant';
import type { AccountEvent, AccountEventName, AccountFacts } from './account-event.js';

/** What sign-in needs of an account. The secret of its factor stays sealed until a code is to be looked at. */
export interface Credentials {
  readonly accountId: string;
  readonly email: string;
  /** argon2id, PHC string. */
  readonly passwordHash: string;
  readonly secondFactor: boolean;
}

export type AccountLinkPurpose = 'PASSWORD_RESET' | 'EMAIL_CHANGE' | 'EMAIL_UNDO' | 'ACTIVATION';

/**
 * A mailed link to an account: 128 random bits, stored by their hash, one at a time per purpose, used once. The worker
 * makes the token when it mails it.
 */
export interface AccountLink {
  readonly id: string;
  readonly accountId: string;
  readonly purpose: AccountLinkPurpose;
  /** Where it is mailed. EMAIL_CHANGE: the new address. EMAIL_UNDO: the one before. */
  readonly email: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly replacedAt: Date | null;
}

export type NewAccountLink = Pick<AccountLink, 'id' | 'purpose' | 'email' | 'expiresAt'>;

/** One person's account inside one transaction; its row is locked, so that two changes never mix. */
export interface AccountChange {
  readonly accountId: string;
  setPassword(hash: string): Promise<void>;
  /** @returns false when the address belongs to another account, or one may still take it back: nothing was changed. */
  setEmail(email: string): Promise<boolean>;
  /**
   * Sets the second factor; the code of `step` counts as used.
   * @returns false when there is one already and `mayReplace` is not said: nothing was changed.
   */
  setTotp(totp: { secret: string; step: number; mayReplace: boolean }): Promise<boolean>;
  /** Forgets the codes of before, used or not. */
  replaceRecoveryCodes(hashes: readonly string[]): Promise<void>;
  /** @returns how many are left, or undefined when there is no such unused code. */
  useRecoveryCode(hash: string): Promise<number | undefined>;
  /** @throws CONFLICT when it was used or replaced meanwhile. */
  useLink(id: string): Promise<void>;
  /** Replaces the one of before with this purpose; an undo link stands beside older ones. */
  insertLink(link: NewAccountLink): Promise<void>;
  /** Links to reset and to change the address, and undo links made after `undoneAt`, open nothing any more. */
  dropLinks(undoneAt?: Date): Promise<void>;
  /** Every open session, but this one. */
  endSessions(except: string | null): Promise<void>;
  /** As the store's, with the change. */
  renewSession(session: Pick<Session, 'tokenHash'>, proved: ProvedSession): Promise<void>;
  forgetDevices(): Promise<void>;
  record(name: AccountEventName, facts?: AccountFacts): Promise<void>;
}

export interface EnrolledFactors {
  readonly secondFactor: boolean;
  readonly recoveryCodesLeft: number;
}

/**
 * A line of the platform's own journal (I-1, I-27): who came in, failed to, left, and who of the staff opened which
 * company's file. It stands outside the companies, because a person has several or none. Identifiers only.
 */
export interface AccessEntry {
  readonly id: string;
  readonly at: Date;
  readonly name: AccountEventName | 'account.switched-company' | 'file.opened' | 'journal.opened';
  readonly accountId: string;
  readonly sessionId: string | null;
  /** The company that was entered or whose file it is. */
  readonly tenantId: TenantId | null;
  readonly objectType: string;
  readonly objectId: string;
  readonly correlationId: string;
  /** Small facts for the auditor and the person; no secret. */
  readonly facts?: AccountFacts;
}

export interface AccessJournal {
  /** Adds the line; an opening that this session has noted already is not added again. */
  note(entry: AccessEntry): Promise<void>;
  /** What happened to the person's account, whoever did it, newest first. */
  latest(accountId: string, limit: number): Promise<readonly AccountEvent[]>;
}

/** Account and sessions are platform data (house.md): one person, one e-mail. */
export interface AccountStore {
  credentials(email: string): Promise<Credentials | undefined>;
  credentialsOf(accountId: string): Promise<Credentials | undefined>;
  /** Base32 secret of the TOTP factor, opened from its sealed form; undefined when none is enrolled. */
  totpSecret(accountId: string): Promise<string | undefined>;
  /** Accepts this TOTP step once; false when it, or a later one, was accepted before (RFC 6238 §5.2). */
  acceptTotpStep(accountId: string, step: number): Promise<boolean>;
  /** Sealed, until a code proves that the person's app has it; a new one replaces it. */
  savePendingTotp(accountId: string, secret: string): Promise<void>;
  pendingTotp(accountId: string): Promise<string | undefined>;
  factors(accountId: string): Promise<EnrolledFactors>;
  link(purpose: AccountLinkPurpose, tokenHash: string): Promise<AccountLink | undefined>;
  /**
   * Journals that a reset was asked for, when the address has an account that was activated. The worker mails the link.
   */
  requestReset(request: {
    readonly email: string;
    readonly linkId: string;
    readonly at: Date;
    readonly expiresAt: Date;
    readonly correlationId: string;
  }): Promise<void>;
  /** @throws UNAUTHENTICATED when the session that asks was over before the account's lock was had. */
  change<T>(by: AccountChanger, work: (account: AccountChange) => Promise<T>): Promise<T>;
}

/** Whose account is changed, when, in which request. */
export interface AccountChanger {
  readonly accountId: string;
  /** Who does it, when it is not the person himself. */
  readonly actorId?: string;
  /** The session that asks for it, where one does. */
  readonly session?: Pick<Session, 'tokenHash'>;
  readonly now: Date;
  readonly correlationId: string;
}

/**
 * Counts tries before they are looked at, in one statement each, so that a burst of parallel tries is one after the
 * other. Keys are hashes: of an address as it was typed, known or not, or of an account.
 */
export interface TryThrottle {
  /** @returns seconds to wait; 0: the try is counted and may go on. */
  reserve(keyHash: string, now: Date): Promise<number>;
  /** After a right answer. */
  forget(keyHash: string): Promise<void>;
}

/** Browsers from which somebody has signed in: they have tries of their own, which a stranger cannot use up. */
export interface KnownDevices {
  knows(tokenHash: string, email: string, now: Date): Promise<boolean>;
  remember(device: { tokenHash: string; accountId: string; now: Date; expiresAt: Date }): Promise<void>;
}

export interface Session {
  readonly id: string;
  /** Of the token that opens it: whatever changes or replaces the session uses that token up. */
  readonly tokenHash: string;
  readonly accountId: string;
  readonly tenantId: TenantId | null;
  readonly state: SessionState;
  readonly strength: SessionStrength;
  readonly platformRoles: readonly PlatformRole[];
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  /** When the last factor was proved, and which; null before. */
  readonly factorAt: Date | null;
  readonly factor: Factor | null;
  /** Browser and system, coarse; empty when unknown. */
  readonly device: string;
}

/** A session with what its person is in the active company at that instant: each request asks for both. */
export interface FoundSession extends Session {
  readonly standing: Standing;
}

export type NewSession = Omit<Session, 'platformRoles'>;

/** One's own session in a list. */
export type SessionLine = Omit<NewSession, 'tokenHash'>;

/**
 * What a new session rests on: credentials as they were read before they were proved, which may take a while, or the
 * session that it replaces. Either must still hold the instant the new one is written.
 */
export type SessionBasis =
  { readonly credentials: Credentials } | { readonly replaces: Pick<Session, 'tokenHash'> };

/** What a session becomes when a factor is proved in it: a new token each time (ASVS 5.0 §7.2.4). */
export interface ProvedSession {
  readonly tokenHash: string;
  readonly factorAt: Date;
  readonly factor: Factor;
  readonly strength: SessionStrength;
}

/** An entry given with a change is written with it, in one statement, or not at all. */
export interface SessionStore {
  /**
   * Under the account's lock, so that a change of the account ends it or comes first. One session gives way to one.
   * @throws UNAUTHENTICATED when the basis holds no more: BAD_CREDENTIALS when there are others by now, or the session is over.
   */
  insert(session: NewSession, basis: SessionBasis, entry?: AccessEntry): Promise<void>;
  /** By the token's hash; undefined when unknown, ended, idle too long or past its absolute end. Notes `lastSeenAt`. */
  find(tokenHash: string, now: Date): Promise<FoundSession | undefined>;
  /** The entry is written when the session was still open. */
  end(sessionId: string, at: Date, entry?: AccessEntry): Promise<void>;
  /** The token of before opens nothing any more. @throws UNAUTHENTICATED when it opened nothing already. */
  renew(session: Pick<Session, 'tokenHash'>, proved: ProvedSession, entry?: AccessEntry): Promise<void>;
  /** Open sessions of the account, newest first. */
  of(accountId: string, now: Date): Promise<readonly SessionLine[]>;
}

/** Who a person is everywhere: for sign-in and for what a password must not be made of. */
export interface Person {
  readonly email: string;
  readonly displayName: string;
  readonly platformRoles: readonly PlatformRole[];
  readonly companies: readonly {
    readonly id: TenantId;
    readonly name: string;
    readonly siren: string;
    readonly roles: readonly MembershipRole[];
  }[];
}

/** What an account is and may do, read in one go for the console (`viewer`). */
export interface Viewer extends Person {
  readonly accountId: string;
  readonly activeCompanyId: string | null;
  readonly permissions: readonly Act[];
}

export interface ViewerReader {
  viewer(session: Session, now: Date): Promise<Viewer>;
  /** Companies oldest membership first. @throws when there is no such account. */
  person(accountId: string): Promise<Person>;
}

/** Tries of known devices are hashed before those of strangers. */
export type HashUrgency = 'STRANGER' | 'KNOWN_DEVICE';

export interface PasswordHasher {
  /** @throws RATE_LIMITED when too many wait already; asked before a try is counted. */
  admit(urgency: HashUrgency): void;
  /** @throws RATE_LIMITED as `admit`. */
  verify(hash: string, password: string, urgency: HashUrgency): Promise<boolean>;
  hash(password: string): Promise<string>;
  /** A hash of no account, so that an unknown e-mail costs the same time. */
  readonly decoy: string;
}

export interface TotpVerifier {
  /** The accepted time step of this code within ±1 step of now, or undefined. */
  step(secret: string, code: string, now: Date): Promise<number | undefined>;
}

/**
 * Takes work that only a known address makes: no answer waits for it, so that none tells by its time whether the address
 * is known. A failure is logged.
 */
export type Unawaited = (work: Promise<void>) => void;

/** The list of common and breached passwords. */
export interface PasswordList {
  isCommon(word: string): boolean;
}
