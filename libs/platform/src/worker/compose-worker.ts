import { IcsCalendarWriter } from '@mandataire/adapters/calendar';
import { AesArchiveVault, AesFileVault } from '@mandataire/adapters/file-vault';
import { NodeRandomness, Sha256Hasher, SystemClock } from '@mandataire/adapters/clock';
import { mandatePrinter, RegisterSeal } from '@mandataire/adapters/evidence';
import { SmtpMailer } from '@mandataire/adapters/mail';
import { HttpSmsSender, MailboxSmsSender } from '@mandataire/adapters/sms';
import { HttpTimeStamper } from '@mandataire/adapters/time-stamp';
import { BullJobConsumer, BullJobQueue } from '@mandataire/adapters/queue';
import { fileTableReader } from '@mandataire/adapters/staff-table';
import {
  AbandonReserved,
  ExpireCertificate,
  type CertificateAuthority,
} from '@mandataire/application/certificate';
import { SendActivation, TellAccount } from '@mandataire/application/account';
import type { Clock } from '@mandataire/application/clock';
import { CarryDeparture } from '@mandataire/application/departure';
import { ExpireVerification, SendMeetingInvitation } from '@mandataire/application/identity-verification';
import { CarryIdentityChange, FinishReplacement } from '@mandataire/application/identity-change';
import { LinkIssuer, SendActCode } from '@mandataire/application/link';
import { SettleAgentDeparture, TellAgentDeparture } from '@mandataire/application/agent-departure';
import {
  AlertCompany,
  BuildEvidence,
  SendMandateLink,
  SettleConfirmation,
  SettleMandate,
  StampEvidence,
  TellConfirmation,
  TellMandate,
} from '@mandataire/application/mandate';
import { EndUnsubmittedOrders, ExpireLink, SendOrderLink, TellCompany } from '@mandataire/application/order';
import { PlanOnboardingReminder, SendOnboardingReminder } from '@mandataire/application/onboarding';
import {
  JobLedger,
  type DueWork,
  type JobConsumer,
  type JobQueue,
  type OutboxStore,
} from '@mandataire/application/queue';
import { ArchiveRegistration } from '@mandataire/application/registration-archive';
import { PlanReminders, SendReminder } from '@mandataire/application/reminder';
import {
  CarryOutRevocations,
  ObserveRevocation,
  OpenRevocationTasks,
  RevokeRefusedCertificate,
  TellRevocation,
} from '@mandataire/application/revocation';
import { SweepFile, type RegistrationArchive } from '@mandataire/application/stored-file';
import { SettleSecondPerson, TellSecondPerson } from '@mandataire/application/second-person';
import { AdvanceStaffList, ForgetStaffList } from '@mandataire/application/staff-list';
import {
  createArchivePersistence,
  createWorkerPersistence,
  type WorkerPersistence,
} from '@mandataire/persistence';
import { composeAuthority, composeStatusProbe, sealKeyStore } from '../authority/index.js';
import { readWorkerConfig, type WorkerConfig } from '../config/index.js';
import { consoleAddresses } from '../console-addresses.js';
import { createLogger, type Logger } from '../logging/index.js';
import { CoalescingAuthority } from './coalescing-authority.js';

/** Everything the worker calls: one use case per job and per kind of due work. */
export interface WorkerUseCases {
  readonly sendOrderLink: SendOrderLink;
  readonly tellCompany: TellCompany;
  readonly carryOutRevocations: CarryOutRevocations;
  readonly observeRevocation: ObserveRevocation;
  readonly tellRevocation: TellRevocation;
  readonly revokeRefusedCertificate: RevokeRefusedCertificate;
  readonly sendMandateLink: SendMandateLink;
  readonly sendActCode: SendActCode;
  readonly sendActivation: SendActivation;
  readonly tellMandate: TellMandate;
  readonly buildEvidence: BuildEvidence;
  /** Left out where no time-stamping authority is configured. */
  readonly stampEvidence: StampEvidence | undefined;
  readonly tellAccount: TellAccount;
  readonly tellSecondPerson: TellSecondPerson;
  readonly settleSecondPerson: SettleSecondPerson;
  readonly carryIdentityChange: CarryIdentityChange;
  readonly finishReplacement: FinishReplacement;
  readonly sendReminder: SendReminder;
  readonly sendMeetingInvitation: SendMeetingInvitation;
  readonly expireVerification: ExpireVerification;
  readonly openRevocationTasks: OpenRevocationTasks;
  readonly carryDeparture: CarryDeparture;
  readonly settleMandate: SettleMandate;
  readonly settleConfirmation: SettleConfirmation;
  readonly settleAgentDeparture: SettleAgentDeparture;
  readonly tellConfirmation: TellConfirmation;
  readonly tellAgentDeparture: TellAgentDeparture;
  readonly alertCompany: AlertCompany;
  readonly planReminders: PlanReminders;
  readonly planOnboardingReminder: PlanOnboardingReminder;
  readonly sendOnboardingReminder: SendOnboardingReminder;
  readonly abandonReserved: AbandonReserved;
  readonly expireLink: ExpireLink;
  readonly expireCertificate: ExpireCertificate;
  readonly advanceStaffList: AdvanceStaffList;
  readonly forgetStaffList: ForgetStaffList;
  readonly archiveRegistration: ArchiveRegistration;
  readonly sweepFile: SweepFile;
}

/** The certificates that must never run out. */
export interface AuthorityUpkeep {
  publishCrl(): Promise<{ readonly number: number; readonly nextUpdate: Date }>;
  /** @returns whether a new signer was made. */
  renewOcspSigner(): Promise<boolean>;
  /** @returns whether a new seal was made. */
  renewSeal(): Promise<boolean>;
  /** When the first issuing authority will be without an OCSP signer; undefined when one is already. */
  ocspSignersEnd(): Promise<Date | undefined>;
  /** Authorities that need a successor by now. @throws when the settings are not those of the registered authorities. */
  endingAuthorities(): Promise<readonly string[]>;
}

export interface WorkerPlatform {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  readonly clock: Clock;
  readonly outbox: OutboxStore;
  readonly due: DueWork;
  /** ONBOARDING_REMINDER_DAYS. */
  readonly onboardingReminderDays: number;
  readonly queue: JobQueue & {
    counts(): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>;
  };
  readonly consumer: JobConsumer;
  readonly ledger: JobLedger;
  readonly upkeep: AuthorityUpkeep;
  readonly archive: RegistrationArchive;
  readonly useCases: WorkerUseCases;
  readonly staffListKeptDays: number;
  /** Forgets tries of long ago. */
  sweepTries(now: Date): Promise<number>;
  close(): Promise<void>;
}

/** Binds the worker's ports to their adapters. @throws ConfigurationError */
export function composeWorker(): WorkerPlatform {
  const config = readWorkerConfig();
  const log = createLogger({ process: 'worker', level: config.LOG_LEVEL });
  const clock = new SystemClock(config.CLOCK_OFFSET_FILE);
  const persistence = createWorkerPersistence({
    workerUrl: config.WORKER_DATABASE_URL,
    clock,
    randomness: new NodeRandomness(),
    onConnectionLost: (error) => log.warn({ err: error }, 'database connection lost'),
  });
  const archives = createArchivePersistence({
    archiveUrl: config.ARCHIVE_DATABASE_URL,
    vault: AesArchiveVault.of(config.ARCHIVE_KEY_SECRET, config.ARCHIVE_PREVIOUS_KEY_SECRET),
    onConnectionLost: (error) => log.warn({ err: error }, 'database connection lost'),
  });
  const { archive } = archives;
  const embedded = composeAuthority(config, persistence.register);
  const authority = new CoalescingAuthority(embedded, clock);
  const mailer = new SmtpMailer({ url: config.SMTP_URL, from: config.MAIL_FROM });
  const queueSettings = { store: queueStore(config), log };
  return {
    host: config.HOST,
    port: config.WORKER_PORT,
    log,
    clock,
    outbox: persistence.outbox,
    due: persistence.due,
    onboardingReminderDays: config.ONBOARDING_REMINDER_DAYS,
    queue: new BullJobQueue(queueSettings),
    consumer: new BullJobConsumer(queueSettings),
    ledger: new JobLedger(persistence.unitOfWork),
    upkeep: {
      publishCrl: () => authority.publish(),
      renewOcspSigner: () => embedded.renewOcspSigner(clock.now()),
      renewSeal: () => embedded.renewSeal(clock.now()),
      ocspSignersEnd: () => embedded.ocspSignersEnd(clock.now()),
      endingAuthorities: () => embedded.ending(clock.now()),
    },
    staffListKeptDays: config.STAFF_LIST_KEPT_DAYS,
    archive,
    useCases: useCases({ config, clock, persistence, archive, authority, mailer }),
    sweepTries: (now) => persistence.sweepTries(now),
    close: async () => {
      mailer.close();
      await Promise.all([persistence.close(), archives.close()]);
    },
  };
}

const queueStore = (config: WorkerConfig) =>
  config.REDIS_URL === undefined
    ? { databaseUrl: config.QUEUE_DATABASE_URL }
    : { redisUrl: config.REDIS_URL };

interface Parts {
  readonly config: WorkerConfig;
  readonly clock: Clock;
  readonly persistence: WorkerPersistence;
  readonly archive: RegistrationArchive;
  readonly authority: CertificateAuthority;
  readonly mailer: SmtpMailer;
}

function useCases({ config, clock, persistence, archive, authority, mailer }: Parts): WorkerUseCases {
  const { unitOfWork, catalogue, register } = persistence;
  const randomness = new NodeRandomness();
  const hasher = new Sha256Hasher();
  const links = new LinkIssuer(randomness, hasher);
  const carryIdentityChange = new CarryIdentityChange(unitOfWork, catalogue, randomness);
  const addresses = consoleAddresses(config.PUBLIC_URL);
  const probe = composeStatusProbe(config, register, clock);
  return {
    sendOrderLink: new SendOrderLink(unitOfWork, catalogue, links, mailer, addresses),
    tellCompany: new TellCompany(unitOfWork, mailer, addresses),
    carryOutRevocations: new CarryOutRevocations(unitOfWork, authority, clock),
    observeRevocation: new ObserveRevocation(unitOfWork, probe),
    tellRevocation: new TellRevocation(unitOfWork, mailer),
    revokeRefusedCertificate: new RevokeRefusedCertificate(unitOfWork, randomness),
    sendMandateLink: new SendMandateLink(unitOfWork, links, mailer, addresses),
    sendActCode: new SendActCode(unitOfWork, hasher, randomness, { mailer, sms: smsSender(config, mailer) }),
    sendActivation: new SendActivation(unitOfWork, links, mailer, addresses),
    tellSecondPerson: new TellSecondPerson(unitOfWork, mailer, addresses),
    settleSecondPerson: new SettleSecondPerson(unitOfWork),
    tellMandate: new TellMandate(unitOfWork, mailer),
    ...evidenceUseCases({ config, persistence, hasher, randomness }),
    tellAccount: new TellAccount({
      ...{ post: persistence.accountPost, mailer, addresses, clock, hasher, randomness },
    }),
    carryIdentityChange,
    finishReplacement: new FinishReplacement(unitOfWork, carryIdentityChange),
    sendReminder: new SendReminder(unitOfWork, catalogue, mailer, addresses),
    sendMeetingInvitation: new SendMeetingInvitation(unitOfWork, new IcsCalendarWriter(), mailer),
    expireVerification: new ExpireVerification(unitOfWork, catalogue),
    openRevocationTasks: new OpenRevocationTasks(unitOfWork, randomness),
    carryDeparture: new CarryDeparture(unitOfWork, randomness),
    settleMandate: new SettleMandate(unitOfWork, new EndUnsubmittedOrders(randomness)),
    settleConfirmation: new SettleConfirmation(unitOfWork),
    settleAgentDeparture: new SettleAgentDeparture(unitOfWork, new EndUnsubmittedOrders(randomness)),
    tellConfirmation: new TellConfirmation(unitOfWork, mailer, addresses),
    tellAgentDeparture: new TellAgentDeparture(unitOfWork, mailer, addresses),
    alertCompany: new AlertCompany(unitOfWork, mailer, addresses),
    planReminders: new PlanReminders(unitOfWork, randomness),
    planOnboardingReminder: new PlanOnboardingReminder(unitOfWork, config.ONBOARDING_REMINDER_DAYS),
    sendOnboardingReminder: new SendOnboardingReminder(unitOfWork, links, mailer, addresses),
    abandonReserved: new AbandonReserved(unitOfWork),
    expireLink: new ExpireLink(unitOfWork),
    expireCertificate: new ExpireCertificate(unitOfWork),
    advanceStaffList: new AdvanceStaffList(unitOfWork, fileTableReader, randomness),
    forgetStaffList: new ForgetStaffList(unitOfWork),
    archiveRegistration: new ArchiveRegistration({
      ...{ unitOfWork, catalogue, archive, hasher },
      vault: AesFileVault.of(config.FILES_KEY_SECRET, config.FILES_PREVIOUS_KEY_SECRET),
    }),
    sweepFile: new SweepFile(unitOfWork),
  };
}

/** A gateway where there is one; elsewhere the local mailbox, which the API offers outside production only. */
const smsSender = (config: WorkerConfig, mailer: SmtpMailer) =>
  config.SMS_URL === undefined
    ? new MailboxSmsSender(mailer)
    : new HttpSmsSender({ url: config.SMS_URL, tokenFile: config.SMS_TOKEN_FILE });

interface EvidenceParts {
  readonly config: WorkerConfig;
  readonly persistence: WorkerPersistence;
  readonly hasher: Sha256Hasher;
  readonly randomness: NodeRandomness;
}

function evidenceUseCases({ config, persistence, hasher, randomness }: EvidenceParts) {
  const { DATA_DIR, SEAL_KEY_SECRET, TSA_URL: url, TSA_CA_FILE: caFile } = config;
  const seal = new RegisterSeal(persistence.register, sealKeyStore(DATA_DIR, SEAL_KEY_SECRET));
  const timeStamper =
    url === undefined || caFile === undefined ? undefined : new HttpTimeStamper({ url, caFile });
  const { unitOfWork } = persistence;
  const ports = { seal, printer: mandatePrinter, timeStamper, hasher, randomness };
  return {
    buildEvidence: new BuildEvidence(unitOfWork, ports),
    stampEvidence: timeStamper && new StampEvidence(unitOfWork, { timeStamper, hasher }),
  };
}
