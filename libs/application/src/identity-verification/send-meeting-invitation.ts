import type { Account } from '@mandataire/domain/account';
import { commonName, type HolderIdentity } from '@mandataire/domain/holder';
import { MEETING_LENGTH, type IdentityMeeting } from '@mandataire/domain/identity-verification';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type CalendarWriter, type Letter, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

const parisTime = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'full',
  timeStyle: 'short',
});

interface Planned {
  readonly meeting: IdentityMeeting & { readonly scheduledAt: Date };
  readonly identity: HolderIdentity;
  readonly verifier: Account;
  readonly company: string;
  readonly writtenAt: Date;
}

/**
 * Holder and verifier are told of the day, or that it is taken back, with an entry for their calendars: the same UID always,
 * SEQUENCE one higher each time, METHOD:CANCEL at the end (RFC 5546). What is told is what holds when it is sent.
 */
export class SendMeetingInvitation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calendar: CalendarWriter,
    private readonly mailer: Mailer,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const planned = await this.unitOfWork.run(
      callerOfEvent(event),
      async (tx): Promise<Planned | undefined> => {
        const meeting = await tx.meetings.find(event.objectId);
        const verifier = meeting?.verifierAccountId && (await tx.accounts.find(meeting.verifierAccountId));
        if (!meeting || !verifier || meeting.scheduledAt === null) return undefined;
        if (meeting.state !== 'SCHEDULED' && meeting.state !== 'CANCELLED') return undefined;
        const holder = await tx.holders.find(meeting.holderId);
        const identity = holder && (await tx.identities.version(holder.id, holder.identityNumber));
        if (!identity) return undefined;
        const { scheduledAt } = meeting;
        const company = (await tx.companies.own()).name;
        return { meeting: { ...meeting, scheduledAt }, identity, verifier, company, writtenAt: tx.now };
      },
    );
    if (!planned) return;
    const { identity, verifier } = planned;
    const people = [
      { name: commonName(identity), email: identity.email, role: 'holder' as const },
      { name: verifier.displayName, email: verifier.email, role: 'verifier' as const },
    ];
    for (const person of people) {
      const messageId = `${event.id}.${person.role}@mandataire`;
      const letter = writeLetter(letterOf(planned, person, messageId));
      await this.mailer.send({ ...letter, calendar: this.entryOf(planned, person) });
    }
  }

  private entryOf(planned: Planned, attendee: { readonly name: string; readonly email: string }) {
    const { meeting, identity, verifier, company, writtenAt } = planned;
    const method = meeting.state === 'CANCELLED' ? ('CANCEL' as const) : ('REQUEST' as const);
    const content = this.calendar.write({
      ...{ uid: `${meeting.id}@mandataire`, sequence: meeting.sequence, method, writtenAt },
      startsAt: meeting.scheduledAt,
      minutes: MEETING_LENGTH.minutes,
      title: `Vérification d’identité : ${commonName(identity)}`,
      description: `${company} : face-à-face avec ${verifier.displayName}. ${DOCUMENT}`,
      location: meeting.place ?? '',
      organizer: { name: verifier.displayName, email: verifier.email },
      attendee: { name: attendee.name, email: attendee.email },
    });
    return { method, content };
  }
}

const DOCUMENT =
  'Pièce à présenter, originale et en cours de validité : carte nationale d’identité, passeport ou titre de séjour.';

function letterOf(
  { meeting, identity, verifier, company }: Planned,
  person: { readonly name: string; readonly email: string; readonly role: 'holder' | 'verifier' },
  messageId: string,
): Letter {
  const other = person.role === 'holder' ? verifier.displayName : commonName(identity);
  const when = parisTime.format(meeting.scheduledAt);
  const base = { to: person.email, messageId, greeting: `Bonjour ${person.name},` };
  if (meeting.state === 'CANCELLED') {
    return {
      ...base,
      subject: `Rendez-vous annulé : vérification d’identité (${company})`,
      paragraphs: [
        `Le rendez-vous du ${when} avec ${other} est annulé. L’entrée jointe le retire de votre agenda.`,
      ],
    };
  }
  return {
    ...base,
    subject: `Rendez-vous : vérification d’identité (${company})`,
    paragraphs: [
      `Vous avez rendez-vous avec ${other} pour vérifier ${person.role === 'holder' ? 'votre identité' : 'son identité'}, avant la délivrance d’un certificat électronique.`,
      `Date : ${when}\nLieu : ${meeting.place ?? ''}`,
      DOCUMENT,
    ],
    notes: ['L’entrée jointe met ce rendez-vous dans votre agenda, ou l’y met à jour.'],
  };
}
