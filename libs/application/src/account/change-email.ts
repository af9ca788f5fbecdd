import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import { addDuration } from '@mandataire/domain/time';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { refusedError } from '../refusal/index.js';
import type { AccountStore, Session, ViewerReader } from './account.ports.js';
import { ACCOUNT_LINK_VALIDITY, openAccountLink } from './account-link.js';
import { requireFreshFactor } from './step-up.js';
import type { Tries } from './tries.js';

export interface ChangeEmailPorts {
  readonly accounts: AccountStore;
  readonly viewers: ViewerReader;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
}

const ADDRESS = /^[^\s@"<>(),;:\\]+@[^\s@"<>(),;:\\]+\.[^\s@"<>(),;:\\.]{2,}$/;
const LONGEST_ADDRESS = 254;

const linkUnknown = () => refusedError(refuseByRule('I-9', 'LINK_UNKNOWN').refusal);

/**
 * Changes the address one signs in with: asked with a fresh factor, confirmed from the new address, told to the old one
 * with a link that takes it back. The address in a holder's certificates is certified data and changes only there (D15).
 */
export class ChangeEmail {
  constructor(
    private readonly ports: ChangeEmailPorts,
    private readonly tries: Tries,
  ) {}

  /**
   * The answer is the same whether or not another account has the address: then nothing is mailed to it.
   * @throws FORBIDDEN STEP_UP_REQUIRED; INVALID_INPUT { email }; RATE_LIMITED.
   */
  async request(session: Session, typed: string, correlationId: string): Promise<void> {
    const { accounts, viewers, clock, hasher, randomness } = this.ports;
    const now = clock.now();
    requireFreshFactor(session.factorAt, now);
    const email = typed.trim().toLowerCase();
    if (email.length > LONGEST_ADDRESS || !ADDRESS.test(email))
      throw refusedError(refuseInput({ email: 'INVALID_EMAIL' }).refusal);
    const { accountId } = session;
    if (email === (await viewers.person(accountId)).email)
      throw refusedError(refuseInput({ email: 'UNCHANGED' }).refusal);
    await this.tries.reserve(hasher.sha256(`email-change:${accountId}`));
    const linkId = randomness.id();
    const expiresAt = addDuration(now, ACCOUNT_LINK_VALIDITY.EMAIL_CHANGE);
    await accounts.change({ accountId, session, now, correlationId }, async (change) => {
      await change.insertLink({ id: linkId, purpose: 'EMAIL_CHANGE', email, expiresAt });
      await change.record('account.email-change-requested', { linkId });
    });
  }

  /** From the new address. Every other session of the account ends. @throws RULE_REFUSED I-9. */
  async confirm(token: string, session: Session | undefined, correlationId: string): Promise<void> {
    const { accounts, viewers, clock, randomness } = this.ports;
    const link = await openAccountLink(this.ports, 'EMAIL_CHANGE', token);
    const { accountId } = link;
    const before = (await viewers.person(accountId)).email;
    const now = clock.now();
    const undoId = randomness.id();
    const expiresAt = addDuration(now, ACCOUNT_LINK_VALIDITY.EMAIL_UNDO);
    await accounts.change({ accountId, now, correlationId }, async (change) => {
      await change.useLink(link.id);
      if (!(await change.setEmail(link.email))) throw linkUnknown();
      await change.dropLinks();
      await change.insertLink({ id: undoId, purpose: 'EMAIL_UNDO', email: before, expiresAt });
      await change.endSessions(session?.accountId === accountId ? session.id : null);
      await change.forgetDevices();
      await change.record('account.email-changed', { linkId: undoId });
    });
  }

  /**
   * From the old address: it is the account's again, every session ends, and a link to choose a new password is mailed to
   * it, because whoever changed it knew the one of now. @throws RULE_REFUSED I-9.
   */
  async undo(token: string, correlationId: string): Promise<void> {
    const { accounts, clock, randomness } = this.ports;
    const link = await openAccountLink(this.ports, 'EMAIL_UNDO', token);
    const { accountId, email } = link;
    const now = clock.now();
    const resetId = randomness.id();
    const expiresAt = addDuration(now, ACCOUNT_LINK_VALIDITY.PASSWORD_RESET);
    await accounts.change({ accountId, now, correlationId }, async (change) => {
      await change.useLink(link.id);
      if (!(await change.setEmail(email))) throw linkUnknown();
      await change.endSessions(null);
      await change.forgetDevices();
      await change.dropLinks(link.createdAt);
      await change.insertLink({ id: resetId, purpose: 'PASSWORD_RESET', email, expiresAt });
      await change.record('account.email-change-undone');
      await change.record('account.reset-requested', { linkId: resetId });
    });
  }
}
