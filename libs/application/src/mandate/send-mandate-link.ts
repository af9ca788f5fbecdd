import { addDuration } from '@mandataire/domain/time';
import type { OutboxEvent } from '../journal/index.js';
import type { LinkIssuer } from '../link/index.js';
import { writeLetter, type ConsoleAddresses, type Letter, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

const LINK_VALIDITY = { days: 30 } as const;

/**
 * Mails the signer whose turn it is: the representative on `mandate.invited` and `mandate.returned`, the MC on
 * `mandate.signed`. One recipient each, token only in the mail.
 */
export class SendMandateLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: LinkIssuer,
    private readonly mailer: Mailer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const caller = callerOfEvent(event);
    const toAgent = event.name === 'mandate.signed';
    const made = await this.unitOfWork.run(caller, async (tx) => {
      const mandate = await tx.mandates.find(event.objectId);
      if (!mandate) throw notFound();
      const email = toAgent ? mandate.agentEmail : mandate.representativeEmail;
      if (mandate.state !== 'AWAITING_SIGNATURES' || email === null) return undefined;
      if (toAgent !== (mandate.representativeSignedAt !== null)) return undefined;
      const company = await tx.companies.own();
      const { token } = await this.links.issue(tx, {
        purpose: toAgent ? 'AGENT' : 'REPRESENTATIVE',
        objectId: mandate.id,
        email,
        expiresAt: addDuration(tx.now, LINK_VALIDITY),
      });
      return { mandate, company, email, token };
    });
    if (!made) return;
    const url = this.addresses.console(`/${toAgent ? 'mandat/accepter' : 'mandat/signer'}/${made.token}`);
    const name = (toAgent ? made.mandate.agentName : made.mandate.representativeName) ?? '';
    const letter: Letter = {
      to: made.email,
      messageId: `${event.id}@mandataire`,
      greeting: `Bonjour ${name},`,
      ...(toAgent
        ? agentWords(made.company.name, made.mandate.representativeName ?? '', url)
        : representativeWords(made.company.name, url)),
      notes: ['Ce lien vous est personnel ; il est valable trente jours. Ne le transférez pas.'],
    };
    await this.mailer.send(writeLetter(letter));
  }
}

const representativeWords = (company: string, url: string) => ({
  subject: `Désignez le mandataire de certification de ${company}`,
  paragraphs: [
    `Vous êtes le représentant légal de ${company}. ChamberSign France ouvre à votre entreprise un espace pour gérer ses certificats électroniques.`,
    'Désignez la personne qui s’en occupera, votre mandataire de certification, puis lisez et signez son mandat. Aucun compte n’est nécessaire.',
  ],
  action: { label: 'Lire et signer le mandat', url },
});

const agentWords = (company: string, representative: string, url: string) => ({
  subject: `Vous êtes désigné mandataire de certification de ${company}`,
  paragraphs: [
    `${representative} vous a désigné mandataire de certification de ${company} et a signé votre mandat.`,
    'Lisez-le, acceptez-le et signez vos deux engagements. Le bureau d’enregistrement examinera ensuite le dossier.',
  ],
  action: { label: 'Lire et accepter le mandat', url },
});
