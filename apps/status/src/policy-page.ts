import { FORMER_CATALOGUE, INITIAL_CATALOGUE, type ProductVersion } from '@mandataire/domain/catalogue';
import { escape, htmlReply } from './html.js';
import type { Reply } from './reply.js';

const policiesOf = (products: readonly ProductVersion[]): ReadonlyMap<string, ProductVersion> =>
  new Map(products.flatMap((product) => product.profile.policyOids.map((oid) => [oid, product] as const)));

/** The policies that new certificates name, each with what is issued under it. */
export const POLICIES = policiesOf(INITIAL_CATALOGUE);

/** Those of certificates that were issued before. */
const FORMER_POLICIES = policiesOf(FORMER_CATALOGUE);

type Language = 'fr' | 'en';

const LEVEL: Readonly<Record<ProductVersion['level'], Readonly<Record<Language, string>>>> = {
  NONE: { fr: 'aucun', en: 'none' },
  ONE_STAR: { fr: 'une étoile', en: 'one star' },
  TWO_STARS: { fr: 'deux étoiles', en: 'two stars' },
  THREE_STARS: { fr: 'trois étoiles', en: 'three stars' },
};
const MEDIUM: Readonly<Record<ProductVersion['medium'], Readonly<Record<Language, string>>>> = {
  SOFTWARE: {
    fr: 'logiciel : la clé est faite dans le navigateur du porteur et n’en sort que dans son fichier PKCS#12',
    en: 'software: the key is made in the holder’s browser and leaves it only in the holder’s PKCS#12 file',
  },
  HARDWARE: {
    fr: 'matériel : la clé est faite dans un support cryptographique et n’en sort jamais',
    en: 'hardware: the key is made in a cryptographic token and never leaves it',
  },
};
const USAGE: Readonly<
  Record<ProductVersion['profile']['usages'][number], Readonly<Record<Language, string>>>
> = {
  AUTHENTICATION: { fr: 'authentification', en: 'authentication' },
  SIGNATURE: { fr: 'signature électronique', en: 'electronic signature' },
};

interface Wording {
  readonly heading: (name: string) => string;
  readonly worth: readonly string[];
  readonly terms: (product: ProductVersion) => readonly (readonly [string, string])[];
  readonly conduct: readonly string[];
}

const and = (words: readonly string[], conjunction: string): string => words.join(` ${conjunction} `);

const WORDING: Readonly<Record<Language, Wording>> = {
  fr: {
    heading: (name) => `Politique de démonstration « ${name} »`,
    worth: [
      'Cette politique ne vaut que pour la démonstration. Les certificats qui la citent n’engagent personne : aucun organisme ne les a qualifiés ni référencés, et ils ne portent ni OID de l’ETSI, ni OID du RGS, ni déclaration de certificat qualifié.',
      'Ne vous fiez pas à un certificat qui la cite, et n’installez pas son autorité racine parmi vos autorités de confiance.',
    ],
    terms: ({ level, medium, profile, verificationMaxAge }) => [
      ['Niveau imité', LEVEL[level].fr],
      [
        'Usages',
        and(
          profile.usages.map((usage) => USAGE[usage].fr),
          'et',
        ),
      ],
      ['Support de la clé', MEDIUM[medium].fr],
      ['Clés admises', 'RSA de 3072 bits ou ECDSA P-256'],
      ['Durée de validité', `${profile.validityMonths} mois au plus`],
      [
        'Identité du porteur',
        `vérifiée par le mandataire de certification depuis ${verificationMaxAge.days} jours au plus, puis contrôlée par un opérateur d’enregistrement`,
      ],
    ],
    conduct: [
      'Une révocation enregistrée se voit aussitôt par OCSP et, au plus tard à la publication suivante, dans la liste de révocation. Aucun motif n’est publié.',
      'Un numéro de série réservé puis jamais remis est publié comme révoqué.',
    ],
  },
  en: {
    heading: (name) => `Demonstration policy “${name}”`,
    worth: [
      'This policy holds for the demonstration only. Certificates that name it bind nobody: no body has qualified or listed them, and they carry neither an ETSI OID, nor an RGS OID, nor a qualified certificate statement.',
      'Do not rely on a certificate that names it, and do not install its root among your trusted authorities.',
    ],
    terms: ({ level, medium, profile, verificationMaxAge }) => [
      ['Imitated level', LEVEL[level].en],
      [
        'Usages',
        and(
          profile.usages.map((usage) => USAGE[usage].en),
          'and',
        ),
      ],
      ['Where the key is', MEDIUM[medium].en],
      ['Keys accepted', 'RSA of 3072 bits or ECDSA P-256'],
      ['Lifetime', `${profile.validityMonths} months at most`],
      [
        'Identity of the holder',
        `verified by the company’s certification agent within the last ${verificationMaxAge.days} days, then checked by a registration officer`,
      ],
    ],
    conduct: [
      'A recorded revocation shows at once by OCSP and, at the next publication at the latest, in the revocation list. No reason is published.',
      'A serial number that was reserved and never delivered is published as revoked.',
    ],
  },
};

/** What a policy of the demonstration says (D14, D19), in French then in English; undefined for a policy of nobody here. */
export function policyReply(oid: string): Reply | undefined {
  const product = POLICIES.get(oid) ?? FORMER_POLICIES.get(oid);
  if (!product) return undefined;
  return htmlReply({
    title: WORDING.fr.heading(product.name),
    isDemonstration: true,
    main: (['fr', 'en'] as const).map((language) => part(language, oid, product)).join('\n'),
  });
}

function part(language: Language, oid: string, product: ProductVersion): string {
  const { heading, worth, terms, conduct } = WORDING[language];
  const level = language === 'fr' ? 'h1' : 'h2';
  const paragraph = (text: string) => `<p>${escape(text)}</p>`;
  const row = ([term, said]: readonly [string, string]) => `<dt>${escape(term)}</dt><dd>${escape(said)}</dd>`;
  return `<section lang="${language}">
<${level}>${escape(heading(product.name))}</${level}>
<dl>
<dt>OID</dt><dd><code>${escape(oid)}</code></dd>
${terms(product).map(row).join('\n')}
</dl>
${[...worth, ...conduct].map(paragraph).join('\n')}
</section>`;
}
