import { isSiren, normaliseIdentifier } from './siren.js';

/** I and O are never used: too like 1 and 0 (V2). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** SIREN numbers never begin so: these eleven characters are Monaco's. */
const MONACO = '000';

/** The key of digits that the tax office derives from a SIREN (V2): "FR 46 443121975". */
export const vatNumberOf = (siren: string): string =>
  `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`;

/** As it is stored: capitals, the country in front, no spaces. */
export function normaliseVatNumber(typed: string): string {
  const plain = normaliseIdentifier(typed).toUpperCase();
  return plain === '' || plain.startsWith('FR') ? plain : `FR${plain}`;
}

/** A key with a letter has a formula of its own; both give a remainder by eleven. */
function letteredKeyFits(key: string, number: string): boolean {
  const [first, second] = [...key].map((character) => ALPHABET.indexOf(character)) as [number, number];
  const check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(number) + 1 + Math.floor(check / 11)) % 11 === check % 11;
}

/** French VAT number (numéro de TVA intracommunautaire): FR, a key of two characters, the SIREN (V2, I-23). */
export function isVatNumber(value: string): boolean {
  const [, key, number] = /^FR([0-9A-HJ-NP-Z]{2})(\d{9})$/.exec(value) ?? [];
  if (key === undefined || number === undefined) return false;
  if (!number.startsWith(MONACO) && !isSiren(number)) return false;
  return /^\d\d$/.test(key) ? Number(key) === Number(`${number}12`) % 97 : letteredKeyFits(key, number);
}

/** What is wrong with this VAT number as this company's, or undefined. */
export function vatNumberFault(value: string, siren: string): string | undefined {
  if (!/^FR[0-9A-HJ-NP-Z]{2}\d{9}$/.test(value)) return 'VAT_FORMAT';
  if (!value.endsWith(siren)) return 'VAT_OF_ANOTHER_COMPANY';
  return isVatNumber(value) ? undefined : 'VAT_KEY';
}

/** "FR 46 443 121 975". */
export const formatVatNumber = (value: string): string =>
  value.replace(/^(FR)(..)(\d{3})(\d{3})(\d{3})$/, '$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5');
