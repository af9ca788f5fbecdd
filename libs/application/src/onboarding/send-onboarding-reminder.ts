import type { Account } from '@mandataire/domain/account';
import { concernsOfficer, type Mandate } from '@mandataire/domain/mandate';
import { actorOfStep, onboardingStep } from '@mandataire/domain/onboarding';
import type { Company } from '@mandataire/domain/tenant';
import { addDuration } from '@mandataire/domain/time';
import type { OutboxEvent } from '../journal/index.js';
import type { LinkIssuer } from '../link/index.js';
import { writeLetter, type ConsoleAddresses, type Letter, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

const LINK_VALIDITY = { days: 30 } as const;

type Draft = Omit<Letter, 'messageId'>;

/**
 * Mails the reminder that was planned, if the mandate still waits at that step. The signer gets a new link in place of the
 * one he has let lie; sales and officers the page where they act: of sales the owner of the company, everybody where it has
 * none; of the officers none whom the file concerns (F61).
 */
export class SendOnboardingReminder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: LinkIssuer,
    private readonly mailer: Mailer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const letters = await this.unitOfWork.run(callerOfEvent(event), (tx) => this.write(tx, event.objectId));
    for (const [index, letter] of letters.entries()) {
      const messageId = `${event.id}${index === 0 ? '' : `-${index}`}@mandataire`;
      await this.mailer.send(writeLetter({ ...letter, messageId }));
    }
  }

  private async write(tx: Transaction, mandateId: string): Promise<readonly Draft[]> {
    const mandate = await tx.mandates.find(mandateId);
    if (!mandate) throw notFound();
    const step = onboardingStep(mandate);
    if ((await tx.onboarding.reminders.find(mandateId))?.step !== step) return [];
    const company = await tx.companies.own();
    switch (actorOfStep(step)) {
      case 'REPRESENTATIVE':
        return this.toSigner(tx, mandate, company, 'REPRESENTATIVE');
      case 'AGENT':
        return this.toSigner(tx, mandate, company, 'AGENT');
      case 'SALES':
        return this.toSales(await salesOf(tx, company), company);
      case 'OFFICER':
        return this.toOfficers(await tx.accounts.staffWith('REGISTRATION_OFFICER'), mandate, company);
      case null:
        return [];
    }
  }

  private async toSigner(
    tx: Transaction,
    mandate: Mandate,
    company: Company,
    purpose: 'REPRESENTATIVE' | 'AGENT',
  ): Promise<readonly Draft[]> {
    const toAgent = purpose === 'AGENT';
    const email = toAgent ? mandate.agentEmail : mandate.representativeEmail;
    const name = toAgent ? mandate.agentName : mandate.representativeName;
    if (email === null) return [];
    const expiresAt = addDuration(tx.now, LINK_VALIDITY);
    const { token } = await this.links.issue(tx, { purpose, objectId: mandate.id, email, expiresAt });
    const what = toAgent
      ? 'acceptiez son mandat et signiez vos engagements'
      : 'désigniez son mandataire de certification et signiez le mandat';
    return [
      {
        to: email,
        subject: `Rappel : le mandat de ${company.name} attend votre ${toAgent ? 'acceptation' : 'signature'}`,
        greeting: `Bonjour ${name ?? ''},`,
        paragraphs: [
          `${company.name} attend que vous ${what}.`,
          'Ce nouveau lien remplace celui que vous aviez reçu.',
        ],
        action: {
          label: toAgent ? 'Lire et accepter le mandat' : 'Lire et signer le mandat',
          url: this.addresses.console(`/${toAgent ? 'mandat/accepter' : 'mandat/signer'}/${token}`),
        },
        notes: ['Ce lien vous est personnel ; il est valable trente jours. Ne le transférez pas.'],
      },
    ];
  }

  private toSales(sales: readonly Account[], company: Company): readonly Draft[] {
    return sales.map(({ email, displayName }) => ({
      to: email,
      subject: `Rappel : ${company.name} attend d’être invitée`,
      greeting: `Bonjour ${displayName},`,
      paragraphs: [
        `${company.name} est notée comme prospect et son représentant légal n’est pas encore invité.`,
      ],
      action: {
        label: 'Ouvrir la fiche',
        url: this.addresses.console(`/companies/${company.id}/show`),
      },
    }));
  }

  private toOfficers(officers: readonly Account[], mandate: Mandate, company: Company): readonly Draft[] {
    return officers
      .filter(({ email }) => !concernsOfficer(mandate, email))
      .map(({ email, displayName }) => ({
        to: email,
        subject: `Rappel : le dossier de mandat de ${company.name} attend votre décision`,
        greeting: `Bonjour ${displayName},`,
        paragraphs: [`Le dossier de mandat de ${company.name} est signé et attend l’examen du bureau.`],
        action: { label: 'Ouvrir les mandats à examiner', url: this.addresses.console('/mandate-review') },
      }));
  }
}

async function salesOf(tx: Transaction, company: Company): Promise<readonly Account[]> {
  const sales = await tx.accounts.staffWith('SALES');
  const ownerId = (await tx.onboarding.followUps.find(company.id))?.ownerId ?? null;
  const owner = sales.filter(({ id }) => id === ownerId);
  return owner.length > 0 ? owner : sales;
}
