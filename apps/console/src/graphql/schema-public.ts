/** What the holder's one-time links show (apps/api/schema.graphql). */
import type { CertificateUsage } from '@mandataire/domain/catalogue';
import type { OrderState } from '@mandataire/domain/order';
import type { CertifiedData, DateTime } from './schema.js';

export interface ConsentRequest {
  readonly orderState: OrderState;
  readonly productName: string;
  readonly usages: readonly CertificateUsage[];
  readonly validityMonths: number;
  readonly certifiedData: CertifiedData;
  readonly bindingStatement: string;
  readonly termsVersion: string;
  readonly terms: readonly string[];
  readonly consentedAt: DateTime | null;
  readonly expiresAt: DateTime;
}

export type RetrievalState = 'READY' | 'BEING_SIGNED' | 'MADE' | 'ACCEPTED' | 'REFUSED';

export interface IssuedCertificate {
  readonly id: string;
  readonly serial: string;
  readonly pem: string;
  readonly chain: readonly string[];
  readonly notBefore: DateTime;
  readonly notAfter: DateTime;
}

export interface Retrieval {
  readonly state: RetrievalState;
  readonly productName: string;
  readonly usages: readonly CertificateUsage[];
  /** Null once he has accepted or refused: a used link shows no personal data. */
  readonly certifiedData: CertifiedData | null;
  readonly expiresAt: DateTime;
  readonly certificate: IssuedCertificate | null;
}

/** Not answered yet. */
export type OpenRetrieval = Retrieval & { readonly certifiedData: CertifiedData };
