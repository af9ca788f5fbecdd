/** Holders' identity: verification, change and its impact; reminders of a certificate (apps/api/schema.graphql). */
import type { CertificateSummary, OrderSummary } from './schema.js';
import type { VerificationActInput } from './schema-verification.js';

export interface IdentityInput {
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly email: string;
  readonly jobTitle: string;
  /** Compared with the document letter by letter. */
  readonly confirmedNames?: readonly string[];
}

export interface IdentityChangeInput extends IdentityInput {
  readonly holderId: string;
  readonly version: number;
  readonly effectiveOn: string;
}

export interface RecordVerificationInput extends VerificationActInput {
  readonly holderId: string;
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

export type { Reminder } from './schema-reminder.js';
export type { IdentityChange } from './schema.js';
