import type { MrzNames } from './mrz-reading.js';

/** EQUAL: to the letter. COMPATIBLE: the zone may well say so; the eye decides. DIFFERS: another name. */
export type NameVerdict = 'EQUAL' | 'COMPATIBLE' | 'DIFFERS';

/**
 * Why names are not the same. SPELLING: ö is OE or O. SEPARATORS: hyphen, space or apostrophe elsewhere. CUT: the zone was too
 * short. FEWER_TYPED, MORE_TYPED: given names on one side alone. ORDER: the same ones, in another order. SWAPPED: surname and
 * given name stand in each other's place. OTHER: another name. NOT_LATIN: nothing to compare with.
 */
export type NameDifference =
  | 'SPELLING'
  | 'SEPARATORS'
  | 'CUT'
  | 'FEWER_TYPED'
  | 'MORE_TYPED'
  | 'ORDER'
  | 'SWAPPED'
  | 'OTHER'
  | 'NOT_LATIN';

export interface ComparedName {
  readonly verdict: NameVerdict;
  readonly difference: NameDifference | null;
  /** As the document's zone has it. */
  readonly read: string;
  /** What the zone would say of what was typed. */
  readonly expected: string;
}

export interface ComparedNames {
  readonly verdict: NameVerdict;
  readonly surname: ComparedName;
  readonly givenNames: ComparedName;
}

export interface TypedNames {
  readonly surname: string;
  readonly givenNames: readonly string[];
}

/** ICAO 9303-3 §6.A: letters that are more than a letter with an accent, as recommended and as some states do it. */
const LETTERS: Readonly<Record<string, readonly [recommended: string, also: string]>> = {
  Ä: ['AE', 'A'],
  Å: ['AA', 'A'],
  Æ: ['AE', 'AE'],
  Ö: ['OE', 'O'],
  Ø: ['OE', 'O'],
  Œ: ['OE', 'OE'],
  Ü: ['UE', 'U'],
  ẞ: ['SS', 'SS'],
  Ñ: ['N', 'NXX'],
  Þ: ['TH', 'TH'],
  Ð: ['D', 'D'],
  Đ: ['D', 'D'],
  Ħ: ['H', 'H'],
  I: ['I', 'I'],
  Ĳ: ['IJ', 'IJ'],
  ĸ: ['Q', 'Q'],
  Ł: ['L', 'L'],
  Ŋ: ['N', 'N'],
  Ŧ: ['T', 'T'],
};

/** France writes ë, ï, ü of its own names without more: é and ü both lose the mark there, so both forms are tried. */
function spelt(name: string, form: 0 | 1): string {
  const capitals = name.normalize('NFC').replaceAll('ß', 'ẞ').toUpperCase();
  return [...capitals]
    .map((letter) => LETTERS[letter]?.[form] ?? letter.normalize('NFD').replace(/\p{M}/gu, ''))
    .join('');
}

/** Apostrophes and points vanish, hyphens and spaces part (ICAO 9303-3 §4.6). */
const parted = (name: string): string[] =>
  name
    .replace(/['’ʼ`´.]/gu, '')
    .split(/[\s\-‐‑–,]+/u)
    .filter((part) => part !== '');

/** What a zone says of a name: `D’Été-Noël` is `DETE NOEL`. */
export const mrzName = (name: string): string => parted(spelt(name, 0)).join(' ');

const formsOf = (name: string): readonly (readonly string[])[] =>
  ([0, 1] as const).map((form) => parted(spelt(name, form)));

const joined = (parts: readonly string[]): string => parts.join(' ');
const bare = (parts: readonly string[]): string => parts.join('');

interface Side {
  readonly read: readonly string[];
  readonly typed: string;
  readonly cut: boolean;
}

type Likeness = (read: readonly string[], form: readonly string[]) => boolean;

/** A zone that is full: what it still has of the name begins as the name does, part by part (ICAO 9303-3 §4.2.3). */
const begins: Likeness = (read, form) =>
  read.length > 0 &&
  (bare(form).startsWith(bare(read)) || read.every((part, at) => form[at]?.startsWith(part) === true));

const LIKENESSES: readonly (readonly [NameDifference | null, Likeness])[] = [
  [null, (read, form) => joined(read) === joined(form)],
  ['SEPARATORS', (read, form) => bare(read) === bare(form)],
];

/** The same name, in the recommended spelling or in another; undefined when it is not. */
function sameName({ read, typed, cut }: Side): { difference: NameDifference | null } | undefined {
  const [usual = [], other = []] = formsOf(typed);
  for (const [difference, like] of LIKENESSES) {
    if (like(read, usual)) return { difference };
    if (like(read, other)) return { difference: difference ?? 'SPELLING' };
  }
  return cut && (begins(read, usual) || begins(read, other)) ? { difference: 'CUT' } : undefined;
}

/** Given names that stand on one side alone, or in another order. */
function givenNamesApart({ read, typed }: Side): NameDifference | undefined {
  for (const form of formsOf(typed)) {
    if (form.length === 0 || read.length === 0) return undefined;
    if (form.every((part, at) => read[at] === part)) return 'FEWER_TYPED';
    if (read.every((part, at) => form[at] === part)) return 'MORE_TYPED';
    if ([...form].sort().join() === [...read].sort().join()) return 'ORDER';
  }
  return undefined;
}

function compared(side: Side, apart: NameDifference | undefined): ComparedName {
  const same = sameName(side);
  const shown = { read: joined(side.read), expected: mrzName(side.typed) };
  if (same?.difference === null) return { ...shown, verdict: 'EQUAL', difference: null };
  const compatible = same?.difference ?? apart;
  if (compatible) return { ...shown, verdict: 'COMPATIBLE', difference: compatible };
  const latin = /^[A-Z ]+$/.test(shown.expected);
  return { ...shown, verdict: 'DIFFERS', difference: latin ? 'OTHER' : 'NOT_LATIN' };
}

/** The worst of both decides. */
const worst = (one: NameVerdict, other: NameVerdict): NameVerdict => {
  const order: readonly NameVerdict[] = ['EQUAL', 'COMPATIBLE', 'DIFFERS'];
  return order[Math.max(order.indexOf(one), order.indexOf(other))] ?? 'DIFFERS';
};

/**
 * The names of the zone against those that were typed, which are written as on the document's face: transliterated as
 * ICAO 9303-3 §6 says, French marks included (é E, œ OE), hyphens and apostrophes as the zone has them, cut where it was too
 * short. Says what differs; whether that is the same person is for the eye to say (F14).
 */
export function compareNames(mrz: MrzNames, typed: TypedNames): ComparedNames {
  const surname: Side = { read: mrz.surname.split(' '), typed: typed.surname, cut: mrz.cut.surname };
  const givenNames: Side = {
    read: mrz.givenNames,
    typed: typed.givenNames.join(' '),
    cut: mrz.cut.givenNames,
  };
  const answer = {
    surname: compared(surname, undefined),
    givenNames: compared(givenNames, givenNamesApart(givenNames)),
  };
  const swapped =
    answer.surname.verdict === 'DIFFERS' &&
    sameName({ ...surname, typed: givenNames.typed }) !== undefined &&
    sameName({ ...givenNames, typed: surname.typed }) !== undefined;
  if (swapped) {
    const turned = { verdict: 'DIFFERS', difference: 'SWAPPED' } as const;
    return {
      verdict: 'DIFFERS',
      surname: { ...answer.surname, ...turned },
      givenNames: { ...answer.givenNames, ...turned },
    };
  }
  return { ...answer, verdict: worst(answer.surname.verdict, answer.givenNames.verdict) };
}
