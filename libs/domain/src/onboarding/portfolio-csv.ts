import type { OnboardingStep } from './pipeline.js';
import type { PortfolioLine, Quarter } from './portfolio.js';

/** A spreadsheet takes what begins so for a formula (CSV injection): an apostrophe in front makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

/** One cell: harmless as a formula, in quotes where the separator, a quote or a line end would break the row. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const MARK = '\uFEFF';

/** As a French Excel opens it without asking: byte order mark, semicolons, CRLF. */
export const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  MARK + rows.map((row) => `${row.map(csvCell).join(';')}\r\n`).join('');

interface PortfolioWords {
  readonly heads: readonly [string, string, string, string, string, string, string];
  readonly renewable: string;
  readonly newOrder: string;
  readonly steps: Readonly<Record<OnboardingStep, string>>;
}

const WORDS: Readonly<Record<'fr' | 'en', PortfolioWords>> = {
  fr: {
    heads: [
      'SIREN',
      'Raison sociale',
      'Étape',
      'Commercial',
      'Certificats actifs',
      'Mandats finissant sous 90 jours',
      'Mandataires inactifs depuis 60 jours',
    ],
    renewable: 'à renouveler',
    newOrder: 'nouvelle commande',
    steps: {
      PROSPECT: 'Prospect',
      INVITED: 'Représentant invité',
      IDENTIFIED: 'Représentant identifié',
      SIGNED: 'Mandat signé',
      UNDER_REVIEW: 'À l’examen',
      ACTIVE: 'Active',
      STOPPED: 'Mandat terminé',
    },
  },
  en: {
    heads: [
      'SIREN',
      'Company',
      'Step',
      'Sales contact',
      'Active certificates',
      'Mandates ending within 90 days',
      'MCs inactive for 60 days',
    ],
    renewable: 'renewable',
    newOrder: 'new order',
    steps: {
      PROSPECT: 'Prospect',
      INVITED: 'Representative invited',
      IDENTIFIED: 'Representative identified',
      SIGNED: 'Mandate signed',
      UNDER_REVIEW: 'Under review',
      ACTIVE: 'Active',
      STOPPED: 'Mandate over',
    },
  },
};

/** The portfolio for the CRM: one row per company, two columns per quarter, no personal data of the company's people. */
export function portfolioCsv(
  lines: readonly PortfolioLine[],
  quarters: readonly Quarter[],
  language: 'fr' | 'en',
): string {
  const words = WORDS[language];
  const heads = quarters.flatMap((quarter) => [
    `${quarter} ${words.renewable}`,
    `${quarter} ${words.newOrder}`,
  ]);
  return csv([
    [...words.heads, ...heads],
    ...lines.map((line) => [
      line.siren,
      line.name,
      words.steps[line.step],
      line.ownerName ?? '',
      line.activeCertificates,
      line.mandatesEnding,
      line.inactiveAgents,
      ...line.expiries.flatMap(({ renewable, newOrder }) => [renewable, newOrder]),
    ]),
  ]);
}
