import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

/** Tells the representative how the office decided; what to do stands in the message. */
export class TellMandate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const caller = callerOfEvent(event);
    const { mandate, company } = await this.unitOfWork.run(caller, async (tx) => {
      const found = await tx.mandates.find(event.objectId);
      if (!found) throw notFound();
      return { mandate: found, company: await tx.companies.own() };
    });
    if (mandate.representativeEmail === null) return;
    const approved = event.name === 'mandate.approved';
    await this.mailer.send(
      writeLetter({
        to: mandate.representativeEmail,
        messageId: `${event.id}.told@mandataire`,
        subject: approved
          ? `Le mandat de ${mandate.agentName} est actif`
          : `Le mandat de ${mandate.agentName} est refusé`,
        greeting: `Bonjour ${mandate.representativeName},`,
        paragraphs: approved
          ? [
              `Le bureau d’enregistrement a validé le dossier : ${mandate.agentName} est mandataire de certification de ${company.name} jusqu’au ${mandate.endsOn}. Vous pouvez mettre fin à ce mandat à tout moment.`,
            ]
          : [
              'Le bureau d’enregistrement a refusé le dossier. Votre contact ChamberSign France vous indiquera la suite.',
            ],
      }),
    );
  }
}
