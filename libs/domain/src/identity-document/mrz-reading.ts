import type { IdentityDocumentType } from './document-type.js';
import type { CalendarDate } from '../time/index.js';

/** FRENCH_CARD: the national identity card of before August 2021, with a layout of its own (V4). */
export type MrzFormat = 'TD1' | 'TD2' | 'TD3' | 'FRENCH_CARD';

/**
 * What the reader noticed, for the eye to look at. CORRECTED: characters that a camera takes for one another were put right
 * and a check digit proves it. KEYBOARD: the reader types for another keyboard than the computer's. NAME_CUT: the zone was too short for the name. NAME_DOUBTFUL: a character
 * that no name has. EXPIRED, EXTENDED (D10), EXPIRY_COMPUTED: about the end of validity. BIRTH_DATE_PARTIAL: the document
 * itself knows no whole date.
 */
export type MrzFinding =
  | 'CORRECTED'
  | 'KEYBOARD'
  | 'NAME_CUT'
  | 'NAME_DOUBTFUL'
  | 'BIRTH_DATE_PARTIAL'
  | 'EXPIRED'
  | 'EXPIRY_COMPUTED'
  | 'EXTENDED';

/** A name as the zone spells it: capitals without accents. */
export interface MrzNames {
  readonly surname: string;
  readonly givenNames: readonly string[];
  /** The field is full to its last character: there may have been more of the name. */
  readonly cut: { readonly surname: boolean; readonly givenNames: boolean };
}

/** What a machine readable zone says, its check digits proved. It helps the eye and never replaces it (F14). */
export interface MrzReading extends MrzNames {
  readonly format: MrzFormat;
  readonly documentType: IdentityDocumentType;
  /** Issuing state or organisation, ICAO code: FRA, D, UTO. */
  readonly country: string;
  readonly documentNumber: string;
  /** Null where the document gives no whole date. */
  readonly birthDate: CalendarDate | null;
  /** Null on the French card of before 2021. */
  readonly expiresOn: CalendarDate | null;
  /** Of the French card of before 2021 alone, `YYYY-MM`. */
  readonly issuedMonth: string | null;
  /** End of validity to put into the form: the one written, else the last day that is sure (V6, D10). */
  readonly validUntil: CalendarDate;
  readonly findings: readonly MrzFinding[];
}
