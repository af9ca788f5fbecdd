/** What happened to an account as such, outside every company: in the platform's journal, and mailed where its person should know. */
export type AccountEventName =
  | 'account.logged-in'
  | 'account.login-failed'
  | 'account.logged-out'
  | 'account.stepped-up'
  | 'account.step-up-failed'
  | 'account.session-ended'
  | 'account.password-changed'
  | 'account.reset-requested'
  | 'account.password-reset'
  | 'account.email-change-requested'
  | 'account.email-changed'
  | 'account.email-change-undone'
  | 'account.factor-enrolled'
  | 'account.recovery-code-used'
  | 'account.recovery-codes-renewed'
  /** Staff of the platform: invited with a first role, activated by himself, given a role, deprived of one. */
  | 'account.invited'
  | 'account.activated'
  | 'account.role-granted'
  | 'account.role-revoked';

/** Small facts for the auditor; no secret. */
export type AccountFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Which of them are mailed; the others are journal only. */
export const MAILED: readonly AccountEventName[] = [
  'account.password-changed',
  'account.reset-requested',
  'account.password-reset',
  'account.email-change-requested',
  'account.email-changed',
  'account.email-change-undone',
  'account.factor-enrolled',
  'account.recovery-code-used',
  'account.recovery-codes-renewed',
  'account.invited',
  'account.role-granted',
  'account.role-revoked',
];

export interface AccountEvent {
  readonly id: string;
  readonly accountId: string;
  readonly name: AccountEventName;
  readonly at: Date;
  readonly facts: AccountFacts;
}

/** The worker's side: events that are to be mailed and were not yet. */
export interface AccountPost {
  waiting(limit: number): Promise<readonly AccountEvent[]>;
  /** The account as it is now. */
  addressOf(accountId: string): Promise<{ readonly email: string; readonly displayName: string } | undefined>;
  /** Gives the link this token, in place of an earlier one; undefined when it was used or replaced meanwhile. */
  prepareLink(linkId: string, tokenHash: string): Promise<{ readonly email: string } | undefined>;
  isTaken(email: string): Promise<boolean>;
  done(eventId: string, at: Date): Promise<void>;
}
