import type { Mandate } from '@mandataire/domain/mandate';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

/** Tells the representative, and of an approval also the MC, how the office decided. */
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
    const approved = event.name === 'mandate.approved';
    const letters = approved ? approvedLetters(mandate, company.name) : [rejectedLetter(mandate)];
    for (const [index, { to, name, subject, text }] of letters.entries()) {
      if (to === null) continue;
      const messageId = `${event.id}.told${index === 0 ? '' : `-${index}`}@mandataire`;
      await this.mailer.send(
        writeLetter({ to, messageId, subject, greeting: `Bonjour ${name},`, paragraphs: [text] }),
      );
    }
  }
}

interface MandateLetter {
  readonly to: string | null;
  readonly name: string | null;
  readonly subject: string;
  readonly text: string;
}

/** To the representative, and to the MC, who may have had his account for long and gets no activation then. */
const approvedLetters = (mandate: Mandate, company: string): readonly MandateLetter[] => [
  {
    to: mandate.representativeEmail,
    name: mandate.representativeName,
    subject: `Le mandat de ${mandate.agentName} est actif`,
    text: `Le bureau d’enregistrement a validé le dossier : ${mandate.agentName} est mandataire de certification de ${company} jusqu’au ${mandate.endsOn}. Vous pouvez mettre fin à ce mandat à tout moment.`,
  },
  {
    to: mandate.agentEmail,
    name: mandate.agentName,
    subject: `Votre mandat pour ${company} est actif`,
    text: `Le bureau d’enregistrement a validé le dossier : vous êtes mandataire de certification de ${company} jusqu’au ${mandate.endsOn}.`,
  },
];

const rejectedLetter = (mandate: Mandate): MandateLetter => ({
  to: mandate.representativeEmail,
  name: mandate.representativeName,
  subject: `Le mandat de ${mandate.agentName} est refusé`,
  text: 'Le bureau d’enregistrement a refusé le dossier. Votre contact ChamberSign France vous invitera à en signer un nouveau.',
});
