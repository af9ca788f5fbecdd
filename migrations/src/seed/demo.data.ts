import type { MembershipRole, PlatformRole } from '@mandataire/domain/account';

/**
 * Two fictional companies and the platform's staff. Passwords are constants on purpose: they are printed, documented and
 * worthless outside a demonstration; the seed refuses to run in production. Addresses end in `.example` (RFC 2606), the
 * SIRENs have true keys in a range that was never given.
 */
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface DemoStaff extends DemoPerson {
  readonly role: PlatformRole;
}

export interface DemoMember extends DemoPerson {
  readonly role: Exclude<MembershipRole, 'HOLDER'>;
}

/** How long before the seed's instant something happened. */
export interface Ago {
  readonly months?: number;
  readonly days?: number;
  readonly hours?: number;
}

/** What has happened to a holder, in the order in which it is replayed. */
export type DemoEvent =
  /** A face-to-face verification; STALE when it served no issuance in time (D5). */
  | { readonly kind: 'VERIFIED'; readonly ago: Ago; readonly stale?: true }
  /** A certificate made at this time, accepted, and its later fate. */
  | {
      readonly kind: 'CERTIFIED';
      readonly at: Ago | { readonly expiresInDays: number };
      readonly then?: { readonly kind: 'EXPIRED' } | { readonly kind: 'REVOKED'; readonly ago: Ago };
    }
  /** An order that stands at this step. */
  | {
      readonly kind: 'ORDERED';
      readonly ago: Ago;
      readonly until: 'AWAITING_CONSENT' | 'CONSENTED' | 'UNDER_REVIEW' | 'APPROVED';
    };

export interface DemoHolder {
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly email: string;
  readonly jobTitle: string;
  readonly phone: string | null;
  /** Present: the holder can sign in, by password alone. */
  readonly password?: string;
  readonly events: readonly DemoEvent[];
}

export interface DemoCompany {
  readonly siren: string;
  readonly name: string;
  readonly city: string;
  /** Since when the company is here. */
  readonly openedAgo: Ago;
  readonly members: readonly DemoMember[];
  readonly holders: readonly DemoHolder[];
}

export const DEMO_STAFF: readonly DemoStaff[] = [
  {
    role: 'SALES',
    name: 'Solène Marchand',
    email: 'solene.marchand@chambersign.example',
    password: 'Vitrine-Carnet-Poignee-17',
  },
  {
    role: 'REGISTRATION_OFFICER',
    name: 'Anaïs Kœnig',
    email: 'anais.koenig@cci-paris.example',
    password: 'Guichet-Tampon-Registre-28',
  },
  {
    role: 'REGISTRATION_OFFICER',
    name: 'Olivier Périer',
    email: 'olivier.perier@cci-paris.example',
    password: 'Guichet-Lampe-Dossier-39',
  },
  {
    role: 'AUDITOR',
    name: 'Édouard Thévenin',
    email: 'edouard.thevenin@audit.example',
    password: 'Loupe-Grille-Rapport-46',
  },
  {
    role: 'ADMINISTRATOR',
    name: 'Rémi Grandjean',
    email: 'remi.grandjean@chambersign.example',
    password: 'Tournevis-Baie-Console-53',
  },
];

const MENUISERIE: DemoCompany = {
  siren: '999100456',
  name: 'Menuiserie Dupré & Fils',
  city: 'Lyon',
  openedAgo: { months: 48 },
  members: [
    {
      role: 'CERTIFICATION_AGENT',
      name: 'Camille Rousseau',
      email: 'camille.rousseau@menuiserie-dupre.example',
      password: 'Rabot-Chene-Copeau-71',
    },
    {
      role: 'LEGAL_REPRESENTATIVE',
      name: 'Bernard Dupré',
      email: 'bernard.dupre@menuiserie-dupre.example',
      password: 'Atelier-Enseigne-Famille-64',
    },
    {
      role: 'HR_READER',
      name: 'Nadège Lœwenstein',
      email: 'nadege.loewenstein@menuiserie-dupre.example',
      password: 'Contrat-Agenda-Fichier-82',
    },
  ],
  holders: [
    {
      surname: 'Lefèvre',
      givenNames: ['Hélène', 'Marie'],
      email: 'helene.lefevre@menuiserie-dupre.example',
      jobTitle: 'Responsable des marchés publics',
      phone: '+33612345601',
      password: 'Equerre-Marteau-Vernis-93',
      events: [{ kind: 'CERTIFIED', at: { months: 8 } }],
    },
    {
      surname: 'D’Almeida',
      givenNames: ['Jean-François'],
      email: 'jean-francois.dalmeida@menuiserie-dupre.example',
      jobTitle: 'Conducteur de travaux',
      phone: '+33612345602',
      events: [
        { kind: 'CERTIFIED', at: { expiresInDays: 20 } },
        { kind: 'VERIFIED', ago: { days: 9 } },
        { kind: 'ORDERED', ago: { days: 2 }, until: 'CONSENTED' },
      ],
    },
    {
      surname: 'Le Gœuff',
      givenNames: ['Maëlle'],
      email: 'maelle.legoeuff@menuiserie-dupre.example',
      jobTitle: 'Comptable',
      phone: null,
      events: [{ kind: 'CERTIFIED', at: { expiresInDays: 75 } }],
    },
    {
      surname: 'Œuvrard',
      givenNames: ['Françoise', 'Anne'],
      email: 'francoise.oeuvrard@menuiserie-dupre.example',
      jobTitle: 'Directrice des achats',
      phone: '+33612345604',
      events: [
        { kind: 'VERIFIED', ago: { days: 2 } },
        { kind: 'ORDERED', ago: { hours: 30 }, until: 'APPROVED' },
      ],
    },
    {
      surname: 'Garçon-Dubœuf',
      givenNames: ['Étienne'],
      email: 'etienne.garcon-duboeuf@menuiserie-dupre.example',
      jobTitle: 'Chef d’atelier',
      phone: null,
      events: [{ kind: 'CERTIFIED', at: { months: 37 }, then: { kind: 'EXPIRED' } }],
    },
    {
      surname: 'L’Hostis',
      givenNames: ['Zoé'],
      email: 'zoe.lhostis@menuiserie-dupre.example',
      jobTitle: 'Chargée d’affaires',
      phone: '+33612345606',
      events: [
        { kind: 'CERTIFIED', at: { months: 14 }, then: { kind: 'REVOKED', ago: { days: 6 } } },
        { kind: 'VERIFIED', ago: { days: 4 } },
        { kind: 'ORDERED', ago: { hours: 1 }, until: 'AWAITING_CONSENT' },
      ],
    },
    {
      surname: 'Béranger-Noël',
      givenNames: ['Aurélie'],
      email: 'aurelie.beranger-noel@menuiserie-dupre.example',
      jobTitle: 'Responsable qualité',
      phone: null,
      events: [
        { kind: 'VERIFIED', ago: { days: 12 } },
        { kind: 'ORDERED', ago: { days: 4 }, until: 'UNDER_REVIEW' },
      ],
    },
    {
      surname: 'd’Ornano',
      givenNames: ['Benoît'],
      email: 'benoit.dornano@menuiserie-dupre.example',
      jobTitle: 'Acheteur',
      phone: '+33612345608',
      events: [{ kind: 'VERIFIED', ago: { days: 5 } }],
    },
    {
      surname: 'Saint-Yves',
      givenNames: ['Clémence'],
      email: 'clemence.saint-yves@menuiserie-dupre.example',
      jobTitle: 'Assistante de direction',
      phone: null,
      events: [{ kind: 'VERIFIED', ago: { days: 15 } }],
    },
    {
      surname: 'Kerœdec',
      givenNames: ['Loïc', 'Yann'],
      email: 'loic.keroedec@menuiserie-dupre.example',
      jobTitle: 'Métreur',
      phone: '+33612345610',
      events: [{ kind: 'VERIFIED', ago: { days: 27 } }],
    },
    {
      surname: 'Prévôt',
      givenNames: ['Gaël'],
      email: 'gael.prevot@menuiserie-dupre.example',
      jobTitle: 'Technicien d’études',
      phone: null,
      events: [{ kind: 'VERIFIED', ago: { days: 33 } }],
    },
    {
      surname: 'Château',
      givenNames: ['Noémie'],
      email: 'noemie.chateau@menuiserie-dupre.example',
      jobTitle: 'Responsable des ressources humaines',
      phone: null,
      events: [{ kind: 'VERIFIED', ago: { days: 130 }, stale: true }],
    },
    {
      surname: 'Müller-Côté',
      givenNames: ['Raphaël'],
      email: 'raphael.muller-cote@menuiserie-dupre.example',
      jobTitle: 'Commercial',
      phone: null,
      events: [],
    },
  ],
};

const LAITERIE: DemoCompany = {
  siren: '999102387',
  name: 'Laiterie du Vercors',
  city: 'Grenoble',
  openedAgo: { months: 10 },
  members: [
    {
      role: 'CERTIFICATION_AGENT',
      name: 'Stéphane Vial',
      email: 'stephane.vial@laiterie-vercors.example',
      password: 'Alpage-Cloche-Presure-35',
    },
    {
      role: 'LEGAL_REPRESENTATIVE',
      name: 'Marie-Ange Ferréol',
      email: 'marie-ange.ferreol@laiterie-vercors.example',
      password: 'Montagne-Cave-Affinage-58',
    },
  ],
  holders: [
    {
      surname: 'Cœurdevey',
      givenNames: ['Sébastien'],
      email: 'sebastien.coeurdevey@laiterie-vercors.example',
      jobTitle: 'Directeur de site',
      phone: '+33612345621',
      password: 'Faisselle-Bidon-Traite-76',
      events: [{ kind: 'CERTIFIED', at: { months: 5 } }],
    },
    {
      surname: 'Ravanel-Français',
      givenNames: ['Élodie'],
      email: 'elodie.ravanel@laiterie-vercors.example',
      jobTitle: 'Responsable export',
      phone: null,
      events: [
        { kind: 'VERIFIED', ago: { days: 8 } },
        { kind: 'ORDERED', ago: { days: 3 }, until: 'UNDER_REVIEW' },
      ],
    },
    {
      surname: 'Bouchet',
      givenNames: ['Inès', 'Colombe'],
      email: 'ines.bouchet@laiterie-vercors.example',
      jobTitle: 'Responsable de laboratoire',
      phone: null,
      events: [{ kind: 'VERIFIED', ago: { days: 20 } }],
    },
    {
      surname: 'N’Guyen',
      givenNames: ['Thaïs'],
      email: 'thais.nguyen@laiterie-vercors.example',
      jobTitle: 'Contrôleuse de gestion',
      phone: '+33612345624',
      events: [{ kind: 'VERIFIED', ago: { days: 100 }, stale: true }],
    },
  ],
};

/** In the order of their replay; what stays to be mailed by the real worker comes last. */
export const DEMO_COMPANIES: readonly DemoCompany[] = [MENUISERIE, LAITERIE];
