import type { Account } from '@mandataire/domain/account';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

interface Told {
  readonly to: readonly Account[];
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** "2026-12-24" as a French letter writes it. */
const frenchDate = (date: string): string => date.split('-').reverse().join('/');

/**
 * Asks a new representative to confirm or end each mandate, reminds the representatives a week before the day, and after it
 * tells sales and the office too (F2).
 */
export class TellConfirmation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const told = await this.unitOfWork.run(callerOfEvent(event), (tx) =>
      event.name === 'representative.recorded' ? toNewcomer(tx, event) : toAll(tx, event),
    );
    for (const [index, person] of told.to.entries()) {
      await this.mailer.send(
        writeLetter({
          to: person.email,
          messageId: `${event.id}.confirmation-${index}@mandataire`,
          subject: told.subject,
          greeting: `Bonjour ${person.displayName},`,
          paragraphs: told.paragraphs,
          action: { label: 'Ouvrir les mandats', url: this.addresses.console('/mandates') },
        }),
      );
    }
  }
}

async function toNewcomer(tx: Transaction, event: OutboxEvent): Promise<Told> {
  const membership = await tx.memberships.find(event.objectId);
  const account = membership && (await tx.accounts.find(membership.accountId));
  if (!account) throw notFound();
  const { name } = await tx.companies.own();
  const asked = (await tx.confirmations.allOpen()).filter(
    ({ representativeAccountId }) => representativeAccountId === account.id,
  );
  const lines: string[] = [];
  for (const { mandateId, dueOn } of asked) {
    const mandate = await tx.mandates.find(mandateId);
    lines.push(`${mandate?.agentName ?? ''} : à confirmer ou à terminer avant le ${frenchDate(dueOn)}.`);
  }
  return {
    to: asked.length > 0 ? [account] : [],
    subject: `${name} : confirmez les mandats en cours`,
    paragraphs: [
      `Le bureau d’enregistrement vous a enregistré comme représentant légal de ${name}. Les mandats en cours restent valables ; vous confirmez chacun, ou vous y mettez fin.`,
      ...lines,
    ],
  };
}

async function toAll(tx: Transaction, event: OutboxEvent): Promise<Told> {
  const mandate = await tx.mandates.find(event.objectId);
  const asked = await tx.confirmations.openFor(event.objectId);
  if (!mandate) throw notFound();
  const { name } = await tx.companies.own();
  const overdue = event.name === 'mandate.confirmation-overdue';
  const staff = overdue
    ? [...(await tx.accounts.staffWith('SALES')), ...(await tx.accounts.staffWith('REGISTRATION_OFFICER'))]
    : [];
  const people = [...(await tx.memberships.accountsWith('LEGAL_REPRESENTATIVE')), ...staff];
  const day = frenchDate(asked?.dueOn ?? '');
  return {
    to: asked ? [...new Map(people.map((person) => [person.id, person])).values()] : [],
    subject: overdue
      ? `${name} : un mandat n’est pas confirmé`
      : `${name} : un mandat attend votre confirmation`,
    paragraphs: [
      overdue
        ? `Le mandat de ${mandate.agentName} devait être confirmé ou terminé avant le ${day} par le nouveau représentant légal de ${name}. Personne n’a répondu ; il reste en cours.`
        : `Le mandat de ${mandate.agentName} pour ${name} est à confirmer ou à terminer avant le ${day}.`,
    ],
  };
}
