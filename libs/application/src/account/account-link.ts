import { refuseByRule } from '@mandataire/domain/decision';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { refusedError } from '../refusal/index.js';
import type { AccountLink, AccountLinkPurpose, AccountStore } from './account.ports.js';

/** How long a mailed link to an account works. The undo outlives a holiday week-end. */
export const ACCOUNT_LINK_VALIDITY = {
  PASSWORD_RESET: { minutes: 30 },
  EMAIL_CHANGE: { minutes: 60 },
  EMAIL_UNDO: { days: 7 },
  ACTIVATION: { days: 7 },
} as const;

const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Whether it is the token of an account's link: a company's is longer. */
export const isAccountToken = (token: string): boolean => TOKEN.test(token);

/** 128 random bits. */
export const newAccountToken = (randomness: Randomness): string =>
  Buffer.from(randomness.bytes(16)).toString('base64url');

const refuseLink = (reason: string) => refusedError(refuseByRule('I-9', reason).refusal);

/**
 * The link of this token: known, not replaced, not used, not past its date. Reading consumes nothing.
 * @throws RULE_REFUSED I-9.
 */
export async function openAccountLink(
  ports: { readonly accounts: AccountStore; readonly hasher: Hasher; readonly clock: Clock },
  purpose: AccountLinkPurpose,
  token: string,
): Promise<AccountLink> {
  const link = isAccountToken(token)
    ? await ports.accounts.link(purpose, ports.hasher.sha256(token))
    : undefined;
  if (!link) throw refuseLink('LINK_UNKNOWN');
  if (link.usedAt !== null) throw refuseLink('ACCOUNT_LINK_USED');
  if (link.replacedAt !== null) throw refuseLink('LINK_REPLACED');
  if (link.expiresAt <= ports.clock.now()) throw refuseLink('ACCOUNT_LINK_EXPIRED');
  return link;
}
