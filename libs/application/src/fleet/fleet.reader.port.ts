import type { CertificateProfile } from '@mandataire/domain/catalogue';
import type { CertificateState, Certificate } from '@mandataire/domain/certificate';
import type { Holder, HolderIdentity } from '@mandataire/domain/holder';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import type { Departure } from '@mandataire/domain/departure';
import type { IdentityMeeting, IdentityVerification } from '@mandataire/domain/identity-verification';
import type { MandateState } from '@mandataire/domain/mandate';
import type { Order, OrderState } from '@mandataire/domain/order';
import type { Reminder } from '@mandataire/domain/reminder';
import type { RevocationRequest, RevocationTask } from '@mandataire/domain/revocation';
import type { StoredFile } from '@mandataire/domain/stored-file';
import type { Page, PageRequest, ReadScope } from '../reading/index.js';
import type { MandateReader } from './mandate.reader.port.js';

export interface HolderRow extends Holder {
  readonly identity: Pick<HolderIdentity, 'surname' | 'givenNames' | 'email' | 'jobTitle'>;
  /** The person has set a password: he can sign in. */
  readonly hasAccount: boolean;
  readonly activeCertificates: number;
  readonly nextExpiry: Date | null;
  /** When his last revoked certificate was revoked: an earlier verification no longer serves (I-14). */
  readonly lastRevokedAt: Date | null;
}

/** `state` is already the one to show: expired by the clock of the read (I-25). `der` is null where many are read. */
export interface CertificateRow extends Omit<Certificate, 'profile'> {
  readonly productName: string;
  readonly usages: CertificateProfile['usages'];
}

/** A certificate opened by its identifier, with its octets and what only its own page needs. */
export interface OpenedCertificate extends CertificateRow, Certificate {
  /** What it certifies is what holder and company are called today (R16). */
  readonly dataUnchanged: boolean;
}

export interface OrderRow extends Order {
  readonly productName: string;
  readonly placedByName: string;
  readonly decidedByName: string | null;
  readonly holderAccountId: string | null;
  readonly holderState: 'ACTIVE' | 'DEPARTED';
  /** Of a DRAFT: when the holder's last revoked certificate was revoked (I-14). */
  readonly lastRevokedAt: Date | null;
}

export interface RevocationRow extends RevocationRequest {
  readonly requestedByName: string | null;
}

export interface VerificationRow extends IdentityVerification {
  readonly verifierName: string;
}

export interface MeetingRow extends IdentityMeeting {
  readonly verifierName: string | null;
}

/** A task that is open: its certificate is live. */
export interface RevocationTaskRow extends RevocationTask {
  readonly ownerName: string;
  readonly holderId: string;
  readonly holderName: string;
  readonly serial: string;
  /** Of a task that comes from a departure. */
  readonly departureState: Departure['state'] | null;
  readonly leavesOn: string | null;
  /** Somebody has asked for the revocation already. */
  readonly requested: boolean;
}

export interface FleetCounts {
  readonly holders: number;
  readonly activeCertificates: number;
  readonly expiringWithin90Days: number;
  readonly revocationsInProgress: number;
  readonly openOrders: number;
}

export type WaitingKind =
  | 'CO_SIGN_ORDER'
  | 'WAIT_FOR_CONSENT'
  | 'WAIT_FOR_OFFICE'
  | 'WAIT_FOR_RETRIEVAL'
  | 'WAIT_FOR_ACCEPTANCE'
  | 'ORDER_INCOMPLETE'
  | 'REVOCATION_IN_PROGRESS';

export interface WaitingRow {
  readonly kind: WaitingKind;
  readonly orderId: string | null;
  readonly certificateId: string | null;
  readonly holderName: string;
  readonly since: Date;
}

export interface CertificateFilter {
  readonly states?: readonly CertificateState[];
  readonly holderId?: string;
  readonly expiresBefore?: Date;
  readonly search?: string;
}

export interface OrderFilter {
  readonly states?: readonly OrderState[];
  readonly holderId?: string;
}

export interface JournalRow {
  readonly id: string;
  readonly at: Date;
  readonly name: string;
  readonly actorKind: string;
  readonly actorName: string | null;
  readonly objectType: string;
  readonly objectId: string;
  readonly previousState: string | null;
  readonly nextState: string | null;
  readonly reason: string | null;
  readonly companyName: string | null;
}

export interface CompanyRow {
  readonly id: string;
  readonly siren: string;
  readonly name: string;
  readonly city: string;
  readonly mandateState: MandateState | null;
  readonly mandateId: string | null;
  readonly representativeEmail: string | null;
  readonly representativeSignedAt: Date | null;
  /** Of the mandate's last step. */
  readonly since: Date | null;
}

/**
 * The read side of the console. Every method takes the scope that `readScope` gave and the instant of the read; an id
 * outside the scope is simply not there. Lists are keyset pages in the stable order that their name says.
 */
/** ACCESS: who came in, in which role, and what platform staff opened. */
export type JournalTopic = 'ACCESS';

export interface JournalFilter {
  readonly objectId?: string;
  readonly topic?: JournalTopic;
}

export interface FleetReader extends MandateReader {
  counts(scope: ReadScope, now: Date): Promise<FleetCounts>;
  /** Oldest first, at most 50. */
  waiting(scope: ReadScope, now: Date): Promise<readonly WaitingRow[]>;
  /** By surname, given names. */
  holders(
    scope: ReadScope,
    page: PageRequest,
    filter: { search?: string },
    now: Date,
  ): Promise<Page<HolderRow>>;
  countHolders(scope: ReadScope, filter: { search?: string }): Promise<number>;
  holdersById(scope: ReadScope, ids: readonly string[], now: Date): Promise<readonly HolderRow[]>;
  /** By expiry, soonest first. */
  certificates(
    scope: ReadScope,
    page: PageRequest,
    filter: CertificateFilter,
    now: Date,
  ): Promise<Page<CertificateRow>>;
  countCertificates(scope: ReadScope, filter: CertificateFilter, now: Date): Promise<number>;
  certificatesById(
    scope: ReadScope,
    ids: readonly string[],
    now: Date,
  ): Promise<readonly OpenedCertificate[]>;
  /** Newest first. */
  certificatesOfHolders(
    scope: ReadScope,
    holderIds: readonly string[],
    now: Date,
  ): Promise<readonly CertificateRow[]>;
  certificatesOfOrders(
    scope: ReadScope,
    orderIds: readonly string[],
    now: Date,
  ): Promise<readonly CertificateRow[]>;
  /** Newest first; REGISTRATION scope: oldest under review first. */
  orders(scope: ReadScope, page: PageRequest, filter: OrderFilter): Promise<Page<OrderRow>>;
  countOrders(scope: ReadScope, filter: OrderFilter): Promise<number>;
  ordersById(scope: ReadScope, ids: readonly string[]): Promise<readonly OrderRow[]>;
  ordersOfHolders(scope: ReadScope, holderIds: readonly string[]): Promise<readonly OrderRow[]>;
  /** The newest request of each certificate. */
  revocationsOfCertificates(
    scope: ReadScope,
    certificateIds: readonly string[],
  ): Promise<readonly RevocationRow[]>;
  /** The verification an order rests on, or the holder's newest, by holder. */
  verificationsOfHolders(scope: ReadScope, holderIds: readonly string[]): Promise<readonly VerificationRow[]>;
  /** Newest first. */
  meetingsOfHolders(scope: ReadScope, holderIds: readonly string[]): Promise<readonly MeetingRow[]>;
  /** Newest first; those that were taken back are left out. */
  departuresOfHolders(scope: ReadScope, holderIds: readonly string[]): Promise<readonly Departure[]>;
  /** Open ones, those due first before the others; 200 at most. */
  revocationTasks(scope: ReadScope, now: Date): Promise<readonly RevocationTaskRow[]>;
  /** The change of each holder that is planned or runs. */
  openIdentityChanges(scope: ReadScope, holderIds: readonly string[]): Promise<readonly IdentityChange[]>;
  identityChangesById(scope: ReadScope, ids: readonly string[]): Promise<readonly IdentityChange[]>;
  /** Newest first. */
  remindersOfCertificates(scope: ReadScope, certificateIds: readonly string[]): Promise<readonly Reminder[]>;
  /** Copies of documents, by verification, oldest first. */
  documentCopies(scope: ReadScope, verificationIds: readonly string[]): Promise<readonly StoredFile[]>;
  /** Newest first. */
  journal(scope: ReadScope, page: PageRequest, filter: JournalFilter): Promise<Page<JournalRow>>;
  /** By name. */
  companies(scope: ReadScope, page: PageRequest, search?: string): Promise<Page<CompanyRow>>;
}
