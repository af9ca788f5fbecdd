import { addDuration } from '@mandataire/domain/time';
import type { OutboxEvent } from '../journal/index.js';
import type { LinkIssuer } from '../link/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

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
    if (event.name === 'member.invited' || event.name === 'representative.recorded') {
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
