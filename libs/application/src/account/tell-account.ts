import type { PlatformRole } from '@mandataire/domain/account';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { writeLetter, type ConsoleAddresses, type Letter, type Mailer } from '../mail/index.js';
import type { AccountEvent, AccountEventName, AccountPost } from './account-event.js';
import { newAccountToken } from './account-link.js';

export interface TellAccountPorts {
  readonly post: AccountPost;
  readonly mailer: Mailer;
  readonly addresses: ConsoleAddresses;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
}

type Words = Pick<Letter, 'subject' | 'paragraphs' | 'action' | 'notes'>;

const ROLES: Readonly<Record<PlatformRole, string>> = {
  SALES: 'commercial',
  REGISTRATION_OFFICER: 'agent d’enregistrement',
  AUDITOR: 'auditeur',
  ADMINISTRATOR: 'administrateur',
  ON_CALL_OFFICER: 'agent d’astreinte',
};
const roleOf = ({ facts }: AccountEvent): string => ROLES[facts.role as PlatformRole];

const ALERT =
  'Si ce n’est pas vous, changez tout de suite votre mot de passe depuis la page de connexion (« Mot de passe oublié ») et prévenez votre contact ChamberSign France.';

/** What the person is told of his own account; nothing here that an attacker at his mailbox could use. */
const NOTICES: Readonly<Partial<Record<AccountEventName, (event: AccountEvent) => Words>>> = {
  'account.password-changed': () => ({
    subject: 'Votre mot de passe a été changé',
    paragraphs: [
      'Le mot de passe de votre espace Mandataire vient d’être changé ; vos autres sessions sont fermées.',
      ALERT,
    ],
  }),
  'account.password-reset': () => ({
    subject: 'Votre mot de passe a été réinitialisé',
    paragraphs: [
      'Un nouveau mot de passe a été choisi pour votre espace Mandataire à partir d’un lien reçu à cette adresse. Toutes vos sessions sont fermées ; votre second facteur reste demandé à la connexion.',
      ALERT,
    ],
  }),
  'account.email-change-undone': () => ({
    subject: 'Votre adresse de connexion est rétablie',
    paragraphs: [
      'Le changement d’adresse a été annulé : vous vous connectez de nouveau avec cette adresse. Toutes les sessions sont fermées ; un second message vous permet de choisir un nouveau mot de passe.',
    ],
  }),
  'account.factor-enrolled': ({ facts }) => ({
    subject:
      facts.replaced === true ? 'Votre second facteur a été remplacé' : 'Votre second facteur est enregistré',
    paragraphs: [
      'Une application d’authentification vient d’être enregistrée pour votre espace Mandataire ; vos autres sessions sont fermées et vos anciens codes de secours ne servent plus.',
      ALERT,
    ],
  }),
  'account.recovery-code-used': ({ facts }) => ({
    subject: 'Un code de secours a été utilisé',
    paragraphs: [
      `Un code de secours vient de servir à votre place de l’application d’authentification. Il vous en reste ${String(facts.left)}.`,
      ALERT,
    ],
  }),
  'account.role-granted': (event) => ({
    subject: `Vous avez un nouveau rôle : ${roleOf(event)}`,
    paragraphs: [
      `Un administrateur vient de vous donner le rôle « ${roleOf(event)} » sur la plateforme Mandataire.`,
      `Motif indiqué : ${String(event.facts.reason)}`,
      'Vos sessions ont été fermées : reconnectez-vous pour exercer ce rôle.',
    ],
  }),
  'account.role-revoked': (event) => ({
    subject: `Votre rôle a pris fin : ${roleOf(event)}`,
    paragraphs: [
      `Un administrateur vient de vous retirer le rôle « ${roleOf(event)} » sur la plateforme Mandataire.`,
      `Motif indiqué : ${String(event.facts.reason)}`,
      'Vos sessions ont été fermées.',
    ],
  }),
  'account.recovery-codes-renewed': () => ({
    subject: 'Vos codes de secours ont été renouvelés',
    paragraphs: ['Dix nouveaux codes de secours ont été créés ; les anciens ne servent plus.', ALERT],
  }),
};

interface LinkLetter {
  readonly path: string;
  readonly words: (url: string, event: AccountEvent) => Words;
}

/** Letters that carry a link; they go to the link's own address. */
const LINKS: Readonly<Partial<Record<AccountEventName, LinkLetter>>> = {
  'account.reset-requested': {
    path: 'password-reset',
    words: (url) => ({
      subject: 'Choisissez un nouveau mot de passe',
      paragraphs: ['Vous avez demandé à choisir un nouveau mot de passe pour votre espace Mandataire.'],
      action: { label: 'Choisir un nouveau mot de passe', url },
      notes: [
        'Ce lien est valable trente minutes et ne sert qu’une fois ; votre second facteur vous sera demandé ensuite.',
        'Vous n’avez rien demandé ? Ignorez ce message : votre mot de passe ne change pas.',
      ],
    }),
  },
  'account.invited': {
    path: 'activation',
    words: (url, event) => ({
      subject: 'Activez votre espace Mandataire',
      paragraphs: [
        `Un administrateur de la plateforme Mandataire vous invite comme ${roleOf(event)}.`,
        'Choisissez votre mot de passe et enregistrez votre second facteur.',
      ],
      action: { label: 'Activer mon espace', url },
      notes: ['Ce lien vous est personnel ; il est valable sept jours et ne sert qu’une fois.'],
    }),
  },
  'account.email-change-requested': {
    path: 'email-change',
    words: (url) => ({
      subject: 'Confirmez votre nouvelle adresse de connexion',
      paragraphs: ['Vous avez demandé à vous connecter à votre espace Mandataire avec cette adresse.'],
      action: { label: 'Confirmer cette adresse', url },
      notes: [
        'Ce lien est valable une heure et ne sert qu’une fois.',
        'L’adresse inscrite dans vos certificats ne change pas : c’est une donnée certifiée.',
      ],
    }),
  },
  'account.email-changed': {
    path: 'email-undo',
    words: (url) => ({
      subject: 'Votre adresse de connexion a changé',
      paragraphs: [
        'Votre espace Mandataire s’ouvre désormais avec une autre adresse que celle-ci. Si c’est bien vous, vous n’avez rien à faire.',
        'Si ce n’est pas vous, annulez le changement : toutes les sessions seront fermées et vous choisirez un nouveau mot de passe.',
      ],
      action: { label: 'Annuler le changement', url },
      notes: ['Ce lien est valable sept jours et ne sert qu’une fois.'],
    }),
  },
};

/** Mails what happened to an account. The tokens of links are made here: they exist in the mail and as hashes only. */
export class TellAccount {
  constructor(private readonly ports: TellAccountPorts) {}

  /** @returns how many events were mailed. */
  async execute(limit: number): Promise<number> {
    const { post, clock } = this.ports;
    const waiting = await post.waiting(limit);
    const results = await Promise.allSettled(
      waiting.map(async (event) => {
        await this.tell(event);
        await post.done(event.id, clock.now());
      }),
    );
    const failed = results.find((result) => result.status === 'rejected');
    // A mail server that is away fails them all: the next turn tries again.
    if (failed) throw failed.reason;
    return waiting.length;
  }

  private async tell(event: AccountEvent): Promise<void> {
    const account = await this.ports.post.addressOf(event.accountId);
    if (!account) return;
    const found = LINKS[event.name]
      ? await this.withLink(event)
      : { to: account.email, words: NOTICES[event.name]?.(event) };
    if (!found?.words) return;
    await this.ports.mailer.send(
      writeLetter({
        to: found.to,
        messageId: `${event.id}@mandataire`,
        greeting: `Bonjour ${account.displayName},`,
        ...found.words,
      }),
    );
  }

  /** Nothing when the link was used or replaced meanwhile, or the new address belongs to somebody else by now. */
  private async withLink(event: AccountEvent): Promise<{ to: string; words: Words } | undefined> {
    const { post, hasher, randomness, addresses } = this.ports;
    const { name, facts } = event;
    const letter = LINKS[name];
    const token = newAccountToken(randomness);
    const link = await post.prepareLink(String(facts.linkId), hasher.sha256(token));
    if (!letter || !link) return undefined;
    if (name === 'account.email-change-requested' && (await post.isTaken(link.email))) return undefined;
    return { to: link.email, words: letter.words(addresses.console(`/${letter.path}/${token}`), event) };
  }
}
