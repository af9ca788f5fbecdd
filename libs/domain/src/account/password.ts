/**
 * Passwords of accounts (L5: CNIL 2022, NIST SP 800-63B-4 §3.1.1, ASVS 5.0 §6.2): long, not on the list of those that
 * everybody tries, not made of what is known about the person. No composition rule, no rotation. Server and console judge
 * with the same function; the list is given by the caller.
 */

/** Code points. */
export const PASSWORD_MAXIMUM = 256;

/** Twelve characters beside a second factor, fifteen alone. */
export const passwordMinimum = (secondFactor: boolean): number => (secondFactor ? 12 : 15);

/** The same password from every keyboard: NFKC before it is counted, judged and hashed (NIST SP 800-63B-4 §3.1.1.2). */
export const normalisePassword = (typed: string): string => typed.normalize('NFKC');

export type PasswordFault =
  | 'PASSWORD_TOO_SHORT'
  | 'TOO_LONG'
  /** Made of little else than words of the list, rows of keys and repetitions. */
  | 'PASSWORD_COMMON'
  /** Made of little else than the person's, the company's or the product's name. */
  | 'PASSWORD_ABOUT_YOU';

export type PasswordLevel = 'WEAK' | 'FAIR' | 'GOOD' | 'STRONG';

export interface PasswordContext {
  /** The account has a second factor, or must have one. */
  readonly secondFactor: boolean;
  /** E-mail address, name, companies: whatever somebody who knows the person would try. */
  readonly about: readonly string[];
}

export interface PasswordJudgement {
  /** The first thing that is wrong; undefined: the password may be used. */
  readonly fault: PasswordFault | undefined;
  /** Rough guesses, as a power of two, of somebody who knows the list and the person. */
  readonly bits: number;
  readonly level: PasswordLevel;
}

/** Whether a word, in lower case, is on the list of common and breached passwords. */
export type CommonPasswords = (word: string) => boolean;

/** What the CNIL asks of a password whose tries are slowed down (L5): four words of the list, or nine random letters. */
const FEWEST_BITS = 50;
const PRODUCT = ['mandataire', 'chambersign', 'certificat', 'certification'];

const LOOKALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
].flatMap((row) => [row, [...row].reverse().join('')]);

/** Letters as they are looked up: no case, no accent. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const withLetters = (text: string): string =>
  text.replace(/[@43!10$57]/g, (sign) => LOOKALIKES[sign] ?? sign);

/** Words of what is known about the person, all of them run together, and as they are written. */
function wordsAbout(about: readonly string[]): ReadonlySet<string> {
  const words = about.flatMap((fact) => {
    const parts = plain(fact).split(/[^a-z0-9]+/);
    return [...parts, parts.join(''), plain(fact)];
  });
  return new Set([...words, ...PRODUCT].filter((word) => word.length >= 4));
}

interface Piece {
  readonly length: number;
  readonly bits: number;
  readonly about: boolean;
}

const LONGEST_WORD = 64;
const WORD_BITS = 13;
const ABOUT_BITS = 4;
const ROW_BITS = 6;
const YEAR_BITS = 7;
const DIGIT_BITS = 3;
/** Printable characters of a keyboard. */
const CHARACTER_BITS = 6;

interface Judge {
  readonly text: string;
  readonly isCommon: CommonPasswords;
  readonly about: ReadonlySet<string>;
}

/** The longest run from here of one character, of a row of keys, or of something that stood just before. */
function runFrom({ text }: Judge, start: number): number {
  const same = text.slice(start).match(/^(.)\1+/u)?.[0].length ?? 0;
  let row = 0;
  for (
    let end = start + 3;
    end <= text.length && ROWS.some((keys) => keys.includes(text.slice(start, end)));
    end += 1
  )
    row = end - start;
  return Math.max(same, row, repetitionFrom(text, start));
}

/** How far what stood just before is repeated from here. */
function repetitionFrom(text: string, start: number): number {
  let longest = 0;
  for (let unit = 1; unit <= Math.min(start, LONGEST_WORD); unit += 1) {
    let length = 0;
    while (start + length < text.length && text[start + length] === text[start + length - unit]) length += 1;
    if (length >= unit) longest = Math.max(longest, length);
  }
  return longest;
}

/** Everything that a guesser would take in one step from here. */
function piecesFrom(judge: Judge, start: number): Piece[] {
  const { text, isCommon, about } = judge;
  const single = /^\d/.test(text.slice(start)) ? DIGIT_BITS : CHARACTER_BITS;
  const pieces: Piece[] = [{ length: 1, bits: single, about: false }];
  const run = runFrom(judge, start);
  if (run > 1) pieces.push({ length: run, bits: ROW_BITS, about: false });
  if (/^(19|20)\d\d/.test(text.slice(start, start + 4)))
    pieces.push({ length: 4, bits: YEAR_BITS, about: false });
  for (let length = 4; length <= Math.min(LONGEST_WORD, text.length - start); length += 1) {
    const word = text.slice(start, start + length);
    const readings = [word, withLetters(word)];
    if (readings.some((reading) => about.has(reading)))
      pieces.push({ length, bits: ABOUT_BITS, about: true });
    else if (readings.some(isCommon)) pieces.push({ length, bits: WORD_BITS, about: false });
  }
  return pieces;
}

type Reading = Pick<Piece, 'bits' | 'about'>;
const NOTHING: Reading = { bits: 0, about: false };

/** The cheapest way to put the password together, read from its end. */
function cheapest(judge: Judge): Reading {
  const rest: Reading[] = [NOTHING];
  for (let start = judge.text.length - 1; start >= 0; start -= 1) {
    const readings = piecesFrom(judge, start).map((piece): Reading => {
      const after = rest[judge.text.length - start - piece.length] ?? NOTHING;
      return { bits: after.bits + piece.bits, about: after.about || piece.about };
    });
    rest.push(readings.reduce((best, reading) => (reading.bits < best.bits ? reading : best)));
  }
  return rest[judge.text.length] ?? NOTHING;
}

function levelOf(bits: number): PasswordLevel {
  if (bits < FEWEST_BITS) return 'WEAK';
  if (bits < 65) return 'FAIR';
  return bits < 80 ? 'GOOD' : 'STRONG';
}

function faultOf(length: number, reading: Reading, context: PasswordContext): PasswordFault | undefined {
  if (length < passwordMinimum(context.secondFactor)) return 'PASSWORD_TOO_SHORT';
  if (reading.bits >= FEWEST_BITS) return undefined;
  return reading.about ? 'PASSWORD_ABOUT_YOU' : 'PASSWORD_COMMON';
}

/** What is wrong with a new password, and how strong it is. Pure and quick: some thousand look-ups at most. */
export function judgePassword(
  typed: string,
  context: PasswordContext,
  isCommon: CommonPasswords,
): PasswordJudgement {
  const password = normalisePassword(typed);
  const length = [...password].length;
  if (length > PASSWORD_MAXIMUM) return { fault: 'TOO_LONG', bits: 0, level: 'WEAK' };
  const reading = cheapest({ text: plain(password), isCommon, about: wordsAbout(context.about) });
  return { fault: faultOf(length, reading, context), bits: reading.bits, level: levelOf(reading.bits) };
}
