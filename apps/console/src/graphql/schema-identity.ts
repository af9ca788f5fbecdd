/** Holders' identity: verification, change and its impact; reminders of a certificate (apps/api/schema.graphql). */
import type { CertificateSummary, OrderSummary } from './schema.js';
import type { IdentityDocumentType } from './schema-mandate.js';

export interface IdentityInput {
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly email: string;
  readonly jobTitle: string;
}

export interface IdentityChangeInput extends IdentityInput {
  readonly holderId: string;
  readonly version: number;
  readonly effectiveOn: string;
}

export interface RecordVerificationInput {
  readonly idempotencyKey: string;
  readonly holderId: string;
  readonly documentType: IdentityDocumentType;
  readonly documentNumber: string;
  readonly documentExpiresOn: string;
  readonly place: string;
  readonly verifiedOn: string;
  readonly fileIds?: readonly string[];
}

export interface AttributeChange {
  readonly attribute: string;
  readonly before: string;
  readonly after: string;
}

export interface IdentityChangeImpact {
  readonly changes: readonly AttributeChange[];
  readonly certificatesToRevoke: readonly CertificateSummary[];
  readonly ordersToCancel: readonly OrderSummary[];
  readonly ordersToCreate: number;
  readonly immediate: boolean;
  readonly daysWithoutCertificate: number;
}

export type { IdentityChange, Reminder } from './schema.js';
