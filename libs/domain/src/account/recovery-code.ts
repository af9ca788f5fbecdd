/** How many are given at once. */
export const RECOVERY_CODES = 10;
/** 120 random bits: from 112 on a plain hash keeps them as well as a slow one (ASVS 5.0 §6.5.2). */
export const RECOVERY_CODE_BYTES = 15;

const GROUP = /.{4}/g;
/** Read wrongly from paper; base32 has neither 0, 1 nor 8. */
const MISREAD: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '8': 'B' };

/** Base32 in groups of four, as it is printed. */
export const showRecoveryCode = (base32: string): string => (base32.match(GROUP) ?? []).join('-');

/** What was typed, as it was made: whatever the case, spaces and dashes. */
export const readRecoveryCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[018]/g, (digit) => MISREAD[digit] ?? '')
    .replace(/[^A-Z2-7]/g, '');
