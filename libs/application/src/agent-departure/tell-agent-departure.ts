import type { Account } from '@mandataire/domain/account';
import { reportDelay, type AgentDeparture } from '@mandataire/domain/agent-departure';
import { dateInParis } from '@mandataire/domain/time';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

interface Told {
  readonly officers: readonly Account[];
  readonly people: readonly Account[];
  /** A file of the company: from there an officer records the next representative (D25). */
  readonly fileId: string | undefined;
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

const frenchDate = (date: string): string => date.split('-').reverse().join('/');

/**
 * Tells the registration office of a departure, with its clock (F4), and the company's representatives; whoever is said to
 * leave reads it too, so that a wrong report is seen at once.
 */
export class TellAgentDeparture {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const told = await this.unitOfWork.run(callerOfEvent(event), (tx) => words(tx, event));
    const file = told.fileId === undefined ? '/' : `/mandate-review/${told.fileId}/show`;
    const letters = [
      ...told.officers.map((person) => ({ person, path: file })),
      ...told.people.map((person) => ({ person, path: '/' })),
    ];
    for (const [index, { person, path }] of letters.entries()) {
      await this.mailer.send(
        writeLetter({
          to: person.email,
          messageId: `${event.id}.${index}@mandataire`,
          subject: told.subject,
          greeting: `Bonjour ${person.displayName},`,
          paragraphs: told.paragraphs,
          action: { label: 'Ouvrir l’espace Mandataire', url: this.addresses.console(path) },
        }),
      );
    }
  }
}

const ROLE: Readonly<Record<AgentDeparture['leaver'], string>> = {
  AGENT: 'mandataire de certification',
  REPRESENTATIVE: 'représentant légal',
};

async function words(tx: Transaction, event: OutboxEvent): Promise<Told> {
  const departure = await tx.agentDepartures.find(event.objectId);
  const leaver = departure && (await tx.accounts.find(departure.accountId));
  if (!departure || !leaver) throw notFound();
  const { name } = await tx.companies.own();
  const people = [...(await tx.memberships.accountsWith('LEGAL_REPRESENTATIVE')), leaver];
  return {
    officers: await tx.accounts.staffWith('REGISTRATION_OFFICER'),
    people: [...new Map(people.map((person) => [person.id, person])).values()],
    fileId: await fileOf(tx, departure),
    subject: `${name} : ${SUBJECT[event.name] ?? 'départ'} ${leaver.displayName}`,
    paragraphs: [
      `${await reporterOf(tx, departure, name)} a signalé le départ de ${leaver.displayName}, ${ROLE[departure.leaver]} de ${name}.`,
      clock(departure),
      WHAT_NOW[event.name]?.(departure) ?? '',
    ].filter((paragraph) => paragraph !== ''),
  };
}

const reporterOf = async (
  tx: Transaction,
  { reportedBy }: AgentDeparture,
  company: string,
): Promise<string> => (await tx.accounts.find(reportedBy))?.displayName ?? company;

/** Of a representative's departure: a mandate of the company, by which the officer records the next one. */
async function fileOf(tx: Transaction, { leaver }: AgentDeparture): Promise<string | undefined> {
  return leaver === 'REPRESENTATIVE' ? (await tx.mandates.lockActive())[0]?.id : undefined;
}

const SUBJECT: Readonly<Partial<Record<OutboxEvent['name'], string>>> = {
  'agent-departure.reported': 'départ signalé de',
  'agent-departure.carried-out': 'fin des droits de',
  'agent-departure.cancelled': 'départ annulé de',
};

/** F4: known, reported, and what lies between. */
function clock(departure: AgentDeparture): string {
  const delay = reportDelay(departure);
  const known = `Départ connu le ${frenchDate(departure.knownOn)}, signalé le ${frenchDate(dateInParis(departure.reportedAt))}`;
  return delay === 0
    ? `${known}, le jour même.`
    : `${known}, soit ${delay} jour${delay > 1 ? 's' : ''} après.`;
}

const WHAT_NOW: Readonly<Partial<Record<OutboxEvent['name'], (departure: AgentDeparture) => string>>> = {
  'agent-departure.reported': ({ state, effectiveOn }) => {
    if (state === 'ANNOUNCED') return `Il prendra effet le ${frenchDate(effectiveOn)}.`;
    return state === 'REPORTED' ? 'Un représentant légal doit maintenant mettre fin à ses droits.' : '';
  },
  'agent-departure.carried-out': () =>
    'Ses droits ont pris fin. Les révocations demandées se poursuivent, les commandes transmises restent valables.',
  'agent-departure.cancelled': () => 'Ce signalement a été retiré ; ses droits ne changent pas.',
};
