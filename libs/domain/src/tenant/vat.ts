import { isSiren } from './siren.js';

/** A VAT number's two first characters: letters but I and O. */
const KEY = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Monaco's companies have French VAT numbers and no SIREN. */
const MONACO = /^000\d{6}$/;

/** As it is compared: capitals, without the spaces, dots and hyphens of typing. */
export const normaliseVat = (typed: string): string =>
  typed.toUpperCase().replace(/[\s.\-\u00a0\u202f]/gu, '');

/** The key of figures alone: SIREN × 100 + 12 modulo 97. */
const numericKey = (siren: string): string => String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0');

/** A key with a letter: its place among such keys says the remainder of the SIREN by eleven. */
function letterKeyRight(key: string, siren: string): boolean {
  const first = KEY.indexOf(key[0] ?? '');
  const second = KEY.indexOf(key[1] ?? '');
  const place = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(place / 11)) % 11 === place % 11;
}

/** French VAT number (numéro de TVA intracommunautaire): FR, a key of two characters, the SIREN (V2). */
export function isFrenchVat(value: string): boolean {
  const [, key = '', siren = ''] = /^FR([0-9A-HJ-NP-Z]{2})(\d{9})$/.exec(value) ?? [];
  if (!isSiren(siren) && !MONACO.test(siren)) return false;
  return /^\d\d$/.test(key) ? key === numericKey(siren) : letterKeyRight(key, siren);
}

/** The number that the tax office gives a company today; none for what is no SIREN. */
export const vatOf = (siren: string): string | undefined =>
  isSiren(siren) ? `FR${numericKey(siren)}${siren}` : undefined;
