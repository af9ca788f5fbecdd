import { refuseByRule } from '@mandataire/domain/decision';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { callerOfLink, openUnusedLink } from '../link/index.js';
import { notFound, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type {
  AccountStore,
  PasswordHasher,
  PasswordList,
  TotpVerifier,
  ViewerReader,
} from './account.ports.js';
import { isAccountToken, openAccountLink } from './account-link.js';
import { choosePassword } from './choose-password.js';
import { newTotpSecret } from './enrol-factor.js';
import { provePendingTotp } from './prove-pending-totp.js';

export interface ActivationPorts {
  readonly unitOfWork: UnitOfWork;
  readonly accounts: AccountStore;
  readonly viewers: ViewerReader;
  readonly passwords: PasswordHasher;
  readonly list: PasswordList;
  readonly totp: TotpVerifier;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
}

export interface Activation {
  readonly email: string;
  readonly displayName: string;
  readonly companyName: string;
  readonly secondFactorRequired: boolean;
  /** He has a password already, of another company's link: he only accepts. */
  readonly known: boolean;
}

interface Opened {
  readonly accountId: string;
  readonly activation: Activation;
  /** Sets password and factor, where they are new, and uses the link up, in one transaction. */
  use(credentials: Credentials | null): Promise<void>;
}

interface Credentials {
  readonly passwordHash: string;
  readonly totp: { readonly secret: string; readonly step: number } | null;
}

/** Whose space it is that staff of the platform activate. */
const PLATFORM_NAME = 'ChamberSign France';

/** The first login: a password of one's own and, for everyone but holders, a TOTP factor proved by a code. */
export class ActivateAccount {
  constructor(private readonly ports: ActivationPorts) {}

  /** What the link opens. Reading changes nothing. */
  async read(token: string, correlationId: string): Promise<Activation> {
    return (await this.open(token, correlationId)).activation;
  }

  /** Makes a TOTP secret for the person to enrol; kept sealed as pending until a code proves it. */
  async begin(token: string, correlationId: string): Promise<{ secret: string; email: string }> {
    const { accountId, activation } = await this.openNew(token, correlationId);
    const secret = newTotpSecret(this.ports.randomness);
    await this.ports.accounts.savePendingTotp(accountId, secret);
    return { secret, email: activation.email };
  }

  /** Sets password and factor in one go and uses the link up. Refuses a weak password and a code that does not match. */
  async complete(
    input: { token: string; password: string; code: string | null },
    correlationId: string,
  ): Promise<void> {
    const { accountId, activation, use } = await this.openNew(input.token, correlationId);
    const { secondFactorRequired, companyName } = activation;
    const totp = secondFactorRequired
      ? await provePendingTotp(this.ports, accountId, input.code ?? '')
      : null;
    const passwordHash = await choosePassword(this.ports, input.password, {
      field: 'password',
      secondFactor: secondFactorRequired,
      person: { ...activation, companies: [{ name: companyName }] },
    });
    await use({ passwordHash, totp });
  }

  /**
   * Somebody who has a password already becomes what the company invited him as; his sessions in it end, so that a role
   * that asks for a second factor gets one. Uses the link up.
   */
  async accept(token: string, correlationId: string): Promise<void> {
    const { activation, use } = await this.open(token, correlationId);
    if (!activation.known) throw refusedError(refuseByRule('I-9', 'LINK_UNKNOWN').refusal);
    await use(null);
  }

  /** @throws RULE_REFUSED I-9 for whoever has a password already: a link of this kind changes none. */
  private async openNew(token: string, correlationId: string): Promise<Opened> {
    const opened = await this.open(token, correlationId);
    if (opened.activation.known) throw linkUsed();
    return opened;
  }

  private open(token: string, correlationId: string): Promise<Opened> {
    return isAccountToken(token)
      ? this.ofPlatform(token, correlationId)
      : this.ofCompany(token, correlationId);
  }

  /** By the link of an account that stands outside every company: staff of the platform. */
  private async ofPlatform(token: string, correlationId: string): Promise<Opened> {
    const { accounts, viewers, clock } = this.ports;
    const link = await openAccountLink(this.ports, 'ACTIVATION', token);
    const { accountId } = link;
    if (await accounts.credentialsOf(accountId)) throw linkUsed();
    const { email, displayName } = await viewers.person(accountId);
    const of = { email, displayName, companyName: PLATFORM_NAME };
    const activation = { ...of, secondFactorRequired: true, known: false };
    const use = (credentials: Credentials | null) =>
      accounts.change({ accountId, now: clock.now(), correlationId }, async (change) => {
        await change.useLink(link.id);
        // The password last: from then on a change of the factor is one that the person is told of.
        if (!credentials) throw linkUsed();
        const { passwordHash, totp } = credentials;
        if (totp) await change.setTotp({ ...totp, mayReplace: false });
        await change.setPassword(passwordHash);
        await change.record('account.activated');
      });
    return { accountId, activation, use };
  }

  private async ofCompany(token: string, correlationId: string): Promise<Opened> {
    const { caller, tokenHash } = callerOfLink(token, this.ports.hasher, correlationId);
    return this.ports.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, 'ACTIVATION');
      const account = await tx.accounts.find(link.objectId);
      if (!account) throw notFound();
      const invited = await tx.memberships.invited(account.id);
      const known = await tx.accounts.isActivated(account.id);
      // The first link that he used did for what he was invited as by then.
      if (known && invited.length === 0) throw linkUsed();
      const roles = [...(await tx.memberships.of(account.id)), ...invited].map(({ role }) => role);
      const activation = {
        email: account.email,
        displayName: account.displayName,
        companyName: (await tx.companies.own()).name,
        secondFactorRequired: roles.some((role) => role !== 'HOLDER'),
        known,
      };
      const accountId = account.id;
      const use = (credentials: Credentials | null) =>
        this.ports.unitOfWork.run({ ...caller, accountId }, async (then) => {
          const unused = await openUnusedLink(then, tokenHash, 'ACTIVATION');
          await then.links.save({ ...unused, usedAt: then.now });
          if (credentials) {
            const { passwordHash, totp } = credentials;
            await then.record({ name: 'account.activated', objectType: 'Account', objectId: accountId });
            await then.accounts.activate(accountId, { passwordHash, totp });
          }
          await join(then, accountId);
          if (!credentials) await then.accounts.endSessions(accountId);
        });
      return { accountId, activation, use };
    });
  }
}

const linkUsed = () => refusedError(refuseByRule('I-9', 'LINK_USED').refusal);
/** What the company invited him as counts from now on. */
async function join(tx: Transaction, accountId: string): Promise<void> {
  for (const { id, role } of await tx.memberships.invited(accountId)) {
    await tx.memberships.accept(id, tx.now);
    await tx.record({ name: 'member.joined', objectType: 'Membership', objectId: id, facts: { role } });
  }
}
