import type {
  EvidenceAct,
  EvidenceDecision,
  MandateContent,
  MandateEvidence,
} from '@mandataire/application/evidence';

export type Fact = readonly [label: string, value: string];

const WHEN = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'long',
  timeStyle: 'medium',
});
const DAY = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', dateStyle: 'long' });

const instant = (at: string | Date): string => `${WHEN.format(new Date(at))} (heure de Paris)`;
const day = (date: string | null): string => (date ? DAY.format(new Date(`${date}T00:00:00Z`)) : '—');

const ACTS: Readonly<Record<string, string>> = {
  VERIFY: 'vérifier les identités',
  ORDER: 'commander',
  RENEW: 'renouveler',
  REVOKE: 'demander la révocation',
};

const KIND: Readonly<Record<EvidenceAct['kind'], string>> = {
  REPRESENTATIVE_SIGNATURE: 'Signature du mandat par le représentant légal',
  AGENT_ACCEPTANCE: 'Acceptation du mandat par le mandataire',
  AGENT_COMMITMENTS: 'Signature des deux engagements par le mandataire',
  OFFICER_DECISION: 'Décision du bureau d’enregistrement',
  END: 'Fin du mandat',
};

const STRENGTH: Readonly<Record<EvidenceAct['strength'], string>> = {
  MAILED_LINK_AND_CODE: 'lien et code reçus par courriel, nom saisi : preuve faible',
  PASSWORD_AND_TOTP: 'compte personnel, mot de passe et second facteur',
  SMS_CODE: 'lien reçu par courriel, code reçu par SMS, nom saisi',
  CMS: 'certificat électronique personnel du signataire, nom saisi',
  PAPER: 'signature manuscrite sur papier, numérisée, original vérifié',
};

const DECISION: Readonly<Record<EvidenceDecision, string>> = {
  APPROVED: 'dossier validé',
  REJECTED: 'dossier refusé',
  RETURNED: 'dossier renvoyé pour de nouvelles signatures',
};

const PHONE_SOURCE = {
  REPRESENTATIVE: 'donné par le représentant légal',
  SIGNER: 'donné par le signataire lui-même',
} as const;

/** What a simple signature is worth, and how anybody checks it (L1, L2: never called more than it is). */
export const LEGAL_NOTE: readonly string[] = [
  'Cet écrit électronique est établi et conservé dans des conditions de nature à en garantir l’intégrité (Code civil, article 1366). Les signatures ci-dessus identifient leurs auteurs et manifestent leur consentement (article 1367) ; leur fiabilité se prouve par les éléments réunis ici.',
  'Le cachet électronique de la plateforme scelle ce document et le fichier « preuve-mandat.json » qui y est joint : un seul octet modifié, et le cachet n’est plus valable. Le cachet est celui de la plateforme ; il ne remplace la signature de personne.',
  'Pour vérifier sans nous : « pdfsig » sur ce fichier, « openssl cms -verify » sur le fichier joint et son cachet, ou « npm run verify-mandate FICHIER --ca AUTORITE.pem ».',
];

const person = ({ name, email }: { readonly name: string | null; readonly email: string | null }): string =>
  `${name ?? '—'} (${email ?? '—'})`;

export const contentFacts = (content: MandateContent): readonly Fact[] => [
  ['Entreprise', `${content.company.name}, ${content.company.city}`],
  ['SIREN', content.company.siren],
  ['Représentant légal', person(content.representative)],
  ['Mandataire de certification', person(content.agent)],
  ['Actes permis', content.acts.map((act) => ACTS[act] ?? act).join(', ')],
  ['Produits', content.productCodes.join(', ')],
  ['Établissements', content.establishments?.join(', ') ?? 'toute l’entreprise'],
  ['Durée', `du ${day(content.startsOn)} au ${day(content.endsOn)} inclus`],
  ['Version du texte', content.text.version],
];

export const evidenceFacts = (evidence: MandateEvidence, stampedAt: Date | null): readonly Fact[] => [
  ['Référence', evidence.mandateId],
  [
    'État du dossier',
    evidence.decision ? DECISION[evidence.decision] : 'complet, transmis au bureau d’enregistrement',
  ],
  ['Preuve établie le', instant(evidence.builtAt)],
  ['Horodatage', stampedAt ? instant(stampedAt) : 'pas de jeton au moment du scellement'],
];

function proofFacts({ proof }: EvidenceAct): readonly Fact[] {
  if (proof?.means === 'SMS')
    return [
      ['Téléphone', `${proof.phone}, ${PHONE_SOURCE[proof.phoneGivenBy]}`],
      ['Code demandé le', instant(proof.requestedAt)],
    ];
  if (proof?.means !== 'CMS') return [];
  const status = proof.status === 'GOOD' ? 'non révoqué à cet instant' : 'état de révocation non consulté';
  return [
    ['Certificat de', proof.subject],
    ['Émis par', proof.issuer],
    ['Numéro de série', proof.serial],
    ['État', `valable jusqu’au ${instant(proof.notAfter)}, ${status}`],
  ];
}

/** One act in words: who, when, by which means, on which text. */
export function actLines(
  act: EvidenceAct,
  decision: EvidenceDecision | null,
): { readonly title: string; readonly facts: readonly Fact[] } {
  const decided: readonly Fact[] =
    act.kind === 'OFFICER_DECISION' && decision ? [['Décision', DECISION[decision]]] : [];
  const named: readonly Fact[] = act.typedName ? [['Nom saisi', act.typedName]] : [];
  return {
    title: KIND[act.kind],
    facts: [
      ...decided,
      ['Personne', act.email],
      ...named,
      ['Le', instant(act.at)],
      ['Moyen', STRENGTH[act.strength]],
      ...proofFacts(act),
      ['Empreinte du texte', act.contentHash],
    ],
  };
}
