/** What a password for the PKCS#12 still lacks (R38). NOT_PORTABLE: a character that some programs encode otherwise. */
export type PasswordFinding = 'TOO_SHORT' | 'NO_UPPERCASE' | 'NO_DIGIT' | 'NO_SPECIAL' | 'NOT_PORTABLE';

export const MINIMUM_PASSWORD_LENGTH = 8;

const RULES: readonly (readonly [PasswordFinding, (password: string) => boolean])[] = [
  ['TOO_SHORT', (p) => [...p].length < MINIMUM_PASSWORD_LENGTH],
  ['NO_UPPERCASE', (p) => !/[A-Z]/.test(p)],
  ['NO_DIGIT', (p) => !/[0-9]/.test(p)],
  ['NO_SPECIAL', (p) => !/[!-/:-@[-`{-~]/.test(p)],
  ['NOT_PORTABLE', (p) => /[^ -~]/.test(p)],
];

/** Everything that R38 still asks of this password; empty when it may be used. Judged here only, never sent (R39). */
export const passwordFindings = (password: string): PasswordFinding[] =>
  RULES.filter(([, lacks]) => lacks(password)).map(([finding]) => finding);

export type StrengthLevel = 'WEAK' | 'FAIR' | 'GOOD' | 'STRONG';

export interface PasswordStrength {
  readonly level: StrengthLevel;
  /** Rough guesses, as a power of two. */
  readonly bits: number;
}

const CLASSES: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^A-Za-z0-9]/, 33],
];

const COMMON = /(pass|motdepasse|azerty|qwerty|admin|bonjour|soleil|chambersign|initio|certificat|123|abc)/gi;

/** Characters that add something: a repeated or next-in-order one adds little, a well-known word counts as one letter. */
function effectiveLength(password: string): number {
  const characters = [...password.replace(COMMON, 'x')].map((c) => c.codePointAt(0) ?? 0);
  return characters.reduce((length, code, i) => {
    const previous = characters[i - 1];
    const predictable = previous !== undefined && Math.abs(code - previous) <= 1;
    return length + (predictable ? 0.3 : 1);
  }, 0);
}

/** A meter that asks for more than the minimum (D22); 80 bits is what the CNIL asks of a password alone (L5). */
export function passwordStrength(password: string): PasswordStrength {
  const alphabet = CLASSES.reduce((size, [used, count]) => size + (used.test(password) ? count : 0), 0);
  const bits = alphabet === 0 ? 0 : Math.round(effectiveLength(password) * Math.log2(alphabet));
  if (bits < 45) return { level: 'WEAK', bits };
  if (bits < 65) return { level: 'FAIR', bits };
  return { level: bits < 80 ? 'GOOD' : 'STRONG', bits };
}
