import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import { addDuration } from '@mandataire/domain/time';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { callerOfLink, openUnusedLink, type LinkIssuer } from '../link/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound, refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import type { AccountStore, PasswordHasher, PasswordList, TotpVerifier } from './account.ports.js';
import { choosePassword } from './choose-password.js';
import { newTotpSecret } from './enrol-factor.js';

const LINK_VALIDITY = { days: 30 } as const;

/** Mails an activation link to each person of the event who has an account without a password yet. */
export class SendActivation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: LinkIssuer,
    private readonly mailer: Mailer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const caller = callerOfEvent(event);
    const invited = await this.unitOfWork.run(caller, async (tx) => {
      const company = await tx.companies.own();
      const letters: { to: string; name: string; company: string; token: string }[] = [];
      for (const accountId of await this.peopleOf(tx, event)) {
        const account = await tx.accounts.find(accountId);
        if (!account || (await tx.accounts.isActivated(accountId))) continue;
        const { token } = await this.links.issue(tx, {
          purpose: 'ACTIVATION',
          objectId: account.id,
          email: account.email,
          expiresAt: addDuration(tx.now, LINK_VALIDITY),
        });
        letters.push({ to: account.email, name: account.displayName, company: company.name, token });
      }
      return letters;
    });
    for (const [index, letter] of invited.entries()) {
      await this.mailer.send(
        writeLetter({
          to: letter.to,
          messageId: `${event.id}.${index}@mandataire`,
          subject: `Activez votre espace Mandataire pour ${letter.company}`,
          greeting: `Bonjour ${letter.name},`,
          paragraphs: [
            `Votre espace pour gérer les certificats électroniques de ${letter.company} est prêt.`,
            'Choisissez votre mot de passe et, si votre rôle le demande, enregistrez votre second facteur.',
          ],
          action: { label: 'Activer mon espace', url: this.addresses.console(`/activation/${letter.token}`) },
          notes: ['Ce lien vous est personnel ; il est valable trente jours et ne sert qu’une fois.'],
        }),
      );
    }
  }

  private async peopleOf(
    tx: Parameters<Parameters<UnitOfWork['run']>[1]>[0],
    event: OutboxEvent,
  ): Promise<string[]> {
    if (event.name === 'holder.invited') {
      const holder = await tx.holders.find(event.objectId);
      return holder?.accountId ? [holder.accountId] : [];
    }
    if (event.name === 'member.invited') {
      const membership = await tx.memberships.find(event.objectId);
      return membership ? [membership.accountId] : [];
    }
    const mandate = await tx.mandates.find(event.objectId);
    return [mandate?.agentAccountId, mandate?.representativeAccountId].filter((id): id is string =>
      Boolean(id),
    );
  }
}

export interface ActivationPorts {
  readonly unitOfWork: UnitOfWork;
  readonly accounts: AccountStore;
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
}

/** The first login: a password of one's own and, for everyone but holders, a TOTP factor proved by a code. */
export class ActivateAccount {
  constructor(private readonly ports: ActivationPorts) {}

  /** What the link opens. Reading changes nothing. */
  async read(token: string, correlationId: string): Promise<Activation> {
    return (await this.open(token, correlationId)).activation;
  }

  /** Makes a TOTP secret for the person to enrol; kept sealed as pending until a code proves it. */
  async begin(token: string, correlationId: string): Promise<{ secret: string; email: string }> {
    const { accountId, activation } = await this.open(token, correlationId);
    const secret = newTotpSecret(this.ports.randomness);
    await this.ports.accounts.savePendingTotp(accountId, secret);
    return { secret, email: activation.email };
  }

  /** Sets password and factor in one go and uses the link up. Refuses a weak password and a code that does not match. */
  async complete(
    input: { token: string; password: string; code: string | null },
    correlationId: string,
  ): Promise<void> {
    const { accountId, activation } = await this.open(input.token, correlationId);
    const { secondFactorRequired, companyName } = activation;
    const totp = secondFactorRequired ? await this.prove(accountId, input.code ?? '') : null;
    const passwordHash = await choosePassword(this.ports, input.password, {
      field: 'password',
      secondFactor: secondFactorRequired,
      person: { ...activation, companies: [{ name: companyName }] },
    });
    const { caller, tokenHash } = callerOfLink(input.token, this.ports.hasher, correlationId);
    await this.ports.unitOfWork.run({ ...caller, accountId }, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, 'ACTIVATION');
      await tx.links.save({ ...link, usedAt: tx.now });
      await tx.record({ name: 'account.activated', objectType: 'Account', objectId: accountId });
      await tx.accounts.activate(accountId, { passwordHash, totp });
    });
  }

  /** The code counts as used: it does not sign in, too (RFC 6238 §5.2). */
  private async prove(accountId: string, code: string): Promise<{ secret: string; step: number }> {
    const { accounts, totp, clock } = this.ports;
    const secret = await accounts.pendingTotp(accountId);
    const step =
      secret === undefined ? undefined : await totp.step(secret, code.replace(/\s/g, ''), clock.now());
    if (secret === undefined || step === undefined)
      throw refusedError(refuseInput({ code: 'WRONG_CODE' }).refusal);
    return { secret, step };
  }

  private async open(
    token: string,
    correlationId: string,
  ): Promise<{ accountId: string; activation: Activation }> {
    const { caller, tokenHash } = callerOfLink(token, this.ports.hasher, correlationId);
    return this.ports.unitOfWork.run(caller, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, 'ACTIVATION');
      const account = await tx.accounts.find(link.objectId);
      if (!account) throw notFound();
      // Of two links of two companies the first one that is used makes the other one idle.
      if (await tx.accounts.isActivated(account.id)) {
        throw refusedError(refuseByRule('I-9', 'LINK_USED').refusal);
      }
      const roles = (await tx.memberships.of(account.id)).map((membership) => membership.role);
      const activation = {
        email: account.email,
        displayName: account.displayName,
        companyName: (await tx.companies.own()).name,
        secondFactorRequired: roles.some((role) => role !== 'HOLDER'),
      };
      return { accountId: account.id, activation };
    });
  }
}
