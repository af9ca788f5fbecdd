import type { Account } from '@mandataire/domain/account';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

/**
 * Tells sales, the office and whoever is left in the company that its last MC or its last representative has gone (I-29).
 * One letter each.
 */
export class AlertCompany {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const withoutAgent = event.name === 'company.without-agent';
    const { company, people } = await this.unitOfWork.run(callerOfEvent(event), async (tx) => ({
      company: (await tx.companies.own()).name,
      people: await peopleToAlert(tx, withoutAgent),
    }));
    const words = withoutAgent ? withoutAgentWords(company) : withoutRepresentativeWords(company);
    for (const [index, person] of people.entries()) {
      await this.mailer.send(
        writeLetter({
          to: person.email,
          messageId: `${event.id}.${index}@mandataire`,
          greeting: `Bonjour ${person.displayName},`,
          ...words,
          action: { label: 'Ouvrir l’espace Mandataire', url: this.addresses.console('/') },
        }),
      );
    }
  }
}

async function peopleToAlert(tx: Transaction, withoutAgent: boolean): Promise<readonly Account[]> {
  const left = withoutAgent ? 'LEGAL_REPRESENTATIVE' : 'CERTIFICATION_AGENT';
  const people = [
    ...(await tx.accounts.staffWith('SALES')),
    ...(await tx.accounts.staffWith('REGISTRATION_OFFICER')),
    ...(await tx.memberships.accountsWith(left)),
  ];
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

const withoutAgentWords = (company: string) => ({
  subject: `${company} n’a plus de mandataire de certification`,
  paragraphs: [
    `Le dernier mandat en cours de ${company} a pris fin. Plus personne n’y vérifie d’identité ni n’y commande de certificat.`,
    'Les certificats restent valables. Le représentant légal peut toujours demander leur révocation ; il peut désigner un nouveau mandataire depuis la page Mandats.',
  ],
});

const withoutRepresentativeWords = (company: string) => ({
  subject: `${company} n’a plus de représentant légal connu`,
  paragraphs: [
    `Le dernier représentant légal connu de ${company} a quitté ses fonctions. Les mandats en cours restent valables.`,
    'Le bureau d’enregistrement doit enregistrer son successeur, sur justificatif : lui seul pourra confirmer les mandats, en ouvrir ou y mettre fin.',
  ],
});
