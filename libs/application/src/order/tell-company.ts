import type { Account } from '@mandataire/domain/account';
import { commonName } from '@mandataire/domain/holder';
import type { Order } from '@mandataire/domain/order';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type ConsoleAddresses, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

/** Tells the person in charge of the order, who placed it or took it over, that it is his turn, or how it ended. */
export class TellCompany {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly addresses: ConsoleAddresses,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const caller = callerOfEvent(event);
    const told = await this.unitOfWork.run(caller, async (tx) => {
      const order = await tx.orders.find(event.objectId);
      if (!order) throw notFound();
      return {
        order,
        account: await tx.accounts.find((await tx.orders.inChargeOf(order.id)) ?? order.placedBy),
      };
    });
    const words = told.account && wordsFor(event, told.order);
    if (!told.account || !words) return;
    await this.mailer.send(this.letter(event, told.account, { ...words, orderId: told.order.id }));
  }

  private letter(event: OutboxEvent, account: Account, words: Words & { orderId: string }) {
    return writeLetter({
      to: account.email,
      messageId: `${event.id}@mandataire`,
      subject: words.subject,
      greeting: `Bonjour ${account.displayName},`,
      paragraphs: words.paragraphs,
      action: { label: 'Ouvrir la commande', url: this.addresses.console(`/orders/${words.orderId}/show`) },
    });
  }
}

interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

function wordsFor(event: OutboxEvent, order: Order): Words | undefined {
  const name = commonName(order.certifiedData);
  switch (event.name) {
    case 'order.consented':
      return {
        subject: `${name} a donné son accord : à vous de cosigner`,
        paragraphs: [
          `${name} a relu les données de son certificat et donné son accord.`,
          'Cosignez la demande pour l’envoyer au bureau d’enregistrement.',
        ],
      };
    case 'order.declined':
      return {
        subject: `${name} n’a pas donné son accord`,
        paragraphs: [
          `${name} a décliné la demande de certificat. La commande est annulée ; voyez avec cette personne ce qui doit être corrigé.`,
        ],
      };
    case 'order.rejected':
      return {
        subject: `Demande de certificat de ${name} refusée`,
        paragraphs: [
          `Le bureau d’enregistrement (${order.registrationOffice}) a refusé la demande.`,
          `Motif : ${order.decisionReason ?? 'non précisé'}`,
        ],
      };
    default:
      return undefined;
  }
}
