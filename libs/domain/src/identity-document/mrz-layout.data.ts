import type { MrzFormat } from './mrz-reading.js';

/** Line, first character, the character after the last. */
export type Span = readonly [line: number, from: number, to: number];

export interface MrzLayout {
  readonly format: MrzFormat;
  readonly lines: number;
  readonly width: number;
  readonly number: Span;
  readonly birth: Span;
  /** Absent on the French card of before 2021, which says only when it was issued. */
  readonly expiry?: Span;
  /** Surname and given names in one field, or each in its own. */
  readonly names: readonly [both: Span] | readonly [surname: Span, givenNames: Span];
  /** Where a number of more than nine characters goes on (ICAO 9303-5 §4.2.2, note j). */
  readonly numberGoesOn?: Span;
  /** With a check digit of its own behind it, `<` where nothing is said. */
  readonly optional?: Span;
  /** What the last check digit counts, in order; the digit itself is the last character of the last line of data. */
  readonly composite: readonly Span[];
  readonly compositeAt: Span;
}

/**
 * TD1, TD2, TD3 of ICAO 9303 parts 4 to 6, and the French card of 1988 to 2021 (V4), which is as wide as a TD2 and otherwise
 * laid out. A check digit follows its field. What a state writes into its optional data is counted and never read (V11).
 */
export const LAYOUTS: readonly MrzLayout[] = [
  {
    format: 'TD3',
    lines: 2,
    width: 44,
    number: [1, 0, 9],
    birth: [1, 13, 19],
    expiry: [1, 21, 27],
    names: [[0, 5, 44]],
    optional: [1, 28, 42],
    composite: [
      [1, 0, 10],
      [1, 13, 20],
      [1, 21, 43],
    ],
    compositeAt: [1, 43, 44],
  },
  {
    format: 'TD1',
    lines: 3,
    width: 30,
    number: [0, 5, 14],
    birth: [1, 0, 6],
    expiry: [1, 8, 14],
    names: [[2, 0, 30]],
    numberGoesOn: [0, 15, 30],
    composite: [
      [0, 5, 30],
      [1, 0, 7],
      [1, 8, 15],
      [1, 18, 29],
    ],
    compositeAt: [1, 29, 30],
  },
  {
    format: 'FRENCH_CARD',
    lines: 2,
    width: 36,
    number: [1, 0, 12],
    birth: [1, 27, 33],
    names: [
      [0, 5, 30],
      [1, 13, 27],
    ],
    composite: [
      [0, 0, 36],
      [1, 0, 35],
    ],
    compositeAt: [1, 35, 36],
  },
  {
    format: 'TD2',
    lines: 2,
    width: 36,
    number: [1, 0, 9],
    birth: [1, 13, 19],
    expiry: [1, 21, 27],
    names: [[0, 5, 36]],
    numberGoesOn: [1, 28, 35],
    composite: [
      [1, 0, 10],
      [1, 13, 20],
      [1, 21, 35],
    ],
    compositeAt: [1, 35, 36],
  },
];
