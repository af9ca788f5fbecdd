import type { Clock, Randomness } from '@mandataire/application/clock';
import type { AccessGrantReader } from '@mandataire/application/access';
import type {
  AccessJournal,
  AccountPost,
  AccountStore,
  KnownDevices,
  SessionStore,
  TryThrottle,
  ViewerReader,
} from '@mandataire/application/account';
import type { Catalogue } from '@mandataire/application/catalogue';
import type {
  AuthorityRegister,
  CertificateStatusReader,
  IssuedCertificates,
  RevocationFeed,
} from '@mandataire/application/certificate';
import type { FleetReader } from '@mandataire/application/fleet';
import type { OnboardingReader } from '@mandataire/application/onboarding';
import type { MemberReader } from '@mandataire/application/member';
import type { AgentDepartureReader } from '@mandataire/application/agent-departure';
import type { CompanyNames, DelegationReader } from '@mandataire/application/mandate';
import type { DueWork, OutboxStore } from '@mandataire/application/queue';
import type { StandingReader } from '@mandataire/application/reading';
import type { SecondPersonReader } from '@mandataire/application/second-person';
import type { SecurityEventStore } from '@mandataire/application/security-event';
import type { ArchiveVault, FileKeyStore, RegistrationArchive } from '@mandataire/application/stored-file';
import type { StaffStore } from '@mandataire/application/staff';
import type { StaffListReader } from '@mandataire/application/staff-list';
import type { TenantLocator } from '@mandataire/application/tenant';
import type { VerificationDayReader } from '@mandataire/application/verification-day';
import type { UnitOfWork } from '@mandataire/application/unit-of-work';
import { AccessGrantReadModel } from './access/index.js';
import {
  SealedSecrets,
  SqlAccessJournal,
  SqlAccountPost,
  SqlAccountStore,
  SqlKnownDevices,
  SqlSessionStore,
  SqlTryThrottle,
} from './account/index.js';
import { SqlCatalogue } from './catalogue/index.js';
import { SqlAuthorityRegister, SqlCertificateStatusReader, SqlRevocationFeed } from './certificate/index.js';
import {
  SqlCompanyNames,
  SqlDueWork,
  openOnboardingReader,
  SqlFileKeys,
  SqlIssuedCertificates,
  SqlOutboxStore,
  SqlTenantLocator,
} from './cross-tenant/index.js';
import { AgentDepartureReadModel } from './agent-departure/index.js';
import { openPool, ReadDatabase, WriteDatabase } from './database/index.js';
import { openFleetReader } from './fleet/index.js';
import { SqlRegistrationArchive } from './registration-archive/index.js';
import { DelegationReadModel } from './mandate/index.js';
import { MemberReadModel } from './member/index.js';
import { SecondPersonReadModel } from './second-person/index.js';
import { SqlSecurityEventStore } from './security-event/index.js';
import { SqlStaffStore } from './staff/index.js';
import { VerificationDayReadModel } from './verification-day/index.js';
import { StaffListReadModel } from './staff-list/index.js';
import { ENTITIES, TypeOrmUnitOfWork } from './unit-of-work/index.js';
import { SqlStandingReader, SqlViewerReader } from './viewer/index.js';

export { PLATFORM_TABLES } from './database/index.js';
export { SealedSecrets } from './account/index.js';

interface Opening {
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Connections for writing, and as many again for reading; 8 unless told. */
  readonly poolSize?: number;
  /** Told of idle connections that PostgreSQL cut; the pools recover by themselves. */
  readonly onConnectionLost?: (error: Error) => void;
}

const POOL_SIZE = 8;

/** Nothing connects yet: a process starts without its database and serves as soon as it is there. */
function open(url: string, opening: Opening, secrets?: SealedSecrets) {
  const settings = { url, max: opening.poolSize ?? POOL_SIZE, onError: opening.onConnectionLost };
  const pool = openPool(settings);
  const read = new ReadDatabase(pool);
  const write = new WriteDatabase(settings, ENTITIES);
  const register = new SqlAuthorityRegister(read, url);
  return {
    pool,
    read,
    unitOfWork: new TypeOrmUnitOfWork(write, opening.clock, opening.randomness, secrets),
    register,
    catalogue: new SqlCatalogue(read),
    close: async () => {
      await Promise.all([write.close(), pool.end(), register.close()]);
    },
  };
}

/** What the API works with, as login role `app`. */
export interface Persistence {
  readonly unitOfWork: UnitOfWork;
  readonly fleet: FleetReader;
  readonly secondPersons: SecondPersonReader;
  readonly verificationDays: VerificationDayReader;
  readonly staffLists: StaffListReader;
  readonly agentDepartures: AgentDepartureReader;
  readonly delegations: DelegationReader;
  readonly standing: StandingReader;
  readonly viewers: ViewerReader;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly throttle: TryThrottle;
  readonly devices: KnownDevices;
  readonly access: AccessJournal;
  readonly locator: TenantLocator;
  readonly accessGrants: AccessGrantReader;
  readonly members: MemberReader;
  readonly onboarding: OnboardingReader;
  readonly staff: StaffStore;
  readonly companyNames: CompanyNames;
  readonly securityEvents: SecurityEventStore;
  readonly catalogue: Catalogue;
  /** Reads the authority's certificates; publishing and revoking are the worker's, by grant. */
  readonly register: AuthorityRegister;
  close(): Promise<void>;
}

export interface PersistenceOptions extends Opening {
  /** APP_DATABASE_URL */
  readonly appUrl: string;
  /** DATA_KEY_SECRET: opens the sealed TOTP secrets. */
  readonly dataKeySecret: string;
}

export function createPersistence(options: PersistenceOptions): Persistence {
  const secrets = new SealedSecrets(options.dataKeySecret);
  const { read, unitOfWork, register, catalogue, close } = open(options.appUrl, options, secrets);
  const standing = new SqlStandingReader(read);
  return {
    unitOfWork,
    fleet: openFleetReader(read),
    secondPersons: new SecondPersonReadModel(read),
    verificationDays: new VerificationDayReadModel(read),
    staffLists: new StaffListReadModel(read),
    agentDepartures: new AgentDepartureReadModel(read),
    delegations: new DelegationReadModel(read),
    standing,
    viewers: new SqlViewerReader(read, standing),
    accounts: new SqlAccountStore(read, secrets, options.randomness),
    sessions: new SqlSessionStore(read),
    throttle: new SqlTryThrottle(read),
    devices: new SqlKnownDevices(read),
    access: new SqlAccessJournal(read),
    locator: new SqlTenantLocator(read),
    accessGrants: new AccessGrantReadModel(read),
    members: new MemberReadModel(read),
    onboarding: openOnboardingReader(read),
    staff: new SqlStaffStore(read, secrets, options.randomness),
    companyNames: new SqlCompanyNames(read),
    securityEvents: new SqlSecurityEventStore(read),
    catalogue,
    register,
    close,
  };
}

/** What the worker works with, as login role `worker`. */
export interface WorkerPersistence {
  readonly unitOfWork: UnitOfWork;
  readonly outbox: OutboxStore;
  readonly due: DueWork;
  readonly accountPost: AccountPost;
  readonly staffLists: StaffListReader;
  /** For operators: the company with this SIREN, the account with this address. */
  companyOf(siren: string): Promise<string | undefined>;
  accountOf(email: string): Promise<string | undefined>;
  readonly fileKeys: FileKeyStore;
  /** Forgets tries of long ago. */
  sweepTries(now: Date): Promise<number>;
  readonly register: AuthorityRegister;
  readonly issued: IssuedCertificates;
  /** What the status service reads, for operators who look at it from inside. */
  readonly statuses: CertificateStatusReader;
  readonly catalogue: Catalogue;
  close(): Promise<void>;
}

export interface WorkerPersistenceOptions extends Opening {
  /** WORKER_DATABASE_URL */
  readonly workerUrl: string;
}

/** Reason to look over companies: an operator names a company by its SIREN; only identifiers come out. */
const operatorLookups = (read: ReadDatabase) => {
  const idOf = async (text: string, value: string): Promise<string | undefined> =>
    (await read.platform<{ id: string }>(text, [value])).rows[0]?.id;
  return {
    companyOf: (siren: string) => idOf('SELECT tenant_id AS id FROM company WHERE siren = $1', siren),
    accountOf: (email: string) => idOf('SELECT id FROM account WHERE email = $1', email),
  };
};

export function createWorkerPersistence(options: WorkerPersistenceOptions): WorkerPersistence {
  const { pool, read, unitOfWork, register, catalogue, close } = open(options.workerUrl, options);
  return {
    unitOfWork,
    outbox: new SqlOutboxStore(pool, options.workerUrl, options.clock),
    due: new SqlDueWork(read),
    accountPost: new SqlAccountPost(read),
    staffLists: new StaffListReadModel(read),
    ...operatorLookups(read),
    fileKeys: new SqlFileKeys(read),
    sweepTries: (now) => new SqlTryThrottle(read).sweep(now),
    register,
    issued: new SqlIssuedCertificates(read),
    statuses: new SqlCertificateStatusReader(read),
    catalogue,
    close,
  };
}

/** What the public status service works with, as login role `status_reader`. */
export interface StatusPersistence {
  readonly reader: CertificateStatusReader;
  readonly revocations: RevocationFeed;
  close(): Promise<void>;
}

export interface StatusPersistenceOptions extends Pick<Opening, 'poolSize' | 'onConnectionLost'> {
  /** STATUS_DATABASE_URL */
  readonly statusUrl: string;
  /** REVOCATION_VISIBLE_MS */
  readonly revocationVisibleMs: number;
}

export function createStatusPersistence(options: StatusPersistenceOptions): StatusPersistence {
  const { statusUrl, poolSize, onConnectionLost, revocationVisibleMs } = options;
  const pool = openPool({ url: statusUrl, max: poolSize ?? POOL_SIZE, onError: onConnectionLost });
  const revocations = new SqlRevocationFeed(statusUrl, revocationVisibleMs);
  return {
    reader: new SqlCertificateStatusReader(new ReadDatabase(pool)),
    revocations,
    close: async () => {
      await Promise.all([revocations.close(), pool.end()]);
    },
  };
}

/** The registration archive, as login role `registration_archive`: nothing else is there for it. */
export interface ArchivePersistence {
  readonly archive: RegistrationArchive;
  close(): Promise<void>;
}

export interface ArchivePersistenceOptions extends Pick<Opening, 'onConnectionLost'> {
  /** ARCHIVE_DATABASE_URL */
  readonly archiveUrl: string;
  readonly vault: ArchiveVault;
}

/** Documents are few and large. */
const ARCHIVE_POOL = 2;

export function createArchivePersistence(options: ArchivePersistenceOptions): ArchivePersistence {
  const pool = openPool({ url: options.archiveUrl, max: ARCHIVE_POOL, onError: options.onConnectionLost });
  return { archive: new SqlRegistrationArchive(pool, options.vault), close: () => pool.end() };
}
