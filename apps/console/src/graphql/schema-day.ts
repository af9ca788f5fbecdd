import type { FailureReason } from '@mandataire/domain/verification-day';

export interface DayPerson {
  readonly id: string;
  readonly version: number;
  readonly holderId: string;
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly jobTitle: string;
  readonly state: 'WAITING' | 'VERIFIED' | 'ABSENT' | 'FAILED';
  readonly reason: FailureReason | null;
  readonly consentAwaited: boolean;
  readonly agreedAt: string | null;
}

export interface VerificationDay {
  readonly id: string;
  readonly heldOn: string;
  readonly place: string;
  readonly people: number;
  readonly verified: number;
  readonly absent: number;
  readonly failed: number;
}

export interface WholeDay extends VerificationDay {
  readonly persons: readonly DayPerson[];
}

export interface Candidate {
  readonly id: string;
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly jobTitle: string;
}

export interface ShownLink {
  readonly opens: 'CONSENT' | 'AGREEMENT';
  readonly url: string;
  readonly qrCodeSvg: string;
  readonly expiresAt: string;
}

export interface AgreementRequest {
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly email: string;
  readonly jobTitle: string;
  readonly companyName: string;
  readonly heldOn: string;
  readonly place: string;
  readonly textVersion: string;
  readonly text: readonly string[];
  readonly expiresAt: string;
  readonly agreedAt: string | null;
}
