import { shownState, type Certificate } from '@mandataire/domain/certificate';
import { certifiedChanges, certifiedDataOf, commonName } from '@mandataire/domain/holder';
import { daysLeft, type Reminder } from '@mandataire/domain/reminder';
import { checkRenewable } from '@mandataire/domain/renewal';
import type { Catalogue } from '../catalogue/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound } from '../refusal/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';

interface Ready {
  readonly reminder: Reminder;
  readonly certificate: Certificate;
  readonly productName: string;
  readonly renewable: boolean;
  readonly name: string;
}

/**
 * Sends one planned reminder. Looks again first: what was renewed or revoked since is suppressed with its reason. Proposes
 * a renewal only where the rules allow one, else a new order (I-31, I-13). Mail accepted, then SENT in the ledger: a crash
 * in between sends it twice with the same Message-ID, never loses it.
 */
export class SendReminder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catalogue: Catalogue,
    private readonly mailer: Mailer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    await this.send(callerOfEvent(event), event.objectId);
  }

  /** Also called by the sweeper for reminders whose job was lost. */
  async send(caller: Caller, reminderId: string): Promise<void> {
    const { ready, now } = await this.unitOfWork.run(caller, async (tx) => ({
      ready: await this.prepare(tx, reminderId),
      now: tx.now,
    }));
    if (!ready) return;
    await this.mailer.send(writeLetter(letterOf(ready, now, this.addresses)));
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const reminder = await tx.reminders.find(reminderId);
      if (reminder?.state !== 'PLANNED') return;
      await tx.reminders.save({ ...reminder, state: 'SENT', sentAt: tx.now });
      await tx.record({
        name: 'reminder.sent',
        objectType: 'Reminder',
        objectId: reminder.id,
        previousState: 'PLANNED',
        nextState: 'SENT',
        facts: { certificateId: reminder.certificateId, rung: reminder.rung, recipient: reminder.recipient },
      });
    });
  }

  private async prepare(tx: Transaction, reminderId: string): Promise<Ready | undefined> {
    const reminder = await tx.reminders.find(reminderId);
    if (reminder?.state !== 'PLANNED') return undefined;
    const certificate = await tx.certificates.find(reminder.certificateId);
    const product = certificate && (await this.catalogue.find(certificate.productCode));
    if (!product) throw notFound();
    const state = shownState(certificate, tx.now);
    const wanted = reminder.rung < 0 ? ['ACTIVE', 'EXPIRED'] : ['ACTIVE'];
    if (!wanted.includes(state) || (await tx.revocations.openFor(certificate.id))) {
      await tx.reminders.save({ ...reminder, state: 'SUPPRESSED', suppressedBecause: state });
      return undefined;
    }
    const renewable = checkRenewable(
      {
        certificate,
        product,
        renewalIndex: certificate.renewalIndex,
        dataUnchanged: await dataUnchanged(tx, certificate),
      },
      tx.now,
    );
    return {
      reminder,
      certificate,
      productName: product.name,
      renewable: renewable.ok,
      name: commonName(certificate.certifiedData),
    };
  }
}

async function dataUnchanged(tx: Transaction, certificate: Certificate): Promise<boolean> {
  const holder = await tx.holders.find(certificate.holderId);
  const identity = holder && (await tx.identities.version(holder.id, holder.identityNumber));
  if (!identity) return false;
  const today = certifiedDataOf(holder, identity, await tx.companies.own());
  return certifiedChanges(certificate.certifiedData, today).length === 0;
}

const parisDate = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' });

function when(left: number): string {
  if (left < 0) return 'a expiré';
  if (left === 0) return 'expire aujourd’hui';
  return left === 1 ? 'expire demain' : `expire dans ${left} jours`;
}

function letterOf(
  { reminder, certificate, productName, renewable, name }: Ready,
  now: Date,
  addresses: ConsoleAddresses,
) {
  const toHolder = reminder.recipient === 'HOLDER';
  const state = when(daysLeft(certificate.notAfter, now));
  const end = parisDate.format(certificate.notAfter);
  const what = toHolder ? `Votre certificat ${productName}` : `Le certificat ${productName} de ${name}`;
  const next = renewable
    ? 'Il peut être renouvelé en ligne, sans déplacement, tant qu’il est valide et que ses données sont exactes.'
    : 'Il ne peut pas être renouvelé : un nouveau certificat doit être commandé, avec une nouvelle vérification d’identité.';
  return {
    to: reminder.email,
    messageId: `${reminder.id}@mandataire`,
    subject: `${what} ${state}`,
    greeting: toHolder ? `Bonjour ${name},` : 'Bonjour,',
    paragraphs: [
      `${what} ${state} (${end}).`,
      toHolder ? `${next} Voyez avec votre mandataire de certification.` : next,
    ],
    ...(toHolder
      ? {}
      : {
          action: {
            label: 'Ouvrir le certificat',
            url: addresses.console(`/certificates/${certificate.id}/show`),
          },
        }),
  };
}
