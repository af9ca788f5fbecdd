import { LEGAL_FAMILIES, LEGAL_FORMS } from './legal-form.data.js';

/** Legal form (catégorie juridique): four digits of INSEE's nomenclature. */
export type LegalForm = string;

export const isLegalForm = (code: string): boolean =>
  /^\d{4}$/.test(code) && LEGAL_FAMILIES[code.slice(0, 2)] !== undefined;

/** As a register writes it in French; in English the family's name, beside the French one. */
export function legalFormName(code: LegalForm, language: 'fr' | 'en'): string {
  const family = LEGAL_FAMILIES[code.slice(0, 2)];
  const french = LEGAL_FORMS[code] ?? family?.fr ?? code;
  return language === 'fr' ? french : (family?.en ?? french);
}

/**
 * Whether its company proof is an act of delegation or appointment in place of a Kbis (F6, D25): legal persons of public
 * administrative law, the seventh family. A public body that trades (4) is in the trade register and has a Kbis.
 */
export const isAdministration = (code: LegalForm | null): boolean => code?.startsWith('7') ?? false;
