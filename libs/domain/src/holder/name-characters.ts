/** What makes a character of a name worth a second look at the document: it may look like another one. */
export type CharacterDoubt = 'MIXED_SCRIPTS' | 'OTHER_SCRIPT' | 'UNUSUAL_LETTER' | 'COMPATIBILITY' | 'DIGIT';

/** One character as it is shown letter by letter. */
export interface NameLetter {
  readonly character: string;
  /** `U+0131`. */
  readonly code: string;
  readonly doubt: CharacterDoubt | null;
}

/** Controls, marks of direction, joiners, soft hyphens, private and unassigned characters, and fillers that show nothing. */
const INVISIBLE = /\p{C}|[\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5|\p{Variation_Selector}/u;
/** Letters and their marks, digits, and the signs that French documents put in a name. */
const IN_A_NAME = /^[\p{L}\p{M}\p{Nd} .'’\u2010\u00b7-]+$/u;
/** A mark with nothing to stand on, or a heap of them. */
const LOOSE_MARK = /(?:^|[^\p{L}\p{M}])\p{M}|\p{M}{2}/u;

const LATIN = /^\p{Script=Latin}$/u;
const LETTER = /^\p{L}$/u;
/** Basic Latin, Latin-1, Extended-A, and what Romanian and Vietnamese add to them. */
const EVERYDAY_LATIN = /^[A-Za-z\u00c0-\u017e\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u1e80-\u1eff]$/u;
/** Among those, letters that are taken for others: dotless ı, dotted İ, ĸ, ŉ. */
const TAKEN_FOR_OTHERS = /^[\u0130\u0131\u0138\u0149]$/u;

/** Whether a name holds what no document has: such a name is refused, whatever the MC says. */
export function nameFault(name: string): 'CONTROL_CHARACTER' | 'NOT_IN_A_NAME' | undefined {
  if (INVISIBLE.test(name)) return 'CONTROL_CHARACTER';
  return IN_A_NAME.test(name) && /\p{L}/u.test(name) && !LOOSE_MARK.test(name) ? undefined : 'NOT_IN_A_NAME';
}

const isForeign = (character: string): boolean => LETTER.test(character) && !LATIN.test(character);

function doubtOf(character: string, wordMixes: boolean): CharacterDoubt | null {
  if (/^\p{Nd}$/u.test(character)) return 'DIGIT';
  if (isForeign(character)) return wordMixes ? 'MIXED_SCRIPTS' : 'OTHER_SCRIPT';
  if (character.normalize('NFKC') !== character) return 'COMPATIBILITY';
  const latin = LATIN.test(character);
  return latin && (!EVERYDAY_LATIN.test(character) || TAKEN_FOR_OTHERS.test(character))
    ? 'UNUSUAL_LETTER'
    : null;
}

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The name letter by letter, each with what makes it doubtful (V10, F37): Cyrillic or Greek among Latin, ı for i, ﬁ for fi. */
export const spelled = (name: string): NameLetter[] =>
  name
    .normalize('NFC')
    .split(/(?<=[^\p{L}\p{M}\p{Nd}])/u)
    .flatMap((word) => {
      const characters = [...word];
      const mixes = characters.some(isForeign) && characters.some((each) => LATIN.test(each));
      return characters.map((character) => ({
        character,
        code: codeOf(character),
        doubt: doubtOf(character, mixes),
      }));
    });

/** Whether somebody has to compare the name with the document letter by letter. */
export const isConfusable = (name: string): boolean => spelled(name).some(({ doubt }) => doubt !== null);
