import type { Account, Membership, MembershipRole, PlatformRole } from '@mandataire/domain/account';
import type { AccessGrant } from '@mandataire/domain/access';
import type { Certificate } from '@mandataire/domain/certificate';
import type { Holder, HolderIdentity } from '@mandataire/domain/holder';
import type { Departure } from '@mandataire/domain/departure';
import type { MandateActRecord } from '@mandataire/domain/mandate';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import type { ActCode, OneTimeLink } from '@mandataire/domain/link';
import type { Order, OrderAct } from '@mandataire/domain/order';
import type { Reminder } from '@mandataire/domain/reminder';
import type { RevocationRequest, RevocationTask } from '@mandataire/domain/revocation';
import type { SecondPersonAct, SecondPersonRequest } from '@mandataire/domain/second-person';
import type { DayPerson, IdentityAgreement, VerificationDay } from '@mandataire/domain/verification-day';
import type { Company, Siret, TenantId } from '@mandataire/domain/tenant';
import type { EvidenceRepositories } from '../evidence/index.js';
import type { Happening, JournalActor } from '../journal/index.js';
import type {
  AgentDepartureRepository,
  ConfirmationRepository,
  DelegationRepository,
  MandateRepository,
  OnboardingRepositories,
} from './mandate.repository.port.js';
import type { MeetingRepository, VerificationRepository } from './verification.repository.port.js';
import type { Appender, Repository, SetRepository } from './repository.port.js';
import type { StoredFileRepository } from './stored-file.repository.port.js';
import type { ColleagueRepository, StaffListRepository } from './staff-lists.port.js';

/** On whose behalf a unit of work runs: the tenant opens row-level security, the account signs the journal. */
export interface Caller {
  readonly tenantId: TenantId;
  /** Null: the system, or the bearer of a mailed link. */
  readonly accountId: string | null;
  readonly correlationId: string;
}

/** What the bearer of a retrieval link may make a certificate from. */
export interface OrderToRetrieve {
  readonly link: OneTimeLink;
  readonly order: Order;
  /** Of the holder: the version in force and, while a change of it is open, the one to come. */
  readonly identityNumbers: readonly number[];
}

export interface OrderRepository extends Repository<Order> {
  /** An order of this holder and product that is not in a terminal state. */
  openFor(holderId: string, productCode: string): Promise<Order | undefined>;
  /** Every order of the holder, oldest first. */
  ofHolder(holderId: string): Promise<readonly Order[]>;
  /** Whose work the order is: who placed it, or who took it over. */
  inChargeOf(id: string): Promise<string | undefined>;
  /** From now on these are this person's work; who placed them stays. @throws CONFLICT when one is not there. */
  transfer(ids: readonly string[], accountId: string): Promise<void>;
  /** What is in this person's care and nobody has submitted yet, oldest first. */
  unsubmittedOf(accountId: string): Promise<readonly Order[]>;
  /** The order that replaces this certificate and was not cancelled or rejected (D16); a unique index keeps it one. */
  replacing(certificateId: string): Promise<Order | undefined>;
  /** The order that a link of this hash, used or not, is about; of a link about something else nothing. */
  toRetrieve(tokenHash: string): Promise<OrderToRetrieve | undefined>;
  /** Days from placing to acceptance of the company's completed orders, at most 50, newest first. */
  completionDays(): Promise<readonly number[]>;
}

export interface IdentityRepository extends Appender<HolderIdentity> {
  version(holderId: string, number: number): Promise<HolderIdentity | undefined>;
}

export interface CertificateRepository extends SetRepository<Certificate> {
  /** The newest certificate of the order that is not ABANDONED (D27). */
  ofOrder(orderId: string): Promise<Certificate | undefined>;
  /** Every certificate of the holder, oldest first. */
  ofHolder(holderId: string): Promise<readonly Certificate[]>;
}

export interface RevocationRepository extends SetRepository<RevocationRequest> {
  /** What the asking of each belonged to, by request: all that follows from it is journaled under the same. */
  correlations(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The request of this certificate that is not in a terminal state. */
  openFor(certificateId: string): Promise<RevocationRequest | undefined>;
}

export interface LinkRepository extends Repository<OneTimeLink> {
  byTokenHash(tokenHash: string): Promise<OneTimeLink | undefined>;
  /** Every link of this purpose for the object, newest first. */
  all(purpose: OneTimeLink['purpose'], objectId: string): Promise<readonly OneTimeLink[]>;
  /** The newest link of this purpose for the object. */
  latest(purpose: OneTimeLink['purpose'], objectId: string): Promise<OneTimeLink | undefined>;
}

export interface CompanyRepository extends Repository<Company> {
  /** The tenant's own row. */
  own(): Promise<Company>;
}

/** Platform registers the tenant transaction writes: hashes and identifiers only; a collision never tells whose it is. */
export type KeyClaim = 'CLAIMED' | 'CERTIFIED_BEFORE' | 'COMPROMISED';

export interface Registers {
  /** Reserves a serial before anything is signed (F38: unique per issuer). */
  reserveSerial(serial: {
    issuerId: string;
    serial: string;
    certificateId: string;
    notAfter: Date;
  }): Promise<void>;
  markIssued(issuerId: string, serial: string): Promise<void>;
  /** D27: OCSP and CRL say revoked for a serial that was reserved and never delivered. */
  markAbandoned(issuerId: string, serial: string, at: Date): Promise<void>;
  /** F19, F57: taken for ever, unless it was certified before for anyone, or is known to be compromised. */
  claimPublicKey(publicKeyHash: string): Promise<KeyClaim>;
  /** F57: never certified again, whether it was certified here before or not. */
  noteCompromisedKeys(publicKeyHashes: readonly string[]): Promise<void>;
  /** F38, I-22: false when this subject name belongs to another holder. */
  claimSubjectName(nameHash: string, holderId: string): Promise<boolean>;
  /** I-28, V1: false when a company with this SIREN exists. */
  claimSiren(siren: string): Promise<boolean>;
}

/** What one click sends: everything beside the key is compared when the key comes again. */
export interface KeyedInput {
  readonly idempotencyKey: string;
}

/** The only way to a repository: no query can miss the transaction or the tenant. */
export interface Transaction {
  /** The instant of this unit of work, for every row of it. */
  readonly now: Date;
  readonly caller: Caller;
  readonly companies: CompanyRepository;
  readonly memberships: Appender<Membership> & {
    /** Those in force: accepted, and not ended. */
    of(accountId: string): Promise<readonly Membership[]>;
    /** Those that wait for their person's acceptance. */
    invited(accountId: string): Promise<readonly Membership[]>;
    accept(id: string, at: Date): Promise<void>;
    find(id: string): Promise<Membership | undefined>;
    end(id: string, at: Date): Promise<void>;
    /** The people who have this role in the company now. */
    accountsWith(role: MembershipRole): Promise<readonly Account[]>;
  };
  readonly secondPersonRequests: Repository<SecondPersonRequest> & {
    /** The one that waits; a unique index keeps it one. */
    openFor(act: SecondPersonAct, objectId: string): Promise<SecondPersonRequest | undefined>;
  };
  readonly mandates: MandateRepository;
  readonly onboarding: OnboardingRepositories;
  readonly mandateActs: Appender<MandateActRecord>;
  readonly evidence: EvidenceRepositories;
  readonly confirmations: ConfirmationRepository;
  readonly delegations: DelegationRepository;
  readonly agentDepartures: AgentDepartureRepository;
  readonly holders: Repository<Holder> & {
    ofAccount(accountId: string): Promise<Holder | undefined>;
    /** The holder whose identity in force has this e-mail, in whatever establishment: an address is one person's. */
    withEmail(email: string): Promise<string | undefined>;
    /** Identities in force of the people who are reached and whose names may be taken for these: `isHomonym` decides. */
    namedLike(surname: string): Promise<readonly HolderIdentity[]>;
  };
  readonly identities: IdentityRepository;
  readonly verifications: VerificationRepository;
  readonly meetings: MeetingRepository;
  readonly verificationDays: Repository<VerificationDay>;
  readonly dayPeople: Repository<DayPerson>;
  readonly agreements: Appender<IdentityAgreement>;
  readonly orders: OrderRepository;
  /** Signed acts on orders, append-only: consent, co-signature, decision, acceptance (I-7, I-21, F63). */
  readonly orderActs: Appender<OrderAct>;
  readonly certificates: CertificateRepository;
  readonly revocations: RevocationRepository;
  /** Certificates to be revoked, each with its owner; never changed: open for as long as the certificate is live. */
  readonly revocationTasks: Appender<RevocationTask> & {
    /** Those that came from this departure or verification. */
    ofOrigin(originId: string): Promise<readonly RevocationTask[]>;
  };
  readonly departures: Repository<Departure> & {
    /** The holder's departure that is PLANNED or OPEN; a unique index keeps it one. */
    openFor(holderId: string): Promise<Departure | undefined>;
  };
  readonly links: LinkRepository;
  readonly actCodes: Repository<ActCode> & {
    latest(linkId: string): Promise<ActCode | undefined>;
    /** Those asked for after this instant, oldest first. */
    since(linkId: string, after: Date): Promise<readonly ActCode[]>;
  };
  readonly identityChanges: Repository<IdentityChange> & {
    /** The holder's change that is PLANNED or APPLYING; a unique index keeps it one. */
    openFor(holderId: string): Promise<IdentityChange | undefined>;
  };
  readonly reminders: Repository<Reminder> & {
    /** Adds lines that do not exist yet; gives those added (unique: certificate, rung, recipient, e-mail). */
    plan(reminders: readonly Reminder[]): Promise<readonly Reminder[]>;
    ofCertificate(certificateId: string): Promise<readonly Reminder[]>;
  };
  readonly staffLists: StaffListRepository;
  /** Holders in sets, for a list. */
  readonly colleagues: ColleagueRepository;
  /** How platform staff came to be in this company (I-27). */
  readonly accessGrants: Repository<AccessGrant>;
  readonly storedFiles: StoredFileRepository;
  readonly registers: Registers;
  readonly accounts: {
    find(id: string): Promise<Account | undefined>;
    /**
     * The account with this e-mail, made without password or factor when there is none; never tells which it was.
     * @throws CONFLICT EMAIL_NOT_AVAILABLE while its owner of before may take it back.
     */
    ensure(account: Account): Promise<Account>;
    /** Whether a password was set: then no activation is needed. */
    isActivated(id: string): Promise<boolean>;
    /** Whether the account of this address has a second factor; nobody learns whether there is one. */
    hasFactor(email: string): Promise<boolean>;
    /**
     * Sets password and factor of an account that has none yet; the secret is sealed, the pending one forgotten, the code
     * of `step` used.
     */
    activate(
      id: string,
      credentials: { passwordHash: string; totp: { secret: string; step: number } | null },
    ): Promise<void>;
    /** Staff of the platform with this role. */
    staffWith(role: PlatformRole): Promise<readonly Account[]>;
    /** Ends the account's sessions in this company, the same instant: what it may do here has changed (D12). */
    endSessions(id: string): Promise<void>;
  };
  /**
   * From here on only what is about people of these establishments is there (D12); none: the whole company. `authorise`
   * calls it with the reach that was granted.
   */
  restrictTo(establishments: readonly Siret[]): Promise<void>;
  /** As whom the following records are journaled; `authorise` calls it with the role that was granted. */
  actAs(kind: JournalActor['kind']): void;
  /**
   * Nothing is read from here on. What is written waits for the commit and travels with it as one statement: whether a row
   * was changed since it was read, and every refusal by a constraint, is the answer of the whole unit of work.
   */
  endWithWrites(): void;
  /** Writes the journal row and its outbox row of each. */
  record(...happenings: readonly Happening[]): Promise<void>;
  /**
   * Idempotency of a user's act: the object made under this key before by the same account, or undefined the first time.
   * Two at once: the second waits for the first, then sees its object. The key stands for the whole input.
   * @throws CONFLICT KEY_OF_ANOTHER_REQUEST when the input is not the one that the key came with first.
   */
  once(act: string, input: KeyedInput, objectId: string): Promise<string | undefined>;
  /** Records that a processor handled an event, in the transaction of its effect; false when it had already. */
  handle(eventId: string, processor: string): Promise<boolean>;
  isHandled(eventId: string, processor: string): Promise<boolean>;
  /** Marks the event as done for good once each of these processors has handled it; of two at once the later one sees both. */
  settle(eventId: string, processors: readonly string[]): Promise<void>;
}

export interface UnitOfWork {
  /** One transaction, one tenant: opens row-level security, runs, commits; a throw rolls everything back. */
  run<T>(caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T>;
}
