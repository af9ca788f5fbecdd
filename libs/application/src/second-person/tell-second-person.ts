import type { Account } from '@mandataire/domain/account';
import { secondPersonRule, type SecondPersonAct } from '@mandataire/domain/second-person';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

const WHAT: Readonly<Record<SecondPersonAct, string>> = {
  END_LAST_MANDATE: 'mettre fin au mandat de son dernier mandataire de certification',
  REVOKE_IN_MASS: 'révoquer un grand nombre de certificats',
  USE_AUTHORITY_KEY: 'se servir d’une clé de l’autorité de certification',
};

interface Told {
  readonly to: readonly Account[];
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/**
 * Tells whoever may be the second person, and whoever asked how it ended: the company's other representatives first; the
 * officers at once when there is none, and in any case after half an hour (D28).
 */
export class TellSecondPerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const caller = callerOfEvent(event);
    const told = await this.unitOfWork.run(caller, (tx) => this.words(tx, event));
    for (const [index, person] of told.to.entries()) {
      await this.mailer.send(
        writeLetter({
          to: person.email,
          messageId: `${event.id}.${index}@mandataire`,
          subject: told.subject,
          greeting: `Bonjour ${person.displayName},`,
          paragraphs: told.paragraphs,
          action: { label: 'Ouvrir la demande', url: this.addresses.console('/second-person-requests') },
        }),
      );
    }
    await this.unitOfWork.run(caller, (tx) => tx.handle(event.id, 'tell-second-person'));
  }

  private async words(tx: Transaction, event: OutboxEvent): Promise<Told> {
    const request = await tx.secondPersonRequests.find(event.objectId);
    if (!request) throw notFound();
    const { name } = await tx.companies.own();
    const what = WHAT[request.act];
    const asker = await tx.accounts.find(request.requestedBy);
    if (event.name === 'second-person.requested' || event.name === 'second-person.escalated') {
      return {
        to: await this.deciders(tx, event, request),
        subject: `${name} : votre confirmation est attendue`,
        paragraphs: [
          `${asker?.displayName ?? name} demande, pour ${name}, à ${what}. Cet acte demande l’accord d’une seconde personne.`,
          `Motif indiqué : ${request.reason}`,
          event.name === 'second-person.escalated'
            ? 'Personne n’a répondu depuis trente minutes. La demande expire vingt-quatre heures après avoir été faite.'
            : 'La demande expire dans vingt-quatre heures.',
        ],
      };
    }
    return {
      to: asker ? [asker] : [],
      subject: `${name} : ${ENDED[event.name] ?? 'votre demande a changé'}`,
      paragraphs: [
        `Vous aviez demandé, pour ${name}, à ${what}.`,
        ...(request.decisionReason ? [`Motif indiqué : ${request.decisionReason}`] : []),
      ],
    };
  }

  private async deciders(
    tx: Transaction,
    event: OutboxEvent,
    { act, requestedBy }: { readonly act: SecondPersonAct; readonly requestedBy: string },
  ): Promise<readonly Account[]> {
    const roles = secondPersonRule(act).decidedBy as readonly string[];
    const representatives = roles.includes('LEGAL_REPRESENTATIVE')
      ? await tx.memberships.accountsWith('LEGAL_REPRESENTATIVE')
      : [];
    const others = representatives.filter(({ id }) => id !== requestedBy);
    if (event.name === 'second-person.requested' && others.length > 0) return others;
    return tx.accounts.staffWith('REGISTRATION_OFFICER');
  }
}

const ENDED: Readonly<Partial<Record<OutboxEvent['name'], string>>> = {
  'second-person.confirmed': 'votre demande est confirmée et exécutée',
  'second-person.declined': 'votre demande est refusée',
  'second-person.expired': 'votre demande a expiré sans réponse',
};
