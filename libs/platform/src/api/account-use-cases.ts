import {
  ActivateAccount,
  ChangeEmail,
  ChangePassword,
  EnrolFactor,
  ManageSessions,
  NoteOpening,
  OpenSession,
  ProveFactor,
  RenewRecoveryCodes,
  RequestPasswordReset,
  ResetPassword,
  SignIn,
  StepUp,
  SwitchCompany,
  Tries,
  type PasswordHasher,
  type PasswordList,
  type TotpVerifier,
  type Unawaited,
} from '@mandataire/application/account';
import type { Clock, Hasher, Randomness } from '@mandataire/application/clock';
import type { Persistence } from '@mandataire/persistence';

export interface AccountUseCases {
  readonly signIn: SignIn;
  readonly stepUp: StepUp;
  readonly switchCompany: SwitchCompany;
  readonly activateAccount: ActivateAccount;
  readonly changePassword: ChangePassword;
  readonly enrolFactor: EnrolFactor;
  readonly renewRecoveryCodes: RenewRecoveryCodes;
  readonly manageSessions: ManageSessions;
  readonly noteOpening: NoteOpening;
  readonly requestPasswordReset: RequestPasswordReset;
  readonly resetPassword: ResetPassword;
  readonly changeEmail: ChangeEmail;
}

export interface AccountParts {
  readonly passwords: PasswordHasher;
  readonly list: PasswordList;
  readonly totp: TotpVerifier;
  readonly unawaited: Unawaited;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly hasher: Hasher;
}

/** Sign-in and everything that a person does with his own account. */
export function accountUseCases(persistence: Persistence, parts: AccountParts): AccountUseCases {
  const { unitOfWork, accounts, sessions, viewers, throttle, devices, access } = persistence;
  const ports = { ...parts, unitOfWork, accounts, sessions, viewers, throttle, devices, access };
  const tries = new Tries(ports);
  const factors = new ProveFactor(ports);
  const opening = new OpenSession(ports);
  return {
    signIn: new SignIn(ports, { tries, factors, opening }),
    stepUp: new StepUp(ports, tries, factors),
    switchCompany: new SwitchCompany(ports),
    activateAccount: new ActivateAccount(ports),
    changePassword: new ChangePassword(ports, tries),
    enrolFactor: new EnrolFactor(ports, tries, opening),
    renewRecoveryCodes: new RenewRecoveryCodes(ports),
    noteOpening: new NoteOpening(access, parts.clock, parts.randomness),
    manageSessions: new ManageSessions(ports),
    requestPasswordReset: new RequestPasswordReset(ports, tries),
    resetPassword: new ResetPassword(ports),
    changeEmail: new ChangeEmail(ports, tries),
  };
}
