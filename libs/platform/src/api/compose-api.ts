import { certificateDescriber } from '@mandataire/adapters/certificate-authority';
import { NodeRandomness, Sha256Hasher, SystemClock } from '@mandataire/adapters/clock';
import { Argon2PasswordHasher, CommonPasswords } from '@mandataire/adapters/password';
import { MemoryRateLimiter } from '@mandataire/adapters/rate-limit';
import { BufferedSecurityJournal, keyedPseudonym } from '@mandataire/adapters/security-journal';
import { OtplibTotpVerifier } from '@mandataire/adapters/totp';
import { EndAccess, OpenAccess, type AccessGrantReader } from '@mandataire/application/access';
import {
  type AccessJournal,
  type AccountStore,
  type SessionStore,
  type Unawaited,
  type ViewerReader,
} from '@mandataire/application/account';
import type { Catalogue } from '@mandataire/application/catalogue';
import {
  type AuthorityRegister,
  type CertificateDescriber,
  type PublishedStatusReader,
} from '@mandataire/application/certificate';
import type { Clock, Hasher, Randomness } from '@mandataire/application/clock';
import type { AgentDepartureReader } from '@mandataire/application/agent-departure';
import type { FleetReader } from '@mandataire/application/fleet';
import { AddHolder, ChangeHolderContact, InviteHolder } from '@mandataire/application/holder';
import {
  CancelIdentityChange,
  ConfirmIdentityChange,
  PreviewIdentityChange,
} from '@mandataire/application/identity-change';
import type { RateLimit, RateLimiter } from '@mandataire/application/rate-limit';
import type { StandingReader } from '@mandataire/application/reading';
import type { CompanyRegistry, OnboardingReader } from '@mandataire/application/onboarding';
import { OpenCompany, type DelegationReader } from '@mandataire/application/mandate';
import { InviteMember, RemoveMember, type MemberReader } from '@mandataire/application/member';
import type { SecondPersonReader } from '@mandataire/application/second-person';
import type { StaffStore } from '@mandataire/application/staff';
import type { VerificationDayReader } from '@mandataire/application/verification-day';
import type { SecurityEventStore, SecurityJournal } from '@mandataire/application/security-event';
import { createPersistence, type Persistence } from '@mandataire/persistence';
import { composeAuthority, composeStatusProbe } from '../authority/index.js';
import { composeArchive, fileUseCases, type FileTools, type FileUseCases } from './file-use-cases.js';
import { holderUseCases, type HolderUseCases } from './holder-use-cases.js';
import {
  mandateUseCases,
  secondPersonUseCases,
  signingParts,
  mandateLifeUseCases,
  type MandateLifeUseCases,
  type MandateUseCases,
  type SecondPersonUseCases,
} from './mandate-use-cases.js';
import { UnawaitedWork } from './unawaited-work.js';
import { accountUseCases, type AccountUseCases } from './account-use-cases.js';
import { readApiConfig, type ApiConfig } from '../config/index.js';
import { createLogger, inBlocks, type Logger } from '../logging/index.js';
import { companyRegistry, onboardingUseCases, type OnboardingUseCases } from './onboarding-use-cases.js';
import { batchGate } from '../staff-list/index.js';
import { staffListUseCases, type StaffListPlatform, type StaffListUseCases } from './staff-list-use-cases.js';
import { orderUseCases, type OrderUseCases } from './order-use-cases.js';
import { staffUseCases, type StaffUseCases } from './staff-use-cases.js';
import { verificationDayUseCases, type VerificationDayUseCases } from './verification-day-use-cases.js';

/** What the edge needs to know of the settings. */
export interface ApiSettings {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly demo: boolean;
  /** Introspection and GraphiQL: for demonstrations and development. */
  readonly openSchema: boolean;
  readonly consoleDir: string | undefined;
  /** Addresses and networks whose X-Forwarded-For is believed; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Only the operations of the console's build are run. */
  readonly trustedDocumentsOnly: boolean;
  /** Above it a file is refused while it arrives. */
  readonly mostFileBytes: number;
}

export interface ApiUseCases
  extends
    AccountUseCases,
    StaffUseCases,
    FileUseCases,
    HolderUseCases,
    VerificationDayUseCases,
    OnboardingUseCases,
    StaffListUseCases,
    MandateUseCases,
    MandateLifeUseCases,
    SecondPersonUseCases,
    OrderUseCases {
  readonly inviteMember: InviteMember;
  readonly removeMember: RemoveMember;
  readonly openAccess: OpenAccess;
  readonly endAccess: EndAccess;
  readonly openCompany: OpenCompany;
  readonly addHolder: AddHolder;
  readonly changeHolderContact: ChangeHolderContact;
  readonly inviteHolder: InviteHolder;
  readonly previewIdentityChange: PreviewIdentityChange;
  readonly confirmIdentityChange: ConfirmIdentityChange;
  readonly cancelIdentityChange: CancelIdentityChange;
}

export interface ApiPlatform extends StaffListPlatform {
  readonly settings: ApiSettings;
  readonly log: Logger;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly hasher: Hasher;
  readonly sessions: SessionStore;
  readonly accounts: AccountStore;
  readonly access: AccessJournal;
  readonly viewers: ViewerReader;
  readonly standing: StandingReader;
  /** Which files of which companies platform staff have opened. */
  readonly accessGrants: AccessGrantReader;
  readonly members: MemberReader;
  readonly onboarding: OnboardingReader;
  readonly companyRegistry: CompanyRegistry;
  readonly staff: Pick<StaffStore, 'staff'>;
  readonly fleet: FleetReader;
  readonly secondPersons: SecondPersonReader;
  readonly verificationDays: VerificationDayReader;
  readonly agentDepartures: AgentDepartureReader;
  readonly delegations: DelegationReader;
  readonly catalogue: Catalogue;
  readonly useCases: ApiUseCases;
  readonly securityJournal: SecurityJournal;
  readonly securityEvents: Pick<SecurityEventStore, 'page'>;
  /** A limiter with buckets of its own; one that never refuses where RATE_LIMITS is off. */
  rateLimiter(limit: RateLimit): RateLimiter;
  /** Certificates above those of this issuer, DER: issuing authority first, root last. */
  chainOf(issuerId: string): Promise<readonly Uint8Array[]>;
  readonly describer: CertificateDescriber;
  readonly publishedStatus: PublishedStatusReader;
  close(): Promise<void>;
}

/** Binds the API's ports to their adapters. No queue here: a request never waits for one. @throws ConfigurationError */
export async function composeApi(): Promise<ApiPlatform> {
  const config = readApiConfig();
  const clock = new SystemClock(config.CLOCK_OFFSET_FILE);
  const randomness = new NodeRandomness();
  const log = createLogger({ process: 'api', level: config.LOG_LEVEL, destination: inBlocks() });
  const onConnectionLost = (error: Error) => log.warn({ err: error }, 'database connection lost');
  const persistence = createPersistence({
    appUrl: config.APP_DATABASE_URL,
    dataKeySecret: config.DATA_KEY_SECRET,
    clock,
    randomness,
    onConnectionLost,
  });
  const archive = composeArchive(config, onConnectionLost);
  const { register, securityEvents } = persistence;
  const unawaited = new UnawaitedWork(log);
  const securityJournal = new BufferedSecurityJournal({
    store: securityEvents,
    clock,
    randomness,
    pseudonym: keyedPseudonym(config.DATA_KEY_SECRET),
    onFault: (error) => log.warn({ err: error }, 'security events wait'),
  });
  return {
    settings: settingsOf(config),
    log,
    clock,
    randomness,
    hasher: new Sha256Hasher(),
    sessions: persistence.sessions,
    accounts: persistence.accounts,
    access: persistence.access,
    viewers: persistence.viewers,
    standing: persistence.standing,
    accessGrants: persistence.accessGrants,
    members: persistence.members,
    onboarding: persistence.onboarding,
    companyRegistry: companyRegistry(config),
    staff: persistence.staff,
    fleet: persistence.fleet,
    secondPersons: persistence.secondPersons,
    verificationDays: persistence.verificationDays,
    staffLists: persistence.staffLists,
    batchGate: batchGate({ ...config }),
    agentDepartures: persistence.agentDepartures,
    delegations: persistence.delegations,
    catalogue: persistence.catalogue,
    useCases: await useCases(config, persistence, { clock, randomness, archive, unawaited: unawaited.take }),
    rateLimiter: (limit) => (config.RATE_LIMITS === 'on' ? new MemoryRateLimiter(limit) : UNLIMITED),
    chainOf: (issuerId) => chainOf(register, issuerId),
    describer: certificateDescriber,
    publishedStatus: composeStatusProbe(config, register, clock),
    securityJournal,
    securityEvents,
    close: async () => {
      await Promise.all([securityJournal.close(), unawaited.close()]);
      await Promise.all([persistence.close(), archive.close()]);
    },
  };
}

const UNLIMITED: RateLimiter = { take: () => Promise.resolve({ ok: true }) };

const isOpen = ({ DEMO, NODE_ENV }: ApiConfig): boolean => DEMO || NODE_ENV !== 'production';

const settingsOf = (config: ApiConfig): ApiSettings => ({
  host: config.HOST,
  port: config.API_PORT,
  publicUrl: config.PUBLIC_URL,
  demo: config.DEMO,
  openSchema: isOpen(config),
  consoleDir: config.CONSOLE_DIR,
  trustedProxies: (config.TRUST_PROXY ?? '').split(',').flatMap((part) => part.trim() || []),
  mostFileBytes: config.FILES_MAX_BYTES,
  trustedDocumentsOnly: (config.GRAPHQL_DOCUMENTS ?? (isOpen(config) ? 'any' : 'trusted')) === 'trusted',
});

async function useCases(
  config: ApiConfig,
  persistence: Persistence,
  { clock, randomness, archive, unawaited }: Omit<FileTools, 'hasher'> & { unawaited: Unawaited },
): Promise<ApiUseCases> {
  const { unitOfWork, catalogue, locator, accessGrants } = persistence;
  const hasher = new Sha256Hasher();
  const gate = batchGate({ ...config });
  const passwords = await Argon2PasswordHasher.create();
  return {
    ...accountUseCases(persistence, {
      passwords,
      list: new CommonPasswords(),
      totp: new OtplibTotpVerifier(),
      unawaited,
      clock,
      randomness,
      hasher,
    }),
    openCompany: new OpenCompany(unitOfWork, randomness, persistence.companyNames),
    ...onboardingUseCases(unitOfWork, randomness, companyRegistry(config)),
    inviteMember: new InviteMember(unitOfWork, randomness),
    removeMember: new RemoveMember(unitOfWork),
    ...staffUseCases({ staff: persistence.staff, clock, randomness }),
    openAccess: new OpenAccess(unitOfWork, locator, accessGrants, clock, randomness),
    endAccess: new EndAccess(unitOfWork, accessGrants, clock),
    ...mandateUseCases({
      ...{ unitOfWork, accessGrants, clock, hasher, randomness },
      ...signingParts(config, persistence, clock),
    }),
    ...secondPersonUseCases({ unitOfWork, requests: persistence.secondPersons, hasher, randomness }, gate),
    ...fileUseCases(config, persistence, { clock, hasher, randomness, archive }),
    ...verificationDayUseCases({ unitOfWork, hasher, randomness, publicUrl: config.PUBLIC_URL }),
    ...staffListUseCases({ unitOfWork, hasher, randomness, gate }),
    ...mandateLifeUseCases({
      ...{ unitOfWork, accessGrants, clock, hasher, randomness, locator },
      confirmationDays: config.REPRESENTATIVE_CONFIRMATION_DAYS,
    }),
    addHolder: new AddHolder(unitOfWork, randomness),
    changeHolderContact: new ChangeHolderContact(unitOfWork),
    inviteHolder: new InviteHolder(unitOfWork),
    ...holderUseCases({
      ...{ unitOfWork, catalogue, grants: accessGrants, clock, randomness },
      settings: { acceptsExtendedCni: config.EXTENDED_CNI === 'accept' },
    }),
    previewIdentityChange: new PreviewIdentityChange(unitOfWork),
    confirmIdentityChange: new ConfirmIdentityChange(unitOfWork, randomness),
    cancelIdentityChange: new CancelIdentityChange(unitOfWork),
    ...orderUseCases({
      ...{ unitOfWork, catalogue, accessGrants, clock, hasher, randomness },
      authority: composeAuthority(config, persistence.register),
    }),
  };
}

async function chainOf(register: AuthorityRegister, issuerId: string): Promise<readonly Uint8Array[]> {
  const known = await register.authorityCertificates();
  const issuing = known.find(({ id }) => id === issuerId);
  const root = issuing && known.find(({ id }) => id === issuing.issuerId);
  return [issuing, root].filter((each) => each !== undefined).map(({ der }) => der);
}
