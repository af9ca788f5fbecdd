import { normalisePassword } from '@mandataire/domain/account';
import { refuseInput } from '@mandataire/domain/decision';
import { refusedError, unauthenticated } from '../refusal/index.js';
import type { Credentials, PasswordHasher, PasswordList, Session, ViewerReader } from './account.ports.js';
import { choosePassword } from './choose-password.js';
import { mustHaveFactor, type OpenedSession } from './open-session.js';
import { renewalOf, requireFreshFactor, type StepUpPorts } from './step-up.js';
import type { Tries, Visitor } from './tries.js';

export interface ChangePasswordPorts extends StepUpPorts {
  readonly viewers: ViewerReader;
  readonly passwords: PasswordHasher;
  readonly list: PasswordList;
}

/**
 * Changes one's own password: with a fresh factor and the present password (ASVS 5.0 §6.2.3). All other sessions end, this
 * one gets a new token, browsers are no longer recognised, and the person is told by mail.
 */
export class ChangePassword {
  constructor(
    private readonly ports: ChangePasswordPorts,
    private readonly tries: Tries,
  ) {}

  /** @throws FORBIDDEN STEP_UP_REQUIRED; INVALID_INPUT { current, next }; RATE_LIMITED. */
  async execute(
    session: Session,
    input: { readonly current: string; readonly next: string },
    visitor: Visitor,
  ): Promise<OpenedSession> {
    const { accounts, viewers, clock } = this.ports;
    requireFreshFactor(session.factorAt, clock.now());
    const account = await accounts.credentialsOf(session.accountId);
    if (!account) throw unauthenticated();
    await this.provePresent(account, input.current, visitor);
    const person = await viewers.person(account.accountId);
    const secondFactor = account.secondFactor || mustHaveFactor(person);
    const hash = await choosePassword(this.ports, input.next, { field: 'next', secondFactor, person });
    const { accountId } = account;
    const { correlationId } = visitor;
    const { opened, proved } = renewalOf(this.ports, session);
    await accounts.change({ accountId, session, now: clock.now(), correlationId }, async (change) => {
      await change.setPassword(hash);
      await change.endSessions(session.id);
      await change.renewSession(session, proved);
      await change.forgetDevices();
      await change.dropLinks();
      await change.record('account.password-changed');
    });
    return opened;
  }

  private async provePresent(account: Credentials, password: string, visitor: Visitor): Promise<void> {
    const { passwords } = this.ports;
    const lane = await this.tries.lane('password', account.email, visitor);
    passwords.admit(lane.urgency);
    await this.tries.reserve(lane.key);
    if (!(await passwords.verify(account.passwordHash, normalisePassword(password), lane.urgency))) {
      throw refusedError(refuseInput({ current: 'WRONG_PASSWORD' }).refusal);
    }
    await this.tries.forget(lane.key);
  }
}
