import type { RateLimit } from '@mandataire/application/rate-limit';

/** Whose bucket an act is counted in: the account's where somebody is signed in, else the address's; or always the address's. */
export interface ActLimit extends RateLimit {
  readonly by: 'ACCOUNT' | 'ADDRESS';
}

const byAddress = (burst: number, perSeconds: number): ActLimit => ({ burst, perSeconds, by: 'ADDRESS' });
const byAccount = (burst: number, perSeconds: number): ActLimit => ({ burst, perSeconds, by: 'ACCOUNT' });

/** Requests of one address, whoever sends them: a whole company may stand behind one. A root field counts as one. */
export const ADDRESS_LIMIT: RateLimit = { burst: 2_000, perSeconds: 20 };

/** Root fields of one account over all its sessions; of nobody's by address. */
export const ACCOUNT_LIMIT: RateLimit = { burst: 1_000, perSeconds: 20 };

/** Each mutation that has no line of its own below. */
export const MUTATION_LIMIT: ActLimit = byAccount(300, 60);

/** Files sent: each is looked into and, if it is an image, made anew. A day of meetings has some eighty. */
export const UPLOAD_LIMIT: ActLimit = byAccount(120, 60);

/**
 * Acts with a limit of their own: tries of a secret, mails that are sent, signatures that cost. Links are 128 random
 * bits, so theirs only bound the noise. Sign-in has a throttle per account besides (libs/application/src/account).
 */
export const ACT_LIMITS: Readonly<Record<string, ActLimit>> = {
  login: byAddress(60, 60),
  confirmTotp: byAddress(60, 60),
  confirmRecoveryCode: byAddress(60, 60),
  confirmTotpEnrolment: byAddress(60, 60),
  requestPasswordReset: byAddress(30, 60),
  passwordReset: byAddress(300, 60),
  resetPassword: byAddress(60, 60),
  confirmEmailChange: byAddress(60, 60),
  undoEmailChange: byAddress(60, 60),
  stepUp: byAccount(30, 60),
  changePassword: byAccount(30, 60),
  requestEmailChange: byAccount(10, 60),
  activation: byAddress(300, 60),
  beginActivation: byAddress(60, 60),
  activateAccount: byAddress(60, 60),
  acceptInvitation: byAddress(60, 60),
  inviteMember: byAccount(20, 600),
  inviteStaff: byAccount(20, 600),
  mandateFile: byAddress(300, 60),
  requestActCode: byAddress(60, 60),
  mandateDraft: byAddress(30, 60),
  signMandate: byAddress(60, 60),
  acceptMandate: byAddress(60, 60),
  consentRequest: byAddress(300, 60),
  giveConsent: byAddress(120, 60),
  declineConsent: byAddress(120, 60),
  retrieval: byAddress(600, 60),
  submitCertificateRequest: byAddress(120, 60),
  answerCertificate: byAddress(120, 60),
  companyLookup: byAccount(60, 60),
  refreshRegistration: byAccount(30, 60),
  inviteRepresentative: byAccount(60, 60),
  inviteHolder: byAccount(60, 60),
  publishedStatus: byAccount(120, 60),
};
