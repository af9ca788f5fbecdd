/** The types of apps/api/schema.graphql that the console reads, by hand: only the fields its documents ask for. */
import type { CertificateState } from '@mandataire/domain/certificate';
import type { AssuranceLevel, CertificateUsage } from '@mandataire/domain/catalogue';
import type { VerificationMethod } from '@mandataire/domain/identity-verification';
import type { OrderKind, OrderState } from '@mandataire/domain/order';
import type { Act } from '@mandataire/domain/permission';
import type { RevocationReason, RevocationState } from '@mandataire/domain/revocation';
import type { MembershipRole, PlatformRole } from '@mandataire/domain/account';
import type { Reminder } from './schema-reminder.js';
import type { Departure, VerificationMeeting } from './schema-verification.js';
import type { MandateState } from '@mandataire/domain/mandate';

/** RFC 3339, UTC. */
export type DateTime = string;

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: PageInfo;
  readonly totalCount?: number;
}

export interface ViewerCompany {
  readonly id: string;
  readonly name: string;
  readonly siren: string;
  readonly roles: readonly MembershipRole[];
}

export interface Viewer {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly platformRoles: readonly PlatformRole[];
  readonly companies: readonly ViewerCompany[];
  readonly activeCompany: ViewerCompany | null;
  readonly permissions: readonly Act[];
  /** A second factor is enrolled. */
  readonly secondFactor: boolean;
  /** Unused ones. */
  readonly recoveryCodesLeft: number;
  readonly demo: boolean;
}

export interface CertifiedData {
  readonly commonName: string;
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly email: string;
  readonly jobTitle: string;
  readonly companyName: string;
  readonly siren: string;
  readonly subjectSerialNumber: string;
}

export type WaitingKind =
  | 'CO_SIGN_ORDER'
  | 'WAIT_FOR_CONSENT'
  | 'WAIT_FOR_OFFICE'
  | 'WAIT_FOR_RETRIEVAL'
  | 'WAIT_FOR_ACCEPTANCE'
  | 'ORDER_INCOMPLETE'
  | 'REVOCATION_IN_PROGRESS';

export interface WaitingItem {
  readonly kind: WaitingKind;
  readonly mine: boolean;
  readonly orderId: string | null;
  readonly certificateId: string | null;
  readonly holderName: string;
  readonly since: DateTime;
}

export interface Fleet {
  readonly holders: number;
  readonly activeCertificates: number;
  readonly expiringWithin90Days: number;
  readonly revocationsInProgress: number;
  readonly openOrders: number;
  readonly waiting: readonly WaitingItem[];
  readonly expiringNext: readonly CertificateSummary[];
}

export interface Verification {
  readonly id: string;
  readonly state: string;
  readonly verifiedAt: DateTime | null;
  readonly validUntil: DateTime | null;
  readonly documentType: string;
  readonly documentExpiresOn: string;
  /** Of an extended CNI (D10). */
  readonly documentPrintedUntil: string | null;
  readonly method: VerificationMethod;
  readonly level: AssuranceLevel;
  readonly place: string;
  readonly verifierName: string;
  /** The two people have verified each other (D25). */
  readonly mutual: boolean;
  /** Where one person's file is shown. */
  readonly copies?: readonly DocumentCopy[];
}

/** A copy of an identity document; its octets are at `/files/ID`. */
export interface DocumentCopy {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly state: 'ATTACHED' | 'ARCHIVED' | 'SHREDDED';
  readonly uploadedAt: DateTime;
  /** When it left the company. */
  readonly removedAt: DateTime | null;
}

export interface HolderSummary {
  readonly id: string;
  readonly version: number;
  readonly state: 'ACTIVE' | 'DEPARTED';
  readonly displayName: string;
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly email: string;
  readonly jobTitle: string;
  readonly verification: Verification | null;
  readonly activeCertificates: number;
  readonly nextExpiry: DateTime | null;
  readonly allowedActions: readonly HolderAction[];
}

export type HolderAction =
  | 'PLACE_ORDER'
  | 'VERIFY_IDENTITY'
  | 'PLAN_VERIFICATION'
  | 'CHANGE_IDENTITY'
  | 'CANCEL_CHANGE'
  | 'CHANGE_CONTACT'
  | 'INVITE'
  | 'REPORT_DEPARTURE'
  | 'CANCEL_DEPARTURE'
  | 'CLOSE_DEPARTURE'
  | 'RETURN';

export interface Holder extends HolderSummary {
  /** Every record, newest first. */
  readonly verifications: readonly Verification[];
  /** On their way or ended without a record, newest first. */
  readonly meetings: readonly VerificationMeeting[];
  readonly departure: Departure | null;
  readonly openIdentityChange: IdentityChange | null;
  /** He has activated a space of his own. */
  readonly hasAccount: boolean;
  readonly phone: string | null;
  /** SIRET. */
  readonly establishment: string | null;
  readonly certificates: readonly CertificateSummary[];
  readonly orders: readonly OrderSummary[];
}

export interface CertificateSummary {
  readonly id: string;
  readonly state: CertificateState;
  readonly serial: string;
  readonly productName: string;
  readonly holderId: string;
  readonly holderName: string;
  readonly notBefore: DateTime;
  readonly notAfter: DateTime;
  readonly revocation: Pick<RevocationRequest, 'id' | 'state'> | null;
}

export interface Certificate extends Omit<CertificateSummary, 'revocation'> {
  readonly version: number;
  readonly productCode: string;
  readonly orderId: string;
  readonly certifiedData: CertifiedData;
  readonly usages: readonly CertificateUsage[];
  readonly issuedAt: DateTime | null;
  readonly acceptedAt: DateTime | null;
  readonly revokedAt: DateTime | null;
  readonly pem: string | null;
  readonly revocation: RevocationRequest | null;
  readonly allowedActions: readonly 'REVOKE'[];
  readonly reminders: readonly Reminder[];
  readonly renewable: boolean;
  /** Why a new order is needed in place of a renewal; a sentence. */
  readonly renewalRefusal: string | null;
}

export interface RevocationRequest {
  readonly id: string;
  readonly certificateId: string;
  readonly state: RevocationState;
  readonly reason: RevocationReason;
  readonly comment: string | null;
  readonly requestedByName: string | null;
  readonly requesterRole: string;
  readonly receivedAt: DateTime;
  readonly dueAt: DateTime;
  readonly sentToCaAt: DateTime | null;
  readonly confirmedAt: DateTime | null;
  readonly ocspSeenAt: DateTime | null;
  readonly crlSeenAt: DateTime | null;
  readonly closedAt: DateTime | null;
}

export type OrderActionName = 'CO_SIGN' | 'CANCEL' | 'APPROVE' | 'REJECT' | 'RESUME' | 'RESEND_LINK';

export interface OrderSummary {
  readonly id: string;
  readonly version: number;
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly productName: string;
  readonly holderId: string;
  readonly holderName: string;
  readonly companyName: string;
  readonly placedAt: DateTime;
  readonly placedByName: string;
  readonly consentedAt: DateTime | null;
  readonly coSignedAt: DateTime | null;
  readonly replacesCertificateId: string | null;
  /** What a DRAFT waits for: IDENTITY_VERIFICATION. */
  readonly blocker: string | null;
  readonly allowedActions: readonly OrderActionName[];
}

export interface Order extends OrderSummary {
  readonly productCode: string;
  readonly certifiedData: CertifiedData;
  readonly usages: readonly CertificateUsage[];
  readonly registrationOffice: string;
  readonly decidedAt: DateTime | null;
  readonly decidedByName: string | null;
  readonly decisionReason: string | null;
  readonly verification: Verification | null;
  readonly certificate:
    | (CertificateSummary & { readonly issuedAt: DateTime | null; readonly acceptedAt: DateTime | null })
    | null;
}

export interface Product {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly medium: string;
  readonly usages: readonly CertificateUsage[];
  readonly validityMonths: number;
  readonly orderable: boolean;
}

export interface JournalEntry {
  readonly id: string;
  readonly at: DateTime;
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

export interface Company {
  readonly id: string;
  readonly siren: string;
  readonly name: string;
  readonly city: string;
  readonly mandateState: MandateState | null;
  readonly mandateId: string | null;
  readonly representativeEmail: string | null;
  /** Of the mandate's last step. */
  readonly since: DateTime | null;
  readonly allowedActions: readonly ('INVITE_REPRESENTATIVE' | 'CANCEL_MANDATE')[];
}

export interface IdentityChange {
  readonly id: string;
  readonly holderId: string;
  readonly state: 'PLANNED' | 'APPLYING' | 'DONE' | 'CANCELLED';
  readonly effectiveOn: string;
  readonly requestedAt: DateTime;
  readonly doneAt: DateTime | null;
}
