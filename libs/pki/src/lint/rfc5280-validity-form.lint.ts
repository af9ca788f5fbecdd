import { TAG } from '../der/index.js';
import { unless, type Lint } from './lint.js';

/** UTCTime through 2049, GeneralizedTime from 2050 on, both in whole seconds of UTC (RFC 5280 §4.1.2.5). */
export const validityFormLint: Lint = {
  clause: 'RFC 5280 §4.1.2.5',
  check: ({ validity, validityTags }) =>
    [validity.notBefore, validity.notAfter].flatMap((at, index) => {
      const expected = at.getUTCFullYear() < 2050 ? TAG.UTC_TIME : TAG.GENERALIZED_TIME;
      return unless(validityTags[index] === expected, 'a date is in the form of another century');
    }),
};
