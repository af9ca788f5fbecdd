import type { Order } from '@mandataire/domain/order';
import type { Letter } from '../mail/index.js';

export interface OrderLetterFacts {
  readonly order: Order;
  readonly productName: string;
  readonly expiresAt: Date;
  readonly url: string;
  /** It takes the place of an earlier link (D29). */
  readonly replaces: boolean;
}

type OrderLetter = Pick<Letter, 'subject' | 'paragraphs' | 'action' | 'notes'>;

const parisDate = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' });
const parisTime = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', timeStyle: 'short' });
const until = (instant: Date) => `${parisDate.format(instant)} à ${parisTime.format(instant)}`;
const replacing = (replaces: boolean) =>
  replaces ? ['Il remplace le lien envoyé précédemment, qui ne fonctionne plus.'] : [];

/** Asks the holder to review what will be certified and to consent (R12, F15). */
export const consentLetter = ({
  order,
  productName,
  expiresAt,
  url,
  replaces,
}: OrderLetterFacts): OrderLetter => ({
  subject: `Votre accord pour votre certificat ${productName}`,
  paragraphs: [
    `Votre entreprise, ${order.certifiedData.companyName}, commande pour vous un certificat électronique ${productName}.`,
    'Avant toute chose, relisez les données qui seront certifiées et donnez votre accord. Cela prend deux minutes.',
  ],
  action: { label: 'Relire et donner mon accord', url },
  notes: [
    `Ce lien vous est personnel ; il est valable jusqu’au ${until(expiresAt)}.`,
    ...replacing(replaces),
    'Une donnée est inexacte, ou vous n’attendiez pas ce message ? Ne donnez pas votre accord et prévenez votre mandataire de certification.',
  ],
});

/** Tells the holder that his file is accepted and lets him make his key and certificate once (R4, R34, D20). */
export const retrievalLetter = ({
  order,
  productName,
  expiresAt,
  url,
  replaces,
}: OrderLetterFacts): OrderLetter => ({
  subject: `Votre certificat ${productName} est prêt à être créé`,
  paragraphs: [
    `Le bureau d’enregistrement (${order.registrationOffice}) a validé votre dossier.`,
    'Ouvrez le lien sur l’ordinateur où vous utiliserez le certificat. Votre clé privée y sera créée : elle ne quitte pas votre navigateur, et personne d’autre n’en a de copie.',
    'Choisissez un mot de passe fort et gardez une sauvegarde du fichier en lieu sûr.',
  ],
  action: { label: 'Créer mon certificat', url },
  notes: [
    `Ce lien vous est personnel et ne sert qu’une fois ; il est valable jusqu’au ${until(expiresAt)}.`,
    ...replacing(replaces),
    'Vous n’attendiez pas ce message ? Prévenez votre mandataire de certification, sans ouvrir le lien.',
  ],
});
