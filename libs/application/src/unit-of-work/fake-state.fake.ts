import type { DayPerson, IdentityAgreement, VerificationDay } from '@mandataire/domain/verification-day';
import type { AccessGrant } from '@mandataire/domain/access';
import type { Account, Membership } from '@mandataire/domain/account';
import type { Certificate } from '@mandataire/domain/certificate';
import type { Holder, HolderIdentity } from '@mandataire/domain/holder';
import type { Departure } from '@mandataire/domain/departure';
import { type IdentityMeeting, type IdentityVerification } from '@mandataire/domain/identity-verification';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import type { ActCode, OneTimeLink } from '@mandataire/domain/link';
import type { AgentDeparture } from '@mandataire/domain/agent-departure';
import type {
  Mandate,
  MandateActRecord,
  MandateConfirmation,
  SignatureDelegation,
} from '@mandataire/domain/mandate';
import { type Order, type OrderAct } from '@mandataire/domain/order';
import type { Reminder } from '@mandataire/domain/reminder';
import { type RevocationRequest, type RevocationTask } from '@mandataire/domain/revocation';
import type { SecondPersonRequest } from '@mandataire/domain/second-person';
import type { StoredFile } from '@mandataire/domain/stored-file';
import type { CompanyFollowUp, CompanyPaper, MandateReminder } from '@mandataire/domain/onboarding';
import { type Company, type CompanyRegistration, type Establishment } from '@mandataire/domain/tenant';
import type { Happening, JournalActor } from '../journal/index.js';
import { FakeEvidence } from '../evidence/evidence.fake.js';
import type { CompanyFileKey, SealedContent } from './stored-file.repository.port.js';

/** Everything the fake remembers; tests read and fill it directly. */
export class FakeState {
  companies: Company[] = [];
  memberships: Membership[] = [];
  mandates: Mandate[] = [];
  registrations: CompanyRegistration[] = [];
  papers: CompanyPaper[] = [];
  followUps: CompanyFollowUp[] = [];
  establishments: Establishment[] = [];
  mandateReminders: MandateReminder[] = [];
  /** When a mandate was last taken a step. */
  stepsAt: Record<string, Date> = {};
  holders: Holder[] = [];
  identities: HolderIdentity[] = [];
  verifications: IdentityVerification[] = [];
  meetings: IdentityMeeting[] = [];
  departures: Departure[] = [];
  revocationTasks: RevocationTask[] = [];
  verificationDays: VerificationDay[] = [];
  dayPeople: DayPerson[] = [];
  agreements: IdentityAgreement[] = [];
  orders: Order[] = [];
  orderActs: OrderAct[] = [];
  mandateActs: MandateActRecord[] = [];
  evidence = new FakeEvidence();
  confirmations: MandateConfirmation[] = [];
  delegations: SignatureDelegation[] = [];
  agentDepartures: AgentDeparture[] = [];
  /** Who took an order over, by order. */
  inCharge: Record<string, string> = {};
  actCodes: ActCode[] = [];
  identityChanges: IdentityChange[] = [];
  reminders: Reminder[] = [];
  accessGrants: AccessGrant[] = [];
  secondPersonRequests: SecondPersonRequest[] = [];
  storedFiles: StoredFile[] = [];
  fileKeys: CompanyFileKey[] = [];
  /** By file. */
  fileContents: Record<string, SealedContent> = {};
  /** Roles of the platform by account. */
  staff: Record<string, string> = {};
  /** Accounts whose sessions in the company were ended. */
  sessionsEnded: string[] = [];
  activated: { id: string; passwordHash: string; totp: { secret: string; step: number } | null }[] = [];
  certificates: Certificate[] = [];
  revocations: RevocationRequest[] = [];
  links: OneTimeLink[] = [];
  accounts: Account[] = [];
  journal: (Happening & { actor: JournalActor; tenantId: string })[] = [];
  serials: { serial: string; state: 'RESERVED' | 'ISSUED' | 'ABANDONED' }[] = [];
  claims: string[] = [];
  compromisedKeys: string[] = [];
  once: { key: string; content: string; objectId: string }[] = [];
  handled: string[] = [];
  settled: string[] = [];
}
