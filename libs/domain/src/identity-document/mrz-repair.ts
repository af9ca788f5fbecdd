import { mrzCheckDigit } from './check-digit.js';

/** What a camera takes for one another, letter to figure. */
const AS_FIGURE: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  T: '7',
  B: '8',
};
const AS_LETTER: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '2': 'Z',
  '5': 'S',
  '6': 'G',
  '7': 'T',
  '8': 'B',
};

export const asFigures = (text: string): string =>
  [...text].map((character) => AS_FIGURE[character] ?? character).join('');

export const asLetters = (text: string): string =>
  [...text].map((character) => AS_LETTER[character] ?? character).join('');

/** A field and its check digit as they must have been, or undefined when no reading of them is right. */
export interface Proved {
  readonly text: string;
  readonly digit: string;
  readonly corrected: boolean;
}

/** A date: figures alone, `<` where the document knows no day or month. */
export function provedFigures(text: string, digit: string): Proved | undefined {
  const read = { text: asFigures(text), digit: asFigures(digit) };
  if (!/^[\d<]+$/.test(read.text) || mrzCheckDigit(read.text) !== read.digit) return undefined;
  return { ...read, corrected: read.text !== text || read.digit !== digit };
}

/** Each character as the shape has it: `9` a figure, `A` a letter. */
export const asShaped = (text: string, shape: string): string =>
  [...text].map((character, at) => (shape[at] === 'A' ? asLetters : asFigures)(character)).join('');

/**
 * A number of letters and figures: as it was read, else as its known shape has it. A check digit has ten values only: a
 * likeness anywhere in a number of no known shape would come out by chance too often to be a proof.
 */
export function provedNumber(text: string, digit: string, shape: string | undefined): Proved | undefined {
  const sure = asFigures(digit);
  const shaped = shape === undefined ? text : asShaped(text, shape);
  const found = [text, shaped].find((candidate) => mrzCheckDigit(candidate) === sure);
  return found === undefined
    ? undefined
    : { text: found, digit: sure, corrected: found !== text || sure !== digit };
}
