import type { CertifiedData } from './certified-data.js';

/** What a certificate carries and a change may touch (R21, D15). The phone is not in it, so it never revokes. */
export type CertifiedAttribute = 'surname' | 'givenNames' | 'email' | 'jobTitle' | 'companyName' | 'siren';

export interface AttributeChange {
  readonly attribute: CertifiedAttribute;
  readonly before: string;
  readonly after: string;
}

const ATTRIBUTES: readonly CertifiedAttribute[] = [
  'surname',
  'givenNames',
  'email',
  'jobTitle',
  'companyName',
  'siren',
];

const shown = (data: CertifiedData, attribute: CertifiedAttribute): string =>
  attribute === 'givenNames' ? data.givenNames.join(', ') : data[attribute];

/** Case, spaces and Unicode form alone are not a change (D15). */
const folded = (text: string): string =>
  text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('fr');

/** Attributes of which `after` says something else than the certificate (R23, D15). */
export const certifiedChanges = (before: CertifiedData, after: CertifiedData): AttributeChange[] =>
  ATTRIBUTES.filter((attribute) => folded(shown(before, attribute)) !== folded(shown(after, attribute))).map(
    (attribute) => ({ attribute, before: shown(before, attribute), after: shown(after, attribute) }),
  );
