import { mrzCheckDigit } from './check-digit.js';
import type { MrzFormat } from './mrz-reading.js';

/** A specimen: never a document that was issued. */
export interface Specimen {
  readonly format: MrzFormat;
  readonly code: string;
  readonly country: string;
  /** Up to nine characters; twelve figures on the French card, the first four of them year and month of issue. */
  readonly number: string;
  readonly surname: string;
  readonly givenNames: readonly string[];
  /** YYMMDD. */
  readonly birth: string;
  readonly expiry: string;
  readonly optional: string;
}

export const SPECIMEN: Specimen = {
  ...{ format: 'TD3', code: 'P', country: 'FRA', number: '20AB12345' },
  ...{ surname: 'MARTIN', givenNames: ['CAMILLE', 'ANNE'] },
  ...{ birth: '900712', expiry: '320415', optional: '' },
};

const fill = (text: string, width: number): string => text.slice(0, width).padEnd(width, '<');
const keyed = (text: string, width = text.length): string => {
  const field = fill(text, width);
  return field + mrzCheckDigit(field);
};

/** The lines of the zone, with every check digit. */
export function specimenZone(change: Partial<Specimen> = {}): readonly string[] {
  const { format, code, country, number, surname, givenNames, birth, expiry, optional } = {
    ...SPECIMEN,
    ...change,
  };
  const names = `${surname}<<${givenNames.join('<')}`;
  const start = fill(code, 2) + fill(country, 3);
  const [numbered, born, ends] = [keyed(number, 9), keyed(birth), keyed(expiry)];
  switch (format) {
    case 'TD3': {
      const rest = keyed(optional, 14);
      const last = mrzCheckDigit(numbered + born + ends + rest);
      return [fill(start + names, 44), `${numbered}${fill(country, 3)}${born}F${ends}${rest}${last}`];
    }
    case 'TD2': {
      const rest = fill(optional, 7);
      const last = mrzCheckDigit(numbered + born + ends + rest);
      return [fill(start + names, 36), `${numbered}${fill(country, 3)}${born}F${ends}${rest}${last}`];
    }
    case 'TD1': {
      const first = fill(optional, 15);
      const second = '<'.repeat(11);
      const last = mrzCheckDigit(numbered + first + born + ends + second);
      return [
        start + numbered + first,
        `${born}F${ends}${fill(country, 3)}${second}${last}`,
        fill(names, 30),
      ];
    }
    case 'FRENCH_CARD': {
      const upper = `IDFRA${fill(surname, 25)}${fill('69', 6)}`;
      const lower = `${keyed(number, 12)}${fill(givenNames.join('<<'), 14)}${born}F`;
      return [upper, lower + mrzCheckDigit(upper + lower)];
    }
  }
}
