/** Luhn sum over the digits, rightmost weight 1. */
function luhn(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighted = i % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum;
}

/** Spaces, no-break spaces and dots are typing habits, not data. */
export const normaliseIdentifier = (value: string): string => value.replace(/[\s.\u00a0\u202f]/gu, '');

/** The sum of nothing is right, and no company has it. */
const NOBODY = '000000000';

/** SIREN: nine digits with a Luhn key (V1). */
export const isSiren = (value: string): boolean =>
  /^\d{9}$/.test(value) && value !== NOBODY && luhn(value) % 10 === 0;

const LA_POSTE = '356000000';

/** SIRET: SIREN + NIC, Luhn over fourteen digits; La Poste's establishments sum to a multiple of five (V1). */
export function isSiret(value: string): boolean {
  if (!/^\d{14}$/.test(value) || !isSiren(value.slice(0, 9))) return false;
  if (luhn(value) % 10 === 0) return true;
  const sum = [...value].reduce((total, digit) => total + Number(digit), 0);
  return value.startsWith(LA_POSTE) && value !== '35600000000048' && sum % 5 === 0;
}

/** "552 008 443": groups of three, no-break spaces. */
export const formatSiren = (siren: string): string => siren.replace(/(\d{3})(?=\d)/g, '$1\u00a0');
