import { NodeRandomness, Sha256Hasher, SystemClock } from '@mandataire/adapters/clock';
import { SmtpMailer } from '@mandataire/adapters/mail';
import { BullJobConsumer, BullJobQueue } from '@mandataire/adapters/queue';
import { fileTableReader } from '@mandataire/adapters/staff-table';
import {
  AbandonReserved,
  ExpireCertificate,
  type CertificateAuthority,
} from '@mandataire/application/certificate';
import { SendActivation, TellAccount } from '@mandataire/application/account';
import type { Clock } from '@mandataire/application/clock';
import { CarryIdentityChange, FinishReplacement } from '@mandataire/application/identity-change';
import { LinkIssuer, SendActCode } from '@mandataire/application/link';
import { SendMandateLink, SettleMandate, TellMandate } from '@mandataire/application/mandate';
import { EndUnsubmittedOrders, ExpireLink, SendOrderLink, TellCompany } from '@mandataire/application/order';
import {
  JobLedger,
  type DueWork,
  type JobConsumer,
  type JobQueue,
  type OutboxStore,
} from '@mandataire/application/queue';
import { PlanReminders, SendReminder } from '@mandataire/application/reminder';
import {
  CarryOutRevocations,
  ObserveRevocation,
  RevokeRefusedCertificate,
  TellRevocation,
} from '@mandataire/application/revocation';
import { SettleSecondPerson, TellSecondPerson } from '@mandataire/application/second-person';
import { AdvanceStaffList, ForgetStaffList } from '@mandataire/application/staff-list';
import { createWorkerPersistence, type WorkerPersistence } from '@mandataire/persistence';
import { composeAuthority, composeStatusProbe } from '../authority/index.js';
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
  readonly tellAccount: TellAccount;
  readonly tellSecondPerson: TellSecondPerson;
  readonly settleSecondPerson: SettleSecondPerson;
  readonly carryIdentityChange: CarryIdentityChange;
  readonly finishReplacement: FinishReplacement;
  readonly sendReminder: SendReminder;
  readonly settleMandate: SettleMandate;
  readonly planReminders: PlanReminders;
  readonly abandonReserved: AbandonReserved;
  readonly expireLink: ExpireLink;
  readonly expireCertificate: ExpireCertificate;
  readonly advanceStaffList: AdvanceStaffList;
  readonly forgetStaffList: ForgetStaffList;
}

/** The certificates that must never run out. */
export interface AuthorityUpkeep {
  publishCrl(): Promise<{ readonly number: number; readonly nextUpdate: Date }>;
  /** @returns whether a new signer was made. */
  renewOcspSigner(): Promise<boolean>;
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
  readonly queue: JobQueue & {
    counts(): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>;
  };
  readonly consumer: JobConsumer;
  readonly ledger: JobLedger;
  readonly upkeep: AuthorityUpkeep;
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
    queue: new BullJobQueue(queueSettings),
    consumer: new BullJobConsumer(queueSettings),
    ledger: new JobLedger(persistence.unitOfWork),
    upkeep: {
      publishCrl: () => authority.publish(),
      renewOcspSigner: () => embedded.renewOcspSigner(clock.now()),
      ocspSignersEnd: () => embedded.ocspSignersEnd(clock.now()),
      endingAuthorities: () => embedded.ending(clock.now()),
    },
    useCases: useCases({ config, clock, persistence, authority, mailer }),
    staffListKeptDays: config.STAFF_LIST_KEPT_DAYS,
    sweepTries: (now) => persistence.sweepTries(now),
    close: async () => {
      mailer.close();
      await persistence.close();
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
  readonly authority: CertificateAuthority;
  readonly mailer: SmtpMailer;
}

function useCases({ config, clock, persistence, authority, mailer }: Parts): WorkerUseCases {
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
    sendActCode: new SendActCode(unitOfWork, hasher, randomness, mailer),
    sendActivation: new SendActivation(unitOfWork, links, mailer, addresses),
    tellSecondPerson: new TellSecondPerson(unitOfWork, mailer, addresses),
    settleSecondPerson: new SettleSecondPerson(unitOfWork),
    tellMandate: new TellMandate(unitOfWork, mailer),
    tellAccount: new TellAccount({
      ...{ post: persistence.accountPost, mailer, addresses, clock, hasher, randomness },
    }),
    carryIdentityChange,
    finishReplacement: new FinishReplacement(unitOfWork, carryIdentityChange),
    sendReminder: new SendReminder(unitOfWork, catalogue, mailer, addresses),
    settleMandate: new SettleMandate(unitOfWork, new EndUnsubmittedOrders(randomness)),
    planReminders: new PlanReminders(unitOfWork, randomness),
    abandonReserved: new AbandonReserved(unitOfWork),
    expireLink: new ExpireLink(unitOfWork),
    expireCertificate: new ExpireCertificate(unitOfWork),
    advanceStaffList: new AdvanceStaffList(unitOfWork, fileTableReader, randomness),
    forgetStaffList: new ForgetStaffList(unitOfWork),
  };
}
