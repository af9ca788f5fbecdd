import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import { addDuration } from '@mandataire/domain/time';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { callerOfLink, openUnusedLink, type LinkIssuer } from '../link/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type { AccountStore, PasswordHasher, PasswordList, TotpVerifier } from './account.ports.js';
import { choosePassword } from './choose-password.js';
import { newTotpSecret } from './enrol-factor.js';

const LINK_VALIDITY = { days: 30 } as const;

/**
 * Mails a link to each person of the event who has no password yet, to activate his account, or who has one and was
 * invited by another company, to accept. The company cannot tell which.
 */
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
      const letters: Invitation[] = [];
      for (const accountId of await this.peopleOf(tx, event)) {
        const account = await tx.accounts.find(accountId);
        const activated = await tx.accounts.isActivated(accountId);
        if (!account || (activated && (await tx.memberships.invited(accountId)).length === 0)) continue;
        const { token } = await this.links.issue(tx, {
          purpose: 'ACTIVATION',
          objectId: account.id,
          email: account.email,
          expiresAt: addDuration(tx.now, LINK_VALIDITY),
        });
        const { email: to, displayName: name } = account;
        letters.push({
          to,
          name,
          company: company.name,
          activated,
          url: this.addresses.console(`/activation/${token}`),
        });
      }
      return letters;
    });
    for (const [index, letter] of invited.entries()) {
      await this.mailer.send(writeLetter(letterOf(letter, `${event.id}.${index}@mandataire`)));
    }
  }

  private async peopleOf(tx: Transaction, event: OutboxEvent): Promise<string[]> {
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

interface Invitation {
  readonly to: string;
  readonly name: string;
  readonly company: string;
  /** He has a password already: he only accepts. */
  readonly activated: boolean;
  readonly url: string;
}

const letterOf = ({ to, name, company, activated, url }: Invitation, messageId: string) => ({
  ...{ to, messageId, greeting: `Bonjour ${name},` },
  ...(activated
    ? {
        subject: `${company} vous invite à rejoindre son espace Mandataire`,
        paragraphs: [
          `${company} vous invite à rejoindre son espace de gestion des certificats électroniques, avec votre compte habituel.`,
          'Si vous ne connaissez pas cette entreprise, ne faites rien : elle n’a aucun accès à votre compte.',
        ],
        action: { label: 'Répondre à l’invitation', url },
      }
    : {
        subject: `Activez votre espace Mandataire pour ${company}`,
        paragraphs: [
          `Votre espace pour gérer les certificats électroniques de ${company} est prêt.`,
          'Choisissez votre mot de passe et, si votre rôle le demande, enregistrez votre second facteur.',
        ],
        action: { label: 'Activer mon espace', url },
      }),
  notes: ['Ce lien vous est personnel ; il est valable trente jours et ne sert qu’une fois.'],
});

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
  /** He has a password already, of another company's link: he only accepts. */
  readonly known: boolean;
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
    const { accountId, activation } = await this.openNew(input.token, correlationId);
    const { secondFactorRequired, companyName } = activation;
    const totpSecret = secondFactorRequired ? await this.prove(accountId, input.code ?? '') : null;
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
      await tx.accounts.activate(accountId, { passwordHash, totpSecret });
      await join(tx, accountId);
    });
  }

  /**
   * Somebody who has a password already becomes what the company invited him as; his sessions in it end, so that a role
   * that asks for a second factor gets one. Uses the link up.
   */
  async accept(token: string, correlationId: string): Promise<void> {
    const { accountId, activation } = await this.open(token, correlationId);
    if (!activation.known) throw refusedError(refuseByRule('I-9', 'LINK_UNKNOWN').refusal);
    const { caller, tokenHash } = callerOfLink(token, this.ports.hasher, correlationId);
    await this.ports.unitOfWork.run({ ...caller, accountId }, async (tx) => {
      const link = await openUnusedLink(tx, tokenHash, 'ACTIVATION');
      await tx.links.save({ ...link, usedAt: tx.now });
      await join(tx, accountId);
      await tx.accounts.endSessions(accountId);
    });
  }

  private async prove(accountId: string, code: string): Promise<string> {
    const { accounts, totp, clock } = this.ports;
    const secret = await accounts.pendingTotp(accountId);
    const step =
      secret === undefined ? undefined : await totp.step(secret, code.replace(/\s/g, ''), clock.now());
    if (secret === undefined || step === undefined)
      throw refusedError(refuseInput({ code: 'WRONG_CODE' }).refusal);
    return secret;
  }

  /** @throws RULE_REFUSED I-9 for whoever has a password already: a link changes none. */
  private async openNew(token: string, correlationId: string) {
    const opened = await this.open(token, correlationId);
    if (opened.activation.known) throw refusedError(refuseByRule('I-9', 'LINK_USED').refusal);
    return opened;
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
      const invited = await tx.memberships.invited(account.id);
      const known = await tx.accounts.isActivated(account.id);
      // The first link that he used did for what was known of him then.
      if (known && invited.length === 0) {
        throw refusedError(refuseByRule('I-9', 'LINK_USED').refusal);
      }
      const roles = [...(await tx.memberships.of(account.id)), ...invited].map(({ role }) => role);
      const activation = {
        email: account.email,
        displayName: account.displayName,
        companyName: (await tx.companies.own()).name,
        secondFactorRequired: roles.some((role) => role !== 'HOLDER'),
        known,
      };
      return { accountId: account.id, activation };
    });
  }
}

/** What the company invited him as counts from now on. */
async function join(tx: Transaction, accountId: string): Promise<void> {
  for (const { id, role } of await tx.memberships.invited(accountId)) {
    await tx.memberships.accept(id, tx.now);
    await tx.record({ name: 'member.joined', objectType: 'Membership', objectId: id, facts: { role } });
  }
}
