import { passwordMinimum } from '@mandataire/domain/account';
import { addDuration } from '@mandataire/domain/time';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import type {
  AccountLink,
  AccountStore,
  PasswordHasher,
  PasswordList,
  Unawaited,
  ViewerReader,
} from './account.ports.js';
import { ACCOUNT_LINK_VALIDITY, openAccountLink } from './account-link.js';
import { choosePassword } from './choose-password.js';
import { mustHaveFactor } from './open-session.js';
import type { Tries } from './tries.js';

export interface ResetPasswordPorts {
  readonly accounts: AccountStore;
  readonly viewers: ViewerReader;
  readonly passwords: PasswordHasher;
  readonly list: PasswordList;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
}

/**
 * Asks for a link to choose a new password. The answer is the same whether or not the address has an account, and waits
 * for nothing that only an account has.
 */
export class RequestPasswordReset {
  constructor(
    private readonly ports: ResetPasswordPorts & { readonly unawaited: Unawaited },
    private readonly tries: Tries,
  ) {}

  /** @throws RATE_LIMITED: so many mails to one address, whoever asks. */
  async execute(typed: string, correlationId: string): Promise<void> {
    const { accounts, unawaited, clock, hasher, randomness } = this.ports;
    const email = typed.trim().toLowerCase();
    await this.tries.reserve(hasher.sha256(`reset:${email}`));
    const at = clock.now();
    const expiresAt = addDuration(at, ACCOUNT_LINK_VALIDITY.PASSWORD_RESET);
    unawaited(accounts.requestReset({ email, linkId: randomness.id(), at, expiresAt, correlationId }));
  }
}

export interface ResetOffer {
  readonly email: string;
  readonly passwordMinimum: number;
}

/**
 * Sets a new password by a mailed link. It opens no session and touches no second factor: whoever has one still gives it
 * at the next sign-in. All sessions end.
 */
export class ResetPassword {
  constructor(private readonly ports: ResetPasswordPorts) {}

  /** What the link opens; reading changes nothing. @throws RULE_REFUSED I-9. */
  async read(token: string): Promise<ResetOffer> {
    const { email, secondFactor } = await this.open(token);
    return { email, passwordMinimum: passwordMinimum(secondFactor) };
  }

  /** @throws RULE_REFUSED I-9; INVALID_INPUT { password }. */
  async execute(input: { token: string; password: string }, correlationId: string): Promise<void> {
    const { accounts, viewers, clock } = this.ports;
    const { link, secondFactor } = await this.open(input.token);
    const { accountId } = link;
    const person = await viewers.person(accountId);
    const hash = await choosePassword(this.ports, input.password, {
      field: 'password',
      secondFactor,
      person,
    });
    await accounts.change({ accountId, now: clock.now(), correlationId }, async (change) => {
      await change.useLink(link.id);
      await change.setPassword(hash);
      await change.endSessions(null);
      await change.forgetDevices();
      await change.dropLinks();
      await change.record('account.password-reset');
    });
  }

  private async open(token: string): Promise<{ link: AccountLink; email: string; secondFactor: boolean }> {
    const { accounts, viewers } = this.ports;
    const link = await openAccountLink(this.ports, 'PASSWORD_RESET', token);
    const [account, person] = await Promise.all([
      accounts.credentialsOf(link.accountId),
      viewers.person(link.accountId),
    ]);
    const secondFactor = account?.secondFactor === true || mustHaveFactor(person);
    return { link, email: person.email, secondFactor };
  }
}
