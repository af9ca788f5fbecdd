/** Signing in, second factors and links of an account, as the console reads them (apps/api/schema.graphql). */
import type { Viewer } from './schema.js';

export interface LoginResult {
  readonly step: 'TOTP_REQUIRED' | 'ENROLMENT_REQUIRED' | 'SIGNED_IN';
  readonly viewer: Viewer | null;
}

/** Shown once, to its owner. */
export interface TotpEnrolment {
  readonly secret: string;
  readonly uri: string;
  readonly qrCodeSvg: string;
}

export interface FactorEnrolled {
  readonly viewer: Viewer;
  /** Ten, never shown again. */
  readonly recoveryCodes: readonly string[];
}

export interface PasswordReset {
  readonly email: string;
  readonly passwordMinimum: number;
}
